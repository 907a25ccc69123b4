"""One table of a report -> what each of its rows became."""

from __future__ import annotations

from collections.abc import Sequence

from drift.errors import Problem
from drift.sources.layout.kpi.block import Block
from drift.sources.layout.kpi.labels import is_total
from drift.sources.rows.reports.dates import date_slots
from drift.sources.rows.reports.kinds import read_kinds
from drift.sources.rows.reports.perrow import read_per_row
from drift.sources.rows.reports.sheet import FOUND, Fate, Outcome, ReportSheet
from drift.sources.rows.reports.turned import read_turned


def read_block(sheet: ReportSheet, block: Block) -> list[Outcome]:
    """Read one table: its headings, the rows that add others up, and the rows that hold records."""
    heads = [Outcome(row, "heading") for row in range(block.top - block.n_heads + 1, block.top + 1)]
    fates = {row: _sort_out(sheet, block, row) for row in range(block.top + 1, block.last + 1)}
    aside = [Outcome(row, fate) for row, fate in fates.items() if fate]
    return [*heads, *aside, *_read_rows(sheet, block, [row for row, fate in fates.items() if fate is None])]


def _sort_out(sheet: ReportSheet, block: Block, row: int) -> Fate | None:
    """Return what a row is that holds no record; None where it may hold one."""
    texts = sheet.rows[row - 1]
    if sum(map(bool, texts)) < 2:
        return "note"
    if tuple(texts) == block.heads:
        return "heading"
    named = (j for j in (block.indicator, block.shared.get("period")) if j is not None)
    return "total" if any(is_total(texts[j]) for j in named) else None


def _read_rows(sheet: ReportSheet, block: Block, rows: Sequence[int]) -> list[Outcome]:
    if block.fault and not _are_coloured(sheet, block):
        return _reject(sheet, block, rows, block.fault)
    if block.indicators:
        return read_turned(sheet, block, rows)
    slots = date_slots(block)
    if slots is None:
        return _reject(sheet, block, rows, "expected.report_year")
    return (read_kinds if "kind" in block.shared else read_per_row)(sheet, block, slots, rows)


def _are_coloured(sheet: ReportSheet, block: Block) -> bool:
    """Return whether the periods of a table without words hold colours instead."""
    columns = {j for slot in block.slots for j in slot.columns.values()}
    rows = range(block.top + 1, block.last + 1)
    return any(sheet.colour((row, j)) for row in rows for j in columns)


def _reject(sheet: ReportSheet, block: Block, rows: Sequence[int], expected: str) -> list[Outcome]:
    """Reject every row of a table for one reason, told once at its heading."""
    place = (block.top, next(j for j, text in enumerate(block.heads) if text))
    problem = Problem(sheet.at(place), " | ".join(filter(None, block.heads))[:FOUND], expected)
    return [Outcome(block.top, "heading", problems=(problem,)), *(Outcome(row, "rejected") for row in rows)]
