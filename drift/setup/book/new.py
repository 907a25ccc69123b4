"""drift.xlsx as it is first written: a sheet a kind of setting, what each is for, and lists to choose from."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Mapping
from typing import Any, Final, get_args

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from drift.project.settings import HandNorm, Source
from drift.project.sheets import (
    ALIASES,
    KEY,
    KEYS,
    NAMES,
    PARTIES,
    PROPOSED,
    REMARK,
    SHEETS,
    SINGLE,
    VALUE,
    WHY,
    Kind,
    Row,
    lay_entry,
    lay_out,
    list_headings,
)
from drift.setup.book.evidence import Evidence
from drift.terms import LANGUAGES, NO_CLOCK, SIDES, WORKBOOK_OPTIONS, DocumentRole
from drift.wording import Wording
from drift.wording.shorten import fit_cell

TOP: Final = 1  # row of the headings, 0 = first: what each column is for stands above it
ROWS: Final = 500  # for which a list to choose from is offered
WIDTHS: Final = {"files": 44, REMARK: 60, WHY: 70, VALUE: 34, KEY: 26, "what": 50, "heading": 30}  # characters
WIDTH: Final = 20  # of another column
CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "document.role": get_args(DocumentRole),
    "source.table": get_args(get_args(Source.model_fields["table"].annotation)[0]),
    "norm.clock": get_args(HandNorm.model_fields["clock"].annotation),
    "language": LANGUAGES,
    "own_side": SIDES,
    "sides.caller": SIDES,
    "sides.handler": SIDES,
}


def make_book(found: Evidence, say: Wording) -> bytes:
    """Return the workbook of settings, with what is known of each beside it."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, WORKBOOK_OPTIONS) as book:
        book.set_properties({"title": say("book.title"), "created": NO_CLOCK})
        writer = _Writer(book, say)
        rows = lay_out(found.content)
        writer.write_keys({row[KEY]: row[VALUE] for row in rows[KEYS]}, found.keys)
        for name in NAMES[1:]:
            writer.write_sheet(name, name, add_remarks(name, found) if name in SHEETS else rows[name], found)
        if found.proposed:
            proposed = [
                row | ({REMARK: why} if not i else {})
                for entry, why in found.proposed
                for i, row in enumerate(lay_entry("source", entry))
            ]
            writer.write_sheet(PROPOSED, "source", proposed, found)
    return content.getvalue()


def add_remarks(name: str, found: Evidence) -> list[Row]:
    """Return the rows of the entries of a sheet, the first of each with what drift saw."""
    return [
        row | ({REMARK: found.remarks[name, i]} if not j and found.remarks.get((name, i)) else {})
        for i, entry in enumerate(found.content.get(name, ()))
        for j, row in enumerate(lay_entry(name, entry))
    ]


class _Writer:
    """Writes sheets in the looks of one workbook."""

    def __init__(self, book: xlsxwriter.Workbook, say: Wording) -> None:
        self._book, self._say = book, say
        self._head = book.add_format({"bold": True, "bottom": 1})
        self._why = book.add_format({"italic": True, "text_wrap": True, "valign": "top", "font_color": "#555555"})
        self._text = book.add_format({"num_format": "@", "valign": "top"})
        self._day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
        self._plain = book.add_format({"valign": "top"})

    def write_keys(self, values: Mapping[str, Any], reasons: Mapping[str, str]) -> None:
        """Write the sheet of the keys that have one value: each a row, with what it is for."""
        headings = (KEY, VALUE, REMARK, WHY)
        sheet = self._begin(KEYS, headings, {})
        for i, (key, kind) in enumerate(SINGLE.items(), start=TOP + 1):
            sheet.write_string(i, 0, key)
            self._write(sheet, i, 1, values.get(key), kind)
            sheet.write_string(i, 2, fit_cell(reasons.get(key, "")), self._why)
            sheet.write_string(
                i, 3, self._say(f"book.key.{'weights' if key.startswith('weights.') else key}"), self._why
            )
            self._offer(sheet, key, kind, (i, 1, i, 1))

    def write_sheet(self, title: str, name: str, rows: Iterable[Row], found: Evidence) -> None:
        """Write a sheet of entries or names; `name`: as which it is laid out."""
        kinds: dict[str, Kind] = dict(SHEETS[name].columns) if name in SHEETS else {}
        headings = (*list_headings(name), *(() if name == ALIASES else (REMARK,)))
        sheet = self._begin(title, headings, kinds, name)
        for j, heading in enumerate(headings):
            self._offer(sheet, f"{name}.{heading}", kinds.get(heading, "text"), (TOP + 1, j, ROWS, j))
        for i, row in enumerate(rows, start=TOP + 1):
            for heading, value in row.items():
                self._write(sheet, i, headings.index(heading), value, kinds.get(heading, "text"), heading)
        if name == PARTIES:
            for i, line in enumerate(found.parties, start=TOP + 1):
                sheet.write_string(i, len(headings) - 1, fit_cell(line), self._why)

    def _begin(
        self, title: str, headings: tuple[str, ...], kinds: Mapping[str, Kind], name: str | None = None
    ) -> Worksheet:
        """Begin a sheet: what each column is for, its heading, its width and what its cells are."""
        sheet = self._book.add_worksheet(title)
        for j, heading in enumerate(headings):
            looks = self._day if kinds.get(heading) == "day" else self._text
            sheet.set_column(j, j, WIDTHS.get(heading, WIDTH), looks if name else None)
            sheet.write_string(TOP, j, heading, self._head)
            of = f"book.{name or KEYS}.{heading}" if heading != REMARK else "book.remark"
            sheet.write_string(0, j, self._say(of), self._why)
        sheet.set_row(0, 90)
        sheet.freeze_panes(TOP + 1, 1)
        return sheet

    def _write(self, sheet: Worksheet, i: int, j: int, value: Any, kind: Kind, heading: str = VALUE) -> None:
        if value is None:
            sheet.write_blank(i, j, None, self._day if kind == "day" else self._text)
        elif isinstance(value, bool):
            sheet.write_string(i, j, self._say("yes" if value else "no"), self._text)
        elif isinstance(value, dt.date):
            sheet.write_datetime(i, j, dt.datetime.combine(value, dt.time()), self._day)
        elif isinstance(value, int | float):
            sheet.write_number(i, j, value, self._plain)
        else:
            sheet.write_string(i, j, fit_cell(str(value)), self._why if heading == REMARK else self._text)

    def _offer(self, sheet: Worksheet, key: str, kind: Kind, place: tuple[int, int, int, int]) -> None:
        """Offer the words that a cell may hold."""
        words = [self._say("yes"), self._say("no")] if kind == "bool" else [*CHOICES.get(key, ())]
        if words:
            sheet.data_validation(*place, {"validate": "list", "source": words, "error_type": "information"})
