"""The one contact that minutes tell of, and its rows: who was there, and what was decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo

import pandas as pd

from drift.sources.rows.minutes.decisions import Decision
from drift.sources.rows.minutes.page import TITLE, Page
from drift.sources.rows.minutes.when import When
from drift.sources.values.filenames import read_name
from drift.sources.values.moments import to_utc
from drift.sources.values.roles import level_of
from drift.sources.vocabulary import GENERIC


@dataclass(frozen=True)
class Contact:
    """A meeting that was held, and the row it stands on: that of its date, else that of its title."""

    file: str
    sheet: str
    row: int  # 1 = first
    at: dt.datetime
    minutes: float | None
    topic: str
    level: str | None


def make_contact(file: str, page: Page, when: When, taken: Collection[str]) -> Contact:
    """Return the contact of a page; taken: the sheets that may hold its row."""
    if when.at is None:
        raise ValueError("a meeting without a day is no contact")
    sheet, row = _place(page, when, taken)
    named = (one.value.split("\n")[0][:TITLE] for one in page.of("topic"))
    topics = [text for text in (*page.titles, *named) if text]
    topic = topics[0] if topics else read_name(file).document
    return Contact(file, sheet, row, when.at, when.minutes, topic, level_of(topic, PurePosixPath(file).stem, *topics))


def _place(page: Page, when: When, taken: Collection[str]) -> tuple[str, int]:
    if when.told and when.told.sheet in taken:
        return when.told.sheet, when.told.row
    for sheet in (one for one in page.sheets if one.cells.sheet in taken):
        for number, row in enumerate(sheet.rows, start=1):
            if any(row):
                return sheet.cells.sheet, number
    return next(iter(taken)), 1


def to_frames(
    contact: Contact, attendees: pd.DataFrame, decisions: Sequence[Decision], zone: ZoneInfo
) -> tuple[tuple[str, pd.DataFrame], ...]:
    """Return contacts, attendees and decisions of one meeting, as columns.py has them."""
    at = pd.Series([contact.at], dtype="datetime64[us]")
    utc = to_utc(at, pd.Series([pd.NaT], dtype="timedelta64[us]"), zone)
    moment = {"file": contact.file, "tool": GENERIC, "at": at.iloc[0], "at_utc": utc.iloc[0]}
    met = {"minutes": contact.minutes, "topic": contact.topic, "kind": None, "level": contact.level, "direct": True,
           "refers_to": None}  # fmt: skip
    contacts = pd.DataFrame([{"sheet": contact.sheet, "row": contact.row, **moment, **met}])
    said = pd.DataFrame(
        [(one.sheet, one.row, one.topic or contact.topic, one.text) for one in decisions],
        columns=["sheet", "row", "topic", "text"],
    )
    said = said.assign(contact_sheet=contact.sheet, contact_row=contact.row, refers_to=None, **moment)
    there = attendees.assign(sheet=contact.sheet, row=contact.row, minutes=float("nan"), **moment)
    return (
        ("contacts", contacts.astype({"direct": "boolean", "minutes": "float64"})),
        ("attendees", there),
        ("decisions", said),
    )
