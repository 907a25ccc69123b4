"""What the measures were made from: for judging and explaining, never shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    import pyarrow as pa

    from drift.measures.norms.relation import Held
    from drift.measures.work.casebook import Casebook
    from drift.measures.work.log_shape import LogShape
    from drift.tables.calendar import Span
    from drift.tables.store import Tables


@dataclass(frozen=True)
class Workings:
    """What the measures were made from, persons as pseudonyms; the last two are None without incidents."""

    tables: Tables
    robots: frozenset[str]
    answers: pa.Table  # a row a corrective incident: what it adds to each measure
    norms: Held  # the norms of the contract held against the incidents
    casebook: Casebook | None = None
    shape: LogShape | None = None

    @property
    def span(self) -> Span | None:
        """Of the log; None without incidents."""
        return self.casebook.span if self.casebook else None

    @property
    def engaged(self) -> pd.PeriodIndex:
        """Months in which the index of engagement has a value."""
        return self.casebook.counts.engaged if self.casebook else pd.PeriodIndex([], freq="M")
