"""people.xlsx: the persons and groups found, most frequent first, for the analyst to give side, function and level.

It is his from then on: a next run adds persons below and brings counts up to date, in place. Where that would lose
something of his, or the file cannot be read, it stays as it is, and the new persons stand in people-2.xlsx beside it:
drift reads both.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from drift.errors import Note
from drift.project import open_project
from drift.setup.people_edit import Earlier, edit_list, open_earlier, save_list
from drift.setup.people_line import Choice, Line, tell_seen
from drift.sources.files import read_files
from drift.sources.people import Person
from drift.sources.readings import Readings
from drift.sources.robots import ROBOT, tell_robot
from drift.terms import FUNCTIONS, LEVELS, NO_CLOCK, SIDES, WORKBOOK_OPTIONS
from drift.wording import Wording
from drift.wording.shorten import fit_cell

FILE: Final = "people.xlsx"
FIRST_ROW: Final = 2  # under the heading
_FILES: Final = re.compile(r"people(?:-(?P<n>[1-9]\d{0,3}))?\.xlsx")  # and those written beside it
TABLE: Final = "people"
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
NOTHING: Final = Choice()


@dataclass(frozen=True)
class Listed:
    """What became of the list of persons."""

    names: tuple[str, ...]  # of the files that are new or changed
    without_side: int  # persons
    notes: tuple[Note, ...] = ()


def read_choices(readings: Readings) -> dict[str, Choice]:
    """Return what an earlier people.xlsx in the folder says, by pseudonym."""
    parts = readings.frames["people"]
    if not parts:
        return {}
    frame = pd.concat(parts, ignore_index=True)
    frame = frame.astype(object).where(frame.notna(), None)
    columns = ["side", "function", "level", "from_on", "to_on"]
    return {row[0]: Choice(*row[1:]) for row in frame[["person", *columns]].itertuples(index=False)}


def write_people(readings: Readings, folder: Path, beside: Path, say: Wording) -> Listed:
    """Write the list of persons, or bring an earlier one up to date.

    Choices made before are kept; those who are new are marked; who is a robot, a portal or a shared mailbox by name or
    by rhythm gets the function "robot", to be confirmed.

    Parameters
    ----------
    folder : where earlier lists are
    beside : where what is new or changed is written
    """
    lines = _list_lines(readings, say)
    names = [path.name for path in folder.iterdir() if _FILES.fullmatch(path.name)]
    known = {key for earlier in _find_earlier(readings, folder) for key in earlier.rows}
    without_side = sum(line.choice.side is None and line.choice.function != ROBOT for line in lines.values())
    if not names:
        _write_list([*lines.values()], beside / FILE, say)
        return Listed((FILE,), without_side)
    new = [line for key, line in lines.items() if key not in known]
    written = []
    for earlier in _find_earlier(readings, folder):
        book = open_earlier(earlier)
        if book is None:
            continue
        if edit_list(book, earlier, lines, new, say):
            save_list(book, earlier.path, beside / earlier.path.name)
            written.append(earlier.path.name)
        new = []
    if not new:
        return Listed((*written,), without_side)
    other = _next_name(names)
    _write_list(new, beside / other, say)
    kept = Note("people.beside", {"file": FILE, "other": other, "n": len(new)})
    return Listed((*written, other), without_side, (kept,))


@dataclass(frozen=True)
class Listing:
    """Every person with his choice, most frequent first: for the analyst's own eyes, as people.xlsx is."""

    lines: tuple[tuple[str, Line], ...]  # pseudonym, person
    lists: tuple[Earlier, ...]  # where they stand

    @property
    def n_listed(self) -> int:
        """How many stand in a list."""
        return len({key for one in self.lists for key in one.rows})


def list_persons(readings: Readings, folder: Path, say: Wording) -> Listing:
    """Return the persons found, and the lists in which they stand now: those that this run wrote too."""
    lists = []
    for path in sorted(folder.iterdir()):
        if _FILES.fullmatch(path.name):
            alone = read_files(open_project(path))
            lists += _find_earlier(alone, folder)
    return Listing(tuple(_list_lines(readings, say).items()), tuple(lists))


def _find_earlier(readings: Readings, folder: Path) -> list[Earlier]:
    """Return the earlier lists that were read, people.xlsx first, each with the rows of its persons."""
    parts = [part for part in readings.frames["people"] if len(part)]
    if not parts:
        return []
    rows = pd.concat(parts, ignore_index=True)
    found = []
    for account in readings.accounts:
        name = _FILES.fullmatch(account.file)
        sheet = next((one for one in account.sheets if one.table == TABLE and "person" in one.columns), None)
        if name and sheet is not None:
            own = rows[(rows["file"] == account.file) & (rows["sheet"] == sheet.sheet)]
            at = dict(zip(own["person"].tolist(), own["row"].astype(int).tolist(), strict=True))
            first = int(own["row"].min()) if len(own) else FIRST_ROW
            found.append((int(name["n"] or 1), Earlier(folder / account.file, account, sheet, at, first)))
    return [earlier for _, earlier in sorted(found, key=lambda pair: pair[0])]


def _next_name(names: list[str]) -> str:
    numbers = [int(found["n"] or 1) for name in names if (found := _FILES.fullmatch(name))]
    return f"people-{max(numbers, default=1) + 1}.xlsx"


def _list_lines(readings: Readings, say: Wording) -> dict[str, Line]:
    """Return a line a person by pseudonym, most frequent first."""
    choices = read_choices(readings)
    robots: dict[str, str] = dict(zip(readings.robots["person"], readings.robots["why"], strict=True))
    ours = (part[part["file"].map(lambda name: bool(_FILES.fullmatch(name)))] for part in readings.frames["people"])
    listed = Counter(key for part in ours for key in part["person"])  # a list of drift is no row of the data
    persons = {key: replace(one, n=one.n - listed[key]) for key, one in readings.people.persons.items()}
    order = sorted(persons, key=lambda key: (-persons[key].n, persons[key].name.casefold()))
    return {key: _line(key, persons[key], choices, robots.get(key), say) for key in order}


def _write_list(lines: list[Line], path: Path, say: Wording) -> None:
    """Write a list anew."""
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
    sheet.write_string(i, 7, tell_seen(person, say))
    sheet.write_string(i, 8, fit_cell(line.remarks))


def _add_lists(sheet: Worksheet, n: int, say: Wording) -> None:
    """Offer the words of each column; a function may be another one."""
    for j, (kind, words) in enumerate(LISTS.items(), start=1):
        source = [say(f"{kind}.{word}") for word in words]
        rule = {"validate": "list", "source": source, "error_type": "information" if kind == "function" else "stop"}
        sheet.data_validation(1, j, n + 200, j, rule)
