"""What the measures were made from: for judging and explaining, never shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from drift.measures.work.casebook import Casebook, Counts
    from drift.measures.work.log_shape import LogShape
    from drift.tables.calendar import Span
    from drift.tables.store import Tables


@dataclass(frozen=True)
class Workings:
    """What the measures were made from, persons as pseudonyms; the last four are None without incidents."""

    tables: Tables
    robots: frozenset[str]
    answers: pd.DataFrame  # a row a corrective incident: what it adds to each measure
    span: Span | None = None  # of the log
    casebook: Casebook | None = None
    counts: Counts | None = None
    shape: LogShape | None = None

    @property
    def incidents(self) -> pd.DataFrame:
        """The whole table of incidents."""
        return self.tables.incidents.frame

    @property
    def engaged(self) -> pd.PeriodIndex:
        """Months in which the index of engagement has a value."""
        return self.counts.engaged if self.counts else pd.PeriodIndex([], freq="M")
