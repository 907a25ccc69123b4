"""Meetings as the calendar of somebody's mail program (RFC 5545)."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Final

from drift.samples.cast import Person
from drift.samples.meetings import Meeting
from drift.samples.scenes.scene import Scene

LINE: Final = 73  # octets; a longer line goes on below


def write_calendar(path: Path, meetings: list[Meeting], owner: Person, scene: Scene) -> None:
    """Write meetings, and among them what is nobody's business and no meeting of both parties."""
    words = scene.facts["calendar"]
    lines = ["BEGIN:VCALENDAR", f"PRODID:{words['product']}", "VERSION:2.0", f"X-WR-CALDESC:{scene.made_up}"]
    lines += _zone(words)
    for i, meeting in enumerate(meetings):
        lines += _event(f"{words['uid']}-{i}", meeting, owner, scene)
        if i % 6 == 0:
            own = Meeting(meeting.at + dt.timedelta(days=1), 60, words["private"][i // 6 % 4], "", (), "", "", "")
            lines += _event(f"{words['own_uid']}-{i}", own, owner, scene)
    path.parent.mkdir(parents=True, exist_ok=True)
    content = "\r\n".join(folded for line in [*lines, "END:VCALENDAR"] for folded in _fold(line)) + "\r\n"
    path.write_bytes(content.encode())


def _zone(words: dict[str, str]) -> list[str]:
    winter, summer = words["winter"], words["summer"]
    return [
        "BEGIN:VTIMEZONE", f"TZID:{words['zone']}",
        "BEGIN:STANDARD", f"DTSTART:16011028T{words['back_at']}", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
        f"TZOFFSETFROM:{summer}", f"TZOFFSETTO:{winter}", "END:STANDARD",
        "BEGIN:DAYLIGHT", f"DTSTART:16010325T{words['forward_at']}", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
        f"TZOFFSETFROM:{winter}", f"TZOFFSETTO:{summer}", "END:DAYLIGHT",
        "END:VTIMEZONE",
    ]  # fmt: skip


def _event(uid: str, meeting: Meeting, owner: Person, scene: Scene) -> list[str]:
    words = scene.facts["calendar"]
    zone, told = words["zone"], words["about"].format(meeting.refers_to, meeting.outcome)
    end = meeting.at + dt.timedelta(minutes=meeting.minutes)
    return [
        "BEGIN:VEVENT",
        f"UID:{uid}@{owner.domain}",
        f"DTSTAMP:{words['stamp']}",
        f"DTSTART;TZID={zone}:{meeting.at:%Y%m%dT%H%M%S}",
        f"DTEND;TZID={zone}:{end:%Y%m%dT%H%M%S}",
        f"SUMMARY:{_escape(_sum_up(meeting))}",
        *([f"DESCRIPTION:{_escape(told)}"] if meeting.refers_to and meeting.about else []),
        *([f"CATEGORIES:{scene.say('levels', meeting.level).capitalize()}"] if meeting.level else []),
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
