"""Who met whom: talks on the floor that fade, tables above it that multiply, one round table."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from drift.samples.cast import Cast, Person
from drift.samples.dice import Dice
from drift.samples.story import REPAIR, TABLE, Story, add_months
from drift.wording.months import LONG

FLOOR: Final = ("Weekoverleg werkvloer", "Dagstart met monteurs", "Rondje hal {hall}", "Nabespreking storing {said}",
                "Voorbereiding onderhoudsnacht", "Inwerken hal {hall}", "Samen kijken bij {said}")  # fmt: skip
TACTICAL_GOOD: Final = ("Maandoverleg bezetting en planning", "Maandoverleg openstaande punten", "Voorbereiding piek")
TACTICAL_BAD: Final = ("Tactisch overleg KPI-rapportage", "Bespreking malus {month}",
                       "Afstemming openstaande meldingen",
                       "Verbeterplan respons", "Bezwaar malus {month}", "Doorlopen escalaties", "Contractoverleg",
                       "Bespreking artikel {article}", "Voorbereiding stuurgroep")  # fmt: skip
STRATEGIC: Final = ("Directieoverleg samenwerking", "Stuurgroep", "Stuurgroep: maandscores en malus")
OUTCOMES: Final = {
    "operational": ("opgelost", "opgelost op de vloer", "samen opgepakt", "in onderhoudsnacht gedaan", "afgesproken"),
    "tactical": ("aangehouden", "terugverwezen naar operatie", "actie bij opdrachtnemer", "doorgezet naar stuurgroep",
                 "niet akkoord", "vastgesteld"),
    "strategic": ("terugverwezen naar tactisch overleg", "ter kennisname", "niet herkend", "vastgesteld"),
}  # fmt: skip
DIRECT: Final = ("Op locatie", "Overleg", "Videobellen", "Telefoon")  # kinds: by voice or in person
ROUND_TABLE: Final = "Rondetafel teamleiders, monteurs en contractmanagers"


@dataclass(frozen=True)
class Meeting:
    """One meeting of people of both sides."""

    at: dt.datetime
    minutes: int
    topic: str
    level: str
    people: tuple[Person, ...]
    outcome: str
    refers_to: str
    kind: str  # how: together in a room, by video, by telephone
    about: str = ""  # the object of the problem, or the version of the contract, that was planted into it


def meet(story: Story, cast: Cast, dice: Dice) -> list[Meeting]:
    """Return every meeting of a story, in order of time."""
    meetings: list[Meeting] = []
    for month, reached in enumerate(story.depths):
        first = add_months(story.day(0), month)
        depth = story.plot.talk * reached
        repaired = story.slides and month >= story.month(REPAIR)
        for level, mean in (
            ("operational", 5.0 * (1 - 0.93 * depth) + (1.5 if repaired else 0)),
            ("tactical", 1.0 + 4.5 * depth),
            ("strategic", 0.17 + story.plot.board * depth),
        ):
            count = round(mean) if level == "tactical" and not depth else dice.count(mean)
            meetings += [_meeting(level, first, depth, cast, dice) for _ in range(count)]
        if story.slides and month == story.month(TABLE):
            meetings.append(_round_table(first, cast))
    return sorted(meetings, key=lambda meeting: (meeting.at, meeting.topic))


def _meeting(level: str, first: dt.date, depth: float, cast: Cast, dice: Dice) -> Meeting:
    day = to_working_day(first + dt.timedelta(days=dice.between(0, 26)))
    hour = dice.between(14, 21) if level == "operational" else dice.between(9, 16)
    topics = {"operational": FLOOR, "strategic": STRATEGIC if depth else STRATEGIC[:1]}.get(
        level, TACTICAL_BAD if dice.chance(depth) else TACTICAL_GOOD
    )
    topic = dice.pick(topics).format(
        hall=dice.pick("ABC"),
        said=f"sorteerder {dice.between(1, 3)}",
        month=LONG["nl"][(first.month - 2) % 12],
        article=f"{dice.between(3, 11)}.{dice.between(1, 9)}",
    )
    lengths = {"operational": (15, 15, 20, 30), "tactical": (60, 60, 90, 120), "strategic": (60, 90, 90)}[level]
    at = dt.datetime.combine(day, dt.time(hour, dice.pick((0, 0, 30, 15))))
    refers = (
        f"artikel {dice.between(3, 11)}.{dice.between(1, 9)}" if level != "operational" and dice.chance(depth) else ""
    )
    outcome = OUTCOMES[level][0] if level == "tactical" and not depth else dice.pick(OUTCOMES[level])
    outcome = "vastgesteld" if not depth and level != "operational" else outcome
    kind = "Op locatie" if level == "operational" else dice.pick(("Overleg", "Videobellen") if depth else ("Overleg",))
    return Meeting(at, dice.pick(lengths), topic, level, attend(level, day, cast, dice), outcome, refers, kind)


def to_working_day(day: dt.date) -> dt.date:
    """Return a day, or the Monday after it."""
    while day.weekday() > 4:
        day += dt.timedelta(days=1)
    return day


def attend(level: str, day: dt.date, cast: Cast, dice: Dice) -> tuple[Person, ...]:
    """Return who is at a meeting of a level."""
    if level == "operational":
        leaders, technicians = cast.of("Teamleider sortering", day), cast.of("Monteur", day)
        chosen = [dice.pick(leaders), dice.pick(technicians), *cast.of("Hoofdmonteur", day)]
        if dice.chance(0.4):
            chosen += [dice.pick(leaders), dice.pick(technicians)]
    elif level == "tactical":
        roles = ("Contractmanager opdrachtgever", "Contractmanager opdrachtnemer", "Inkoper", "Leveranciersmanager")
        chosen = [person for role in roles for person in cast.of(role, day)]
        if len(chosen) < 2 or dice.chance(0.1):
            chosen += [*cast.of("Bedrijfsleider", day), *cast.of("Hoofdmonteur", day)]
    else:
        roles = ("Directeur operatie", "Directeur", "Hoofd Inkoop", "Accountmanager")
        chosen = [person for role in roles for person in cast.of(role, day)]
    return tuple(dict.fromkeys(chosen))


def _round_table(first: dt.date, cast: Cast) -> Meeting:
    day = first.replace(day=16)
    roles = ("Teamleider sortering", "Hoofdmonteur", "Contractmanager opdrachtgever", "Contractmanager opdrachtnemer")
    people = [person for role in roles for person in cast.of(role, day)] + cast.of("Monteur", day)[:6]
    at = dt.datetime.combine(day, dt.time(13, 0))
    return Meeting(at, 180, ROUND_TABLE, "operational", tuple(people), "vaste duo's terug per hal", "", "Op locatie")
