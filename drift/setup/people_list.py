"""people.xlsx: the persons and groups found, most frequent first, for the analyst to give side, function and level."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from drift.sources.people import Person
from drift.sources.readings import Readings
from drift.sources.robots import ROBOT, tell_robot
from drift.terms import FUNCTIONS, LEVELS, NO_CLOCK, SIDES, WORKBOOK_OPTIONS
from drift.wording import Wording
from drift.wording.shorten import fit_cell

FILE: Final = "people.xlsx"
LISTS: Final = {"side": SIDES, "function": (*FUNCTIONS, ROBOT), "level": LEVELS}  # column -> its words
WIDTHS: Final = {  # heading -> characters
    "name": 34,
    "side": 12,
    "function": 22,
    "level": 14,
    "from": 12,
    "to": 12,
    "rows": 9,
    "seen_as": 24,
    "remark": 40,
}


PRIVATE: Final = 0o600  # the one file that holds names is for who made it


@dataclass(frozen=True)
class Choice:
    """What the analyst filled in for a person the last time."""

    side: str | None = None
    function: str | None = None
    level: str | None = None
    from_on: dt.date | None = None
    to_on: dt.date | None = None


@dataclass(frozen=True)
class Line:
    """A person and what stands beside him."""

    person: Person
    choice: Choice
    remarks: str


def read_choices(readings: Readings) -> dict[str, Choice]:
    """Return what an earlier people.xlsx in the folder says, by pseudonym."""
    parts = readings.frames["people"]
    if not parts:
        return {}
    frame = pd.concat(parts, ignore_index=True)
    frame = frame.astype(object).where(frame.notna(), None)
    columns = ["side", "function", "level", "from_on", "to_on"]
    return {row[0]: Choice(*row[1:]) for row in frame[["person", *columns]].itertuples(index=False)}


def write_people(readings: Readings, path: Path, say: Wording) -> int:
    """Write people.xlsx and return how many persons in it still have no side.

    Choices made before are kept; those who are new are marked; who is a robot, a portal or a shared mailbox by name or
    by rhythm gets the function "robot", to be confirmed.
    """
    choices = read_choices(readings)
    robots: dict[str, str] = dict(zip(readings.robots["person"], readings.robots["why"], strict=True))
    persons = readings.people.persons
    order = sorted(persons, key=lambda key: (-persons[key].n, persons[key].name.casefold()))
    lines = [_line(key, persons[key], choices, robots.get(key), say) for key in order]
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, WORKBOOK_OPTIONS) as book:
        book.set_properties({"title": say("people.title"), "author": "drift", "created": NO_CLOCK})
        sheet = book.add_worksheet(say("people.sheet"))
        bold, day = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "yyyy-mm-dd"})
        for j, (name, width) in enumerate(WIDTHS.items()):
            sheet.write_string(0, j, say(f"people.{name}"), bold)
            sheet.set_column(j, j, width)
        for i, line in enumerate(lines, start=1):
            _write_line(sheet, i, line, day, say)
        _add_lists(sheet, max(len(lines), 1), say)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(len(lines), 1), len(WIDTHS) - 1)
    path.write_bytes(content.getvalue())
    path.chmod(PRIVATE)
    return sum(1 for key in order if choices.get(key, NOTHING).side is None and key not in robots)


def _line(key: str, person: Person, choices: dict[str, Choice], why: str | None, say: Wording) -> Line:
    """Return a person with his choice; `why` he is taken for a robot, if he is."""
    choice = choices.get(key, NOTHING)
    remarks = [say("people.new")] if choices and key not in choices else []
    looks = why and (tell_robot(person.name) or ("rhythm" if why == "rhythm" else None))
    if looks:
        remarks.append(say(f"people.{looks}"))
    robot = ROBOT if why else None
    return Line(person, replace(choice, function=choice.function or robot), "; ".join(remarks))


def _write_line(sheet: Worksheet, i: int, line: Line, day: Format, say: Wording) -> None:
    person, choice = line.person, line.choice
    sheet.write_string(i, 0, fit_cell(person.name))
    for j, kind in enumerate(LISTS, start=1):
        word = getattr(choice, kind)
        if word:
            sheet.write_string(i, j, say.word(f"{kind}.{word}", default=fit_cell(word)))
    for j, date in ((4, choice.from_on), (5, choice.to_on)):
        if date:
            sheet.write_datetime(i, j, dt.datetime.combine(date, dt.time()), day)
    sheet.write_number(i, 6, person.n)
    seen = sorted(code for code in person.seen_as if say.knows(f"seen.{code}"))
    sheet.write_string(i, 7, ", ".join(say(f"seen.{code}") for code in seen))
    sheet.write_string(i, 8, fit_cell(line.remarks))


def _add_lists(sheet: Worksheet, n: int, say: Wording) -> None:
    """Offer the words of each column; a function may be another one."""
    for j, (kind, words) in enumerate(LISTS.items(), start=1):
        source = [say(f"{kind}.{word}") for word in words]
        rule = {"validate": "list", "source": source, "error_type": "information" if kind == "function" else "stop"}
        sheet.data_validation(1, j, n + 200, j, rule)


NOTHING: Final = Choice()
