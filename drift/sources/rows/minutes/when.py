"""When a meeting was, by the name of the file and by the page: where they disagree both are told, and one counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from drift.errors import Address, Note
from drift.sources.rows.minutes.page import Page, Told
from drift.sources.values.days import find_day, find_hours, swap_day
from drift.sources.values.filenames import split_date
from drift.sources.values.periods import find_period

FOUND: Final = 60  # signs of what stands in a cell


@dataclass(frozen=True)
class When:
    """The moment of a meeting, wall time; None where nothing tells the day."""

    at: dt.datetime | None
    minutes: float | None = None
    told: Told | None = None  # the label that the page tells a day under
    notes: tuple[Note, ...] = ()


def settle_moment(file: str, page: Page) -> When:
    """Return when a meeting was.

    The day of the name counts: a file gets it when it is put away, the page may still have that of the last meeting.
    A name that tells no full day leaves it to the page, one that tells a month to its first day where the page is mute.
    """
    named = _named_day(file)
    told, written = _written_day(page)
    on = named or written
    notes = [*_compare(file, named, told, written)]
    if on is None and (on := _named_month(file)):
        notes.append(Note("note.minutes_month", {"day": on}, Address(file)))
    if on is None:
        return When(None, told=told, notes=tuple(notes))
    hours, minutes = _hours(page)
    return When(dt.datetime.combine(on, hours or dt.time()), minutes, told, tuple(notes))


def _named_day(file: str) -> dt.date | None:
    """Return the full day that the name of a file tells, else that of its folder; two digits of a year are no year."""
    path = PurePosixPath(file)
    days = (split_date(name) for name in (path.stem, path.parent.name))
    return next((day for day, rough, _ in days if day and not rough), None)


def _named_month(file: str) -> dt.date | None:
    period = find_period(PurePosixPath(file).stem)
    return dt.date(period.year, period.month, 1) if period and period.year and period.month else None


def _written_day(page: Page) -> tuple[Told | None, dt.date | None]:
    """Return the label of a day with what it tells, else what the title tells."""
    labelled = page.of("date")
    for told in labelled:
        if day := find_day(told.value):
            return told, day
    if labelled:
        return labelled[0], None
    return None, next((day for line in page.titles if (day := find_day(line))), None)


def _compare(file: str, named: dt.date | None, told: Told | None, written: dt.date | None) -> Iterator[Note]:
    at = Address(file, told.sheet) if told else Address(file)
    if told and told.value and written is None:
        yield Note("note.minutes_day_unread", {"found": _strip_words(told.value)}, at)
    elif named and written and named != written:
        code = "note.minutes_days_swapped" if swap_day(written) == named else "note.minutes_days_differ"
        yield Note(code, {"named": named, "written": written}, at)


def _strip_words(text: str) -> str:
    """Return the figures of a text: its words may be anybody's name, and nobody knows them yet."""
    return "".join(sign for sign in text[:FOUND] if not sign.isalpha()).strip() or "?"


def _hours(page: Page) -> tuple[dt.time | None, float | None]:
    for told in page.of("time", "date"):
        start, minutes = find_hours(told.value)
        if start:
            return start, minutes
    return None, None
