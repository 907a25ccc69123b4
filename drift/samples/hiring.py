"""Who is hired for what, when they come and when they go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Final

from drift.samples.cast import N_AGENTS, Cast, Person
from drift.samples.scenes.scene import Scene
from drift.samples.story import Story


def _give_names(scene: Scene) -> Iterator[str]:
    """Give out names, each once."""
    first, last = scene.phrases["names"]["first"], scene.phrases["names"]["last"]
    for n in count():
        yield f"{first[n % len(first)]} {last[(n * 7 + n // len(first)) % len(last)]}"


@dataclass(frozen=True)
class _Post:
    """What somebody is hired for."""

    side: str
    name: str  # its role is what the scene calls it
    function: str = "operations"
    level: str = "operational"


_LEADER: Final = _Post("customer", "leader")
_STAFF: Final = _Post("customer", "staff")
_TECHNICIAN: Final = _Post("supplier", "technician")
_HEAD: Final = _Post("supplier", "head")
_COORDINATOR: Final = _Post("customer", "coordinator")
_DESK: Final = _Post("supplier", "desk", "contract management")
_AGENT: Final = _Post("supplier", "desk")
# who sits at the tactical and strategic table: always, and so many months after what where the paper grows
_TABLE: Final = (
    _Post("customer", "manager", level="tactical"),
    _Post("supplier", "account", "management", "strategic"),
    _Post("customer", "board_customer", "management", "strategic"),
    _Post("supplier", "board_supplier", "management", "strategic"),
)
_GROWN: Final = (
    (_Post("customer", "buyer", "procurement", "tactical"), "procurement", 0),
    (_Post("customer", "head_buyer", "procurement", "strategic"), "procurement", 0),
    (_Post("customer", "contract_customer", "contract management", "tactical"), "procurement", 1),
    (_Post("supplier", "contract_supplier", "contract management", "tactical"), "procurement", 2),
    (_Post("customer", "vendor_manager", "procurement", "tactical"), "onset", 6),
    (_Post("supplier", "quality", "contract management", "tactical"), "onset", 7),
)
_LEAVES_AT_REPAIR: Final = "vendor_manager"


@dataclass(frozen=True)
class _Going:
    """When people leave, in months of the schedule; leaders and technicians by their seats."""

    leaders: dict[int, int] = field(default_factory=dict)
    technicians: dict[int, int] = field(default_factory=dict)
    head: int | None = None
    coordinator: int | None = None
    pool: tuple[int, ...] = ()  # others come
    walks_along: int = 0  # months that a successor walks along
    # of each of a seat's staff, None: stays; else leaves or quiet, the month at the first seat, and at each next later
    staff: tuple[tuple[str, int, float] | None, ...] = ()


_GOING: Final = {
    "nobody": _Going(),
    "slide": _Going({0: 40, 2: 43, 3: 45, 5: 47, 1: 50}, {1: 39, 0: 42, 4: 44, 3: 46, 5: 49}, 48, 46,
                    tuple(range(37, 45))),
    "wave": _Going({0: 42, 1: 42, 2: 43, 3: 43, 5: 44}, {1: 42, 0: 43, 4: 43, 3: 44, 5: 44}, 44, 43,
                   (42, 43, 44, 45), walks_along=1),
    "silence": _Going({0: 36, 3: 41, 5: 39, 8: 45}, {1: 33, 4: 35, 6: 38, 9: 42}, 43, 40, tuple(range(31, 38)),
                      staff=(None, ("quiet", 40, 1), ("leaves", 46, 0.5), ("quiet", 59, 1))),
}  # fmt: skip
_RETIRES: Final = (2, 17)  # in every scenario: a technician retires in good years, his successor walks along before
_WALKED_ALONG: Final = 2  # months


def hire(story: Story) -> Cast:
    """Return everybody of a story."""
    names = _give_names(story.scene)
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
    agents = [_person(names, story, _AGENT, story.schedule.onset - 1) for _ in range(n_agents)]
    seated = [person for seat in (*leaders, *technicians) for person in seat]
    table = _list_table(names, story)
    staff = _fill_staff(going, story, names)
    present = [person for seat in staff for person in seat]
    people = (*seated, *pool, *head, *coordinator, *desk, *agents, *table, *present)
    return Cast(story.scene, people, leaders, technicians, tuple(pool), tuple(desk), tuple(agents), staff)


def _fill_staff(going: _Going, story: Story, names: Iterator[str]) -> tuple[tuple[Person, ...], ...]:
    """Return who reports besides the leader of each seat; nobody comes for who leaves or falls quiet."""
    if not story.scene.facts["staff"]:
        return ()
    return tuple(
        tuple(_staff_member(seat, fate, story, names) for fate in going.staff) for seat in range(len(story.scene.seats))
    )


def _staff_member(seat: int, fate: tuple[str, int, float] | None, story: Story, names: Iterator[str]) -> Person:
    if fate is None:
        return _person(names, story, _STAFF, 0)
    way, first, later = fate
    month = first + int(later * seat)
    if way == "leaves":
        return _person(names, story, _STAFF, 0, month)
    return replace(_person(names, story, _STAFF, 0), quiet_on=story.day(month))


def _fill_seats(post: _Post, going: _Going, story: Story, names: Iterator[str]) -> tuple[tuple[Person, ...], ...]:
    """Return who holds each seat, one after the other."""
    seats, leaves = [], going.technicians if post is _TECHNICIAN else going.leaders
    for seat in range(len(story.scene.seats)):
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
    for post, after, months in _GROWN if story.paper_grows else ():
        leaves = story.slides and post.name == _LEAVES_AT_REPAIR
        start = getattr(story.schedule, after) + months
        people.append(_person(names, story, post, start, story.schedule.repair if leaves else None))
    return people


def _person(names: Iterator[str], story: Story, post: _Post, start: int, end: int | None = None) -> Person:
    ends = None if end is None else story.day(end + 1) - dt.timedelta(days=1)
    scene = story.scene
    return Person(next(names), post.side, post.function, post.level, scene.role(post.name), story.day(start), ends,
                  post.name, scene.facts[post.side]["mail"])  # fmt: skip
