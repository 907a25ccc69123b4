"""Who is hired for what, when they come and when they go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Final

from drift.samples.cast import N_AGENTS, N_SEATS, Cast, Person
from drift.samples.phrases import load_phrases
from drift.samples.story import ONSET, PROCUREMENT, REPAIR, Story


def _give_names() -> Iterator[str]:
    """Give out names, each once."""
    first, last = load_phrases()["names"]["first"], load_phrases()["names"]["last"]
    for n in count():
        yield f"{first[n % len(first)]} {last[(n * 7 + n // len(first)) % len(last)]}"


@dataclass(frozen=True)
class _Post:
    """What somebody is hired for."""

    side: str
    role: str
    function: str = "operations"
    level: str = "operational"


_LEADER: Final = _Post("customer", "Teamleider sortering")
_TECHNICIAN: Final = _Post("supplier", "Monteur")
_HEAD: Final = _Post("supplier", "Hoofdmonteur")
_COORDINATOR: Final = _Post("customer", "Technisch coördinator")
_DESK: Final = _Post("supplier", "Servicedeskmedewerker", "contract management")
_AGENT: Final = _Post("supplier", "Servicedeskmedewerker")
# who sits at the tactical and strategic table: always, and from which month on where the paper grows
_TABLE: Final = (
    _Post("customer", "Bedrijfsleider", level="tactical"),
    _Post("supplier", "Accountmanager", "management", "strategic"),
    _Post("customer", "Directeur operatie", "management", "strategic"),
    _Post("supplier", "Directeur", "management", "strategic"),
)
_GROWN: Final = (
    (_Post("customer", "Inkoper", "procurement", "tactical"), PROCUREMENT),
    (_Post("customer", "Hoofd Inkoop", "procurement", "strategic"), PROCUREMENT),
    (_Post("customer", "Contractmanager opdrachtgever", "contract management", "tactical"), PROCUREMENT + 1),
    (_Post("supplier", "Contractmanager opdrachtnemer", "contract management", "tactical"), PROCUREMENT + 2),
    (_Post("customer", "Leveranciersmanager", "procurement", "tactical"), ONSET + 6),
    (_Post("supplier", "Kwaliteitsmedewerker", "contract management", "tactical"), ONSET + 7),
)
_LEAVES_AT_REPAIR: Final = "Leveranciersmanager"


@dataclass(frozen=True)
class _Going:
    """When the experts of both sides leave, in months of 84; leaders and technicians by their seats."""

    leaders: dict[int, int] = field(default_factory=dict)
    technicians: dict[int, int] = field(default_factory=dict)
    head: int | None = None
    coordinator: int | None = None
    pool: tuple[int, ...] = ()  # others come
    walks_along: int = 0  # months that a successor walks along


_GOING: Final = {
    "nobody": _Going(),
    "slide": _Going({0: 40, 2: 43, 3: 45, 5: 47, 1: 50}, {1: 39, 0: 42, 4: 44, 3: 46, 5: 49}, 48, 46,
                    tuple(range(ONSET - 2, ONSET + 6))),
    "wave": _Going({0: 42, 1: 42, 2: 43, 3: 43, 5: 44}, {1: 42, 0: 43, 4: 43, 3: 44, 5: 44}, 44, 43,
                   (42, 43, 44, 45), walks_along=1),
}  # fmt: skip
_RETIRES: Final = (2, 17)  # in every scenario: a technician retires in good years, his successor walks along before
_WALKED_ALONG: Final = 2  # months


def hire(story: Story) -> Cast:
    """Return everybody of a story."""
    names = _give_names()
    going = _GOING[story.plot.going]
    leaders = _fill_seats(_LEADER, going, story, names)
    technicians = _fill_seats(_TECHNICIAN, going, story, names)
    pool = [_person(names, story, _TECHNICIAN, 0) for _ in range(2)]
    pool += [_person(names, story, _TECHNICIAN, month) for month in going.pool]
    head = [_person(names, story, _HEAD, 0, going.head)]
    head += [_person(names, story, _HEAD, going.head + 1 - going.walks_along)] if going.head else []
    coordinator = [_person(names, story, _COORDINATOR, 0, going.coordinator)]
    desk = [_person(names, story, _DESK, 36) for _ in range(5)]  # their names are taken in every scenario
    desk = desk if story.plot.desk else []
    n_agents = N_AGENTS if story.scenario == "call centre" else 0
    agents = [_person(names, story, _AGENT, ONSET - 1) for _ in range(n_agents)]
    seated = [person for seat in (*leaders, *technicians) for person in seat]
    people = (*seated, *pool, *head, *coordinator, *desk, *agents, *_list_table(names, story))
    return Cast(people, leaders, technicians, tuple(pool), tuple(desk), tuple(agents))


def _fill_seats(post: _Post, going: _Going, story: Story, names: Iterator[str]) -> tuple[tuple[Person, ...], ...]:
    """Return who holds each seat, one after the other."""
    seats, leaves = [], going.technicians if post is _TECHNICIAN else going.leaders
    for seat in range(N_SEATS):
        ends = [leaves[seat]] if seat in leaves else []
        if post is _TECHNICIAN and seat == _RETIRES[0]:
            ends = [_RETIRES[1], *ends]
        starts = [0, *(end + 1 - (_WALKED_ALONG if end == _RETIRES[1] else going.walks_along) for end in ends)]
        spans = zip(starts, [*ends, None], strict=True)
        seats.append(tuple(_person(names, story, post, start, end) for start, end in spans))
    return tuple(seats)


def _list_table(names: Iterator[str], story: Story) -> list[Person]:
    """Return who sits at the tactical and strategic table."""
    people = [_person(names, story, post, 0) for post in _TABLE]
    for post, start in _GROWN if story.paper_grows else ():
        leaves = story.slides and post.role == _LEAVES_AT_REPAIR
        people.append(_person(names, story, post, start, REPAIR if leaves else None))
    return people


def _person(names: Iterator[str], story: Story, post: _Post, start: int, end: int | None = None) -> Person:
    ends = None if end is None else story.day(end + 1) - dt.timedelta(days=1)
    return Person(next(names), post.side, post.function, post.level, post.role, story.day(start), ends)
