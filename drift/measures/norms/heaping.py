"""Clusters just inside a limit: more incidents end there than the smooth density beside it foretells.

People round what they type: 4 hours is a round number as well as a norm. So what lies on round minutes is left out
everywhere, at the limit itself too, and a log that clusters at another round limit as well proves nothing at this one.
Where nothing lies between round minutes (whole hours, working days) it cannot be told.

A cluster is no proof of writing up: a clock that was stopped, a rule of the tool, or work hurried to the limit do it
too; so does a shift, where the clock starts with the day and the limit falls at its end. The caller leaves out what
began so.

Source
------
McCrary 2008 (density at a threshold); Chetty et al. 2011, Kleven 2016 (the density without the window of the cluster).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.special import gammaln, logsumexp, xlogy  # scipy.stats takes a third of a second to load

from drift.terms import ALARM_AT

Array = np.ndarray

MINUTE: Final = 1 / 60  # of the unit, where elapsed and limit are hours
MIN_INCIDENTS: Final = 100  # of one norm in one year
MIN_BESIDE: Final = 25  # of them beside the window, within reach; fewer tell no slope
WINDOW: Final = 0.05  # of the limit: so wide is "just inside"
WIDEST_WINDOW: Final = 60.0  # minutes; in a wider one the rhythm of days bends the density
WIDEST_SHARE: Final = 0.2  # of the limit; where stamps are too coarse for less, nothing is just inside
REACH: Final = 10  # windows on each side of the limit that its density is told from
# minutes, fine and round: where ON_GRID of the log are multiples of the fine, those of the round are left out
GRIDS: Final = ((10.0, 30.0), (6.0, 30.0), (5.0, 15.0), (1.0, 5.0))  # 6: hours with one decimal
ON_GRID: Final = 0.95
EXACT: Final = 0.005  # minutes; closer than this to a multiple is on it: seconds are told apart, rounding errors not
# how far the log density of a calm log goes over the reach (sd): level, slope, curve, turn; a step at the limit
BENDS: Final = (10.0, 2.0, 1.0, 0.5, 0.2)
ROUGH: Final = 0.1  # sd of the log density at the limit that none of these show
RISES: Final = np.geomspace(1.5, 6, 8)  # times as many as smooth in a cluster; evenly believed in their log
LARGEST: Final = 100.0  # log of an e-value; more is no more certain, and means stay finite
INSIDE: Final = REACH - 1  # the window that ends at the limit
PLACEBOS: Final = (0.5, 0.75, 1.25, 1.5, 2.0)  # times the limit: 2, 3, 5, 6 and 8 hours beside 4


@dataclass(frozen=True)
class Heap:
    """How many incidents of one norm in one year ended just inside its limit, beside what a smooth density foretells.

    Counts leave out what lies on round minutes.
    """

    n: int  # incidents of the norm in the year, round minutes too
    n_just_inside: int
    expected_just_inside: float
    e_value: float  # 1 is no evidence either way; its mean over calm logs is at most about 1


@dataclass(frozen=True)
class _Beside:
    """The count just inside a limit, and the log of what either side of the limit foretells there."""

    inside: int
    from_within: tuple[float, float]  # log count, its variance
    from_beyond: tuple[float, float]

    @property
    def expected(self) -> float:
        return float(np.exp(max(self.from_within[0], self.from_beyond[0])))


@dataclass(frozen=True)
class _Stamps:
    """What lies between round minutes, in minutes, and the grids: fine that all lie on (0: none), coarse left out."""

    between: Array
    fine: float
    coarse: float


def weigh_heap(elapsed: Array, limit: float, minute: float = MINUTE) -> Heap | None:
    """Weigh whether incidents of one norm in one year cluster just inside its limit.

    Parameters
    ----------
    elapsed : array, shape (n_incidents,), in the unit of the limit; NaN, zero and less count for nothing
    limit : > 0
    minute : what a minute is in that unit; 1 / 60 for hours

    Returns
    -------
    Heap, or None: fewer than MIN_INCIDENTS, fewer than MIN_BESIDE of them within reach beside the limit, or all on
    round minutes, as whole hours and whole days are
    """
    minutes = elapsed[np.isfinite(elapsed) & (elapsed > 0)] / minute
    if len(minutes) < MIN_INCIDENTS:
        return None
    stamps = _leave_round_out(minutes)
    beside = _look_beside(stamps, limit / minute)
    if beside is None:
        return None
    return Heap(len(minutes), beside.inside, beside.expected, _outdo_placebos(beside, stamps, limit / minute))


def join_heaps(heaps: Iterable[Heap | None]) -> float:
    """Return one e-value of a relation, over its norms and years; 1 where nothing can be told.

    Source
    ------
    Vovk and Wang 2021: the mean of e-values is one, however they depend on each other.
    """
    e_values = [heap.e_value for heap in heaps if heap is not None]
    return float(np.mean(e_values)) if e_values else 1.0


def _outdo_placebos(beside: _Beside, stamps: _Stamps, limit: float) -> float:
    """Return the e-value at the limit over the largest at other round limits; it only ever becomes smaller."""
    e_value = _weigh(beside)
    if e_value <= 1:
        return e_value
    others = [_look_beside(stamps, limit * times, aside=limit) for times in PLACEBOS]
    placebo = max([1.0, *(_weigh(other) for other in others if other)])
    return e_value / placebo if placebo < ALARM_AT else min(1.0, e_value / placebo)


def _leave_round_out(minutes: Array) -> _Stamps:
    for fine, coarse in GRIDS:
        if np.mean(_is_multiple(minutes, fine)) >= ON_GRID:
            return _Stamps(minutes[~_is_multiple(minutes, coarse)], fine, coarse)
    coarse = GRIDS[-1][1]
    return _Stamps(minutes[~_is_multiple(minutes, coarse)], 0.0, coarse)


def _is_multiple(minutes: Array, step: float) -> Array:
    return np.abs(minutes - step * np.round(minutes / step)) < EXACT


def _look_beside(stamps: _Stamps, limit: float, aside: float | None = None) -> _Beside | None:
    """Count in windows around a limit and fit the density beside; None where there is too little of it.

    Windows that hold what lies just inside `aside`, the limit that is judged, tell no density of another.
    """
    width = _width(stamps, limit)
    edges = limit + width * np.arange(-REACH, REACH + 1)
    edges = np.maximum(edges, 0) + EXACT  # what ends at the limit itself is inside
    counts, room = np.histogram(stamps.between, edges)[0], _find_room(edges, stamps)
    if aside is not None:
        room[(edges[1:] > aside - _width(stamps, aside)) & (edges[:-1] < aside)] = 0
    fitted = (room > 0) & (np.arange(2 * REACH) != INSIDE)
    if width > WIDEST_SHARE * limit or not room[INSIDE] or counts[fitted].sum() < MIN_BESIDE:
        return None
    return _foretell(counts, room, fitted)


def _width(stamps: _Stamps, limit: float) -> float:
    """Return the minutes that are "just inside": two stamps at least, as one of them can be round."""
    return max(1.0, 2 * stamps.fine, min(float(np.round(WINDOW * limit)), WIDEST_WINDOW))


def _find_room(edges: Array, stamps: _Stamps) -> Array:
    """Return how many stamps between round minutes fit in each window; its width where stamps lie on no grid."""
    if not stamps.fine:
        return np.diff(edges)
    return np.diff(np.floor(edges / stamps.fine) - np.floor(edges / stamps.coarse))


def _foretell(counts: Array, room: Array, fitted: Array) -> _Beside:
    """Fit a log-polynomial with a step at the limit to the windows beside, and read the one inside from both sides."""
    places = (np.arange(len(room)) + 0.5) / REACH - 1
    columns = np.column_stack([np.vander(places, len(BENDS) - 1, increasing=True), places > 0])
    weights, covariance = _fit_smooth(columns[fitted], counts[fitted], room[fitted])
    scatter = _scatter(counts[fitted], room[fitted] * np.exp(columns[fitted] @ weights))
    inside = columns[INSIDE]
    sides = [
        (float(at @ weights + np.log(room[INSIDE])), float(at @ covariance @ at + scatter))
        for at in (inside, np.append(inside[:-1], 1.0))
    ]
    return _Beside(int(counts[INSIDE]), *sides)


def _fit_smooth(columns: Array, counts: Array, room: Array) -> tuple[Array, Array]:
    """Poisson regression with BENDS as prior, by Newton's method: weights and their covariance."""
    precision = np.diag(1 / np.square(BENDS))
    start = np.zeros(columns.shape[1])
    start[0] = np.log(counts.sum() / room.sum())
    weights = start.copy()
    for _ in range(25):
        expected = room * np.exp(np.clip(columns @ weights, -50, 50))
        curvature = (columns * expected[:, None]).T @ columns + precision
        step = np.linalg.solve(curvature, columns.T @ (counts - expected) - precision @ (weights - start))
        weights = weights + step / max(1.0, np.abs(step).max())
    return weights, np.linalg.inv(curvature)


