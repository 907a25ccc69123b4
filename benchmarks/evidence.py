"""Evidence as jobs that are clocked (speed.py): 1,000 series of 60 months with every look, and one series alone.

The yardstick is what weighing noise alone takes: for each law of it the covariance of the months is factored and the
likelihood of every series is had from that, once, at the end; no look before, no rise.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

N_SERIES, MONTHS = 1000, 60
N_TIMES: Final = 10  # one series alone takes a tenth of a second

Work = Callable[[], object]


def weigh_many() -> Work:
    """Look at every series after every month."""
    from drift.model.evidence.looks import weigh_looks
    from drift.model.evidence.noise import default_noise
    from drift.model.evidence.onsets import believe_onsets
    from drift.samples.scenarios import SCENARIOS
    from drift.samples.series import draw_series

    drawn = draw_series(SCENARIOS["slide_1"], N_SERIES, MONTHS, seed=1)
    onset = np.tile(believe_onsets(MONTHS), (N_SERIES, 1))
    return lambda: weigh_looks(-drawn.engagement, drawn.variance, onset, default_noise())


def weigh_one() -> Work:
    """Weigh one series with its repair, N_TIMES over."""
    import drift

    relation = drift.simulate("slide_2", months=MONTHS, seed=1)
    series, variance = -relation.log_series["engagement"], relation.variances["engagement"]
    drift.weigh_evidence(series, variance)  # once to load libraries
    return lambda: [drift.weigh_evidence(series, variance) for _ in range(N_TIMES)]


def weigh_noise() -> Work:
    """Do what the yardstick does."""
    from drift.model.evidence.noise import default_noise, season_design
    from drift.samples.scenarios import SCENARIOS
    from drift.samples.series import draw_series

    noise, season = default_noise(), season_design(MONTHS)
    drawn = draw_series(SCENARIOS["slide_1"], N_SERIES, MONTHS, seed=1)
    apart = np.abs(np.arange(MONTHS)[:, None] - np.arange(MONTHS))

    def weigh() -> None:
        for phi, sigma, season_sd in zip(noise.phi, noise.sigma, noise.season_sd, strict=True):
            swings = sigma**2 * phi**apart + season_sd**2 * season @ season.T
            for values, variance in zip(drawn.engagement, drawn.variance, strict=True):
                factor = np.linalg.cholesky(swings + np.diag(variance))
                (np.linalg.solve(factor, values) ** 2).sum() + 2 * np.log(np.diag(factor)).sum()

    return weigh
