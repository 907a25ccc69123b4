"""The life of one ticket: who reports it, who handles it, what happens to it and what is written down."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Final

from drift.samples.cast import N_SEATS, SEAT_HALL, Cast, Person
from drift.samples.contract_text import Paper
from drift.samples.dice import Dice
from drift.samples.phrases import Thing, Writer, list_things, load_phrases
from drift.samples.story import Story

ROBOT: Final = "Siebel Interface"
TYPES: Final = {"Storing": 0.80, "Aanvraag": 0.10, "Wijziging": 0.04, "Preventief onderhoud": 0.06}
PRIORITIES: Final = {"1": 0.08, "2": 0.37, "3": 0.47, "4": 0.08}
RESTORE_FACTOR: Final = {"1": 0.5, "2": 1.0, "3": 2.6, "4": 8.0}  # of the median hours at priority 2
WATERMELON: Final = 0.9  # of the tickets the desk writes up and that run late: reported ready just before the term
DEFAULT_DUE_H: Final = 240.0  # where the contract sets no term


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
    type: str
    priority: str
    caller: Person
    requester: str  # as registered: the caller, a robot, the portal
    handler: Person
    group: str
    channel: str
    title: str
    request: str
    category: str
    responded_at: dt.datetime
    resolved_at: dt.datetime | None = None
    closed_at: dt.datetime | None = None
    due_at: dt.datetime | None = None
    on_hold_h: float = 0.0
    planted: dict[str, bool] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)


@dataclass(frozen=True)
class Start:
    """What a ticket begins with: a moment, an object and, where it comes back, its seat and fault."""

    at: dt.datetime
    thing: Thing
    fault: str
    seat: int
    returns: bool = False  # the same object again, planted


class Desk:
    """Opens tickets and lives them through, with the streams of a seed."""

    def __init__(self, story: Story, cast: Cast, paper: Paper, dice: dict[str, Dice]) -> None:
        self.story, self.cast, self.paper, self.dice = story, cast, paper, dice

    def begin(self, at: dt.datetime) -> Start:
        """Return a fresh fault at a moment."""
        dice = self.dice["incidents"]
        thing = dice.weigh(*list_things())
        late = at.hour >= 14 or at.hour < 3
        seat = next(i for i in range(N_SEATS) if SEAT_HALL[i] == thing.hall) + int(late)
        return Start(at, thing, dice.pick(thing.faults), seat)

    def live(self, start: Start, number: str, planted: dict[str, float]) -> Ticket:
        """Return the whole life of a ticket."""
        ticket, writer = self._open(start, number, planted)
        if ticket.type == "Storing":
            self._repair(ticket, writer, planted)
        else:
            self._settle(ticket, writer)
        ticket.events.sort(key=lambda event: event.at)
        return ticket

    def _open(self, start: Start, number: str, planted: dict[str, float]) -> tuple[Ticket, Writer]:
        who, what, words = self.dice["people"], self.dice["incidents"], self.dice["texts"]
        day = start.at.date()
        caller = self._caller(start.seat, day)
        handler, same = self._handler(start.seat, day, planted)
        drawn = what.weigh(list(TYPES), list(TYPES.values()))
        kind = "Storing" if start.returns else drawn
        priority = "4" if kind != "Storing" else what.weigh(list(PRIORITIES), list(PRIORITIES.values()))
        desk = what.chance(planted["desk"])
        robot, portal = what.chance(planted["robot"]), what.chance(planted["portal"])
        diagnosis = what.chance(planted["diagnosis"])
        phrases = load_phrases()
        fault = phrases["fault"][start.fault]
        found = words.below(len(fault["cause"]))
        slots = {
            "said": start.thing.said, "hall": start.thing.hall, "priority": priority, "lead": caller.first,
            "tech": handler.first, "colleague": self._colleague(day, who).first, "manager": self._manager(day),
            "category": fault["category"].lower(), "group": self._group(handler, desk=desk),
            "symptom": words.pick(fault["symptom"]), "cause": fault["cause"][found],
            "fix": fault["fix"][found],
        }  # fmt: skip
        writer = Writer(words, slots)
        style = "diagnosis" if diagnosis else words.weigh(("symptom", "bare"), (1 - planted["desk"], 0.3))
        asked = writer.write(words.pick(phrases["ask"][style]))
        style = {"Aanvraag": "request", "Wijziging": "change", "Preventief onderhoud": "planned"}.get(kind, style)
        ticket = Ticket(
            number=number,
            opened_at=start.at,
            thing=start.thing,
            fault=start.fault,
            seat=start.seat,
            type=kind,
            priority=priority,
            caller=caller,
            requester=ROBOT if robot else caller.name,
            handler=handler,
            group=slots["group"],
            channel=self._channel(robot=robot, portal=portal, desk=desk),
            title=writer.write(words.pick(phrases["title"][style])),
            request=asked if kind == "Storing" else "",
            category=fault["category"] if kind == "Storing" else "Overig",
            responded_at=start.at + what.minutes(2, 14 if desk else 45),
            planted={"same": same, "diagnosis": diagnosis, "desk": desk, "returns": start.returns},
        )  # fmt: skip
        return ticket, writer

    def _channel(self, *, robot: bool, portal: bool, desk: bool) -> str:
        if robot or portal:
            return "Interface" if robot else "Portaal"
        return self.dice["texts"].weigh(("Telefonisch", "E-mail"), (1, 2) if desk else (2, 1))

    def _caller(self, seat: int, day: dt.date) -> Person:
        coordinators = self.cast.of("Technisch coördinator", day)
        if self.dice["people"].chance(0.06) and coordinators:
            return coordinators[0]
        return self.cast.sitting(self.cast.leaders, seat, day)

    def _handler(self, seat: int, day: dt.date, planted: dict[str, float]) -> tuple[Person, bool]:
        """Return who handles it, and whether that is the technician of the caller's own duo."""
        dice = self.dice["people"]
        own = self.cast.sitting(self.cast.technicians, seat, day)
        drawn = dice.chance(planted["same"])
        agents = [agent for agent in self.cast.agents if agent.works_on(day)]
        if drawn:
            return own, True
        others = agents or [person for person in self.cast.of("Monteur", day) if person is not own]
        return dice.pick(others), False

    def _colleague(self, day: dt.date, dice: Dice) -> Person:
        return dice.pick(self.cast.of("Monteur", day))

    def _manager(self, day: dt.date) -> str:
        found = self.cast.of("Contractmanager opdrachtnemer", day) or self.cast.of("Hoofdmonteur", day)
        return found[0].first if found else "de hoofdmonteur"

    def _group(self, handler: Person, *, desk: bool) -> str:
        if handler.role == "Servicedeskmedewerker":
            return "Servicedesk"
        return "Planning Bandmeester" if desk else "Monteurs Zuid"

    def _clerk(self, day: dt.date) -> Person | None:
        present = [person for person in (*self.cast.desk, *self.cast.agents) if person.works_on(day)]
        return self.dice["people"].pick(present) if present else None

    def _repair(self, ticket: Ticket, writer: Writer, planted: dict[str, float]) -> None:
        what, desk = self.dice["events"], ticket.planted["desk"]
        clerk = self._clerk(ticket.opened_at.date()) if desk else None
        by = clerk or ticket.handler
        self._add(ticket, ticket.responded_at, by, "assigned", writer.memo("assigned_desk" if clerk else "assigned"))
        restore_h = what.around(planted["restore_h"] * RESTORE_FACTOR[ticket.priority], 0.7)
        drawn = {name: what.chance(planted[name]) for name in ("direct", "pushed", "reopened", "waiting", "clause")}
        complaint, direct_h = what.chance(planted["complaint"]), what.around(planted["direct_h"], 0.8)
        version = self.paper.in_force(ticket.opened_at.date())
        drawn["clause"] = drawn["clause"] and bool(self.paper.arguments(version))
        if drawn["waiting"]:
            ticket.on_hold_h = what.around(20.0, 0.8)
        ready_h = restore_h + ticket.on_hold_h
        due_h = self.paper.due_h(version, ticket.priority) or DEFAULT_DUE_H
        ticket.due_at = ticket.opened_at + _hours(due_h + ticket.on_hold_h)
        if clerk and ready_h > due_h + ticket.on_hold_h and what.chance(WATERMELON):
            ready_h = due_h + ticket.on_hold_h - 0.1 - 0.6 * what.share()
        ready_h = max(ready_h, 0.5)
        end = ticket.opened_at + _hours(ready_h)
        first = ticket.responded_at
        if drawn["direct"]:
            at = first + min(_hours(direct_h), (end - first) * 0.9)
            kind = "visit" if what.chance(0.45) else "call"
            self._add(ticket, at, ticket.handler, kind, writer.memo(kind))
        elif what.chance(0.6):
            self._add(ticket, _at(first, end, 0.7), ticket.handler, "other", writer.memo("alone"))
        for _ in range(what.count(0.5 if not clerk else 0.9)):
            text = writer.memo("comment_desk" if clerk else "comment", ref=self._reference(ticket))
            self._add(ticket, _at(first, end, what.share()), by, "comment", text)
        if drawn["waiting"]:
            self._add(ticket, _at(first, end, 0.3), by, "waiting", writer.memo("waiting"))
        if drawn["pushed"]:
            self._push(ticket, writer, by, first, end, what)
        if drawn["clause"]:
            article = self.paper.number(version, what.pick(self.paper.arguments(version)))
            self._add(ticket, _at(first, end, 0.5 + 0.4 * what.share()), by, "comment",
                      writer.memo("clause", article=article))  # fmt: skip
        if complaint:
            self._add(ticket, end + _hours(0.3 + 8 * what.share()), ticket.caller, "comment", writer.memo("complaint"))
        self._finish(ticket, writer, by, end, what, reopened=drawn["reopened"])
        ticket.planted |= drawn | {"complaint": complaint}

    def _push(
        self, ticket: Ticket, writer: Writer, by: Person, first: dt.datetime, end: dt.datetime, dice: Dice
    ) -> None:
        """Push it up, and in half of the cases send it back and forth."""
        self._add(ticket, _at(first, end, 0.4), by, "escalated", writer.memo("escalated"))
        for i in range(dice.pick((0, 0, 1, 1, 2, 3))):
            day = ticket.opened_at.date()
            managers = self.cast.of("Contractmanager opdrachtnemer", day)
            self._add(ticket, _at(first, end, 0.45 + 0.12 * i), managers[0] if managers else by, "referred back",
                      writer.memo("back"))  # fmt: skip

    def _finish(
        self, ticket: Ticket, writer: Writer, by: Person, end: dt.datetime, dice: Dice, *, reopened: bool
    ) -> None:
        kind = "resolved_desk" if by is not ticket.handler else "resolved"
        self._add(ticket, end, by, "resolved", writer.memo(kind))
        ticket.resolved_at = end
        if reopened:
            back = end + _hours(dice.around(14.0, 0.6))
            self._add(ticket, back, ticket.caller, "reopened", writer.memo("reopened"))
            ticket.resolved_at = back + _hours(dice.around(8.0, 0.6))
            self._add(ticket, ticket.resolved_at, by, "resolved", writer.memo(kind))
        ticket.closed_at = ticket.resolved_at + _hours(dice.around(20.0 if kind == "resolved" else 48.0, 0.3))
        if kind == "resolved":
            self._add(ticket, ticket.closed_at, by, "closed", writer.memo("closed"))
        else:
            event = Event(ticket.closed_at, ROBOT, "closed", "", "", writer.memo("closed_robot"))
            ticket.events.append(event)

    def _settle(self, ticket: Ticket, writer: Writer) -> None:
        """Live through a wish, a change or planned work."""
        what = self.dice["events"]
        end = ticket.opened_at + _hours(what.around(90.0, 0.7))
        memo = "planned" if ticket.type == "Preventief onderhoud" else "request"
        self._add(ticket, end, ticket.handler, "resolved", writer.memo(memo))
        ticket.resolved_at, ticket.closed_at = end, end + _hours(what.around(30.0, 0.4))

    def _add(self, ticket: Ticket, at: dt.datetime, by: Person, kind: str, text: str) -> None:
        group = "" if by.side == "customer" else ticket.group
        moment = at.replace(second=0, microsecond=0)
        ticket.events.append(Event(moment, by.name, kind, by.side, by.level, text, group))

    def _reference(self, ticket: Ticket) -> str:
        year, number = ticket.number.split()
        return f"{year} {max(int(number) - self.dice['texts'].between(3, 90), 1):04d}"


def _hours(hours: float) -> dt.timedelta:
    return dt.timedelta(minutes=round(hours * 60))


def _at(first: dt.datetime, end: dt.datetime, share: float) -> dt.datetime:
    """Return a moment between two, at a share of the way."""
    return first + max(end - first, dt.timedelta(minutes=5)) * share
