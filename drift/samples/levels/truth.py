"""What is true of the levels of a made-up relation: who met first, who knew when, what became of problems, who left.

Counted from what was planted and from the words of the files, by plain rules that nothing of `drift` is asked for.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

from drift.samples.cast import Cast
from drift.samples.contract_text import DEAL_WITHIN
from drift.samples.levels.problems import Problem
from drift.samples.meetings import Meeting, list_direct
from drift.samples.relation import Relation
from drift.samples.scenes.scene import Scene
from drift.samples.story import Story, add_months
from drift.terms import LEVELS


def tell_levels(relation: Relation) -> dict[str, Any]:
    """Return first_contact, awareness, problems and swaps, ready for JSON.

    first_contact: a row for each version signed up to the last month, with the levels by their first direct contact of
    both sides from 90 days before it was signed to 90 days after; top_down: tactical and strategic met in the 90 days
    before, the operational level did not. awareness: the month of a level's first contact since the onset that names a
    ticket, an object or a word the scene has for trouble; null without an onset. problems: those that were planted;
    pushed_up where a table above the floor took one up, solved where the floor did and no table; the steps are those of
    meetings. swaps: who left and came, in quarters with either; the first day of the story is no arrival.
    """
    kinds = list_direct(relation.story.scene)
    direct = [meeting for meeting in relation.meetings if _is_direct(meeting, kinds)]
    return {
        "first_contact": [
            _order(direct, version.name, version.signed_on)
            for version in relation.paper.versions
            if not version.draft and version.signed_on <= relation.story.last_day
        ],
        "awareness": _find_awareness(relation, direct),
        "problems": [_describe(problem) for problem in relation.problems],
        "swaps": count_swaps(relation.cast, relation.story),
    }


def _is_direct(meeting: Meeting, kinds: frozenset[str]) -> bool:
    return meeting.kind in kinds and {person.side for person in meeting.people} == {"customer", "supplier"}


def _order(direct: list[Meeting], version: str, signed: dt.date) -> dict[str, Any]:
    near = [meeting for meeting in direct if abs(meeting.at.date() - signed) <= DEAL_WITHIN]
    before = {meeting.level for meeting in near if meeting.at.date() < signed}
    return {
        "version": version,
        "signed_on": signed.isoformat(),
        "order": [*dict.fromkeys(meeting.level for meeting in near)],
        "top_down": {"tactical", "strategic"} <= before and "operational" not in before,
    }


def _find_awareness(relation: Relation, direct: list[Meeting]) -> dict[str, str | None]:
    """Return the month in which each level first named what went wrong; None where nothing did, or nobody named it."""
    first: dict[str, str | None] = dict.fromkeys(LEVELS)
    onset = add_months(relation.story.first, relation.story.onset)
    for meeting in reversed(direct if relation.story.turns else []):
        if meeting.at.date() >= onset and _names_trouble(meeting, relation.story.scene):
            first[meeting.level] = f"{meeting.at:%Y-%m}"
    return first


def _names_trouble(meeting: Meeting, scene: Scene) -> bool:
    topic, things = meeting.topic.casefold(), scene.things[0]
    if any(word in topic for word in scene.phrases["meeting"]["trouble"]) or any(one.said in topic for one in things):
        return True
    return any(thing.code == meeting.about for thing in things)


def _describe(problem: Problem) -> dict[str, Any]:
    up = problem.reached("tactical") or problem.reached("strategic")
    return {
        "object": problem.code,
        "tickets": [ticket.number for ticket in problem.tickets],
        "raised": f"{problem.tickets[0].opened_at:%Y-%m}",
        "tactical": problem.reached("tactical"),
        "strategic": problem.reached("strategic"),
        "referred_back": problem.went_through("referred_back"),
        "denied": problem.went_through("denied"),
        "parked": problem.went_through("parked"),
        "pushed_up": up,
        "solved": problem.went_through("solved") and not up,
        "steps": [
            {"at": step.at.isoformat(sep=" ", timespec="minutes"), "level": step.level, "step": step.step}
            for step in problem.steps
        ],
    }


def count_swaps(cast: Cast, story: Story) -> list[dict[str, Any]]:
    """Return who left and who joined by quarter, side and level, up to its last day; raw counts."""
    first, last_day = story.first, story.last_day
    left, joined = Counter[tuple[str, str, str]](), Counter[tuple[str, str, str]]()
    for person in cast.people:
        if first < person.from_on <= last_day:
            joined[_quarter(person.from_on), person.side, person.level] += 1
        if person.to_on is not None and first <= person.to_on <= last_day:
            left[_quarter(person.to_on), person.side, person.level] += 1
    return [
        {"quarter": key[0], "side": key[1], "level": key[2], "left": left[key], "joined": joined[key]}
        for key in sorted({*left, *joined})
    ]


def _quarter(day: dt.date) -> str:
    return f"{day.year}Q{(day.month + 2) // 3}"
