"""What happens to a fault: talked over or not, pushed up, argued by clause, put on hold, repaired, opened again."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Final

from drift.samples.cast import Cast, Person
from drift.samples.contract_text import Paper, Version
from drift.samples.dice import Dice
from drift.samples.phrases import Writer
from drift.samples.tickets import Event, Ticket, in_hours

RESTORE_FACTOR: Final = {"1": 0.5, "2": 1.0, "3": 2.6, "4": 8.0}  # of the median hours at priority 2
ON_HOLD_H: Final = 20.0  # median
WATERMELON: Final = 0.9  # of the tickets the desk writes up and that run late: reported ready just before the term
DEFAULT_DUE_H: Final = 240.0  # where the contract sets no term
DRAWN: Final = ("direct", "pushed", "reopened", "waiting", "clause", "complaint")


@dataclass
class Repair:
    """The life of one fault, from the first response to the end."""

    ticket: Ticket
    writer: Writer
    planted: dict[str, float]
    cast: Cast
    paper: Paper
    streams: dict[str, Dice]
    clerk: Person | None  # who writes it up, where it is not the one who does the work
    first: dt.datetime = field(init=False)
    end: dt.datetime = field(init=False)

    @property
    def dice(self) -> Dice:
        """The stream of events."""
        return self.streams["events"]

    @property
    def by(self) -> Person:
        """Who writes it up."""
        return self.clerk or self.ticket.handler

    @property
    def version(self) -> Version:
        """The version in force when it was reported."""
        return self.paper.in_force(self.ticket.opened_at.date())

    def handle(self) -> None:
        """Live it through and write it down."""
        drawn = {name: self.dice.chance(self.planted[name]) for name in DRAWN}
        drawn["clause"] = drawn["clause"] and bool(self.paper.arguments(self.version))
        self.ticket.planted |= drawn
        self._schedule(waits=drawn["waiting"])
        self._log(0.0, "assigned", "assigned_desk" if self.clerk else "assigned")
        self._work(direct=drawn["direct"])
        self._note()
        if drawn["waiting"]:
            self._log(0.3, "waiting", "waiting")
        if drawn["pushed"]:
            self._push()
        if drawn["clause"]:
            article = self.paper.number(self.version, self.dice.pick(self.paper.arguments(self.version)))
            self._log(0.5 + 0.4 * self.dice.share(), "comment", "clause", article=article)
        if drawn["complaint"]:
            at = self.end + in_hours(0.3 + 8 * self.dice.share())
            self.ticket.add(at, self.ticket.caller, "comment", self.writer.memo("complaint"))
        self._finish(reopened=drawn["reopened"])

    def _schedule(self, *, waits: bool) -> None:
        """Set when it is due and when it is reported ready: by the stamps hardly ever late, once a desk keeps them."""
        ticket, dice = self.ticket, self.dice
        restore_h = dice.around(self.planted["restore_h"] * RESTORE_FACTOR[ticket.priority], 0.7)
        ticket.on_hold_h = dice.around(ON_HOLD_H, 0.8) if waits else 0.0
        due_h = (self.paper.due_h(self.version, ticket.priority) or DEFAULT_DUE_H) + ticket.on_hold_h
        ready_h = restore_h + ticket.on_hold_h
        if self.clerk and ready_h > due_h and dice.chance(WATERMELON):
            ready_h = due_h - 0.1 - 0.6 * dice.share()
        ticket.due_at = ticket.opened_at + in_hours(due_h)
        self.first = ticket.responded_at
        self.end = max(ticket.opened_at + in_hours(ready_h), self.first + in_hours(0.2))

    def _at(self, share: float) -> dt.datetime:
        """Return a moment between the response and the end, at a share of the way."""
        return self.first + (self.end - self.first) * share

    def _log(self, share: float, kind: str, memo: str, **slots: str) -> None:
        self.ticket.add(self._at(share), self.by, kind, self.writer.memo(memo, **slots))

    def _work(self, *, direct: bool) -> None:
        """Speak with the caller, by telephone or at the machine, or do the work past everybody."""
        handler, direct_h = self.ticket.handler, self.dice.around(self.planted["direct_h"], 0.8)
        if direct:
            kind = "visit" if self.dice.chance(0.45) else "call"
            self.ticket.add(min(self.first + in_hours(direct_h), self._at(0.9)), handler, kind, self.writer.memo(kind))
        elif self.dice.chance(0.6):
            self.ticket.add(self._at(0.7), handler, "other", self.writer.memo("alone"))

    def _note(self) -> None:
        for _ in range(self.dice.count(0.9 if self.clerk else 0.5)):
            share, memo = self.dice.share(), "comment_desk" if self.clerk else "comment"
            self._log(share, "comment", memo, ref=self._reference())

    def _push(self) -> None:
        """Push it up, and in two cases of three send it back, once or more."""
        self._log(0.4, "escalated", "escalated")
        managers = self.cast.holding("contract_supplier", self.ticket.opened_at.date())
        for i in range(self.dice.pick((0, 0, 1, 1, 2, 3))):
            by = managers[0] if managers else self.by
            self.ticket.add(self._at(0.45 + 0.12 * i), by, "referred back", self.writer.memo("back"))

    def _finish(self, *, reopened: bool) -> None:
        ticket, dice = self.ticket, self.dice
        memo = "resolved_desk" if self.clerk else "resolved"
        ticket.add(self.end, self.by, "resolved", self.writer.memo(memo))
        ticket.resolved_at = self.end
        if reopened:
            back = self.end + in_hours(dice.around(14.0, 0.6))
            ticket.add(back, ticket.caller, "reopened", self.writer.memo("reopened"))
            ticket.resolved_at = back + in_hours(dice.around(8.0, 0.6))
            ticket.add(ticket.resolved_at, self.by, "resolved", self.writer.memo(memo))
        ticket.closed_at = ticket.resolved_at + in_hours(dice.around(48.0 if self.clerk else 20.0, 0.3))
        if self.clerk:
            ticket.events.append(
                Event(
                    ticket.closed_at, self.cast.scene.facts["robot"], "closed", "", "", self.writer.memo("closed_robot")
                )
            )
        else:
            ticket.add(ticket.closed_at, self.by, "closed", self.writer.memo("closed"))

    def _reference(self) -> str:
        """Return the number of a ticket not long before."""
        before = self.ticket.number.rstrip("0123456789")
        digits = self.ticket.number[len(before) :]
        return f"{before}{max(int(digits) - self.streams['texts'].between(3, 90), 1):0{len(digits)}d}"
