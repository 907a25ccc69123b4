"""A made-up relation from beginning to end: people, contract, tickets, meetings, as tables and with known truth."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from drift.samples.cast import Cast
from drift.samples.contract_text import Paper
from drift.samples.desk import Desk
from drift.samples.dice import Dice, seed_dice
from drift.samples.hiring import hire
from drift.samples.levels.deals import strike_deals
from drift.samples.levels.fates import plant_fates
from drift.samples.levels.minutes import write_minutes
from drift.samples.levels.problems import Problem
from drift.samples.meetings import Meeting, meet
from drift.samples.plots import PLOTS
from drift.samples.scenes.scene import SORTING, Scene, load_scene
from drift.samples.story import Story, add_months, plan_story
from drift.samples.tickets import Start, Ticket
from drift.samples.versions import write_paper

LEAST, MOST = 30 / 42, 60 / 42  # of the mean of a month
RETURNS_AFTER: Final = dt.timedelta(hours=20)
RETURNS_WITHIN_MIN: Final = 26 * 24 * 60  # on top: within 30 days in all
EXPORTED_AFTER: Final = dt.timedelta(days=6, hours=8)  # the exports are made in the first week after the last month


@dataclass(frozen=True)
class Relation:
    """Everything that happened."""

    story: Story
    seed: int
    cast: Cast
    paper: Paper
    tickets: tuple[Ticket, ...]
    meetings: tuple[Meeting, ...]
    problems: tuple[Problem, ...] = ()  # planted into meetings

    @property
    def exported_at(self) -> dt.datetime:
        """The moment of the exports: what happened later is not in them."""
        return dt.datetime.combine(add_months(self.story.first, self.story.months), dt.time()) + EXPORTED_AFTER


def make_relation(
    scenario: str | None = None,
    months: int | None = None,
    seed: int | None = None,
    a_month: int | None = None,
    scene: str = SORTING,
) -> Relation:
    """Live a relation through.

    Parameters
    ----------
    scenario : one of those of the scene; its first where it is not told
    months : from the first of the scene on, 24 or more; the story is stretched over them
    seed : the same seed gives the same relation
    a_month : tickets a month in the good years, before season and chance
    scene : one of scenes.scene.SCENES; what is not told is as there
    """
    plays = load_scene(scene)
    story = plan_story(scenario or next(iter(PLOTS[scene])), months or plays.schedule.months, plays)
    return simulate_story(story, plays.facts["seed"] if seed is None else seed, a_month)


def simulate_story(
    story: Story, seed: int, a_month: int | None = None, counts: tuple[int, ...] | None = None
) -> Relation:
    """Live a story through.

    Parameters
    ----------
    counts : tickets of each month, 0 = the log lacks it; else as many as season, volume and chance make of `a_month`
    """
    dice = seed_dice(seed)
    cast, paper = hire(story), write_paper(story.scene, story.plot.versions)
    desk = Desk(cast, paper, dice)
    tickets = tuple(_open_tickets(story, desk, dice, a_month or story.scene.facts["a_month"], counts))
    met = meet(story, cast, dice["contacts"])
    meetings = tuple(strike_deals(story, cast, paper, met, dice["deals"]))
    problems = plant_fates(story, tickets, meetings, dice["fates"])
    minuted = write_minutes(story.scene, meetings, problems, dice["fates"])
    return Relation(story, seed, cast, paper, tickets, minuted, tuple(problems))


def _open_tickets(
    story: Story, desk: Desk, dice: dict[str, Dice], a_month: int, counts: tuple[int, ...] | None
) -> list[Ticket]:
    """Return the tickets of all months; a fault that comes back takes the place of a fresh one."""
    tickets: list[Ticket] = []
    later: list[Start] = []
    numbers: dict[int, int] = {}
    chance, scene = dice["volume"], story.scene
    for month, planted in enumerate(story.planted):
        first, end = add_months(story.first, month), dt.datetime.combine(add_months(story.first, month + 1), dt.time())
        count = counts[month] if counts else _count(first, planted["volume"] * a_month, scene, chance)
        queue, later = [one for one in later if one.at < end], [one for one in later if one.at >= end]
        if counts and not count:
            continue  # a month the log lacks
        queue += [desk.begin(_moment(first, scene, chance)) for _ in range(max(count - len(queue), 0))]
        while queue:
            start = min(queue, key=lambda one: (one.at, one.thing.code))
            queue.remove(start)
            ticket = desk.handle(start, _number(start.at, numbers, scene), planted)
            tickets.append(ticket)
            if ticket.type != "corrective" or not chance.chance(planted["repeated"]):
                continue
            at = ticket.opened_at + RETURNS_AFTER + chance.minutes(0, RETURNS_WITHIN_MIN)
            back = Start(at, start.thing, start.fault, start.seat, returns=True)
            fresh = [one for one in queue if not one.returns]
            if at >= end:
                later.append(back)
            elif fresh:
                queue[queue.index(chance.pick(fresh))] = back
    return tickets


def _number(at: dt.datetime, numbers: dict[int, int], scene: Scene) -> str:
    """Return the next number; those of a tool that never begins anew start where it stood."""
    start = int(scene.facts["numbers_from"])
    key = 0 if start else at.year
    numbers[key] = numbers.get(key, start) + 1
    return str(scene.facts["number"]).format(day=at, n=numbers[key])


def _count(first: dt.date, mean: float, scene: Scene, dice: Dice) -> int:
    """Return the number of tickets of a month, between 30 and 60 of 42."""
    own, rush = scene.facts["season"], scene.facts["rush"]
    season = own.get(str(first.month), own["other"])
    crowd = rush["factor"] if rush["first"] <= f"{first:%Y-%m}" <= rush["last"] else 1.0
    return int(min(max(dice.count(mean * season * crowd), round(mean * LEAST)), round(mean * MOST)))


def _moment(first: dt.date, scene: Scene, dice: Dice) -> dt.datetime:
    """Return a moment in a month, by the hours of the scene; Sundays are quiet."""
    days = (add_months(first, 1) - first).days
    day = first + dt.timedelta(days=dice.below(days))
    if day.weekday() == 6 and dice.chance(0.6):
        day = first + dt.timedelta(days=dice.below(days))
    hours = scene.facts["hours"]
    hour = dice.weigh([*hours], [*hours.values()])
    return dt.datetime.combine(day, dt.time(int(hour))) + dice.minutes(0, 59)
