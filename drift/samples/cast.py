"""Who works in the made-up relation, on which side, since when and until when: no name in it exists."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from drift.samples.scenes.scene import Scene
from drift.samples.story import Story

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
    post: str = ""  # as hiring.py calls it
    domain: str = ""  # of the mail
    quiet_on: dt.date | None = None  # from then on they report nothing any more, though they work on

    @property
    def first(self) -> str:
        """What colleagues call them."""
        return self.name.split()[0]

    @property
    def mail(self) -> str:
        """An address that cannot exist (RFC 2606)."""
        return self.name.lower().replace(" ", ".") + "@" + self.domain

    def works_on(self, day: dt.date) -> bool:
        """Whether they still, or already, work here."""
        return self.from_on <= day and (self.to_on is None or day <= self.to_on)

    def reports_on(self, day: dt.date) -> bool:
        """Whether they still report what breaks down."""
        return self.works_on(day) and (self.quiet_on is None or day < self.quiet_on)


@dataclass(frozen=True)
class Cast:
    """Everybody, and who sits where."""

    scene: Scene
    people: tuple[Person, ...]
    leaders: tuple[tuple[Person, ...], ...]  # of each seat, in order of time
    technicians: tuple[tuple[Person, ...], ...]
    pool: tuple[Person, ...]  # technicians without a seat, and subcontractors
    desk: tuple[Person, ...]
    agents: tuple[Person, ...]
    staff: tuple[tuple[Person, ...], ...] = ()  # of each seat: who reports besides its leader

    def sitting(self, seats: tuple[tuple[Person, ...], ...], seat: int, day: dt.date) -> Person:
        """Return who holds a seat on a day: a successor who walks along does not hold it yet."""
        return next(person for person in seats[seat] if person.to_on is None or day <= person.to_on)

    def of(self, role: str, day: dt.date) -> list[Person]:
        """Return those with a role on a day."""
        return [person for person in self.people if person.role == role and person.works_on(day)]

    def holding(self, post: str, day: dt.date) -> list[Person]:
        """Return those who hold a post on a day."""
        return self.of(self.scene.role(post), day)

    def left(self, story: Story) -> list[Person]:
        """Return the people of the operation who left after the slide began, with a year or more behind them."""
        start = story.day(story.schedule.onset - 1)
        return [
            person
            for person in self.people
            if person.to_on and person.to_on >= start and person.function == "operations"
            if (person.to_on - person.from_on).days >= 365
        ]
