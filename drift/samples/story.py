"""What happens to a made-up relation, month by month: the planted truth of each scenario."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Final

from drift.errors import UsageError
from drift.samples.plots import GOOD, PLOTS, Plot
from drift.samples.scenes.scene import Scene, Schedule, load_scene

SCENARIOS: Final = tuple(PLOTS[load_scene().name])
LATE: Final = ("reopened", "repeated", "waiting", "complaint", "restore_h", "clause")


@dataclass(frozen=True)
class Story:
    """A scenario over a number of months."""

    scenario: str
    months: int
    planted: tuple[dict[str, float], ...]  # a month: every parameter of GOOD
    depths: tuple[float, ...]  # a month: how far the slide has come, 0 to 1
    onset: int  # month after the first in which the slide begins, where there is one
    scene: Scene = field(default_factory=load_scene)

    @property
    def schedule(self) -> Schedule:
        """When what happens."""
        return self.scene.schedule

    @property
    def first(self) -> dt.date:
        """The day it begins."""
        return self.scene.first

    def month(self, planned: int) -> int:
        """Return the month in this story of a month as the scene tells it."""
        return round(planned * self.months / self.schedule.months)

    def day(self, planned: int, day: int = 1) -> dt.date:
        """Return a day in the month as the scene tells it."""
        return add_months(self.first, self.month(planned)).replace(day=day)

    @property
    def plot(self) -> Plot:
        """What the scenario plants."""
        return PLOTS[self.scene.name][self.scenario]

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
        return len(self.plot.versions) > len(self.plot.held)

    @property
    def last_day(self) -> dt.date:
        """The day it ends."""
        return add_months(self.first, self.months) - dt.timedelta(days=1)


def add_months(day: dt.date, n: int) -> dt.date:
    """Return the first day of the month n months later."""
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    return dt.date(year, month + 1, 1)


def plan_story(scenario: str, months: int, scene: Scene | None = None) -> Story:
    """Return what is planted in each month.

    Raises
    ------
    UsageError : there is no such scenario, or too few months to tell it in
    """
    scene, name = scene or load_scene(), scenario.replace("-", " ")
    plots = PLOTS[scene.name]
    if name not in plots:
        raise UsageError("error.no_scenario", found=scenario, known=", ".join(plots))
    if months < 24:
        raise UsageError("error.few_months", months=months)
    plot, schedule = plots[name], scene.schedule
    planned = [month * schedule.months / months for month in range(months)]
    depths = tuple(_depth(month, schedule, repairs=plot.repaired) for month in planned)
    planted = tuple(_plant(plot, month, schedule) for month in planned)
    return Story(name, months, planted, depths, round(schedule.onset * months / schedule.months), scene)


def _plant(plot: Plot, planned: float, schedule: Schedule) -> dict[str, float]:
    planted = dict(GOOD)
    for name in GOOD:
        depth = _depth(planned - (schedule.lag if name in LATE else 0), schedule, repairs=plot.repaired)
        planted[name] += depth * (plot.work.get(name, GOOD[name]) - GOOD[name])
    return planted


def _depth(planned: float, when: Schedule, *, repairs: bool) -> float:
    """Return how far the slide has come, 0 to 1; a repair takes it back to what it keeps, a relapse undoes that."""
    if repairs and when.relapse is not None and when.relapsed is not None and planned >= when.relapse:
        return when.kept + (1 - when.kept) * min((planned - when.relapse + 1) / (when.relapsed - when.relapse), 1)
    if repairs and planned >= when.repair:
        return 1 - (1 - when.kept) * min((planned - when.repair + 1) / (when.repaired - when.repair), 1)
    return min(max((planned - when.onset + 1) / (when.low - when.onset), 0), 1)
