"""The meetings as files: a list that somebody kept, and a calendar of somebody's mail program."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Final

from drift.samples.cast import MADE_UP, RELATION, Person
from drift.samples.files.sheets import open_book
from drift.samples.files.words import LEVEL
from drift.samples.meetings import Meeting
from drift.samples.relation import Relation

CALENDAR_FROM: Final = dt.datetime(2023, 1, 1)  # from here on the tables above the floor are kept in a calendar only
HEADS: Final = ("Datum", "Tijd", "Onderwerp", "Niveau", "Soort contact", "Duur (min)", "Deelnemers", "Besluit",
                "Betreft")  # fmt: skip
LINE: Final = 73  # octets; a longer line of a calendar goes on below (RFC 5545)
ZONE: Final = "W. Europe Standard Time"  # as Outlook names it
# what stands in a calendar besides: nobody's business, and no meeting of both parties
PRIVATE: Final = ("Tandarts", "Focusblok rapportage", "Sporten", "Vrij")


def write_meetings(relation: Relation, folder: Path) -> None:
    """Write the lists of meetings and, where there are tables above the floor after 2022, the calendar."""
    early = [meeting for meeting in relation.meetings if meeting.at < CALENDAR_FROM]
    late = [meeting for meeting in relation.meetings if meeting.at >= CALENDAR_FROM]
    _write_list(folder / "overleg" / "Overleggen 2018-2022 (verzonnen).xlsx", early)
    if not late:
        return
    floor = [meeting for meeting in late if meeting.level == "operational"]
    _write_list(folder / "overleg" / "Werkvloer vanaf 2023 (verzonnen).xlsx", floor)
    _write_calendar(relation, folder / "overleg" / "Agenda contractmanager (verzonnen).ics",
                    [meeting for meeting in late if meeting.level != "operational"])  # fmt: skip


def _write_list(path: Path, meetings: list[Meeting]) -> None:
    with open_book(path, f"Overleggen {RELATION}") as book:
        sheet = book.add("Overleggen", f"Overleggen {RELATION}", (12, 8, 44, 14, 14, 11, 70, 34, 16))
        sheet.skip()
        sheet.row(HEADS, "head")
        for meeting in meetings:
            people = "; ".join(person.name for person in meeting.people)
            level = LEVEL[meeting.level].capitalize()
            sheet.row([meeting.at.date(), f"{meeting.at:%H:%M}", meeting.topic, level, meeting.kind,
                       meeting.minutes, people, meeting.outcome, meeting.refers_to])  # fmt: skip


def _write_calendar(relation: Relation, path: Path, meetings: list[Meeting]) -> None:
    owner = relation.cast.of("Contractmanager opdrachtgever", CALENDAR_FROM.date())
    owner = owner or relation.cast.of("Bedrijfsleider", CALENDAR_FROM.date())
    lines = ["BEGIN:VCALENDAR", "PRODID:-//drift//verzonnen//NL", "VERSION:2.0", f"X-WR-CALDESC:{MADE_UP}", *_zone()]
    for i, meeting in enumerate(meetings):
        lines += _event(f"overleg-{i}", meeting, owner[0])
        if i % 6 == 0:
            own = Meeting(meeting.at + dt.timedelta(days=1), 60, PRIVATE[i // 6 % 4], "", (), "", "", "")
            lines += _event(f"eigen-{i}", own, owner[0])
    path.parent.mkdir(parents=True, exist_ok=True)
    content = "\r\n".join(folded for line in [*lines, "END:VCALENDAR"] for folded in _fold(line)) + "\r\n"
    path.write_bytes(content.encode())


def _zone() -> list[str]:
    return [
        "BEGIN:VTIMEZONE", f"TZID:{ZONE}",
        "BEGIN:STANDARD", "DTSTART:16011028T030000", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100", "END:STANDARD",
        "BEGIN:DAYLIGHT", "DTSTART:16010325T020000", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200", "END:DAYLIGHT",
        "END:VTIMEZONE",
    ]  # fmt: skip


def _event(uid: str, meeting: Meeting, owner: Person) -> list[str]:
    end = meeting.at + dt.timedelta(minutes=meeting.minutes)
    return [
        "BEGIN:VEVENT",
        f"UID:{uid}@pakketstroom.example",
        "DTSTAMP:20250106T080000Z",
        f"DTSTART;TZID={ZONE}:{meeting.at:%Y%m%dT%H%M%S}",
        f"DTEND;TZID={ZONE}:{end:%Y%m%dT%H%M%S}",
        f"SUMMARY:{_escape(_sum_up(meeting))}",
        *([f"DESCRIPTION:{_escape(_describe(meeting))}"] if meeting.refers_to and meeting.about else []),
        *([f"CATEGORIES:{LEVEL[meeting.level].capitalize()}"] if meeting.level else []),
        f'ORGANIZER;CN="{owner.name}":mailto:{owner.mail}',
        *(f'ATTENDEE;ROLE=REQ-PARTICIPANT;CN="{person.name}":mailto:{person.mail}' for person in meeting.people),
        "END:VEVENT",
    ]


def _sum_up(meeting: Meeting) -> str:
    """Return the subject of an entry: with a problem also which, where its topic does not say it, and the outcome."""
    if not meeting.about:
        return meeting.topic
    named = not meeting.refers_to or meeting.about in meeting.topic
    return f"{meeting.topic}{'' if named else f' ({meeting.refers_to})'}, {meeting.outcome}"


def _describe(meeting: Meeting) -> str:
    return f"Betreft: {meeting.refers_to}. Besluit: {meeting.outcome}."


def _escape(text: str) -> str:
    """Return text as a calendar holds it (RFC 5545)."""
    return text.replace(",", "\\,").replace(";", "\\;")


def _fold(line: str) -> list[str]:
    parts, part = [], ""
    for letter in line:
        if len((part + letter).encode()) > LINE:
            parts.append(part)
            part = " "
        part += letter
    return [*parts, part]
