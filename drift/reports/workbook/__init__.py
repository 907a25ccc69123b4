"""The workbook for analysts: a sheet a table, every row with its place, every number linked to its rows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from drift.analysed import Analysis
from drift.reports.edition.share import hidden_columns
from drift.reports.material import Material
from drift.reports.workbook import accounts, months, relation, rows, table, tickets
from drift.reports.workbook.book import Book
from drift.reports.workbook.charts import draw_charts
from drift.reports.workbook.overview import build_overview
from drift.reports.workbook.sheet import Sheet
from drift.terms import Edition
from drift.wording import Wording

EMPTIED: Final = {"measures": ("n", "known")}  # columns that the shared edition has emptied


def write_workbook(material: Material, path: Path) -> None:
    """Write the overview, months with charts, every table, and the accounts of what was read.

    A sheet without a row is left out, and the overview names it.
    """
    analysis, say, ours = material.analysis, material.say, material.edition == "ours"
    sheets = _list_sheets(analysis, say, material.edition)
    sheets = sheets if ours else [_for_both(sheet, analysis) for sheet in sheets]
    filled = [sheet for sheet in sheets if len(sheet.frame)]
    empty = [sheet.name for sheet in sheets if not len(sheet.frame)] if ours else []
    book = Book(path, analysis, say)
    book.add(build_overview(material, filled, empty))
    for sheet in filled:
        book.add(sheet)
        if sheet.name == "months":
            draw_charts(book, sheet, analysis.measured.components)
    book.close()


def _list_sheets(analysis: Analysis, say: Wording, edition: Edition) -> list[Sheet]:
    chosen = tickets.choose_tickets(analysis)
    return [
        months.list_months(analysis, chosen),
        months.list_measures(analysis, chosen),
        relation.list_drivers(analysis),
        relation.tell_otherwise(analysis, say),
        months.list_documents(analysis),
        rows.list_versions(analysis),
        relation.list_steps(analysis),
        relation.list_duties(analysis),
        rows.list_rows(analysis, "clauses"),
        rows.list_read(analysis, "readings"),
        rows.list_read(analysis, "targets"),
        rows.list_lineage(analysis),
        tickets.list_incidents(analysis, chosen, say),
        tickets.list_updates(analysis, chosen),
        relation.list_roles(analysis, say, with_authors=edition == "ours"),
        relation.list_agreed(analysis),
        relation.list_meetings(analysis),
        relation.list_experts(analysis),
        relation.list_held(analysis),
        table.list_problems(analysis, chosen, say),
        table.list_agreements(analysis, say),
        table.list_since(analysis),
        table.list_remarks(analysis, say),
        accounts.tell_cautions(analysis, say),
        accounts.tell_intake(analysis, say),
        accounts.tell_problems(analysis, say),
        accounts.tell_notes(analysis, say),
    ]


def _for_both(sheet: Sheet, analysis: Analysis) -> Sheet:
    """Return the sheet of a table without the columns that the shared edition has emptied."""
    if sheet.name not in analysis.tables:
        return replace(sheet, frame=sheet.frame.drop(columns=[*EMPTIED.get(sheet.name, ())]))
    hidden = hidden_columns(sheet.name, analysis.tables[sheet.name])
    return replace(sheet, frame=sheet.frame.drop(columns=hidden, errors="ignore"))
