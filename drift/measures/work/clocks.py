"""When what a month counts is known: what stands at once does not wait for what may still happen.

Most measures count what happened within the cut, so that a month is over when its last incident has had so many days.
Who handled an incident is known when the month ends; whether the two operations spoke about it when they did, or when
it was closed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from drift.measures.catalogue import CONTACT, CONTACT_HOURS, HANDS, VISITS
from drift.tables.engine import to_frame, to_months

if TYPE_CHECKING:
    import ibis

    from drift.tables.calendar import Span

Clock = pd.Series  # index: months that are over, without a gap; ordinal of the month by whose end each is known
DAYS_A_MONTH: Final = 30.44
AT_CLOSING: Final = (CONTACT, CONTACT_HOURS, VISITS)


@dataclass(frozen=True)
class Clocks:
    """When what the measures count is known."""

    own: dict[str, Clock]  # of measures that do not wait for the cut
    wait: Clock  # of all others

    def of(self, name: str) -> Clock:
        """Return the months of a measure that are over, and when each is known."""
        return self.own.get(name, self.wait)


def read_clocks(flags: ibis.Table, span: Span, cut_days: int) -> Clocks:
    """Return when each measure is known; what is counted until the cut, when the days of the month have passed.

    Parameters
    ----------
    flags : cases with `known_month`, the month in which it was known whether there was contact
    """
    at_once = pd.Series(span.complete.asi8, index=span.complete)
    settled = span.settled(cut_days)
    own = {HANDS: at_once, **dict.fromkeys(AT_CLOSING, _close(flags, span, cut_days))}
    return Clocks(own, pd.Series(settled.asi8 + round(cut_days / DAYS_A_MONTH), index=settled))


def join_clocks(clocks: list[Clock]) -> Clock:
    """Return the clock of what needs several: a month is known when all of them know it."""
    if not clocks:
        return pd.Series(dtype="int64", index=pd.PeriodIndex([], freq="M"))
    return pd.concat(clocks, axis=1, join="inner").max(axis=1).sort_index()


def _close(flags: ibis.Table, span: Span, cut_days: int) -> Clock:
    """Return the clock of what is known of an incident when it is met or closed, at the latest at the cut.

    A month is known when all its incidents and all months before it are.
    """
    months = span.complete
    latest = to_frame(flags.group_by("month").agg(known=flags.known_month.max()), "month")
    known = latest.set_axis(to_months(latest["month"]))["known"].reindex(months).fillna(0).to_numpy()
    within = np.minimum(np.maximum(known, months.asi8), months.asi8 + round(cut_days / DAYS_A_MONTH))
    clock = pd.Series(np.maximum.accumulate(within).astype("int64"), index=months)
    return clock[clock.le(months.asi8.max(initial=0)) | months.isin(span.settled(cut_days))]
