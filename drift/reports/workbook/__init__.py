"""The workbook for analysts: a sheet a table, every row with its place, every number linked to its rows."""

from __future__ import annotations

from pathlib import Path

from drift.analysis import Analysis
from drift.reports.workbook.accounts import tell_cautions, tell_intake, tell_notes, tell_problems
from drift.reports.workbook.book import Book
from drift.reports.workbook.charts import draw_charts
from drift.reports.workbook.months import list_documents, list_measures, list_months
from drift.reports.workbook.overview import build_overview
from drift.reports.workbook.rows import list_incidents, list_rows, list_updates, list_versions
from drift.tables.columns import NOT_SHOWN, TABLES
from drift.wording import Wording

LISTED = (
    "documents",
    "people",
    "units",
    "incidents",
    "events",
    *NOT_SHOWN,
)  # with a sheet of their own making, or none


def write_workbook(analysis: Analysis, path: Path, say: Wording) -> None:
    """Write overview, months with charts, measures, every table, and the accounts of what was read."""
    months = list_months(analysis)
    sheets = [
        months,
        list_documents(analysis),
        list_measures(analysis),
        list_versions(analysis),
        *(list_rows(analysis, name) for name in TABLES if name not in LISTED),
        list_incidents(analysis, say),
        list_updates(analysis),
        tell_cautions(analysis, say),
        tell_intake(analysis, say),
        tell_problems(analysis, say),
        tell_notes(analysis, say),
    ]
    book = Book(path, analysis, say)
    book.add(build_overview(analysis, sheets, say))
    for sheet in sheets:
        book.add(sheet)
        if sheet is months:
            draw_charts(book, months, say)
    book.close()
