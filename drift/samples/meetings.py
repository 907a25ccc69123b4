"""Who met whom: talks on the floor that fade, tables above it that multiply, one round table."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from drift.samples.cast import Cast, Person
from drift.samples.dice import Dice
from drift.samples.scenes.scene import Scene
from drift.samples.story import Story, add_months
from drift.wording.months import LONG


@dataclass(frozen=True)
class Meeting:
    """One meeting of people of both sides."""

    at: dt.datetime
    minutes: int
    topic: str
    level: str
    people: tuple[Person, ...]
    outcome: str
    refers_to: str
    kind: str  # how: together in a room, by video, by telephone
    about: str = ""  # the object of the problem, or the version of the contract, that was planted into it


def list_direct(scene: Scene) -> frozenset[str]:
    """Return the kinds of meetings that are by voice or in person: all there are."""
    return frozenset(scene.facts["kinds"].values())


def meet(story: Story, cast: Cast, dice: Dice) -> list[Meeting]:
    """Return every meeting of a story, in order of time."""
    meetings: list[Meeting] = []
    for month, reached in enumerate(story.depths):
        first = add_months(story.day(0), month)
        depth = story.plot.talk * reached
        repaired = story.slides and month >= story.month(story.schedule.repair)
        for level, mean in (
            ("operational", 5.0 * (1 - 0.93 * depth) + (1.5 if repaired else 0)),
            ("tactical", 1.0 + 4.5 * depth),
            ("strategic", 0.17 + story.plot.board * depth),
        ):
            count = round(mean) if level == "tactical" and not depth else dice.count(mean)
            meetings += [_meeting(level, first, depth, cast, dice) for _ in range(count)]
        if story.slides and month == story.month(story.schedule.table):
            meetings.append(_round_table(first, story, cast))
    return sorted(meetings, key=lambda meeting: (meeting.at, meeting.topic))


def _meeting(level: str, first: dt.date, depth: float, cast: Cast, dice: Dice) -> Meeting:
    day = to_working_day(first + dt.timedelta(days=dice.between(0, 26)))
    hour = dice.between(14, 21) if level == "operational" else dice.between(9, 16)
    words = cast.scene.phrases["meeting"]
    # a level draws whether or not it needs to: the order of draws is a promise to old seeds
    tactical = words["tactical_bad" if dice.chance(depth) else "tactical_good"]
    board = words["strategic"] if depth else words["strategic"][:1]
    topics = {"operational": words["floor"], "strategic": board, "tactical": tactical}[level]
    topic = dice.pick(topics).format(
        hall=dice.pick(words["halls"]),
        said=words["said"].format(i=dice.between(1, words["said_most"])),
        month=LONG[cast.scene.language][(first.month - 2) % 12],
        article=f"{dice.between(3, 11)}.{dice.between(1, 9)}",
    )
    lengths = {"operational": (15, 15, 20, 30), "tactical": (60, 60, 90, 120), "strategic": (60, 90, 90)}[level]
    at = dt.datetime.combine(day, dt.time(hour, dice.pick((0, 0, 30, 15))))
    refers = (
        words["clause"].format(f"{dice.between(3, 11)}.{dice.between(1, 9)}")
        if level != "operational" and dice.chance(depth)
        else ""
    )
    came = words["outcome"][level]
    outcome = came[0] if level == "tactical" and not depth else dice.pick(came)
    outcome = words["settled"] if not depth and level != "operational" else outcome
    kind = "on_site" if level == "operational" else dice.pick(("meeting", "video") if depth else ("meeting",))
    lasts, people, said = dice.pick(lengths), attend(level, day, cast, dice), cast.scene.say("kinds", kind)
    return Meeting(at, lasts, topic, level, people, outcome, refers, said)


def to_working_day(day: dt.date) -> dt.date:
    """Return a day, or the Monday after it."""
    while day.weekday() > 4:
        day += dt.timedelta(days=1)
    return day


def attend(level: str, day: dt.date, cast: Cast, dice: Dice) -> tuple[Person, ...]:
    """Return who is at a meeting of a level."""
    if level == "operational":
        leaders, technicians = cast.holding("leader", day), cast.holding("technician", day)
        chosen = [dice.pick(leaders), dice.pick(technicians), *cast.holding("head", day)]
        if dice.chance(0.4):
            chosen += [dice.pick(leaders), dice.pick(technicians)]
    elif level == "tactical":
        posts = ("contract_customer", "contract_supplier", "buyer", "vendor_manager")
        chosen = [person for post in posts for person in cast.holding(post, day)]
        if len(chosen) < 2 or dice.chance(0.1):
            chosen += [*cast.holding("manager", day), *cast.holding("head", day)]
    else:
        posts = ("board_customer", "board_supplier", "head_buyer", "account")
        chosen = [person for post in posts for person in cast.holding(post, day)]
    return tuple(dict.fromkeys(chosen))


def _round_table(first: dt.date, story: Story, cast: Cast) -> Meeting:
    day, scene = first.replace(day=story.schedule.table_day), cast.scene
    posts = ("leader", "head", "contract_customer", "contract_supplier")
    people = [person for post in posts for person in cast.holding(post, day)] + cast.holding("technician", day)[:6]
    at, words = dt.datetime.combine(day, dt.time(13, 0)), scene.phrases["meeting"]
    return Meeting(at, 180, scene.facts["round_table"], "operational", tuple(people), words["agreed"], "",
                   scene.say("kinds", "on_site"))  # fmt: skip
