"""Relations without a fall whose months follow laws that nothing in `drift` was fitted to, nor drawn from.

Each law gives monthly logs of engagement, their stated sampling variance and nothing of `drift.simulate`: another
season, other tails, another memory, a scatter that changes, counts instead of normal noise, holes in the log.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

Rng = np.random.Generator
Shape = tuple[int, int]

WARM = 100  # months before the first, until the start is forgotten
SWING_SD = (0.05, 0.12)  # as the figures elsewhere in docs/calibration.md
N_INCIDENTS = (20, 200, 2000)
VARIANCE_AN_INCIDENT = 0.204
MISSING_SHARE = 0.05
HOLE_MONTHS = 4  # one a relation, anywhere: a change of tool, an export that was cut
SEASON = 0.08
COUNTS = "a share of 20 incidents a month, counted"


def whiten(swings: np.ndarray) -> np.ndarray:
    """Scale swings to a variance of 1 over all relations."""
    return swings / swings.std()


def filter_arma(unit: np.ndarray, phi: float, theta: float) -> np.ndarray:
    swings = np.zeros_like(unit)
    for t in range(1, unit.shape[1]):
        swings[:, t] = phi * swings[:, t - 1] + unit[:, t] + theta * unit[:, t - 1]
    return whiten(swings[:, WARM:])


def draw_unit(shape: Shape, rng: Rng) -> np.ndarray:
    return rng.standard_normal((shape[0], WARM + shape[1]))


def arma(phi: float, theta: float) -> Callable[[Shape, Rng], np.ndarray]:
    return lambda shape, rng: filter_arma(draw_unit(shape, rng), phi, theta)


def student(phi: float) -> Callable[[Shape, Rng], np.ndarray]:
    """Shocks of three degrees of freedom: one month in a hundred is four standard deviations off, or more."""
    return lambda shape, rng: filter_arma(rng.standard_t(3, (shape[0], WARM + shape[1])), phi, 0.0)


def skewed(shape: Shape, rng: Rng) -> np.ndarray:
    """Shocks that are small upwards and large downwards (exponential): bad months stand out."""
    return filter_arma(1 - rng.exponential(1.0, (shape[0], WARM + shape[1])), 0.3, 0.0)


def turbulent(shape: Shape, rng: Rng) -> np.ndarray:
    """Let a third of the months, in one stretch, scatter three times as much."""
    swings = filter_arma(draw_unit(shape, rng), 0.3, 0.0)
    length = shape[1] // 3
    start = rng.integers(0, shape[1] - length, (shape[0], 1))
    month = np.arange(shape[1])
    return swings * np.where((month >= start) & (month < start + length), 3.0, 1.0)


def noisier(shape: Shape, rng: Rng) -> np.ndarray:
    """From a month on, and for good, the scatter is twice as large."""
    return filter_arma(draw_unit(shape, rng), 0.3, 0.0) * np.where(
        np.arange(shape[1]) >= rng.integers(12, shape[1], (shape[0], 1)), 2.0, 1.0
    )


def wander(shape: Shape, rng: Rng) -> np.ndarray:
    """Add a level that moves by 1 % a month, up or down, and never turns back."""
    calm = filter_arma(draw_unit(shape, rng), 0.3, 0.0)
    return calm + np.cumsum(rng.normal(0, 0.01 / np.mean(SWING_SD), shape), axis=1)


def peaks(shape: Shape, rng: Rng) -> np.ndarray:
    """Two narrow peaks a year, each a month wide, that move by half a month a year and grow by a tenth."""
    month = np.arange(shape[1]) - 0.5 * np.arange(shape[1]) / 12
    first = rng.uniform(0, 12, (shape[0], 1))
    away = [np.abs((month - first - gap + 6) % 12 - 6) for gap in (0.0, rng.uniform(3, 9, (shape[0], 1)))]
    return sum(np.exp(-0.5 * part**2) for part in away) * 1.1 ** (np.arange(shape[1]) / 12)


def one_wave(shape: Shape, rng: Rng) -> np.ndarray:
    return np.cos(2 * np.pi * np.arange(shape[1]) / 12 + rng.uniform(0, 2 * np.pi, (shape[0], 1)))


# name: swings, season and its amplitude; lag-1 autocorrelation of the swings stands in the words of the page
LAWS: dict[str, tuple[Callable[[Shape, Rng], np.ndarray], Callable[[Shape, Rng], np.ndarray], float]] = {
    "two narrow peaks that move and grow": (arma(0.3, 0.0), peaks, 0.2),
    "Student, 3 degrees, autocorrelation 0": (student(0.0), one_wave, SEASON),
    "Student, 3 degrees, autocorrelation .5": (student(0.5), one_wave, SEASON),
    "shocks downwards": (skewed, one_wave, SEASON),
    "ARMA(1,1), .5 and .4: lag-1 .66": (arma(0.5, 0.4), one_wave, SEASON),
    "ARMA(1,1), .85 and -.5: lag-1 .48, long memory": (arma(0.85, -0.5), one_wave, SEASON),
    "a turbulent stretch": (turbulent, one_wave, SEASON),
    "twice the scatter from a month on": (noisier, one_wave, SEASON),
    "a level that wanders": (wander, one_wave, SEASON),
}


def draw(name: str, shape: Shape, rng: Rng) -> tuple[np.ndarray, np.ndarray]:
    """Return engagement (natural log, NaN = no data) and its stated sampling variance, both of `shape`."""
    if name == COUNTS:
        return count(shape, rng)
    swings, season, amplitude = LAWS[name]
    expected = rng.choice(N_INCIDENTS, (shape[0], 1))
    variance = VARIANCE_AN_INCIDENT / np.maximum(rng.poisson(expected, shape), 1)
    level = rng.uniform(*SWING_SD, (shape[0], 1)) * swings(shape, rng) + amplitude * season(shape, rng)
    return make_holes(level + np.sqrt(variance) * rng.standard_normal(shape), rng), variance


def count(shape: Shape, rng: Rng) -> tuple[np.ndarray, np.ndarray]:
    """Draw a share of 20 incidents a month, counted: ln((x + p) / (n + 1)), its variance by the delta method."""
    level = np.log(0.5) + rng.uniform(*SWING_SD, (shape[0], 1)) * filter_arma(draw_unit(shape, rng), 0.3, 0.0)
    n = rng.poisson(20, shape)
    x = rng.binomial(n, np.minimum(np.exp(level), 1.0))
    base = x[:, :12].sum(axis=1, keepdims=True) / np.maximum(n[:, :12].sum(axis=1, keepdims=True), 1)
    value = np.log((x + base) / (n + 1))
    return make_holes(value, rng), (1 - base) / (base * (n + 1))


def make_holes(values: np.ndarray, rng: Rng) -> np.ndarray:
    month = np.arange(values.shape[1])
    start = rng.integers(0, values.shape[1], (len(values), 1))
    hole = (month >= start) & (month < start + HOLE_MONTHS)
    return np.where(hole | (rng.random(values.shape) < MISSING_SHARE), np.nan, values)
