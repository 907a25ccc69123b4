"""people.xlsx: the persons and groups found, most frequent first, for the analyst to give side, function and level."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import xlsxwriter

from drift.sources.people import Person
from drift.sources.readings import Readings
from drift.sources.robots import ROBOT, tell_robot
from drift.terms import FUNCTIONS, LEVELS, NO_CLOCK, SIDES
from drift.wording import Wording

FILE = "people.xlsx"
CODES = {"side": SIDES, "function": (*FUNCTIONS, ROBOT), "level": LEVELS}


@dataclass(frozen=True)
class Known:
    """What the analyst filled in for a person the last time."""

    side: str | None
    function: str | None
    level: str | None
    from_on: dt.date | None
    to_on: dt.date | None


NOTHING = Known(None, None, None, None, None)


def known_people(readings: Readings) -> dict[str, Known]:
    """Return what an earlier people.xlsx in the folder says, by pseudonym."""
    parts = readings.frames["people"]
    if not parts:
        return {}
    frame = pd.concat(parts, ignore_index=True)
    frame = frame.astype(object).where(frame.notna(), None)
    columns = ["side", "function", "level", "from_on", "to_on"]
    return {row[0]: Known(*row[1:]) for row in frame[["person", *columns]].itertuples(index=False)}


def write_people(readings: Readings, path: Path, say: Wording) -> int:
    """Write people.xlsx and return how many persons in it still have no side.

    Choices made before are kept; those who are new are marked; who is a robot, a portal or a shared mailbox by name or
    by rhythm gets the function "robot", to be confirmed.
    """
    known = known_people(readings)
    robots: dict[str, str] = dict(zip(readings.robots["person"], readings.robots["why"], strict=True))
    persons = readings.people.persons
    order = sorted(persons, key=lambda key: (-persons[key].n, persons[key].name.casefold()))
    heads = [
        say(f"people.{name}")
        for name in ("name", "side", "function", "level", "from", "to", "rows", "seen_as", "remark")
    ]
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"title": say("people.title"), "author": "drift", "created": NO_CLOCK})
        sheet = book.add_worksheet(say("people.sheet"))
        bold, day = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "yyyy-mm-dd"})
        for j, (head, width) in enumerate(zip(heads, (34, 12, 22, 14, 12, 12, 9, 24, 40), strict=True)):
            sheet.write_string(0, j, head, bold)
            sheet.set_column(j, j, width)
        for i, key in enumerate(order, start=1):
            told, new = known.get(key), bool(known) and key not in known
            _write_person(sheet, i, persons[key], told, robots.get(key), day, say, new=new)
        for j, (kind, words) in enumerate(CODES.items(), start=1):
            source = [say(f"{kind}.{word.replace(' ', '_')}") for word in words]
            rule = {"validate": "list", "source": source, "error_type": "information" if kind == "function" else "stop"}
            sheet.data_validation(1, j, max(len(order), 1) + 200, j, rule)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(len(order), 1), len(heads) - 1)
    return sum(1 for key in order if known.get(key, NOTHING).side is None and key not in robots)


def _write_person(
    sheet: xlsxwriter.worksheet.Worksheet,
    i: int,
    person: Person,
    told: Known | None,
    why: str | None,
    day: xlsxwriter.format.Format,
    say: Wording,
    *,
    new: bool,
) -> None:
    known = told or NOTHING
    sheet.write_string(i, 0, person.name)
    function = known.function or (ROBOT if why else None)
    for j, (kind, word) in enumerate((("side", known.side), ("function", function), ("level", known.level)), start=1):
        if word:
            code = f"{kind}.{word.replace(' ', '_')}"
            sheet.write_string(i, j, say(code) if say.knows(code) else word)
    for j, date in ((4, known.from_on), (5, known.to_on)):
        if date:
            sheet.write_datetime(i, j, dt.datetime.combine(date, dt.time()), day)
    sheet.write_number(i, 6, person.n)
    seen = sorted(code for code in person.seen_as if say.knows(f"seen.{code}"))
    sheet.write_string(i, 7, ", ".join(say(f"seen.{code}") for code in seen))
    remarks = [say("people.new")] if new else []
    looks = why and (tell_robot(person.name) or ("rhythm" if why == "rhythm" else None))
    if looks:
        remarks.append(say(f"people.{looks.replace(' ', '_')}"))
    sheet.write_string(i, 8, "; ".join(remarks))
