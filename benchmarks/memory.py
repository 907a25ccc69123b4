"""What a measure that looks back makes of people who leave: swings with a memory of its window.

Each person who leaves lowers the measure until the window has passed: a year for the same hands of a year, four months
for those of 120 days. Beside it what a belief in such lingering swings would buy, and what it would cost.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import product

import numpy as np
from cells import PHI, SEED, highest, percent, run, table

from drift.model.evidence.looks import weigh_looks
from drift.model.evidence.noise import PHI as PHI_BELIEF
from drift.model.evidence.noise import SEASON_SD, SIGMA, NoisePrior, default_noise
from drift.model.evidence.onsets import believe_onsets
from drift.terms import ALARM_AT

MONTHS, N = 72, 300
WINDOWS = (12, 4)  # months that a leaver is remembered
LEAVERS = (0.05, 0.15)  # a month
SIZE = (0.05, 0.2)  # log that one takes off
LINGERING, BELIEFS = 0.92, (0.0, 0.5, 1.0)  # autocorrelation of swings that lose half in eight months; with what belief


def draw_leavers(window: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Return engagement (natural log) and its sampling variance, shape (N, MONTHS): a level, leavers and noise."""
    rng = np.random.default_rng([SEED, seed, window])
    left = rng.random((N, MONTHS + window)) < rng.uniform(*LEAVERS, (N, 1))
    taken = left * rng.uniform(*SIZE, left.shape)
    remembered = np.apply_along_axis(np.convolve, 1, taken, np.ones(window))[:, window : window + MONTHS]
    variance = np.full((N, MONTHS), 0.204 / 80)
    return -remembered + np.sqrt(variance) * rng.standard_normal(variance.shape), variance


def believe(weight: float) -> NoisePrior:
    """Return the belief with laws of LINGERING added, each weighing `weight` times one of the usual ones."""
    noise = default_noise()
    if not weight:
        return noise
    grid = list(product(SIGMA.items(), SEASON_SD.items()))
    usual = sum(PHI_BELIEF.values()) * sum(s * c for (_, s), (_, c) in grid)
    sigma, season, belief = np.array([(sd, of_season, s * c) for (sd, s), (of_season, c) in grid]).T
    whole = np.concatenate([noise.belief, weight * belief / usual])
    return replace(
        noise,
        phi=np.concatenate([noise.phi, np.full(len(grid), LINGERING)]),
        sigma=np.concatenate([noise.sigma, sigma]),
        season_sd=np.concatenate([noise.season_sd, season]),
        belief=whole / whole.sum(),
    )


def memory(tell_delay: Callable[[np.ndarray, float], str]) -> str:
    """Return the table: false alarms of leavers by window, and months to the alarm, by belief in lingering swings."""
    onset = np.tile(believe_onsets(MONTHS), (N, 1))
    rows = []
    for weight in BELIEFS:
        noise = believe(weight)
        row = [f"{weight:g}"]
        for window in WINDOWS:
            values, variances = draw_leavers(window, 5)
            row.append(percent(highest(weigh_looks(-values, variances, onset, noise)) >= ALARM_AT))
        row.append(percent(highest(run("plain", MONTHS, (max(PHI),), 9, noise, N).looks) >= ALARM_AT))
        falls = [run(name, MONTHS, PHI, 9, noise, N).looks.e_values for name in ("slide_2", "step_20")]
        rows.append([*row, *(tell_delay(found, ALARM_AT) for found in falls)])
    heads = ["belief", *(f"leavers remembered {window} months" for window in WINDOWS), "plain, autocorrelation .6"]
    return table([*heads, "slide_2", "step_20"], rows)
