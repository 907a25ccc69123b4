"""How a ticket begins: who reports it, who gets it, and in which words."""

from __future__ import annotations

import datetime as dt
from typing import Final

from drift.samples.cast import Cast, Person
from drift.samples.contract_text import Paper
from drift.samples.dice import Dice
from drift.samples.phrases import Writer
from drift.samples.repair import Repair
from drift.samples.tickets import Start, Ticket, in_hours

TYPES: Final = {"corrective": 0.80, "request": 0.10, "change": 0.04, "planned": 0.06}
PRIORITIES: Final = {"1": 0.08, "2": 0.37, "3": 0.47, "4": 0.08}
BY_COORDINATOR: Final = 0.06  # share of tickets that the technical coordinator reports
BY_STAFF: Final = 0.85  # of the others, where a seat has staff that still reports; else its leader does


class Desk:
    """Opens tickets and lives them through, with the streams of a seed."""

    def __init__(self, cast: Cast, paper: Paper, dice: dict[str, Dice]) -> None:
        self.cast, self.paper, self.dice, self.scene = cast, paper, dice, cast.scene

    def begin(self, at: dt.datetime) -> Start:
        """Return a fresh fault at a moment."""
        dice = self.dice["incidents"]
        thing = dice.weigh(*self.scene.things)
        late = at.hour >= 14 or at.hour < 3
        seat = self.scene.seats.index(thing.hall) + int(late)
        return Start(at, thing, dice.pick(thing.faults), seat)

    def handle(self, start: Start, number: str, planted: dict[str, float]) -> Ticket:
        """Return the whole life of a ticket."""
        ticket, writer = self._open(start, number, planted)
        if ticket.type == "corrective":
            clerk = self._clerk(start.at.date()) if ticket.planted["desk"] else None
            Repair(ticket, writer, planted, self.cast, self.paper, self.dice, clerk).handle()
        else:
            self._settle(ticket, writer)
        ticket.events.sort(key=lambda event: event.at)
        return ticket

    def _open(self, start: Start, number: str, planted: dict[str, float]) -> tuple[Ticket, Writer]:
        what = self.dice["incidents"]
        caller = self._caller(start)
        handler, same = self._handler(start, planted)
        drawn = what.weigh(list(TYPES), list(TYPES.values()))
        kind = "corrective" if start.returns else drawn
        priority = "4" if kind != "corrective" else what.weigh(list(PRIORITIES), list(PRIORITIES.values()))
        flags = {name: what.chance(planted[name]) for name in ("desk", "robot", "portal", "diagnosis")}
        ticket = Ticket(
            number=number,
            opened_at=start.at,
            thing=start.thing,
            fault=start.fault,
            seat=start.seat,
            type=kind,
            priority=priority,
            caller=caller,
            requester=self.scene.facts["robot"] if flags["robot"] else caller.name,
            handler=handler,
            group=self._group(handler, desk=flags["desk"]),
            channel=self._channel(flags),
            category=self.scene.phrases["fault"][start.fault]["category"]
            if kind == "corrective"
            else self.scene.facts["other_category"],
            responded_at=start.at + what.minutes(2, 14 if flags["desk"] else 45),
            planted={"same": same, "diagnosis": flags["diagnosis"], "desk": flags["desk"], "returns": start.returns},
        )
        return ticket, self._describe(ticket, planted)

    def _describe(self, ticket: Ticket, planted: dict[str, float]) -> Writer:
        """Give a ticket its title and request, and return who goes on writing in the same terms."""
        words, phrases = self.dice["texts"], self.scene.phrases
        writer = Writer(self.scene, words, self._slots(ticket))
        bare = words.weigh(("symptom", "bare"), (1 - planted["desk"], 0.3))
        style = "diagnosis" if ticket.planted["diagnosis"] else bare
        asked = writer.write(words.pick(phrases["ask"][style]))
        ticket.title = writer.write(words.pick(phrases["title"][style if ticket.type == "corrective" else ticket.type]))
        ticket.request = asked if ticket.type == "corrective" else ""
        return writer

    def _slots(self, ticket: Ticket) -> dict[str, str]:
        """Return what the texts of a ticket agree on; a repair belongs to its cause."""
        words, day = self.dice["texts"], ticket.opened_at.date()
        fault = self.scene.phrases["fault"][ticket.fault]
        cause = words.below(len(fault["cause"]))
        managers = self.cast.holding("contract_supplier", day) or self.cast.holding("head", day)
        return {
            "said": ticket.thing.said,
            "hall": ticket.thing.hall,
            "priority": ticket.priority,
            "lead": ticket.caller.first,
            "tech": ticket.handler.first,
            "colleague": words.pick(self.cast.holding("technician", day)).first,
            "manager": managers[0].first if managers else self.scene.facts["nobody"],
            "category": fault["category"].lower(),
            "group": ticket.group,
            "symptom": words.pick(fault["symptom"]),
            "cause": fault["cause"][cause],
            "fix": fault["fix"][cause],
        }

    def _channel(self, flags: dict[str, bool]) -> str:
        by_person = self.dice["texts"].weigh(("phone", "mail"), (1, 2) if flags["desk"] else (2, 1))
        return self.scene.say("channels", "robot" if flags["robot"] else "portal" if flags["portal"] else by_person)

    def _caller(self, start: Start) -> Person:
        day = start.at.date()
        coordinators = self.cast.holding("coordinator", day)
        if self.dice["people"].chance(BY_COORDINATOR) and coordinators:
            return coordinators[0]
        staff = [person for person in self.cast.staff[start.seat] if person.reports_on(day)] if self.cast.staff else []
        if staff and self.dice["people"].chance(BY_STAFF):
            return self.dice["people"].pick(staff)
        return self.cast.sitting(self.cast.leaders, start.seat, day)

    def _handler(self, start: Start, planted: dict[str, float]) -> tuple[Person, bool]:
        """Return who handles it, and whether that is the technician of the caller's own duo."""
        dice, day = self.dice["people"], start.at.date()
        own = self.cast.sitting(self.cast.technicians, start.seat, day)
        if dice.chance(planted["same"]):
            return own, True
        agents = [agent for agent in self.cast.agents if agent.works_on(day)]
        return dice.pick(
            agents or [person for person in self.cast.holding("technician", day) if person is not own]
        ), False

    def _clerk(self, day: dt.date) -> Person | None:
        present = [person for person in (*self.cast.desk, *self.cast.agents) if person.works_on(day)]
        return self.dice["people"].pick(present) if present else None

    def _settle(self, ticket: Ticket, writer: Writer) -> None:
        """Live through a wish, a change or planned work."""
        what = self.dice["events"]
        end = ticket.opened_at + in_hours(what.around(90.0, 0.7))
        memo = "planned" if ticket.type == "planned" else "request"
        ticket.add(end, ticket.handler, "resolved", writer.memo(memo))
        ticket.resolved_at, ticket.closed_at = end, end + in_hours(what.around(30.0, 0.4))

    def _group(self, handler: Person, *, desk: bool) -> str:
        return self.scene.say("groups", "desk" if handler.post == "desk" else "planner" if desk else "floor")
