"""What becomes of problems: solved on the floor, or from table to table and back; planted into meetings there are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

from drift.samples.dice import Dice
from drift.samples.levels.problems import Problem, Step, list_recurring
from drift.samples.meetings import Meeting
from drift.samples.plots import ON_THE_FLOOR
from drift.samples.story import Story
from drift.samples.tickets import Ticket

Route = tuple[tuple[str, str], ...]  # level and step of each meeting

_RAISED: Final = ("operational", "pushed_up")
_PARKED: Final = (("tactical", "parked"),) * 3  # on the agenda three times without a decision
_DENIED: Final = (("tactical", "pushed_up"), ("strategic", "denied"), ("tactical", "referred_back"))
ROUTES: Final[Mapping[str, Route]] = {
    "floor": (("operational", "solved"),),
    "table": (_RAISED, ("tactical", "decided")),
    "back": (_RAISED, ("tactical", "referred_back")),
    "stuck": (_RAISED, *_PARKED),
    "parked": (_RAISED, *_PARKED, ("tactical", "referred_back")),
    "bounced": (_RAISED, ("tactical", "pushed_up"), ("strategic", "referred_back"), ("tactical", "referred_back")),
    "denied": (_RAISED, *_PARKED, *_DENIED),
    "refused": (_RAISED, *_DENIED),
    "again": (_RAISED, *_DENIED, *_DENIED),
}
PLANTED: Final = (0.5, 0.8)  # of the problems that could be: in the good years, where a slide ends
WITHIN: Final = dt.timedelta(days=85)  # of its last ticket, every meeting about a problem
PAUSE: Final = dt.timedelta(days=2)  # from one meeting about a problem to the next, at least
FLOOR_WITHIN: Final = dt.timedelta(days=30)  # of its last ticket: the floor speaks of it soon or not at all


def plant_fates(story: Story, tickets: tuple[Ticket, ...], meetings: tuple[Meeting, ...], dice: Dice) -> list[Problem]:
    """Choose problems and the meetings that take them up, each meeting one.

    Returns
    -------
    the problems, in the order in which they came back; none where the scenario plants none
    """
    table, problems = story.scene.facts["round_table"], list[Problem]()
    free = [place for place, meeting in enumerate(meetings) if _can_take(meeting, table)]
    for chain in list_recurring(tickets) if story.plot.fates is not None else ():
        depth = story.depths[_month(chain[0], story.first)]
        weights, drawn = _weigh(story, depth), dice.chance(_between(*PLANTED, depth))
        route = ROUTES[dice.weigh([*weights], [*weights.values()])]
        steps = _find_meetings(route, chain, {place: meetings[place] for place in free})
        if drawn and steps and _agrees(route, chain):
            problems.append(Problem(chain, tuple(steps)))
            free = [place for place in free if place not in {step.meeting for step in steps}]
    return problems


def _month(ticket: Ticket, first: dt.date) -> int:
    return (ticket.opened_at.year - first.year) * 12 + ticket.opened_at.month - first.month


def _between(good: float, end: float, depth: float) -> float:
    return (1 - depth) * good + depth * end


def _weigh(story: Story, depth: float) -> dict[str, float]:
    """Return how likely each route is at a depth of the slide."""
    end = story.plot.fates or {}
    return {name: _between(ON_THE_FLOOR.get(name, 0.0), end.get(name, 0.0), depth) for name in ROUTES}


def _can_take(meeting: Meeting, table: str) -> bool:
    both = len({person.side for person in meeting.people}) == 2
    return both and not meeting.about and meeting.topic != table


def _agrees(route: Route, chain: tuple[Ticket, ...]) -> bool:
    """Whether the tickets tell nothing else: pushed up or referred back in them only where the route is."""
    kinds = {event.kind for ticket in chain for event in ticket.events}
    steps = {step for _, step in route}
    if "solved" in steps and kinds & {"escalated", "reopened"}:
        return False
    return "referred back" not in kinds or "referred_back" in steps


def _find_meetings(route: Route, chain: tuple[Ticket, ...], free: Mapping[int, Meeting]) -> list[Step]:
    """Return each step at the next free meeting, none where one is lacking; only the floor may have passed it on."""
    solved = route[-1][1] == "solved"
    ready = max(ticket.resolved_at or ticket.opened_at for ticket in chain) if solved else chain[1].opened_at
    last, steps = chain[-1].opened_at, list[Step]()
    for level, step in route:
        until = last + (FLOOR_WITHIN if level == "operational" else WITHIN)
        place = next((i for i, one in free.items() if one.level == level and ready < one.at <= until), None)
        if place is not None:
            steps.append(Step(free[place].at, level, step, place))
            ready = free[place].at + PAUSE
        elif (level, step) != _RAISED:
            return []
    return steps
