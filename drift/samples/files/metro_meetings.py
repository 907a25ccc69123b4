"""The meetings of the metro as files: lists that people kept, minutes in Word by month, and a calendar."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import TYPE_CHECKING, Final

from drift.samples.files.calendars import write_calendar
from drift.samples.files.minutes_word import write_minutes
from drift.samples.files.sheets import open_book
from drift.samples.slips import SLIP_AT, keeps_old_day

if TYPE_CHECKING:
    from pathlib import Path

    from drift.samples.meetings import Meeting
    from drift.samples.relation import Relation
    from drift.samples.scenes.scene import Scene

HEADS: Final = ("Date", "Time", "Subject", "Level", "Type", "Minutes", "Participants", "Decision", "Concerns")
LATER_HEADS: Final = ("Meeting date", "Start", "Topic", "Level", "Type", "Duration (min)", "Attendees", "Outcome",
                      "Reference")  # fmt: skip
ACTIONS: Final = ("Action", "Owner", "Due", "Status")
STATUSES: Final = ("open", "in progress", "done", "open")


def write_metro_meetings(relation: Relation, folder: Path) -> None:
    """Write all meetings, each in one file: a list until the new contract, then lists, minutes and a calendar."""
    scene, own = relation.story.scene, folder / "meetings"
    minuted, late = list_minuted(relation), _list_late(relation)
    floor = [meeting for meeting in late if meeting.level == "operational"]
    above = [meeting for meeting in late if meeting.level != "operational" and meeting not in minuted]
    own.mkdir(parents=True, exist_ok=True)
    _write_csv(own / "Meetings 2013-2015 (invented).csv", list_early(relation), scene)
    _write_book(own / "Station walks from 2015 (invented).xlsx", floor, scene)
    for place, meeting in enumerate(minuted):
        name = f"{meeting.at:%Y-%m-%d} Minutes contract meeting (invented).docx"
        before = minuted[place - 1] if keeps_old_day(place) else meeting
        _write_minutes(folder / "minutes" / name, meeting, before.at.date(), scene)
    on = above[0].at.date() if above else relation.story.last_day
    owner = [*relation.cast.holding("contract_customer", on), *relation.cast.holding("manager", on)]
    write_calendar(own / "Calendar contract manager (invented).ics", above, owner[0], scene)


def _new_paper(relation: Relation) -> dt.date:
    """Return the day from which on the tables above keep minutes: of the first version that is not the floor's."""
    return next(version.effective_on for version in relation.paper.versions if version.author != "operations")


def list_early(relation: Relation) -> list[Meeting]:
    """Return the meetings of the first list."""
    return [meeting for meeting in relation.meetings if meeting.at.date() < _new_paper(relation)]


def _list_late(relation: Relation) -> list[Meeting]:
    return [meeting for meeting in relation.meetings if meeting.at.date() >= _new_paper(relation)]


def list_minuted(relation: Relation) -> list[Meeting]:
    """Return the meetings that have minutes: the first of each month at the contract table."""
    first: dict[str, Meeting] = {}
    for meeting in _list_late(relation):
        if meeting.level == "tactical":
            first.setdefault(f"{meeting.at:%Y-%m}", meeting)
    return [*first.values()]


def _row(meeting: Meeting, scene: Scene) -> list[object]:
    people = "; ".join(person.name for person in meeting.people)
    level = scene.say("levels", meeting.level).capitalize()
    return [meeting.at.date(), f"{meeting.at:%H:%M}", meeting.topic, level, meeting.kind, meeting.minutes, people,
            meeting.outcome, meeting.refers_to]  # fmt: skip


def _write_csv(path: Path, meetings: list[Meeting], scene: Scene) -> None:
    """Write days as people here write them; one of them is none."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(HEADS)
    for place, meeting in enumerate(meetings):
        _, *rest = _row(meeting, scene)
        day = f"30/02/{meeting.at:%Y}" if place == SLIP_AT else f"{meeting.at:%d/%m/%Y}"
        writer.writerow([day, *rest])
    path.write_bytes(stream.getvalue().encode())


def _write_book(path: Path, meetings: list[Meeting], scene: Scene) -> None:
    title = scene.facts["tagged"].format("Station walks")
    with open_book(path, title, scene) as book:
        sheet = book.add("Walks", title, (14, 8, 44, 14, 14, 14, 60, 34, 20))
        sheet.skip()
        sheet.row(LATER_HEADS, "head")
        for meeting in meetings:
            sheet.row(_row(meeting, scene))


def _write_minutes(path: Path, meeting: Meeting, day: dt.date, scene: Scene) -> None:
    """Write who met, over what, and what came of it."""
    lines = [f"Date: {day:%d/%m/%Y}", f"Time: {meeting.at:%H:%M}"]
    for side in ("customer", "supplier"):
        present = ", ".join(person.name for person in meeting.people if person.side == side)
        lines += [f"Present for the {side}: {present}"] if present else []
    lines += ["1. Opening", "The minutes of the last meeting were approved.", f"2. {meeting.topic}"]
    lines += [f"Concerns: {meeting.refers_to}"] if meeting.refers_to else []
    lines += [f"Decision: {meeting.outcome}.", "3. Any other business", "None."]
    owner = meeting.people[0]
    due = f"{meeting.at.date() + dt.timedelta(days=14):%d/%m/%Y}"
    task = f"Deliver figures for {meeting.topic.split(':')[0].lower()} of {meeting.at:%B %Y}"
    status = STATUSES[meeting.at.month % len(STATUSES)]
    write_minutes(path, f"Minutes contract meeting {meeting.at:%d/%m/%Y}", lines,
                  [ACTIONS, (task, owner.name, due, status)], scene)  # fmt: skip
