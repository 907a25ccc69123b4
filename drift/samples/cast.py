"""Who works in the made-up relation, on which side, since when and until when: no name in it exists."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from drift.samples.story import ONSET, Story

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
