"""Who is hired for what, when they come and when they go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
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


# seat and month (of 84) in which a leader or a technician leaves, when the relation slides: the experts of both sides
_LEADERS_GO: Final = {0: 40, 2: 43, 3: 45, 5: 47, 1: 50}
_TECHNICIANS_GO: Final = {1: 39, 0: 42, 4: 44, 3: 46, 5: 49}
_RETIRES: Final = (2, 17)  # in every scenario: a technician retires in good years, his successor walks along before
_WALKED_ALONG: Final = 2  # months


def hire(story: Story) -> Cast:
    """Return everybody of a story."""
    names = _give_names()
    leaders = _fill_seats(_LEADER, _LEADERS_GO if story.slides else {}, story, names)
    technicians = _fill_seats(_TECHNICIAN, _TECHNICIANS_GO if story.slides else {}, story, names)
    pool = [_person(names, story, _TECHNICIAN, 0) for _ in range(2)]
    pool += [_person(names, story, _TECHNICIAN, ONSET - 2 + i) for i in range(8 if story.slides else 0)]
    head = [_person(names, story, _HEAD, 0, 48 if story.slides else None)]
    head += [_person(names, story, _HEAD, 49)] if story.slides else []
    coordinator = [_person(names, story, _COORDINATOR, 0, 46 if story.slides else None)]
    desk = [_person(names, story, _DESK, 36) for _ in range(5)]  # their names are taken in every scenario
    desk = desk if story.slides else []
    n_agents = N_AGENTS if story.scenario == "call centre" else 0
    agents = [_person(names, story, _AGENT, ONSET - 1) for _ in range(n_agents)]
    seated = [person for seat in (*leaders, *technicians) for person in seat]
    people = (*seated, *pool, *head, *coordinator, *desk, *agents, *_list_table(names, story))
    return Cast(people, leaders, technicians, tuple(pool), tuple(desk), tuple(agents))


def _fill_seats(
    post: _Post, going: dict[int, int], story: Story, names: Iterator[str]
) -> tuple[tuple[Person, ...], ...]:
    """Return who holds each seat, one after the other."""
    seats = []
    for seat in range(N_SEATS):
        ends = [going[seat]] if seat in going else []
        if post is _TECHNICIAN and seat == _RETIRES[0]:
            ends = [_RETIRES[1], *ends]
        starts = [0, *(end + 1 - (_WALKED_ALONG if end == _RETIRES[1] else 0) for end in ends)]
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
