"""What happens to a made-up relation, month by month: the planted truth of each scenario."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from drift.errors import UsageError

FIRST: Final = dt.date(2018, 1, 1)
STORY_MONTHS: Final = 84  # the story is told over seven years; a shorter or longer one is stretched
SCENARIOS: Final = (
    "sliding",
    "healthy",
    "paper only",
    "rotating team",
    "call centre",
    "portal",
    "better maintenance",
)
# months after the first, of 84
PROCUREMENT: Final = 33  # procurement and contract managers are named; their first version follows on 1 January
ONSET: Final = 39  # the duos begin to break (April 2021)
LOW: Final = 51  # the slide has reached its end (April 2022)
LAG: Final = 3  # outcomes follow the work by so many months
TABLE: Final = 62  # the round table (March 2023)
REPAIR: Final = 65  # duos are named again
REPAIRED: Final = 71  # as far as the repair comes
KEPT: Final = 0.35  # of the slide that the repair leaves

GOOD: Final = {
    "same": 0.88,  # handled by the technician of the caller's own duo
    "direct": 0.84,  # caller and technician spoke, by voice or in person
    "direct_h": 0.8,  # median hours to it
    "pushed": 0.05,  # to the service desk or the contract manager, instead of solved
    "reopened": 0.03,
    "repeated": 0.03,  # comes back on the same object within 30 days, on top of chance
    "waiting": 0.08,  # stood still at least once
    "diagnosis": 0.62,  # the caller's report names object and cause
    "desk": 0.04,  # written up by the desk instead of by the one who does the work
    "clause": 0.0,  # argued by clause
    "complaint": 0.01,
    "restore_h": 4.0,  # median hours at priority 2, waiting aside
    "portal": 0.0,  # came in by the portal
    "robot": 0.0,  # entered by an interface, without a caller
    "volume": 1.0,
}
BAD: Final = GOOD | {
    "same": 0.10,
    "direct": 0.28,
    "direct_h": 7.0,
    "pushed": 0.34,
    "reopened": 0.07,
    "repeated": 0.20,
    "waiting": 0.40,
    "diagnosis": 0.18,
    "desk": 0.88,
    "clause": 0.24,
    "complaint": 0.10,
    "restore_h": 10.0,
    "portal": 0.45,
    "robot": 0.08,
}
LATE: Final = ("reopened", "repeated", "waiting", "complaint", "restore_h", "clause")
CHANGED: Final[dict[str, dict[str, float]]] = {
    "sliding": BAD,
    "healthy": {},
    "paper only": {},
    "rotating team": {"same": 0.2},
    "call centre": {"same": 0.0, "direct": 0.45, "direct_h": 2.5, "desk": 0.8},
    "portal": {"direct": 0.5, "portal": 0.7, "robot": 0.1},
    "better maintenance": {"volume": 0.45},
}
PAPER_GROWS: Final = ("sliding", "paper only")


@dataclass(frozen=True)
class Story:
    """A scenario over a number of months."""

    scenario: str
    months: int
    planted: tuple[dict[str, float], ...]  # a month: every parameter of GOOD

    def month(self, planned: int) -> int:
        """Return the month in this story of a month as told over 84."""
        return round(planned * self.months / STORY_MONTHS)

    def day(self, planned: int, day: int = 1) -> dt.date:
        """Return a day in the month as told over 84."""
        return add_months(FIRST, self.month(planned)).replace(day=day)

    @property
    def slides(self) -> bool:
        """Whether the whole story happens: departures, paper, round table and repair."""
        return self.scenario == "sliding"

    @property
    def paper_grows(self) -> bool:
        """Whether procurement's versions come."""
        return self.scenario in PAPER_GROWS


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
    return Story(name, months, tuple(_plant(name, month, months) for month in range(months)))


def _plant(scenario: str, month: int, months: int) -> dict[str, float]:
    planned = month * STORY_MONTHS / months
    changed, planted = CHANGED[scenario], dict(GOOD)
    for name in GOOD:
        depth = _depth(planned - (LAG if name in LATE else 0), repairs=scenario == "sliding")
        planted[name] += depth * (changed.get(name, GOOD[name]) - GOOD[name])
    return planted


def _depth(planned: float, *, repairs: bool) -> float:
    """Return how far the slide has come, 0 to 1; from the repair on it falls back to KEPT."""
    if repairs and planned >= REPAIR:
        return 1 - (1 - KEPT) * min((planned - REPAIR + 1) / (REPAIRED - REPAIR), 1)
    return min(max((planned - ONSET + 1) / (LOW - ONSET), 0), 1)
