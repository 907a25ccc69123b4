"""How a ticket begins: who reports it, who gets it, and in which words."""

from __future__ import annotations

import datetime as dt
from typing import Final

from drift.samples.cast import N_SEATS, SEAT_HALL, Cast, Person
from drift.samples.contract_text import Paper
from drift.samples.dice import Dice
from drift.samples.phrases import Writer, list_things, load_phrases
from drift.samples.repair import Repair
from drift.samples.tickets import ROBOT, Start, Ticket, in_hours

TYPES: Final = {"Storing": 0.80, "Aanvraag": 0.10, "Wijziging": 0.04, "Preventief onderhoud": 0.06}
PRIORITIES: Final = {"1": 0.08, "2": 0.37, "3": 0.47, "4": 0.08}
STYLES: Final = {"Aanvraag": "request", "Wijziging": "change", "Preventief onderhoud": "planned"}
BY_COORDINATOR: Final = 0.06  # share of tickets that the technical coordinator reports


class Desk:
    """Opens tickets and lives them through, with the streams of a seed."""

    def __init__(self, cast: Cast, paper: Paper, dice: dict[str, Dice]) -> None:
        self.cast, self.paper, self.dice = cast, paper, dice

    def begin(self, at: dt.datetime) -> Start:
        """Return a fresh fault at a moment."""
        dice = self.dice["incidents"]
        thing = dice.weigh(*list_things())
        late = at.hour >= 14 or at.hour < 3
        seat = next(i for i in range(N_SEATS) if SEAT_HALL[i] == thing.hall) + int(late)
        return Start(at, thing, dice.pick(thing.faults), seat)

    def handle(self, start: Start, number: str, planted: dict[str, float]) -> Ticket:
        """Return the whole life of a ticket."""
        ticket, writer = self._open(start, number, planted)
        if ticket.type == "Storing":
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
        kind = "Storing" if start.returns else drawn
        priority = "4" if kind != "Storing" else what.weigh(list(PRIORITIES), list(PRIORITIES.values()))
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
            requester=ROBOT if flags["robot"] else caller.name,
            handler=handler,
            group=_group(handler, desk=flags["desk"]),
            channel=self._channel(flags),
            category=load_phrases()["fault"][start.fault]["category"] if kind == "Storing" else "Overig",
            responded_at=start.at + what.minutes(2, 14 if flags["desk"] else 45),
            planted={"same": same, "diagnosis": flags["diagnosis"], "desk": flags["desk"], "returns": start.returns},
        )
        return ticket, self._describe(ticket, planted)

    def _describe(self, ticket: Ticket, planted: dict[str, float]) -> Writer:
        """Give a ticket its title and request, and return who goes on writing in the same terms."""
        words, phrases = self.dice["texts"], load_phrases()
        writer = Writer(words, self._slots(ticket))
        bare = words.weigh(("symptom", "bare"), (1 - planted["desk"], 0.3))
        style = "diagnosis" if ticket.planted["diagnosis"] else bare
        asked = writer.write(words.pick(phrases["ask"][style]))
        ticket.title = writer.write(words.pick(phrases["title"][STYLES.get(ticket.type, style)]))
        ticket.request = asked if ticket.type == "Storing" else ""
        return writer

    def _slots(self, ticket: Ticket) -> dict[str, str]:
        """Return what the texts of a ticket agree on; a repair belongs to its cause."""
        words, day = self.dice["texts"], ticket.opened_at.date()
        fault = load_phrases()["fault"][ticket.fault]
        cause = words.below(len(fault["cause"]))
        managers = self.cast.of("Contractmanager opdrachtnemer", day) or self.cast.of("Hoofdmonteur", day)
        return {
            "said": ticket.thing.said,
            "hall": ticket.thing.hall,
            "priority": ticket.priority,
            "lead": ticket.caller.first,
            "tech": ticket.handler.first,
            "colleague": words.pick(self.cast.of("Monteur", day)).first,
            "manager": managers[0].first if managers else "de hoofdmonteur",
            "category": fault["category"].lower(),
            "group": ticket.group,
            "symptom": words.pick(fault["symptom"]),
            "cause": fault["cause"][cause],
            "fix": fault["fix"][cause],
        }

    def _channel(self, flags: dict[str, bool]) -> str:
        by_person = self.dice["texts"].weigh(("Telefonisch", "E-mail"), (1, 2) if flags["desk"] else (2, 1))
        return "Interface" if flags["robot"] else "Portaal" if flags["portal"] else by_person

    def _caller(self, start: Start) -> Person:
        day = start.at.date()
        coordinators = self.cast.of("Technisch coördinator", day)
        if self.dice["people"].chance(BY_COORDINATOR) and coordinators:
            return coordinators[0]
        return self.cast.sitting(self.cast.leaders, start.seat, day)

    def _handler(self, start: Start, planted: dict[str, float]) -> tuple[Person, bool]:
        """Return who handles it, and whether that is the technician of the caller's own duo."""
        dice, day = self.dice["people"], start.at.date()
        own = self.cast.sitting(self.cast.technicians, start.seat, day)
        if dice.chance(planted["same"]):
            return own, True
        agents = [agent for agent in self.cast.agents if agent.works_on(day)]
        return dice.pick(agents or [person for person in self.cast.of("Monteur", day) if person is not own]), False

    def _clerk(self, day: dt.date) -> Person | None:
        present = [person for person in (*self.cast.desk, *self.cast.agents) if person.works_on(day)]
        return self.dice["people"].pick(present) if present else None

    def _settle(self, ticket: Ticket, writer: Writer) -> None:
        """Live through a wish, a change or planned work."""
        what = self.dice["events"]
        end = ticket.opened_at + in_hours(what.around(90.0, 0.7))
        memo = "planned" if ticket.type == "Preventief onderhoud" else "request"
        ticket.add(end, ticket.handler, "resolved", writer.memo(memo))
        ticket.resolved_at, ticket.closed_at = end, end + in_hours(what.around(30.0, 0.4))


def _group(handler: Person, *, desk: bool) -> str:
    if handler.role == "Servicedeskmedewerker":
        return "Servicedesk"
    return "Planning Bandmeester" if desk else "Monteurs Zuid"
