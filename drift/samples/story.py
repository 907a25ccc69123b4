"""What happens to a made-up relation, month by month: the planted truth of each scenario."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from drift.errors import UsageError
from drift.samples.plots import GOOD, HELD, PLOTS, Plot

FIRST: Final = dt.date(2018, 1, 1)
STORY_MONTHS: Final = 84  # the story is told over seven years; a shorter or longer one is stretched
SCENARIOS: Final = tuple(PLOTS)
# months after the first, of 84
PROCUREMENT: Final = 33  # procurement and contract managers are named; their first version follows on 1 January
ONSET: Final = 39  # the duos begin to break (April 2021)
LOW: Final = 51  # the slide has reached its end (April 2022)
LAG: Final = 3  # outcomes follow the work by so many months
TABLE: Final = 62  # the round table (March 2023)
REPAIR: Final = 65  # duos are named again
REPAIRED: Final = 71  # as far as the repair comes
KEPT: Final = 0.35  # of the slide that the repair leaves
LATE: Final = ("reopened", "repeated", "waiting", "complaint", "restore_h", "clause")


@dataclass(frozen=True)
class Story:
    """A scenario over a number of months."""

    scenario: str
    months: int
    planted: tuple[dict[str, float], ...]  # a month: every parameter of GOOD
    depths: tuple[float, ...]  # a month: how far the slide has come, 0 to 1
    onset: int  # month after the first in which the slide begins, where there is one

    def month(self, planned: int) -> int:
        """Return the month in this story of a month as told over 84."""
        return round(planned * self.months / STORY_MONTHS)

    def day(self, planned: int, day: int = 1) -> dt.date:
        """Return a day in the month as told over 84."""
        return add_months(FIRST, self.month(planned)).replace(day=day)

    @property
    def plot(self) -> Plot:
        """What the scenario plants."""
        return PLOTS[self.scenario]

    @property
    def turns(self) -> bool:
        """Whether something happens to the work."""
        return bool(self.plot.work)

    @property
    def slides(self) -> bool:
        """Whether the whole story happens: departures, paper, round table and repair."""
        return self.plot.repaired

    @property
    def paper_grows(self) -> bool:
        """Whether procurement's versions come."""
        return len(self.plot.versions) > len(HELD)

    @property
    def last_day(self) -> dt.date:
        """The day it ends."""
        return add_months(FIRST, self.months) - dt.timedelta(days=1)


def add_months(day: dt.date, n: int) -> dt.date:
    """Return the first day of the month n months later."""
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    return dt.date(year, month + 1, 1)


def plan_story(scenario: str, months: int) -> Story:
    """Return what is planted in each month.

    Raises
    ------
    UsageError : there is no such scenario, or too few months to tell it in
    """
    name = scenario.replace("-", " ")
    if name not in SCENARIOS:
        raise UsageError("error.no_scenario", found=scenario, known=", ".join(SCENARIOS))
    if months < 24:
        raise UsageError("error.few_months", months=months)
    planted = tuple(_plant(name, month, months) for month in range(months))
    depths = (_depth(month * STORY_MONTHS / months, repairs=PLOTS[name].repaired) for month in range(months))
    return Story(name, months, planted, tuple(depths), round(ONSET * months / STORY_MONTHS))


def _plant(scenario: str, month: int, months: int) -> dict[str, float]:
    planned = month * STORY_MONTHS / months
    plot, planted = PLOTS[scenario], dict(GOOD)
    for name in GOOD:
        depth = _depth(planned - (LAG if name in LATE else 0), repairs=plot.repaired)
        planted[name] += depth * (plot.work.get(name, GOOD[name]) - GOOD[name])
    return planted


def _depth(planned: float, *, repairs: bool) -> float:
    """Return how far the slide has come, 0 to 1; from the repair on it falls back to KEPT."""
    if repairs and planned >= REPAIR:
        return 1 - (1 - KEPT) * min((planned - REPAIR + 1) / (REPAIRED - REPAIR), 1)
    return min(max((planned - ONSET + 1) / (LOW - ONSET), 0), 1)
