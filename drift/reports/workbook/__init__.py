"""The workbook for analysts: a sheet a table, every row with its place, every number linked to its rows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from drift.analysis import Analysis
from drift.reports.edition import hidden_columns
from drift.reports.workbook.accounts import tell_cautions, tell_intake, tell_notes, tell_problems
from drift.reports.workbook.book import Book
from drift.reports.workbook.charts import draw_charts
from drift.reports.workbook.months import list_documents, list_measures, list_months
from drift.reports.workbook.overview import build_overview
from drift.reports.workbook.relation import (
    list_agreed,
    list_drivers,
    list_duties,
    list_experts,
    list_held,
    list_meetings,
    list_roles,
    list_steps,
    tell_otherwise,
)
from drift.reports.workbook.rows import (
    list_incidents,
    list_lineage,
    list_read,
    list_rows,
    list_updates,
    list_versions,
)
from drift.reports.workbook.sheet import Sheet
from drift.reports.workbook.table import list_agreements, list_problems, list_remarks, list_since
from drift.terms import Edition
from drift.wording import Wording


def write_workbook(analysis: Analysis, path: Path, say: Wording, *, edition: Edition = "ours") -> None:
    """Write the overview, months with charts, every table, and the accounts of what was read.

    A sheet without a row is left out, and the overview names it.
    """
    sheets = [
        _for_both(sheet, analysis) if edition == "shared" else sheet for sheet in _list_sheets(analysis, say, edition)
    ]
    filled = [sheet for sheet in sheets if len(sheet.frame)]
    book = Book(path, analysis, say)
    empty = [sheet.name for sheet in sheets if not len(sheet.frame)] if edition == "ours" else []
    book.add(build_overview(analysis, filled, empty, say, edition=edition))
    for sheet in filled:
        book.add(sheet)
        if sheet.name == "months":
            draw_charts(book, sheet, analysis.measured.components, say)
    book.close()


def _list_sheets(analysis: Analysis, say: Wording, edition: Edition) -> list[Sheet]:
    return [
        list_months(analysis),
        list_measures(analysis),
        list_drivers(analysis),
        tell_otherwise(analysis, say),
        list_documents(analysis),
        list_versions(analysis),
        list_steps(analysis),
        list_duties(analysis),
        list_rows(analysis, "clauses"),
        list_read(analysis, "readings"),
        list_read(analysis, "targets"),
        list_lineage(analysis),
        list_incidents(analysis, say, edition=edition),
        list_updates(analysis),
        list_roles(analysis, say, with_authors=edition == "ours"),
        list_agreed(analysis),
        list_meetings(analysis),
        list_experts(analysis),
        list_held(analysis),
        list_problems(analysis, say),
        list_agreements(analysis, say),
        list_since(analysis),
        list_remarks(analysis, say),
        tell_cautions(analysis, say),
        tell_intake(analysis, say),
        tell_problems(analysis, say),
        tell_notes(analysis, say),
    ]


def _for_both(sheet: Sheet, analysis: Analysis) -> Sheet:
    """Return the sheet of a table without the columns that the shared edition has emptied."""
    if sheet.name not in analysis.tables:
        return sheet
    hidden = hidden_columns(sheet.name, analysis.tables[sheet.name])
    return replace(sheet, frame=sheet.frame.drop(columns=hidden, errors="ignore"))
