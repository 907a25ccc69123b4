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
from drift.samples.story import FIRST, Story, add_months, plan_story
from drift.samples.tickets import Start, Ticket
from drift.samples.versions import write_paper

A_MONTH: Final = 42  # tickets a month; with chance and season 30 to 60
MONTHS: Final = 84
SEED: Final = 2018
SEASON: Final = {7: 0.88, 8: 0.88, 11: 1.12, 12: 1.22}  # months of the year against the rest: summer, and the peak
PARCEL_RUSH: Final = ("2020-04", "2021-06", 1.1)  # everybody ordered at home
LEAST, MOST = 30 / A_MONTH, 60 / A_MONTH
HOURS: Final = ((6, 4), (7, 5), (9, 6), (11, 6), (13, 7), (15, 9), (17, 12), (19, 14), (21, 13), (23, 8), (1, 4))
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
        return dt.datetime.combine(add_months(FIRST, self.story.months), dt.time()) + EXPORTED_AFTER


def make_relation(
    scenario: str = "sliding", months: int = MONTHS, seed: int = SEED, a_month: int = A_MONTH
) -> Relation:
    """Live a relation through.

    Parameters
    ----------
    scenario : one of story.SCENARIOS
    months : from January 2018 on, 24 or more; the story is stretched over them
    seed : the same seed gives the same relation
    a_month : tickets a month in the good years, before season and chance
    """
    return simulate_story(plan_story(scenario, months), seed, a_month)


def simulate_story(story: Story, seed: int, a_month: int = A_MONTH, counts: tuple[int, ...] | None = None) -> Relation:
    """Live a story through.

    Parameters
    ----------
    counts : tickets of each month, 0 = the log lacks it; else as many as season, volume and chance make of `a_month`
    """
    dice = seed_dice(seed)
    cast, paper = hire(story), write_paper(story.plot.versions)
    desk = Desk(cast, paper, dice)
    tickets = tuple(_open_tickets(story, desk, dice, a_month, counts))
    met = meet(story, cast, dice["contacts"])
    meetings = tuple(strike_deals(story, cast, paper, met, dice["deals"]))
    problems = plant_fates(story, tickets, meetings, dice["fates"])
    minuted = write_minutes(meetings, problems, dice["fates"])
    return Relation(story, seed, cast, paper, tickets, minuted, tuple(problems))


def _open_tickets(
    story: Story, desk: Desk, dice: dict[str, Dice], a_month: int, counts: tuple[int, ...] | None
) -> list[Ticket]:
    """Return the tickets of all months; a fault that comes back takes the place of a fresh one."""
    tickets: list[Ticket] = []
    later: list[Start] = []
    numbers: dict[int, int] = {}
    chance = dice["volume"]
    for month, planted in enumerate(story.planted):
        first, end = add_months(FIRST, month), dt.datetime.combine(add_months(FIRST, month + 1), dt.time())
        count = counts[month] if counts else _count(first, planted["volume"], a_month, chance)
        queue, later = [one for one in later if one.at < end], [one for one in later if one.at >= end]
        if counts and not count:
            continue  # a month the log lacks
        queue += [desk.begin(_moment(first, chance)) for _ in range(max(count - len(queue), 0))]
        while queue:
            start = min(queue, key=lambda one: (one.at, one.thing.code))
            queue.remove(start)
            number = numbers[start.at.year] = numbers.get(start.at.year, 0) + 1
            ticket = desk.handle(start, f"M{start.at:%y%m} {number:04d}", planted)
            tickets.append(ticket)
            if ticket.type != "Storing" or not chance.chance(planted["repeated"]):
                continue
            at = ticket.opened_at + RETURNS_AFTER + chance.minutes(0, RETURNS_WITHIN_MIN)
            back = Start(at, start.thing, start.fault, start.seat, returns=True)
            fresh = [one for one in queue if not one.returns]
            if at >= end:
                later.append(back)
            elif fresh:
                queue[queue.index(chance.pick(fresh))] = back
    return tickets


def _count(first: dt.date, volume: float, a_month: int, dice: Dice) -> int:
    """Return the number of tickets of a month, between 30 and 60 of 42."""
    mean = a_month * volume
    season = SEASON.get(first.month, 0.97)
    rush = PARCEL_RUSH[2] if PARCEL_RUSH[0] <= f"{first:%Y-%m}" <= PARCEL_RUSH[1] else 1.0
    return int(min(max(dice.count(mean * season * rush), round(mean * LEAST)), round(mean * MOST)))


def _moment(first: dt.date, dice: Dice) -> dt.datetime:
    """Return a moment in a month; sorting goes on mostly in the evening, Sundays are quiet."""
    days = (add_months(first, 1) - first).days
    day = first + dt.timedelta(days=dice.below(days))
    if day.weekday() == 6 and dice.chance(0.6):
        day = first + dt.timedelta(days=dice.below(days))
    hour, _ = dice.weigh(HOURS, [weight for _, weight in HOURS])
    return dt.datetime.combine(day, dt.time(hour)) + dice.minutes(0, 59)
