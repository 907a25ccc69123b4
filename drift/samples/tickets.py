"""One ticket: what is known of it, and the steps it went through."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from drift.samples.cast import Person
from drift.samples.scenes.scene import Thing


@dataclass
class Event:
    """One dated step, as it happened."""

    at: dt.datetime
    actor: str
    kind: str  # as in terms.EVENT_KINDS
    side: str  # customer, supplier; empty: no person
    level: str
    text: str
    group: str = ""


@dataclass
class Ticket:
    """One ticket, as it happened and as it was written down."""

    number: str
    opened_at: dt.datetime
    thing: Thing
    fault: str
    seat: int
    type: str  # corrective, request, change, planned
    priority: str
    caller: Person
    requester: str  # as registered: the caller, a robot, the portal
    handler: Person
    group: str
    channel: str
    category: str
    responded_at: dt.datetime
    title: str = ""
    request: str = ""
    resolved_at: dt.datetime | None = None
    closed_at: dt.datetime | None = None
    due_at: dt.datetime | None = None
    on_hold_h: float = 0.0
    planted: dict[str, bool] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)

    def add(self, at: dt.datetime, by: Person, kind: str, text: str) -> None:
        """Write down a step by somebody."""
        group = "" if by.side == "customer" else self.group
        moment = at.replace(second=0, microsecond=0)
        self.events.append(Event(moment, by.name, kind, by.side, by.level, text, group))


@dataclass(frozen=True)
class Start:
    """What a ticket begins with: a moment, an object and, where it comes back, its seat and fault."""

    at: dt.datetime
    thing: Thing
    fault: str
    seat: int
    returns: bool = False  # the same object again, planted


def in_hours(hours: float) -> dt.timedelta:
    """Return a span in whole minutes."""
    return dt.timedelta(minutes=round(hours * 60))
