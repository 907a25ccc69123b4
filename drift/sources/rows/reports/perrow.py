"""Tables with an indicator in each row, with a column of a period or a period of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from drift.errors import Problem
from drift.sources.layout.kpi.block import Block, Slot
from drift.sources.rows.reports.dates import RowDates, find_row_dates
from drift.sources.rows.reports.record import Subject, read_record
from drift.sources.rows.reports.sheet import Outcome, Place, Record, ReportSheet, settle_row
from drift.sources.values.amounts import is_nothing


def read_per_row(sheet: ReportSheet, block: Block, slots: Sequence[Slot], rows: Sequence[int]) -> list[Outcome]:
    """Read some rows of a table; a merged cell names the indicator or the period of the rows below it too."""
    if block.indicator is None:
        names = [name_table(block)] * len(rows)
    else:
        names = _run_down(sheet.text((row, block.indicator)) for row in rows)
    if slots[0].period is not None:
        return [_read_slots(sheet, block, slots, row, (name, None)) for row, name in zip(rows, names, strict=True)]
    dates = find_row_dates(sheet, block)
    told = _run_down(sheet.text((row, dates.column)) if dates.column is not None else "" for row in rows)
    outcomes: list[Outcome] = []
    n_undated = 0
    for row, name, text in zip(rows, names, told, strict=True):
        period = dates.date(sheet.rows[row - 1], text)
        if isinstance(period, str):
            outcomes.append(_leave_out(sheet, row, period, dates, first=not n_undated))
            n_undated += period == "no year"
        else:
            outcomes.append(_read_slots(sheet, block, slots, row, (name, period)))
    return outcomes


def _run_down(texts: Iterable[str]) -> list[str]:
    run: Iterator[str] = accumulate(texts, lambda before, text: text or before)
    return list(run)


def name_table(block: Block) -> str:
    """Return the indicator that a table without a column for it is about: its title, or the sheet."""
    return block.titles[0] if block.titles else ""


def _leave_out(sheet: ReportSheet, row: int, why: str, dates: RowDates, *, first: bool) -> Outcome:
    """Return what becomes of a row without a period; that a year stands nowhere is told once."""
    if why == "a sum":
        return Outcome(row, "total")
    fault = sheet.fault((row, dates.column or 0), f"expected.report_{'year' if why == 'no year' else 'period'}")
    return Outcome(row, "rejected", problems=(fault,) if first or why == "no period" else ())


def _read_slots(sheet: ReportSheet, block: Block, slots: Sequence[Slot], row: int, subject: Subject) -> Outcome:
    """Read the cells of one row: a record for each period that it tells something of."""
    indicator, own = subject
    if not indicator:
        return Outcome(row, "note")
    shared = {name: (row, j) for name, j in block.shared.items() if name in ("norm", "unit", "clause_id")}
    found: list[Record | Problem] = []
    for slot in slots:
        places: dict[str, Place] = shared | {role: (row, j) for role, j in slot.columns.items()}
        coloured = bool(block.fault) and any(sheet.colour((row, j)) for j in slot.columns.values())
        if coloured or _tells(sheet, slot, places, dated=own is not None):
            found.append(read_record(sheet, block, (indicator, slot.period or own), places))
    return settle_row(row, found)


def _tells(sheet: ReportSheet, slot: Slot, places: dict[str, Place], *, dated: bool) -> bool:
    """Whether cells tell something: a month still to come does not, a norm of a row with a period of its own does."""
    if any(not is_nothing(sheet.text(places[role])) for role in slot.columns if role not in ("norm", "aim")):
        return True
    return slot.period is None and dated and "norm" in places and not is_nothing(sheet.text(places["norm"]))
