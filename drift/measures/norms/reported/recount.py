"""The incidents of an indicator counted again, by the stretch of days in which they were opened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from drift.contract.norms.norm import KIND_OF_UNIT
from drift.measures.norms.tally import COUNTED, limit_of

if TYPE_CHECKING:
    from drift.contract.norms.norm import Norm
    from drift.measures.norms.assign import State
    from drift.measures.norms.judged import Judged
    from drift.measures.norms.reported.stretches import Stretch
    from drift.measures.norms.reported.subject import Subject
    from drift.measures.norms.tally import Limit

LASTED: Final = ("n", "known", "sum", "squares", "sum_stopped")
DAY_UNITS: Final = {"day": 86_400, "week": 7 * 86_400}  # of a mean: as the clock runs, and not by whole days


@dataclass(frozen=True)
class Spent:
    """A number of incidents within their norms, or how long they took, in some days.

    n : of which it is known; n_asked : that the norms bind
    value : share, 0 to 1, or mean in the unit of the indicator; nan where nothing is known
    stopped : the same where the time of waiting does not count; nan where no wait is logged
    spread : of a mean its standard error; nan of a share
    """

    n: int
    n_asked: int
    value: float
    stopped: float = np.nan
    spread: float = np.nan
    n_met: int = 0


def count_met(judged: Judged, subject: Subject) -> np.ndarray | None:
    """Return the counts of verdicts of an indicator's incidents under the norms in force on their day.

    Returns
    -------
    array, shape (n_bins, 7), columns as in COUNTED; None where two documents set different times for the same incidents
    """
    counts = np.zeros((len(judged.years), len(COUNTED)), dtype="int64")
    bound: dict[int, list[tuple[Limit, np.ndarray]]] = {}
    for state, norms in judged.assigned.items():
        for cell, norm in _list_taken(judged, subject, state, norms):
            where = judged.in_force(norm.source)
            for limit, other in bound.setdefault(cell, []):
                if limit != limit_of(norm) and (where & other).any():
                    return None
                where = where & ~other
            bound[cell].append((limit_of(norm), where))
            counts[where] += judged.count(cell, norm)[where]
    return counts


def _list_taken(judged: Judged, subject: Subject, state: State, norms: dict[int, Norm]) -> list[tuple[int, Norm]]:
    """Return the cells of one version that an indicator speaks of, each with its norm."""
    cells = judged.bench.incidents.cells
    return [
        (cell, norm)
        for cell, norm in norms.items()
        if state.clock == subject.clock
        and subject.takes(norm)
        and (not subject.levels or cells[cell].level in subject.levels)
        and (subject.scope is None or subject.scope in cells[cell].scopes)
    ]


def add_met(judged: Judged, counts: np.ndarray, stretch: Stretch) -> Spent:
    """Return the share of the incidents opened in some days that met their norm."""
    sums = dict(zip(COUNTED, map(int, counts[bins_of(judged, stretch)].sum(axis=0)), strict=True))
    known, stopped = sums["met"] + sums["missed"], sums["met_stopped"] + sums["missed_stopped"]
    waits = len(judged.bench.incidents.waits.row) > 0
    return Spent(
        n=known,
        n_asked=sums["n"],
        value=sums["met"] / known if known else np.nan,
        stopped=sums["met_stopped"] / stopped if waits and stopped else np.nan,
        n_met=sums["met"],
    )


def count_lasted(judged: Judged, subject: Subject) -> np.ndarray:
    """Return how long the incidents of an indicator took in its unit, added up: shape (n_bins, 5), as LASTED."""
    kind, size = ("clock", DAY_UNITS[subject.unit]) if subject.unit in DAY_UNITS else KIND_OF_UNIT[subject.unit]
    times, incidents = judged.bench.time_by(subject.clock, kind), judged.bench.incidents
    cells = {cell for state, norms in judged.assigned.items() for cell, _ in _list_taken(judged, subject, state, norms)}
    asked = np.isin(incidents.cell, sorted(cells))
    known = asked & times.told
    spent, worked = times.elapsed / size, (times.elapsed - times.waited) / size
    weights = (asked, known, np.where(known, spent, 0), np.where(known, spent**2, 0), np.where(known, worked, 0))
    return np.column_stack([np.bincount(incidents.bin, weights=one, minlength=len(judged.years)) for one in weights])


def add_lasted(judged: Judged, sums: np.ndarray, stretch: Stretch) -> Spent:
    """Return the mean time of the incidents opened in some days that have ended."""
    n, known, total, squares, worked = sums[bins_of(judged, stretch)].sum(axis=0)
    if not known:
        return Spent(0, int(n), np.nan)
    variance = max(squares - total**2 / known, 0.0) / (known - 1) if known > 1 else np.nan
    waits = len(judged.bench.incidents.waits.row) > 0
    return Spent(
        int(known), int(n), total / known, worked / known if waits else np.nan, float(np.sqrt(variance / known))
    )


def bins_of(judged: Judged, stretch: Stretch) -> slice:
    """Return the stretches of days within a period; they are cut where one begins and ends."""
    edges = judged.bench.incidents.edges
    first, last = (int(np.searchsorted(edges, day)) for day in stretch)
    return slice(first, min(last, len(edges) - 1))
