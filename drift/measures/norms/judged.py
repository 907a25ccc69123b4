"""The incidents of a relation held against every norm that binds them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from drift.measures.norms.assign import Assigned, assign_norms, list_limits
from drift.measures.norms.held import fetch_incidents
from drift.measures.norms.tally import COUNTED, Bench, Tally, count_verdicts, limit_of
from drift.tables.working_time import build_workdays

if TYPE_CHECKING:
    from drift.contract.norms.norm import Binding, Norm, Source
    from drift.measures.work.casebook import CaseRows
    from drift.project.settings import WorkingTime
    from drift.tables.store import Tables

MARGIN: Final = pd.Timedelta(days=1)


@dataclass(frozen=True)
class Judged:
    """Counts of verdicts, by cell of incidents, limit and stretch of days."""

    binding: Binding
    bench: Bench
    assigned: Assigned
    tally: Tally

    @cached_property
    def years(self) -> np.ndarray:
        """Year of each stretch of days."""
        return self.bench.incidents.months // 12 + 1970

    def count(self, cell: int, norm: Norm) -> np.ndarray:
        """Return the counts of a cell under a norm by stretch of days: columns as in COUNTED."""
        return self.tally[cell, limit_of(norm)]

    def add(self, pairs: Iterable[tuple[int, Norm]]) -> np.ndarray:
        """Return the counts of some cells, each under its norm, added up: shape (n_bins, 7), as COUNTED."""
        empty = np.zeros((len(self.years), len(COUNTED)), dtype="int64")
        return sum((self.count(cell, norm) for cell, norm in pairs), empty)

    def in_force(self, source: Source) -> np.ndarray:
        """Return in which stretches of days a version was in force."""
        begins = self.bench.incidents.edges[:-1]
        start, stop = (_to_number(day) for day in (source.effective_on, source.ends_on))
        if source.draft or start is None:
            return np.zeros(len(begins), dtype=bool)
        return (begins >= start) & (begins < (np.inf if stop is None else stop))


def _to_number(day: dt.date | None) -> int | None:
    return None if day is None else (pd.Timestamp(day) - pd.Timestamp(0)).days


def judge_incidents(
    tables: Tables, casebook: CaseRows, binding: Binding, working: WorkingTime, cuts: frozenset[int] = frozenset()
) -> Judged:
    """Hold every corrective incident against every norm that binds it, under every version.

    Parameters
    ----------
    cuts : days since 1970 on which a stretch of days begins too, beside those of months and versions
    """
    incidents = fetch_incidents(tables, casebook, binding, cuts)
    stamps = np.concatenate([moments.wall[moments.told] for moments in (incidents.opened, *incidents.ends.values())])
    first, last = (pd.Timestamp(int(stamp), unit="s") for stamp in (stamps.min(), max(stamps.max(), incidents.last_s)))
    bench = Bench(incidents, build_workdays(working, first - MARGIN, last + MARGIN))
    assigned = assign_norms(binding.norms, incidents.cells)
    return Judged(binding, bench, assigned, count_verdicts(bench, list_limits(assigned)))


def add_counts(counts: np.ndarray, where: np.ndarray) -> dict[str, int]:
    """Add up counts over some stretches of days."""
    sums = counts[where].sum(axis=0)
    return dict(zip(COUNTED, map(int, sums), strict=True))
