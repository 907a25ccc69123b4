"""Incidents counted against limits: met, missed or unknown, by the stretch of days they opened in.

Every limit is counted once, however many versions have it; what is said of norms, years and versions is made of these
counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from drift.measures.norms.elapsed import Moments, measure_elapsed

if TYPE_CHECKING:
    from drift.contract.norms.norm import Norm
    from drift.measures.norms.held import Cell, Incidents
    from drift.tables.working_time import Workdays

MET, MISSED, UNKNOWN = 1, 0, -1
COUNTED: Final = ("n", "met", "missed", "met_stopped", "missed_stopped", "near", "still_open")
NEAR: Final = 2  # an incident that took half of a limit or more came within twice of it


class Limit(NamedTuple):
    """What an incident is counted against."""

    clock: str
    kind: str
    limit: float
    strict: bool


def limit_of(norm: Norm) -> Limit:
    """Return what incidents are counted against under a norm."""
    return Limit(norm.clock, norm.kind, norm.limit, norm.strict)


@dataclass(frozen=True)
class Verdicts:
    """Of some incidents against one limit; arrays of shape (n,).

    elapsed : seconds or days; so far, of what is open; meaningless where it is not told
    told : whether its end is told, and lies behind its beginning
    order : of an end that is told 1: behind the beginning, 0: in one stamp with it, -1: before it
    met, met_stopped : MET, MISSED, UNKNOWN; the second where the time of waiting does not count
    """

    elapsed: np.ndarray
    told: np.ndarray
    order: np.ndarray
    met: np.ndarray
    met_stopped: np.ndarray


@dataclass(frozen=True)
class Times:
    """How long each incident took by one clock and kind; so far, where it is open; shape (n,)."""

    elapsed: np.ndarray
    waited: np.ndarray  # of it, while somebody waited
    told: np.ndarray  # whether its end is, and lies behind its beginning
    order: np.ndarray  # of an end that is told: 1 behind the beginning, 0 in one stamp with it, -1 before it


@dataclass(frozen=True)
class Bench:
    """The incidents by cell, with how long each took by every clock and kind that is asked for."""

    incidents: Incidents
    workdays: Workdays

    @cached_property
    def rows(self) -> tuple[np.ndarray, ...]:
        """Of each cell its incidents."""
        order = np.argsort(self.incidents.cell, kind="stable")
        n = np.bincount(self.incidents.cell, minlength=len(self.incidents.cells))
        return tuple(np.split(order, np.cumsum(n)[:-1]))

    def time_by(self, clock: str, kind: str) -> Times:
        """Return how long every incident took by a clock; measured when it is first asked for."""
        if (clock, kind) not in self._times:
            self._times[clock, kind] = measure_times(self.incidents, self.workdays, clock, kind)
        return self._times[clock, kind]

    @cached_property
    def _times(self) -> dict[tuple[str, str], Times]:
        return {}


def judge(bench: Bench, rows: np.ndarray, limit: Limit) -> Verdicts:
    """Return the verdict on some incidents.

    Met: ended within the limit. Missed: ended beyond it, or open and already beyond it. Unknown: open and not beyond
    it, an end that is not told, or one that is no later than the beginning (entered afterwards, or mistyped).
    """
    times = bench.time_by(limit.clock, limit.kind)
    elapsed, waited, told = (array[rows] for array in (times.elapsed, times.waited, times.told))
    is_open = bench.incidents.is_open[rows]
    return Verdicts(
        elapsed,
        told,
        times.order[rows],
        *(_decide(spent, told, is_open, limit) for spent in (elapsed, elapsed - waited)),
    )


def _decide(spent: np.ndarray, told: np.ndarray, is_open: np.ndarray, limit: Limit) -> np.ndarray:
    within = spent < limit.limit if limit.strict else spent <= limit.limit
    ended = np.where(within, MET, MISSED)
    still = np.where(within, UNKNOWN, MISSED)
    return np.where(told, ended, np.where(is_open, still, UNKNOWN)).astype("int8")


def measure_times(incidents: Incidents, workdays: Workdays, clock: str, kind: str) -> Times:
    """Return how long every incident took by a clock, with the time in which somebody waited."""
    end = incidents.ends[clock]
    told = end.told
    until = Moments(*(np.where(told, moment, incidents.last_s) for moment in (end.utc, end.wall)))
    elapsed = measure_elapsed(kind, incidents.opened, until, workdays)
    waits = incidents.waits
    stop = until.pick(waits.row)
    stops = waits.end.told
    ends = Moments(
        *(
            np.minimum(np.where(stops, own, last), last)
            for own, last in ((waits.end.utc, stop.utc), (waits.end.wall, stop.wall))
        )
    )
    within = waits.begin.utc < ends.utc
    each = np.zeros(len(waits.row), dtype="int64")
    each[within] = measure_elapsed(kind, waits.begin.pick(within), ends.pick(within), workdays)
    waited = np.bincount(waits.row, weights=each, minlength=len(elapsed)).astype("int64")
    order = np.sign(until.utc - incidents.opened.utc)
    return Times(elapsed, waited, told & (order > 0), np.where(told, order, 1))


Tally = dict[tuple[int, Limit], np.ndarray]  # cell and limit -> counts of COUNTED by bin, shape (n_bins, 7)


def count_verdicts(bench: Bench, asked: dict[Limit, set[int]]) -> Tally:
    """Count the incidents of some cells against some limits.

    near : took half of the limit or more, or is open so long; still_open : unknown because it is open
    """
    tally: Tally = {}
    for limit in sorted(asked):
        for cell in sorted(asked[limit]):
            rows = bench.rows[cell]
            tally[cell, limit] = _count(bench, rows, judge(bench, rows, limit), limit)
    return tally


def _count(bench: Bench, rows: np.ndarray, verdicts: Verdicts, limit: Limit) -> np.ndarray:
    bins, n_bins = bench.incidents.bin[rows], len(bench.incidents.edges) - 1
    is_open = bench.incidents.is_open[rows]
    flags = (
        np.ones(len(rows), dtype=bool),
        verdicts.met == MET,
        verdicts.met == MISSED,
        verdicts.met_stopped == MET,
        verdicts.met_stopped == MISSED,
        (verdicts.elapsed * NEAR >= limit.limit) & (verdicts.told | is_open),
        (verdicts.met == UNKNOWN) & is_open,
    )
    return np.column_stack([np.bincount(bins[flag], minlength=n_bins) for flag in flags])


def covers(norm: Norm, cell: Cell) -> bool:
    """Return whether a norm holds for the incidents of a cell."""
    return (not norm.levels or cell.level in norm.levels) and (norm.scope is None or norm.scope in cell.scopes)
