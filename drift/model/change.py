"""How much a side changed since the base, with its interval."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from drift.measures.index import Index
from drift.measures.shares import Shares
from drift.terms import BASE_MONTHS, INTERVAL_Z

AFTER_MONTHS: Final = 3  # after a milestone; with fewer a mean says more about the season than about the milestone


@dataclass(frozen=True)
class Window:
    """Months taken together: first and last, the level in the measure's own unit, the incidents known."""

    first: pd.Period
    last: pd.Period
    level: float
    n: int


@dataclass(frozen=True)
class Change:
    """The mean of the last twelve months against the mean of the base, in natural logs."""

    log: float
    low: float  # 95 % interval
    high: float
    before: Window
    after: Window

    @property
    def clear(self) -> bool:
        """Whether the interval leaves 0 out."""
        return self.low > 0 or self.high < 0


def compare_with_base(index: Index, shares: Shares, base: pd.PeriodIndex) -> Change | None:
    """Compare the last twelve months that have a value with the base; None where they would overlap.

    The standard error is the larger of two: the sampling error of the months, and what the months themselves show by
    how much they differ within base and within the last twelve. Slow swings are in neither: an onset and its evidence
    are not read from this.
    """
    months = index.months
    before, after = months[months.isin(base)], months[-BASE_MONTHS:]
    if not len(before) or len(after) < BASE_MONTHS or after[0] <= before[-1]:
        return None
    return _compare(index, shares, before, after)


def _compare(index: Index, shares: Shares, before: pd.PeriodIndex, after: pd.PeriodIndex) -> Change:
    weights = pd.concat([pd.Series(-1 / len(before), index=before), pd.Series(1 / len(after), index=after)])
    log = float((index.values[weights.index] * weights).sum())
    sampling = index.variance_of(weights)
    scatter = sum(float(index.values[part].var(ddof=1)) / len(part) for part in (before, after) if len(part) > 1)
    spread = INTERVAL_Z * float(np.sqrt(max(sampling, scatter)))
    return Change(log, log - spread, log + spread, _window(shares, before), _window(shares, after))


def _window(shares: Shares, months: pd.PeriodIndex) -> Window:
    return Window(months[0], months[-1], shares.level(months), int(shares.n[months].sum()))


def compare_around(index: Index, shares: Shares, at: pd.Period) -> Change | None:
    """Compare the months after a given one with the twelve before it; that month itself counts with neither.

    None where there are no twelve months before, or fewer than AFTER_MONTHS after.
    """
    months = index.months
    before, after = months[months < at][-BASE_MONTHS:], months[months > at]
    if len(before) < BASE_MONTHS or len(after) < AFTER_MONTHS:
        return None
    return _compare(index, shares, before, after)
