"""Which months a log covers: too few, incomplete, not over yet, without a value, or with few incidents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from drift.model.cautions.caution import Caution, caution_of
from drift.terms import BASE_MONTHS, QUARTERS_BELOW

if TYPE_CHECKING:
    from drift.tables.calendar import Span


@dataclass(frozen=True)
class Coverage:
    """The months of a log."""

    span: Span
    cut_days: int
    opened: pd.Series  # incidents a month
    engaged: pd.PeriodIndex  # months in which the index of engagement has a value

    @property
    def settled(self) -> pd.PeriodIndex:
        """Complete months whose incidents have all had `cut_days` days."""
        return self.span.settled(self.cut_days)


def find_short_log(coverage: Coverage, n: pd.Series) -> list[Caution]:
    """Tell a log that has no year to compare a year with; n: incidents by month, of the log alone."""
    over = coverage.settled.intersection(pd.PeriodIndex(n.index[n > 0]))
    needed = 2 * BASE_MONTHS
    return [caution_of("too_few_months", "withhold", over, n=len(over), needed=needed)] if len(over) < needed else []


def find_uncovered(coverage: Coverage) -> list[Caution]:
    """Tell the months that count for nothing or for less than they hold, and a log too thin for months."""
    span, cut_days = coverage.span, coverage.cut_days
    partial = tuple(span.months.difference(span.complete))
    young = tuple(span.complete.difference(coverage.settled))
    missing = tuple(coverage.settled.difference(coverage.engaged))
    cautions = [
        caution_of("incomplete_months", "inform", partial, months=partial),
        caution_of("not_over_yet", "inform", young, months=young, days=cut_days),
        caution_of("too_few_known", "inform", missing, months=missing),
    ]
    return [caution for caution in cautions if caution.periods] + _few(coverage)


def _few(coverage: Coverage) -> list[Caution]:
    median = float(coverage.opened.reindex(coverage.span.complete).median())
    return [caution_of("few_incidents", "inform", n=round(median))] if median < QUARTERS_BELOW else []
