"""Who works in the made-up relation, on which side, since when and until when: no name in it exists."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from drift.samples.phrases import load_phrases
from drift.samples.story import ONSET, PROCUREMENT, REPAIR, Story

RELATION: Final = "Sorteercentrum Zuid (verzonnen)"
CUSTOMER: Final = "Pakketstroom Verzonnen B.V."
SUPPLIER: Final = "Bandmeester Verzonnen B.V."
MADE_UP: Final = "Verzonnen gegevens, gemaakt met drift: geen persoon, bedrijf of melding bestaat."
N_SEATS: Final = 6  # a team leader and his technician: two for each hall, early and late
SEAT_HALL: Final = ("A", "A", "B", "B", "C", "C")
N_AGENTS: Final = 30  # of a call centre


@dataclass(frozen=True)
class Person:
    """Somebody who does not exist."""

    name: str
    side: str  # customer, supplier
    function: str  # operations, procurement, contract management, management, robot
    level: str  # operational, tactical, strategic
    role: str  # as the contract's own sheets call it
    from_on: dt.date
    to_on: dt.date | None = None

    @property
    def first(self) -> str:
        """What colleagues call them."""
        return self.name.split()[0]

    @property
    def mail(self) -> str:
        """An address that cannot exist (RFC 2606)."""
        domain = "pakketstroom.example" if self.side == "customer" else "bandmeester.example"
        return self.name.lower().replace(" ", ".") + "@" + domain

    def works_on(self, day: dt.date) -> bool:
        """Whether they still, or already, work here."""
        return self.from_on <= day and (self.to_on is None or day <= self.to_on)


@dataclass(frozen=True)
class Cast:
    """Everybody, and who sits where."""

    people: tuple[Person, ...]
    leaders: tuple[tuple[Person, ...], ...]  # of each seat, in order of time
    technicians: tuple[tuple[Person, ...], ...]
    pool: tuple[Person, ...]  # technicians without a seat, and subcontractors
    desk: tuple[Person, ...]
    agents: tuple[Person, ...]

    def sitting(self, seats: tuple[tuple[Person, ...], ...], seat: int, day: dt.date) -> Person:
        """Return who holds a seat on a day: a successor who walks along does not hold it yet."""
        return next(person for person in seats[seat] if person.to_on is None or day <= person.to_on)

    def of(self, role: str, day: dt.date) -> list[Person]:
        """Return those with a role on a day."""
        return [person for person in self.people if person.role == role and person.works_on(day)]

    def left(self, story: Story) -> list[Person]:
        """Return the people of the operation who left after the slide began, with a year or more behind them."""
        start = story.day(ONSET - 1)
        return [
            person
            for person in self.people
            if person.to_on and person.to_on >= start and person.function == "operations"
            if (person.to_on - person.from_on).days >= 365
        ]


class _Names:
    """Gives out names, each once."""

    def __init__(self) -> None:
        self._n = 0

    def take(self) -> str:
        first, last = load_phrases()["names"]["first"], load_phrases()["names"]["last"]
        n = self._n
        self._n += 1
        return f"{first[n % len(first)]} {last[(n * 7 + n // len(first)) % len(last)]}"


# seat and month (of 84) in which a leader or a technician leaves, when the relation slides: the experts of both sides
_LEADERS_GO: Final = {0: 40, 2: 43, 3: 45, 5: 47, 1: 50}
_TECHNICIANS_GO: Final = {1: 39, 0: 42, 4: 44, 3: 46, 5: 49}
_RETIRES: Final = (2, 17)  # in every scenario: a technician retires in good years, his successor walks along before
_WALKED_ALONG: Final = 2  # months


def hire(story: Story) -> Cast:
    """Return everybody of a story."""
    names = _Names()
    leaders = _seat("customer", "Teamleider sortering", _LEADERS_GO if story.slides else {}, story, names)
    going = dict(_TECHNICIANS_GO) if story.slides else {}
    technicians = _seat("supplier", "Monteur", going, story, names)
    pool = [_person(names, story, "supplier", "Monteur", 0) for _ in range(2)]
    pool += [_person(names, story, "supplier", "Monteur", ONSET - 2 + i) for i in range(8 if story.slides else 0)]
    head = [_person(names, story, "supplier", "Hoofdmonteur", 0, to=48 if story.slides else None)]
    head += [_person(names, story, "supplier", "Hoofdmonteur", 49)] if story.slides else []
    coordinator = [_person(names, story, "customer", "Technisch coördinator", 0, to=46 if story.slides else None)]
    desk = [_person(names, story, "supplier", "Servicedeskmedewerker", 36, "contract management") for _ in range(5)]
    agents = (
        [_person(names, story, "supplier", "Servicedeskmedewerker", ONSET - 1) for _ in range(N_AGENTS)]
        if story.scenario == "call centre"
        else []
    )
    table = _table(names, story)
    seated = [person for seat in (*leaders, *technicians) for person in seat]
    people = (*seated, *pool, *head, *coordinator, *(desk if story.slides else ()), *agents, *table)
    return Cast(people, leaders, technicians, tuple(pool), tuple(desk if story.slides else ()), tuple(agents))


def _seat(side: str, role: str, going: dict[int, int], story: Story, names: _Names) -> tuple[tuple[Person, ...], ...]:
    seats = []
    for seat in range(N_SEATS):
        ends = [going[seat]] if seat in going else []
        if side == "supplier" and seat == _RETIRES[0]:
            ends = [_RETIRES[1], *ends]
        starts = [0, *(end + 1 - (_WALKED_ALONG if end == _RETIRES[1] else 0) for end in ends)]
        spans = zip(starts, [*ends, None], strict=True)
        seats.append(tuple(_person(names, story, side, role, start, to=end) for start, end in spans))
    return tuple(seats)


def _table(names: _Names, story: Story) -> list[Person]:
    """Return who sits at the tactical and strategic table."""
    people = [
        _person(names, story, "customer", "Bedrijfsleider", 0, level="tactical"),
        _person(names, story, "supplier", "Accountmanager", 0, "management", "strategic"),
        _person(names, story, "customer", "Directeur operatie", 0, "management", "strategic"),
        _person(names, story, "supplier", "Directeur", 0, "management", "strategic"),
    ]
    if story.paper_grows:
        people += [
            _person(names, story, "customer", "Inkoper", PROCUREMENT, "procurement", "tactical"),
            _person(names, story, "customer", "Hoofd Inkoop", PROCUREMENT, "procurement", "strategic"),
            _person(names, story, "customer", "Contractmanager opdrachtgever", PROCUREMENT + 1, "contract management",
                    "tactical"),
            _person(names, story, "supplier", "Contractmanager opdrachtnemer", PROCUREMENT + 2, "contract management",
                    "tactical"),
            _person(names, story, "customer", "Leveranciersmanager", ONSET + 6, "procurement", "tactical",
                    to=REPAIR if story.slides else None),
            _person(names, story, "supplier", "Kwaliteitsmedewerker", ONSET + 7, "contract management", "tactical"),
        ]  # fmt: skip
    return people


def _person(
    names: _Names,
    story: Story,
    side: str,
    role: str,
    start: int,
    function: str = "operations",
    level: str = "operational",
    *,
    to: int | None = None,
) -> Person:
    ends = None if to is None else story.day(to + 1) - dt.timedelta(days=1)
    return Person(names.take(), side, function, level, role, story.day(start), ends)
