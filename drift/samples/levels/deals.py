"""Who meets before a version is signed, and in which order."""

from __future__ import annotations

import datetime as dt
from typing import Final

from drift.samples.cast import Cast, Person
from drift.samples.contract_text import DEAL_WITHIN, Paper, Version
from drift.samples.dice import Dice
from drift.samples.meetings import Meeting, attend, to_working_day
from drift.samples.scenes.scene import Scene
from drift.samples.story import Story
from drift.terms import LEVELS

TURNS: Final = (60, 40, 20)  # days before it is signed that the levels of a deal meet, one after the other
SPREAD: Final = 6  # days, earlier


def strike_deals(story: Story, cast: Cast, paper: Paper, meetings: list[Meeting], dice: Dice) -> list[Meeting]:
    """Let the levels of a deal meet before each version but the first, and the others not.

    Returns
    -------
    meetings, in order of time; those they came as where the scenario has no deals
    """
    if not story.plot.deal:
        return meetings
    for version in paper.versions[1:]:
        about = version.name in (story.plot.dealt or [version.name]) and not version.draft
        if about and story.first + DEAL_WITHIN <= version.signed_on <= story.last_day:
            meetings = _strike(story, cast, version, meetings, dice)
    return sorted(meetings, key=lambda meeting: (meeting.at, meeting.topic))


def _strike(story: Story, cast: Cast, version: Version, meetings: list[Meeting], dice: Dice) -> list[Meeting]:
    """Return the meetings with those of a deal among them; who comes before their turn, or has none, stays away."""
    signed, deal = version.signed_on, story.plot.deal
    turns = {
        level: to_working_day(signed - dt.timedelta(days=days + dice.below(SPREAD)))
        for level, days in zip(deal, TURNS, strict=False)
    }
    silent = {*LEVELS} - {*deal}

    def stays(meeting: Meeting) -> bool:
        day = meeting.at.date()
        if not signed - DEAL_WITHIN <= day < version.effective_on:
            return True
        kept_out = silent & {meeting.level, *(person.level for person in meeting.people)}
        return not kept_out and day > turns[meeting.level]

    planted = [
        _meet(level, day, version, cast.scene, _seat(level, day, silent, cast, dice)) for level, day in turns.items()
    ]
    return [*filter(stays, meetings), *planted]


def _seat(level: str, day: dt.date, silent: set[str], cast: Cast, dice: Dice) -> tuple[Person, ...]:
    """Return who sits at a deal: people of both sides, none of a level that is kept out."""
    people = [person for person in attend(level, day, cast, dice) if person.level not in silent]
    others = [one for one in cast.people if one.works_on(day) and one.level not in silent]
    lacking = [side for side in ("customer", "supplier") if side not in {person.side for person in people}]
    return (*people, *(next(one for one in others if one.side == side) for side in lacking))


def _meet(level: str, day: dt.date, version: Version, scene: Scene, people: tuple[Person, ...]) -> Meeting:
    words = scene.phrases["deal"]
    at, name = dt.datetime.combine(day, dt.time(10)), version.name
    topic, outcome = (words[what][level].format(version=name) for what in ("topic", "outcome"))
    return Meeting(at, 90, topic, level, people, outcome, "", words["kind"][level], about=name)
