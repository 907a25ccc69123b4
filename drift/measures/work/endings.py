"""How corrective incidents end: after a while, when they opened, before it, or with no end that can be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drift.tables.engine import to_frame, to_periods

if TYPE_CHECKING:
    import ibis
    import pandas as pd


@dataclass(frozen=True)
class Endings:
    """Incidents by how they end; those of which no open time is known are unknown, not quick."""

    n: int = 0
    n_known: int = 0  # open for a while, or still open
    n_instant: int = 0  # ended in the stamp in which they opened: a time of 0 has no logarithm
    n_endless: int = 0  # no end that can be read
    n_backwards: int = 0  # ended before they opened

    @property
    def instant_share(self) -> float:
        """Share of the incidents that ended when they opened; 0 without incidents."""
        return self.n_instant / self.n if self.n else 0.0


def count_endings(cases: ibis.Table) -> pd.DataFrame:
    """Count corrective incidents by month and ending: period, n, known, instant, endless, backwards."""
    lasted = cases.ended_s - cases.opened_s
    counts = cases.group_by("month").agg(
        n=cases.count(),
        known=cases.open_s.count(),
        instant=(lasted == 0).sum().fill_null(0),
        endless=(lasted.isnull() & cases.open_s.isnull()).sum().fill_null(0),
        backwards=(lasted < 0).sum().fill_null(0),
    )
    return to_periods(to_frame(counts, "month"))


def add_endings(counts: pd.DataFrame, months: pd.PeriodIndex) -> Endings:
    """Add up the endings of some months; counts as of `count_endings`."""
    sums = counts[counts["period"].isin(months)].drop(columns="period").sum()
    return Endings(*(int(sums[name]) for name in ("n", "known", "instant", "endless", "backwards")))
