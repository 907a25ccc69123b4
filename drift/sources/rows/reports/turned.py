"""Tables with a row a month and a column an indicator, with the norms in a row of their own or in the headings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from drift.sources.layout.kpi.block import Block
from drift.sources.layout.kpi.cells import steps_of
from drift.sources.layout.kpi.words import VALUES, read_head, role_of
from drift.sources.rows.reports.dates import list_context
from drift.sources.rows.reports.record import read_record
from drift.sources.rows.reports.sheet import Outcome, Place, ReportSheet, settle_row
from drift.sources.values.amounts import is_nothing
from drift.sources.values.periods import join_periods, read_period


def read_turned(sheet: ReportSheet, block: Block, rows: Sequence[int]) -> list[Outcome]:
    """Read some rows of a table; the norms are those of the last such row above."""
    outcomes = []
    norm_row: int | None = None
    for row in rows:
        role = role_of(sheet.text((row, block.shared["period"])))
        if role == "norm":
            norm_row = row
            outcomes.append(Outcome(row, "accepted"))
        elif role not in VALUES:
            norms = {} if norm_row is None else {j: (norm_row, j) for j, _ in block.indicators}
            outcomes.append(_read_month(sheet, block, row, norms))
    return outcomes


def _read_month(sheet: ReportSheet, block: Block, row: int, norms: Mapping[int, Place]) -> Outcome:
    column = block.shared["period"]
    steps = steps_of(read_head(block.heads[column]).role or "period")
    period = join_periods(read_period(sheet.text((row, column)), steps=steps), *list_context(block))
    if period is None:
        return Outcome(row, "rejected", problems=(sheet.fault((row, column), "expected.report_period"),))
    found = []
    for j, name in block.indicators:
        if not is_nothing(sheet.text((row, j))):
            places = {"result": (row, j)} | ({"norm": norms[j]} if j in norms else {})
            found.append(read_record(sheet, block, (name, period), places))
    return settle_row(row, found)
