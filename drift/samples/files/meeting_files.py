"""The meetings as files: a list that somebody kept, and a calendar of somebody's mail program."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Final

from drift.samples.files.calendars import write_calendar
from drift.samples.files.sheets import open_book
from drift.samples.meetings import Meeting
from drift.samples.relation import Relation
from drift.samples.scenes.scene import Scene

CALENDAR_FROM: Final = dt.datetime(2023, 1, 1)  # from here on the tables above the floor are kept in a calendar only
HEADS: Final = ("Datum", "Tijd", "Onderwerp", "Niveau", "Soort contact", "Duur (min)", "Deelnemers", "Besluit",
                "Betreft")  # fmt: skip


def write_meetings(relation: Relation, folder: Path) -> None:
    """Write the lists of meetings and, where there are tables above the floor after 2022, the calendar."""
    early = [meeting for meeting in relation.meetings if meeting.at < CALENDAR_FROM]
    late = [meeting for meeting in relation.meetings if meeting.at >= CALENDAR_FROM]
    scene = relation.story.scene
    _write_list(folder / "overleg" / "Overleggen 2018-2022 (verzonnen).xlsx", early, scene)
    if not late:
        return
    floor = [meeting for meeting in late if meeting.level == "operational"]
    _write_list(folder / "overleg" / "Werkvloer vanaf 2023 (verzonnen).xlsx", floor, scene)
    owner = relation.cast.holding("contract_customer", CALENDAR_FROM.date())
    owner = owner or relation.cast.holding("manager", CALENDAR_FROM.date())
    above = [meeting for meeting in late if meeting.level != "operational"]
    write_calendar(folder / "overleg" / "Agenda contractmanager (verzonnen).ics", above, owner[0], scene)


def _write_list(path: Path, meetings: list[Meeting], scene: Scene) -> None:
    with open_book(path, f"Overleggen {scene.relation}", scene) as book:
        sheet = book.add("Overleggen", f"Overleggen {scene.relation}", (12, 8, 44, 14, 14, 11, 70, 34, 16))
        sheet.skip()
        sheet.row(HEADS, "head")
        for meeting in meetings:
            people = "; ".join(person.name for person in meeting.people)
            level = scene.say("levels", meeting.level).capitalize()
            sheet.row([meeting.at.date(), f"{meeting.at:%H:%M}", meeting.topic, level, meeting.kind,
                       meeting.minutes, people, meeting.outcome, meeting.refers_to])  # fmt: skip
