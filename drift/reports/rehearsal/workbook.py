"""The workbook of a rehearsal: every row behind its page; nothing is a formula."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

import xlsxwriter

from drift.reports.rehearsal.sheets import SHARES, SheetRows, list_sheets
from drift.terms import NO_CLOCK, OWN_MARK, WORKBOOK_OPTIONS
from drift.version import __version__
from drift.wording.case import capitalise
from drift.wording.shorten import fit_cell
from drift.writing.paper import height_of, lay_on_paper

if TYPE_CHECKING:
    from drift.rehearse.rehearsal import Rehearsal
    from drift.wording import Wording

WIDTHS: Final = {
    "told": 100,
    "why": 60,
    "reason": 70,
    "months": 60,
    "could_go": 50,
    "what": 30,
    "old": 22,
    "new": 22,
    "column": 20,
}
WIDTH: Final = 15
VERSION_WIDTH: Final = 34  # of a norm under one version: what it asks, and how many met it


def build_workbook(rehearsal: Rehearsal, say: Wording) -> bytes:
    """Return the workbook: overview, norms, months, changes, what cannot be shown, penalties, clauses."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, WORKBOOK_OPTIONS)
    title = say("rehearse.document_title", relation=rehearsal.relation)
    book.set_properties({"title": title, "author": f"drift {__version__}", "created": NO_CLOCK})
    book.set_custom_property(OWN_MARK, "rehearsal")
    styles = {
        "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
        "text": book.add_format({"valign": "top", "num_format": "@", "text_wrap": True}),
        "number": book.add_format({"valign": "top", "num_format": "General"}),
        "share": book.add_format({"valign": "top", "num_format": "0.0%"}),
    }
    for rows in list_sheets(rehearsal, say):
        _write(book.add_worksheet(say(f"rehearse.sheet.{rows.name}")), rows, styles, say)
    book.close()
    return content.getvalue()


def _write(sheet: Any, rows: SheetRows, styles: dict[str, Any], say: Wording) -> None:
    for j, name in enumerate(rows.columns):
        sheet.write_string(0, j, capitalise(rows.heads.get(name) or say(f"rehearse.head.{name}")), styles["head"])
        sheet.set_column(j, j, _width(rows, name))
        for i, row in enumerate(rows.rows, start=1):
            _cell(sheet, (i, j), row.get(name), styles["share" if name in SHARES else "number"], styles["text"])
    for i, row in enumerate(rows.rows, start=1):
        lengths = (-(-len(str(value)) // _width(rows, name)) for name, value in row.items() if value is not None)
        sheet.set_row(i, height_of(max(lengths, default=1)))
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.autofilter(0, 0, max(len(rows.rows), 1), len(rows.columns) - 1)
    lay_on_paper(sheet)


def _width(rows: SheetRows, name: str) -> int:
    return VERSION_WIDTH if name in rows.heads else WIDTHS.get(name, WIDTH)


def _cell(sheet: Any, at: tuple[int, int], value: Any, number: Any, text: Any) -> None:
    if value is None:
        return
    if isinstance(value, int | float):
        sheet.write_number(*at, value, number)
    else:
        sheet.write_string(*at, fit_cell(str(value)), text)
