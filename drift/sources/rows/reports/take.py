"""Which sheets of a file hold KPI reports: they are read as such, the others are left to the readers of tables."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Final

from drift.sources.accounts import SheetAccount
from drift.sources.layout.find import Layout
from drift.sources.layout.kpi.find import find_blocks, looks_like_report
from drift.sources.opening.cells import Cells
from drift.sources.rows.handwritten import texts_of
from drift.sources.rows.reports.report import TABLE, NormReport, build_report, refuse_report
from drift.sources.rows.reports.sheet import ReportSheet
from drift.sources.rows.reports.table import read_block

MAX_CELLS: Final = 500_000  # twenty years of a hundred indicators a month have 200,000; what is larger is a log
_LOGS: Final = frozenset({"events", "contacts", "attendees", "people"})  # what is one of these is no report
_OF_INCIDENTS: Final = frozenset({"incident_id", "title", "handler", "requester", "resolved_at", "closed_at"})


def take_reports(file: str, layouts: Sequence[Layout]) -> tuple[list[Layout], list[NormReport]]:
    """Take the sheets that hold KPI reports out of those of a file, and read them; the analyst's word goes first."""
    read = [(layout, _read_sheet(file, layout)) for layout in layouts]
    return [layout for layout, report in read if report is None], [report for _, report in read if report]


def _read_sheet(file: str, layout: Layout) -> NormReport | None:
    """Return what a sheet reports; None where it is no KPI report."""
    told = layout.source.table if layout.source else None
    if layout.cells.hidden or not layout.wanted or told not in (None, TABLE) or not (told or _may_report(layout)):
        return None
    sheet = ReportSheet(file, layout.cells, texts_of(layout.cells))
    stem = PurePosixPath(file).stem
    blocks = find_blocks(sheet.rows, layout.cells.sheet, stem)
    if blocks:
        return build_report(sheet, blocks, [outcome for block in blocks for outcome in read_block(sheet, block)])
    bare = all("text" not in heading.columns for heading in layout.tables if heading.table == "clauses")
    called = bare and looks_like_report(sheet.rows, (stem, layout.cells.sheet))
    return refuse_report(sheet) if told or called else None


def _may_report(layout: Layout) -> bool:
    """Whether a sheet may be a report by what it was taken for: no log with numbers or persons."""
    cells = layout.cells
    logs = (table.table in _LOGS or not _OF_INCIDENTS.isdisjoint(table.columns) for table in layout.tables)
    return cells.n_columns >= 2 and cells.n_rows * cells.n_columns <= MAX_CELLS and not any(logs)


def in_order(sheets: Sequence[Cells], accounts: Sequence[SheetAccount]) -> list[SheetAccount]:
    """Return the accounts of the sheets of a file in the order in which these stand in it."""
    order = {cells.sheet: i for i, cells in enumerate(sheets)}
    return sorted(accounts, key=lambda account: order[account.sheet])
