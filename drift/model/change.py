"""How much a side changed since the base, with its interval: windows of calendar months against each other.

A window is what the calendar says, and not the last months that happen to have a value. It is known where at least
MIN_KNOWN_SHARE of what was asked of its incidents is known, and LIVE_MONTHS of its months have a value; else the change
is not told, and why not is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from drift.errors import Note
from drift.measures.index import Index
from drift.measures.shares import Shares
from drift.model.points import Points, find_points
from drift.terms import BASE_MONTHS, INTERVAL_Z, LIVE_MONTHS, MIN_KNOWN_SHARE
from drift.wording.values import Share

AFTER_MONTHS: Final = 3  # after a milestone; with fewer a mean says more about the season than about the milestone


@dataclass(frozen=True)
class Window:
    """Calendar months taken together: first and last, the level in the measure's own unit, the incidents known."""

    first: pd.Period
    last: pd.Period
    level: float
    n: int


@dataclass(frozen=True)
class Change:
    """The mean of the last twelve calendar months against the mean of the base, in natural logs."""

    log: float
    low: float  # 95 % interval
    high: float
    before: Window
    after: Window
    points: Points | None = None  # of a share: the difference of both levels, by which it is told

    @property
    def clear(self) -> bool:
        """Whether the interval that is told leaves 0 out."""
        return self.sign != 0

    @property
    def sign(self) -> int:
        """+1 and -1: it clearly rose, it clearly fell; 0: not clear."""
        told = self.points or self
        return int(told.low > 0) - int(told.high < 0)


def compare_with_base(index: Index, shares: Shares, base: pd.PeriodIndex) -> Change | Note:
    """Compare the last twelve calendar months that are over for a measure with the base, or tell why they cannot be.

    The standard error is the larger of two: the sampling error of the months, and what the months themselves show by
    how much they differ within base and within the last twelve. Slow swings are in neither: an onset and its evidence
    are not read from this.
    """
    after = pd.PeriodIndex(shares.coverage.index)[-BASE_MONTHS:]
    if not len(base) or len(after) < BASE_MONTHS or after[0] <= base[-1]:
        return Note("untold.short", {"n": BASE_MONTHS})
    why = why_unknown(index, shares, base) or why_unknown(index, shares, after)
    return why or _compare(index, shares, base, after)


def why_unknown(index: Index, shares: Shares, months: pd.PeriodIndex) -> Note | None:
    """Return why a window of calendar months is not known; None where it is."""
    asked, known = (int(n) for n in shares.coverage[["asked", "known"]].reindex(months, fill_value=0).sum())
    n_live, needed = int(index.months.isin(months).sum()), min(LIVE_MONTHS, len(months))
    if not asked:
        return Note("untold.none", {"months": tuple(months)})
    if known < MIN_KNOWN_SHARE * asked:
        values = {"share": Share(known / asked), "n": asked, "least": Share(MIN_KNOWN_SHARE)}
        return Note("untold.few_known", {"months": tuple(months), **values})
    if n_live < needed:
        return Note("untold.few_months", {"months": tuple(months), "n": n_live, "needed": needed})
    return None


def compare_around(index: Index, shares: Shares, at: pd.Period) -> Change | None:
    """Compare the months after a given one with the twelve calendar months before it; that month counts with neither.

    None where either is not known, or fewer than AFTER_MONTHS after have a value.
    """
    before, over = pd.period_range(end=at - 1, periods=BASE_MONTHS, freq="M"), pd.PeriodIndex(shares.coverage.index)
    after = over[over > at]
    known = before.isin(over).all() and int((index.months > at).sum()) >= AFTER_MONTHS
    if not known or why_unknown(index, shares, before) or why_unknown(index, shares, after):
        return None
    return _compare(index, shares, before, after)


def _compare(index: Index, shares: Shares, *windows: pd.PeriodIndex) -> Change:
    before, after = (index.months[index.months.isin(months)] for months in windows)
    weights = pd.concat([pd.Series(-1 / len(before), index=before), pd.Series(1 / len(after), index=after)])
    log = float((index.values[weights.index] * weights).sum())
    sampling = index.variance_of(weights)
    scatter = sum(float(index.values[part].var(ddof=1)) / len(part) for part in (before, after) if len(part) > 1)
    spread = INTERVAL_Z * float(np.sqrt(max(sampling, scatter)))
    told = [
        Window(months[0], months[-1], shares.level(part), int(shares.n[part].sum()))
        for months, part in zip(windows, (before, after), strict=True)
    ]
    return Change(log, log - spread, log + spread, told[0], told[1], find_points(shares, before, after))
