"""Monthly logs of engagement and specification, with the truth they were drawn from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from drift.model.evidence.noise import SECOND_WAVE
from drift.samples.scenarios import Scenario

Array = NDArray[np.float64]

STREAMS = ("swings", "sampling", "season", "volume", "gaps", "paper")  # append only: an order is a promise to old seeds
VARIANCE_AN_INCIDENT = 0.204  # of ln E, the mean of three shares and counts an incident; delta method, STATISTICS 1
HOLIDAYS = {6: -1.0, 7: -0.8, 11: -0.6}  # July, August, December; month 0 is January
AR2 = (1.1, -0.4)  # swings of about ten months; lag-1 autocorrelation .79
MA3 = (1.0, 0.8, 0.5)
OUTLIER = 0.4
DEGREES = 3  # of freedom: heavy tails that still have a variance
VERSION_EVERY = (9, 19)  # months from one version to the next
VERSION_GROWTH = (0.08, 0.25)  # a version; STATISTICS 1
SLIDE_MONTHS, REPAIR_MONTHS = 12, 6  # of the recovery


@dataclass(frozen=True)
class Drawn:
    """Arrays of shape (n_series, n_months), natural logs.

    engagement : as measured, NaN = no data; work : without gaps and what the sampling of incidents adds;
    variance : its stated sampling variance; n_incidents : a month; effect : what happened to engagement in truth, 0 =
    nothing; season : its yearly wave; specification, scope : as in force, without noise; swing_sd : shape (n_series,),
    standard deviation of the swings
    """

    engagement: Array
    work: Array
    variance: Array
    n_incidents: Array
    effect: Array
    season: Array
    specification: Array
    scope: Array
    swing_sd: Array


def draw_series(scenario: Scenario, n_series: int, n_months: int, seed: int, onset: int | None = None) -> Drawn:
    """Draw relations that follow one scenario.

    Parameters
    ----------
    seed : of numpy's SeedSequence; each stream of STREAMS draws apart, so that paper changes no digit of the work
    onset : month (index) in which the fall begins; a third of the way where it is not told
    """
    shape = (n_series, n_months)
    streams = np.random.SeedSequence(seed).spawn(len(STREAMS))
    rng = {name: np.random.default_rng(stream) for name, stream in zip(STREAMS, streams, strict=True)}
    scope = np.broadcast_to(scenario.volume_growth * np.arange(n_months), shape)
    n_incidents = _draw_volume(scenario, scope, rng["volume"])
    variance = VARIANCE_AN_INCIDENT / n_incidents
    effect = np.broadcast_to(fall_of(scenario, n_months, onset), shape)
    spread = np.sqrt(variance * scenario.overdispersion)
    swing_sd = rng["swings"].uniform(*scenario.sigma, n_series)
    season = _draw_season(scenario, shape, rng["season"])
    work = effect + season + swing_sd[:, None] * _draw_swings(scenario, shape, rng["swings"])
    unit = _draw_unit(scenario, shape, rng["sampling"])
    outliers = OUTLIER * _draw_outliers(scenario, shape, rng["gaps"])
    engagement = work + spread * unit + outliers
    # what the months scatter beyond their incidents
    work = work + np.sqrt(variance * max(scenario.overdispersion - 1, 0)) * unit + outliers
    engagement[rng["gaps"].random(shape) < scenario.missing_share] = np.nan
    specification = _draw_specification(scenario, scope, rng["paper"])
    return Drawn(engagement, work, variance, n_incidents, effect, season, specification, scope, swing_sd)


def fall_of(scenario: Scenario, n_months: int, onset: int | None = None) -> Array:
    """Return what engagement does in truth, shape (n_months,), natural log."""
    begun = np.arange(n_months) - (n_months // 3 if onset is None else onset) + 1  # 1 in the month of onset
    if scenario.fall == "slide":
        return np.asarray(-scenario.size * np.maximum(begun, 0))
    if scenario.fall == "step":
        return np.asarray(np.log1p(-scenario.size) * (begun > 0))
    if scenario.fall == "recovery":
        repaired = np.clip((begun - SLIDE_MONTHS) / REPAIR_MONTHS, 0, 1)
        return np.asarray(-scenario.size * np.clip(begun, 0, SLIDE_MONTHS) * (1 - repaired))
    return np.zeros(n_months)


def _draw_unit(scenario: Scenario, shape: tuple[int, int], rng: np.random.Generator) -> Array:
    if scenario.tails == "student":
        return np.asarray(rng.standard_t(DEGREES, shape) / np.sqrt(DEGREES / (DEGREES - 2)))
    return np.asarray(rng.standard_normal(shape))


def _draw_swings(scenario: Scenario, shape: tuple[int, int], rng: np.random.Generator) -> Array:
    """Draw swings of variance 1, shape (n_series, n_months)."""
    warm = 60  # months before the first, until the start is forgotten
    unit = _draw_unit(scenario, (shape[0], warm + shape[1]), rng)
    swings = np.zeros_like(unit)
    if scenario.noise_law == "ma3":
        for lag, factor in enumerate(MA3):
            swings[:, lag:] += factor * unit[:, : unit.shape[1] - lag]
        return np.asarray(swings[:, warm:] / np.sqrt(np.sum(np.square(MA3))))
    first, second = AR2 if scenario.noise_law == "ar2" else (scenario.phi, 0.0)
    for t in range(2, unit.shape[1]):
        swings[:, t] = first * swings[:, t - 1] + second * swings[:, t - 2] + unit[:, t]
    variance = (1 - second) / ((1 + second) * ((1 - second) ** 2 - first**2))
    return np.asarray(swings[:, warm:] / np.sqrt(variance))


def _draw_season(scenario: Scenario, shape: tuple[int, int], rng: np.random.Generator) -> Array:
    month = np.arange(shape[1])
    if scenario.season_law == "holidays":
        dip = np.array([HOLIDAYS.get(m, 0.0) for m in range(12)])
        return np.asarray(np.broadcast_to(scenario.season * dip[month % 12], shape))
    angle = 2 * np.pi * month / 12
    first, second = rng.uniform(0, 2 * np.pi, (2, shape[0], 1))
    return np.asarray(scenario.season * (np.cos(angle + first) + SECOND_WAVE * np.cos(2 * angle + second)))


def _draw_volume(scenario: Scenario, scope: Array, rng: np.random.Generator) -> Array:
    expected = scenario.n_incidents * np.exp(scope)
    shocked = rng.random(scope.shape) < scenario.shock_share
    factor = np.where(shocked, rng.uniform(2, 4, scope.shape), 1.0)
    return np.maximum(rng.poisson(expected * factor), 1).astype(float)  # a month without incidents has no value at all


def _draw_outliers(scenario: Scenario, shape: tuple[int, int], rng: np.random.Generator) -> Array:
    hit = rng.random(shape) < scenario.outlier_share
    return np.where(hit, rng.choice([-1.0, 1.0], shape), 0.0)


def _draw_specification(scenario: Scenario, scope: Array, rng: np.random.Generator) -> Array:
    log = np.zeros(scope.shape)
    if scenario.paper == "none":
        return log
    for row in range(len(log)):
        month = int(rng.integers(*VERSION_EVERY))
        while month < scope.shape[1]:
            grown = log[row, month - 1] + rng.uniform(*VERSION_GROWTH)
            log[row, month:] = scope[row, month] if scenario.paper == "follows" else grown
            month += int(rng.integers(*VERSION_EVERY))
    return log