def _scatter(counts: Array, expected: Array) -> float:
    """Variance of the log density beyond chance, as the windows beside show it; ROUGH at least.

    One standard error of the squares is chance too: a few windows of ten scatter by themselves.
    """
    free = max(1, len(counts) - len(BENDS))
    squares = np.sum(np.square(counts - expected)) * len(counts) / free
    chance = np.sum(expected) + np.sqrt(2 * np.sum(np.square(expected)))
    return float(max(ROUGH**2, (squares - chance) / np.sum(np.square(expected))))


def _weigh(beside: _Beside) -> float:
    """Return the smaller of two e-values, against the density within and beyond: a step alone is no cluster."""
    nodes, shares = np.polynomial.hermite_e.hermegauss(24)
    rises = np.concatenate([[1.0], RISES])[:, None]
    log_e = []
    for log_count, variance in (beside.from_within, beside.from_beyond):
        means = rises * np.exp(log_count + np.sqrt(variance) * nodes)
        poisson = xlogy(beside.inside, means) - gammaln(beside.inside + 1) - means
        likely = logsumexp(poisson + np.log(shares), axis=1)
        log_e.append(logsumexp(likely[1:]) - np.log(len(RISES)) - likely[0])
    return float(np.exp(min(*log_e, LARGEST)))
