"""NAME-roundtable.xlsx: what the table fills in, and what drift reads back from the project's folder."""

from __future__ import annotations

import datetime as dt
import io
from itertools import zip_longest
from pathlib import Path
from typing import Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from drift.analysed import Analysis
from drift.model.roundtable.prepare import Problem
from drift.reports.pdf import document_date
from drift.sources.opening.cells import Contents
from drift.sources.opening.reader import Entry, shared_readers
from drift.sources.rows.outcomeforms import ANSWERS, HEADS, choices_of, is_unfilled
from drift.terms import DAY_FORMATS, WORKBOOK_OPTIONS
from drift.wording import Wording
from drift.wording.shorten import fit_cell

ROWS: Final = 6  # three problems, and room for as many that the table adds itself
TOP: Final = 4  # row of the headings, 0 = first
LAST: Final = TOP + ROWS
WIDTHS: Final = (5, 38, 14, 44, 13, 20, 13, 20, 14)
_CELL: Final = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#8a8a8a"}
LOOKS: Final[dict[str, dict[str, object]]] = {
    "head": {"bold": True, "text_wrap": True, "bottom": 1, "valign": "top"},
    "printed": _CELL,
    "text": {**_CELL, "bg_color": "#f7f4ea", "num_format": "@"},
    "title": {"bold": True, "font_size": 14},
    "bold": {"bold": True},
}
FIRST_DAY: Final = dt.date(2000, 1, 1)
CHOSEN: Final = ("asked_for", "visitor_side", "visitor_function", "host_side", "host_function")


def write_form(analysis: Analysis, path: Path, say: Wording) -> None:
    """Write the form: a row a problem, lists to choose from, functions and no names."""
    made = dt.datetime.combine(document_date(analysis), dt.time())
    title = say("form.title", relation=analysis.relation)
    table = analysis.judgement.problems
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, WORKBOOK_OPTIONS) as book:
        book.set_properties({"title": title, "author": "drift", "created": made})
        sheet = book.add_worksheet(say("form.sheet"))
        formats = {name: book.add_format(look) for name, look in LOOKS.items()}
        formats["day"] = book.add_format({**LOOKS["text"], "num_format": DAY_FORMATS[say.language], "align": "left"})
        sheet.write_string(0, 0, title, formats["title"])
        sheet.write_string(1, 0, say("form.intro"))
        sheet.write_string(2, 0, say("form.held_on"), formats["bold"])
        sheet.write_blank(2, 2, None, formats["day"])
        for j, (name, width) in enumerate(zip(HEADS, WIDTHS, strict=True)):
            sheet.set_column(j, j, width)
            sheet.write_string(TOP, j, say(f"form.{name}"), formats["head"])
        sheet.set_row(TOP, 32)
        for row, problem in zip_longest(range(ROWS), table.problems if table else ()):
            _write_row(sheet, row, problem, formats, say)
        _add_choices(sheet, say)
        sheet.write_string(LAST + 2, 0, say("form.no_names"))
        sheet.write_string(LAST + 3, 0, say("form.back"))
        sheet.freeze_panes(TOP + 1, 2)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 1)
    path.write_bytes(content.getvalue())


def _write_row(
    sheet: Worksheet, number: int, problem: Problem | None, formats: dict[str, Format], say: Wording
) -> None:
    """Write a problem, or an empty row for one that the table adds itself, with cells for the answers."""
    row = TOP + 1 + number
    sheet.set_row(row, 48)
    sheet.write_string(row, 0, str(number + 1) if problem else "", formats["printed"])
    name = say("form.named", id=problem.incident_id, title=problem.title or "–") if problem else ""
    sheet.write_string(row, 1, fit_cell(name), formats["printed" if problem else "text"])
    for j, column in enumerate(HEADS):
        if column in ANSWERS:
            sheet.write_blank(row, j, None, formats["day" if column == "visit_on" else "text"])


def _add_choices(sheet: Worksheet, say: Wording) -> None:
    """Let the form take what stands in its lists alone, and days where it asks for days."""
    for column in CHOSEN:
        j = HEADS.index(column)
        choice = {"validate": "list", "source": choices_of(column, say.language), "error_message": say("form.choose")}
        sheet.data_validation(TOP + 1, j, LAST, j, choice)
    date = {"validate": "date", "criteria": ">=", "value": FIRST_DAY, "error_message": say("form.date_wanted")}
    j = HEADS.index("visit_on")
    sheet.data_validation(2, 2, 2, 2, date)
    sheet.data_validation(TOP + 1, j, LAST, j, date)


def place_form(folder: Path, name: str) -> Path:
    """Return where the form goes: over one that nobody filled in, never over another; told by what stands in it."""
    n = 1
    while True:
        path = folder / (f"{name}-roundtable.xlsx" if n == 1 else f"{name}-roundtable-{n}.xlsx")
        if not path.exists():
            return path
        if path.is_file() and _is_unfilled(path):
            return path
        n += 1


def _is_unfilled(path: Path) -> bool:
    """Whether a file is a form without an answer; read as every file of strangers is, in a process of its own."""
    ((_, read),) = shared_readers().read([Entry(path)])
    return isinstance(read, Contents) and not read.unreadable and is_unfilled(read.sheets)
