"""The filter against the formulas written out with matrices (STATISTICS 9)."""

import numpy as np
import pytest
from scipy.stats import norm

from drift.model.evidence.looks import SLIDE_SIZES, STEP_SIZES, Granted, weigh_looks
from drift.model.evidence.noise import NoisePrior, default_noise, season_design
from drift.model.evidence.onsets import believe_onsets

N = 20
TWO_LAWS = NoisePrior(np.array([0.0, 0.5]), np.array([0.05, 0.1]), np.array([0.1, 0.02]), np.array([0.25, 0.75]))


def draw(seed, n_months=N):
    rng = np.random.default_rng(seed)
    values = rng.normal(0, 0.1, n_months) + 0.03 * np.maximum(np.arange(n_months) - 10, 0)
    return values, rng.uniform(0.001, 0.02, n_months)


def by_matrices(values, variances, noise, n, rise=None):
    """One look at month n, formulas 2 to 5."""
    known = np.flatnonzero(np.isfinite(values[:n]))
    lag, season = np.abs(known[:, None] - known), season_design(n)[known]
    belief = believe_onsets(n)
    logs, ratios = [], []
    for phi, sigma, season_sd, share in zip(noise.phi, noise.sigma, noise.season_sd, noise.belief, strict=True):
        v = sigma**2 * phi**lag + np.diag(variances[known]) + season_sd**2 * season @ season.T
        if rise is not None:
            v = v + np.outer(rise[known], rise[known])
        inverse, one = np.linalg.inv(v), np.ones(len(known))
        p = inverse - np.outer(inverse @ one, one @ inverse) / (one @ inverse @ one)
        y = values[known]
        logs.append(np.log(share) - 0.5 * (np.linalg.slogdet(v)[1] + np.log(one @ inverse @ one) + y @ p @ y))
        total = 1 - sum(belief[m] for m in range(n) if (known >= m).sum() >= 3)
        for m in range(n):
            if (known >= m).sum() < 3:
                continue
            for template, sizes in (((known >= m) * 1.0, STEP_SIZES), (np.maximum(known - m + 1, 0), SLIDE_SIZES)):
                for tau in sizes:
                    b, c = template @ p @ y, template @ p @ template
                    s = tau**2 / (1 + tau**2 * c)
                    ratio = 2 * norm.cdf(b * np.sqrt(s)) * (1 + tau**2 * c) ** -0.5 * np.exp(s * b**2 / 2)
                    total += belief[m] * ratio / 4
        ratios.append(total)
    weights = np.exp(np.array(logs) - max(logs))
    return weights @ np.array(ratios) / weights.sum()


@pytest.mark.parametrize("gaps", [[], [3], [0, 7, 8, 19]])
def test_each_look_is_the_ratio_that_the_matrices_give(gaps):
    values, variances = draw(1)
    values[gaps] = np.nan
    looks = weigh_looks(values[None], variances[None], believe_onsets(N)[None], TWO_LAWS)
    start = 12 + (0 in gaps)
    assert np.isnan(looks.e_values[0, :start]).all()
    for n in range(start + 1, N + 1):
        assert looks.e_values[0, n - 1] == pytest.approx(by_matrices(values, variances, TWO_LAWS, n), rel=1e-5)


def test_a_rise_that_is_there_anyhow_is_one_more_source_of_variance():
    values, variances = draw(2)
    rise = 0.1 * np.maximum(np.arange(N) - 4.0, 0)
    looks = weigh_looks(values[None], variances[None], believe_onsets(N)[None], TWO_LAWS, Granted(rise[None]))
    assert looks.e_values[0, -1] == pytest.approx(by_matrices(values, variances, TWO_LAWS, N, rise), rel=1e-5)


def test_many_series_at_once_are_each_what_they_are_alone():
    drawn = [draw(seed, 30) for seed in range(15)]
    values, variances = (np.array(part) for part in zip(*drawn, strict=True))
    onset = np.tile(believe_onsets(30), (15, 1))
    together = weigh_looks(values, variances, onset, default_noise())
    for row in (0, 7, 14):
        part = slice(row, row + 1)
        alone = weigh_looks(values[part], variances[part], onset[part], default_noise())
        assert np.array_equal(together.e_values[part], alone.e_values, equal_nan=True)


def test_belief_in_the_laws_of_noise_sums_to_one_and_finds_the_law():
    rng = np.random.default_rng(3)
    values = rng.normal(0, 0.12, (1, 100))
    looks = weigh_looks(values, np.full((1, 100), 1e-5), believe_onsets(100)[None], default_noise())
    noise = default_noise()
    assert looks.law[0].sum() == pytest.approx(1)
    assert noise.belief.sum() == pytest.approx(1)
    assert looks.law[0] @ noise.sigma == pytest.approx(0.12, abs=0.02)
    assert looks.law[0] @ noise.phi < 0.2
    assert looks.autocorrelation[0, -1] == pytest.approx(looks.law[0] @ noise.phi, rel=0.01)
