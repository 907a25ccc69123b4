"""Which sheets of a file hold KPI reports: they are read as such, the others are left to the readers of tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final

from drift.sources.accounts import SheetAccount
from drift.sources.layout.find import Layout
from drift.sources.layout.kpi.find import find_blocks, is_called_report, speaks_of_results
from drift.sources.layout.kpi.parts import Part, begin_of, divide_sheet, find_others
from drift.sources.opening.cells import Cells
from drift.sources.rows.handwritten import texts_of
from drift.sources.rows.reports.report import TABLE, NormReport, build_report, refuse_report
from drift.sources.rows.reports.sheet import ReportSheet
from drift.sources.rows.reports.table import read_block

MAX_CELLS: Final = 500_000  # twenty years of a hundred indicators a month have 200,000; what is larger is a log
_LOGS: Final = frozenset({"events", "contacts", "attendees", "people"})  # what is one of these is no report
_OF_INCIDENTS: Final = frozenset({"incident_id", "title", "handler", "requester", "resolved_at", "closed_at"})


def take_reports(file: str, layouts: Sequence[Layout]) -> tuple[list[Layout], list[NormReport]]:
    """Take the KPI reports out of the sheets of a file, and read them; the analyst's word goes first.

    A sheet that holds clauses or governance too is left with these.
    """
    taken = [_take_sheet(file, layout) for layout in layouts]
    return [layout for layout, _ in taken if layout], [report for _, reports in taken for report in reports]


def _take_sheet(file: str, layout: Layout) -> tuple[Layout | None, list[NormReport]]:
    """Return what is left of a sheet, and what it reports."""
    told = layout.source.table if layout.source else None
    if layout.cells.hidden or not layout.wanted or told not in (None, TABLE) or not (told or _may_report(layout)):
        return layout, []
    sheet = ReportSheet(file, layout.cells, texts_of(layout.cells))
    stem = PurePosixPath(file).stem
    called = is_called_report((stem, layout.cells.sheet))
    others = [] if told else find_others(layout.tables, sheet.rows, called=called)
    stops = [begin_of(sheet.rows, table.row, table.n_rows) for table in others]
    if blocks := find_blocks(sheet.rows, layout.cells.sheet, stem, stops):
        parts = divide_sheet(sheet.rows, others, blocks)
        left = tuple(part.other for part in parts if part.other)
        return replace(layout, tables=left) if left else None, [_read(sheet, part) for part in parts if part.blocks]
    bare = all("text" not in heading.columns for heading in layout.tables if heading.table == "clauses")
    unread = called and bare and speaks_of_results(sheet.rows)
    return (None, [refuse_report(sheet)]) if told or unread else (layout, [])


def _read(sheet: ReportSheet, part: Part) -> NormReport:
    return build_report(sheet, part, [outcome for block in part.blocks for outcome in read_block(sheet, block)])


def _may_report(layout: Layout) -> bool:
    """Whether a sheet may be a report by what it was taken for: no log with numbers or persons."""
    cells = layout.cells
    logs = (table.table in _LOGS or not _OF_INCIDENTS.isdisjoint(table.columns) for table in layout.tables)
    return cells.n_columns >= 2 and cells.n_rows * cells.n_columns <= MAX_CELLS and not any(logs)


def in_order(sheets: Sequence[Cells], accounts: Sequence[SheetAccount]) -> list[SheetAccount]:
    """Return the accounts of the sheets of a file in the order in which they stand in it."""
    order = {cells.sheet: i for i, cells in enumerate(sheets)}
    return sorted(accounts, key=lambda account: (order[account.sheet], account.first_row))
