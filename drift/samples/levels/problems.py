"""Problems: an object that breaks down again, and what becomes of it from table to table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from drift.samples.tickets import Ticket

AGAIN_WITHIN: Final = dt.timedelta(days=30)  # of the one before: the same fault, not yet gone
APART: Final = dt.timedelta(days=120)  # from any other ticket of the object, so that nobody takes two for one
LASTS: Final = dt.timedelta(days=60)  # from its first ticket to its last, at most


@dataclass(frozen=True)
class Step:
    """What a meeting made of a problem."""

    at: dt.datetime
    level: str
    step: str  # solved, pushed_up, parked, denied, referred_back, decided
    meeting: int  # its place among the meetings


@dataclass(frozen=True)
class Problem:
    """A problem that was planted: an object's connected tickets, and its steps in order of time."""

    tickets: tuple[Ticket, ...]
    steps: tuple[Step, ...]

    @property
    def code(self) -> str:
        """The object, as the tool knows it."""
        return self.tickets[0].thing.code

    def named(self, at: dt.datetime) -> list[str]:
        """Return the numbers of the tickets there are at a moment."""
        return [ticket.number for ticket in self.tickets if ticket.opened_at < at]

    def spoken_of(self, at: dt.datetime) -> list[str]:
        """Return the numbers of the tickets over which people of both operations had called at a moment."""
        return [
            ticket.number
            for ticket in self.tickets
            if any(event.kind == "call" and event.at < at for event in ticket.events)
        ]

    def reached(self, level: str) -> bool:
        """Whether it was on a table of this level."""
        return any(step.level == level for step in self.steps)

    def went_through(self, kind: str) -> bool:
        """Whether it took a step of this kind anywhere."""
        return any(step.step == kind for step in self.steps)


def list_recurring(tickets: tuple[Ticket, ...]) -> list[tuple[Ticket, ...]]:
    """Return the connected disturbances of objects that broke down again soon, by the second one's moment.

    No other ticket of the object lies near, and nobody argued by clause in them: what is planted about them is all that
    can be read about them.
    """
    by_object: dict[str, list[Ticket]] = {}
    for ticket in tickets:
        by_object.setdefault(ticket.thing.code, []).append(ticket)
    chains = [chain for own in by_object.values() for chain in _connect(own) if _is_clear(chain)]
    return sorted(chains, key=lambda chain: (chain[1].opened_at, chain[1].number))


def _connect(own: list[Ticket]) -> Iterator[tuple[Ticket, ...]]:
    own = sorted(own, key=lambda ticket: ticket.opened_at)
    start = 0
    for i in range(1, len(own) + 1):
        if i == len(own) or own[i].opened_at - own[i - 1].opened_at > APART:
            yield tuple(own[start:i])
            start = i


def _is_clear(chain: tuple[Ticket, ...]) -> bool:
    gaps = [later.opened_at - one.opened_at for one, later in pairwise(chain)]
    return (
        len(chain) > 1
        and max(gaps) <= AGAIN_WITHIN
        and chain[-1].opened_at - chain[0].opened_at <= LASTS
        and all(ticket.type == "corrective" and not ticket.planted["clause"] for ticket in chain)
    )
