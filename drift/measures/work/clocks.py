"""When what a month counts is known: what stands at once does not wait for what may still happen.

Measures count what happened within the cut, so that a month is over when its last incident has had so many days; a call
may still come after an incident was closed. Who handled an incident is known when the month ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.measures.catalogue import HANDS

if TYPE_CHECKING:
    from drift.tables.calendar import Span

Clock = pd.Series  # index: months that are over, without a gap; ordinal of the month by whose end each is known
DAYS_A_MONTH: Final = 30.44
LAST_DAY: Final = pd.Timedelta(days=1)  # a log that goes on into the last day of a month covers the month


@dataclass(frozen=True)
class Clocks:
    """When what the measures count is known."""

    own: dict[str, Clock]  # of measures that do not wait for the cut
    wait: Clock  # of all others

    def of(self, name: str) -> Clock:
        """Return the months of a measure that are over, and when each is known."""
        return self.own.get(name, self.wait)


def read_clocks(span: Span, cut_days: int) -> Clocks:
    """Return when each measure is known; what is counted until the cut, when the days of the month have passed.

    A month that a thin log leaves a week early may be complete, and yet hold more when the week has passed.
    """
    months, settled = span.complete, span.settled(cut_days)
    at_once = months[months.end_time - span.last <= LAST_DAY]
    wait = pd.Series(settled.asi8 + round(cut_days / DAYS_A_MONTH), index=settled)
    return Clocks({HANDS: pd.Series(at_once.asi8, index=at_once)}, wait)


def join_clocks(clocks: list[Clock]) -> Clock:
    """Return the clock of what needs several: a month is known when all of them know it."""
    if not clocks:
        return pd.Series(dtype="int64", index=pd.PeriodIndex([], freq="M"))
    return pd.concat(clocks, axis=1, join="inner").max(axis=1).sort_index()
