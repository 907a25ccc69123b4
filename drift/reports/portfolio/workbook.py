"""The workbook of a portfolio: the same lines, no figure to sort by and no filter; nothing is a formula."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, Any, Final

import xlsxwriter

from drift.reports.portfolio.lines import list_lines
from drift.reports.portfolio.pages import list_shared, tell_chance
from drift.reports.portfolio.pdf import date_of
from drift.terms import OWN_MARK, WORKBOOK_OPTIONS
from drift.version import __version__
from drift.wording.shorten import fit_cell
from drift.writing.paper import height_of, lay_on_paper

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drift.portfolio.flow import Portfolio
    from drift.wording import Wording

WIDTHS: Final = (34, 80, 74)


def build_workbook(portfolio: Portfolio, say: Wording) -> bytes:
    """Return the workbook: about, the relations by name, what they share."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, WORKBOOK_OPTIONS)
    title = say("portfolio.title", n=len(portfolio.rows))
    made = dt.datetime.combine(date_of(portfolio), dt.time())
    book.set_properties({"title": title, "author": f"drift {__version__}", "created": made})
    book.set_custom_property(OWN_MARK, "portfolio")
    look = {"text_wrap": True, "valign": "top"}
    head, text = book.add_format({**look, "bold": True, "bottom": 1}), book.add_format({**look, "num_format": "@"})
    lines = [[line.relation, line.said, line.cannot] for line in list_lines(portfolio, say)]
    heads = [say(f"portfolio.head.{name}") for name in ("relation", "said", "cannot")]
    _write(book.add_worksheet(say("portfolio.sheet.lines")), [heads, *lines], WIDTHS, (head, text))
    shared: list[Sequence[str]] = []
    for table in list_shared(portfolio, say):
        shared += [[table.caption], table.heads, *table.rows, []] if table.rows else []
    _write(book.add_worksheet(say("portfolio.sheet.shared")), shared, (60, 24, 30), (head, text), frozen=0)
    notes = [title, say("portfolio.lead"), *tell_chance(portfolio, say)]
    notes += [say("portfolio.shared_note"), say("portfolio.data_note"), say("portfolio.footer", version=__version__)]
    _write(book.add_worksheet(say("portfolio.sheet.about")), [[note] for note in notes], (110,), (head, text), frozen=0)
    book.close()
    return content.getvalue()


def _write(
    sheet: Any, rows: Sequence[Sequence[str]], widths: Sequence[int], styles: tuple[Any, Any], frozen: int = 1
) -> None:
    """Write rows of text; the first ones, that stay in sight, as headings."""
    for j, width in enumerate(widths):
        sheet.set_column(j, j, width)
    for i, row in enumerate(rows):
        for j, cell in enumerate(row):
            sheet.write_string(i, j, fit_cell(cell), styles[0 if i < frozen else 1])
        lines = max((-(-len(cell) // width) for cell, width in zip(row, widths, strict=False)), default=1)
        sheet.set_row(i, height_of(max(lines, 1)))
    sheet.freeze_panes(frozen, min(frozen, 1))
    lay_on_paper(sheet)
    if frozen:
        sheet.repeat_rows(0)
