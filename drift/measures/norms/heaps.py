"""Each norm and year looked at for a cluster just inside the limit, and what all of them say together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from drift.measures.norms.chains import cells_of
from drift.measures.norms.heaping import Heap, join_heaps, weigh_heap
from drift.measures.norms.told import tell_source
from drift.tables.engine import HOUR_S

if TYPE_CHECKING:
    from drift.contract.norms.norm import Norm
    from drift.measures.norms.judged import Judged

CLOCKED: Final = "clock"  # of other kinds of time a shift that ends makes a cluster by itself, and days are too coarse
FIELDS: Final = ("n", "n_just_inside", "expected_just_inside", "e_value")


def find_heaps(judged: Judged) -> tuple[pd.DataFrame, float | None]:
    """Return the evidence of a cluster by norm and year in force, and that of the relation; None: nothing can be told.

    Only of limits in clock time, and of incidents that opened while the norm was in force.
    """
    rows: list[dict[str, Any]] = []
    heaps: list[Heap] = []
    for norm in judged.binding.norms:
        if norm.kind == CLOCKED and not norm.source.draft:
            for year, elapsed in _by_year(judged, norm):
                heap = weigh_heap(elapsed, norm.limit / HOUR_S)
                if heap is not None:
                    heaps.append(heap)
                    told = {name: getattr(heap, name) for name in FIELDS}
                    rows.append({**tell_source(norm.source), "clock": norm.clock, "year": year, **told})
    return pd.DataFrame(rows), join_heaps(heaps) if heaps else None


def _by_year(judged: Judged, norm: Norm) -> list[tuple[int, np.ndarray]]:
    """Return the hours that the incidents of a norm took, by the year in which they opened under it."""
    where, incidents = judged.in_force(norm.source), judged.bench.incidents
    parts = [judged.bench.rows[cell] for cell in cells_of(judged, norm)]
    rows = np.concatenate([np.array([], dtype="int64"), *parts]).astype("int64")
    times = judged.bench.time_by(norm.clock, norm.kind)
    rows = rows[where[incidents.bin[rows]] & times.told[rows]]
    years = judged.years[incidents.bin[rows]]
    return [(int(year), times.elapsed[rows[years == year]] / HOUR_S) for year in np.unique(years)]
