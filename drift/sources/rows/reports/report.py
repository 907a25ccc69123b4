"""What one sheet reports: its records as a frame, the account of its rows, and what to tell of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from drift.errors import Address, Note, Problem
from drift.sources.accounts import SheetAccount
from drift.sources.layout.kpi.parts import Part
from drift.sources.relations.columns import RelationColumn, find_columns
from drift.sources.rows.reports.dates import tell_jumps
from drift.sources.rows.reports.sheet import FOUND, Outcome, Record, ReportSheet
from drift.sources.rows.reports.units import align_units, tell_apart
from drift.sources.values.amounts import tell_verdict
from drift.sources.values.filenames import read_name
from drift.terms import PROBLEMS_SHOWN

TABLE: Final = "norm_reports"
_TEXTS: Final = (
    "file", "sheet", "cell", "document", "period", "indicator", "clause_id", "comparator", "unit", "verdict", "colour"
)  # fmt: skip
_REALS: Final = ("norm", "result", "numerator", "denominator")


@dataclass(frozen=True)
class NormReport:
    """What one sheet reports, the account of its rows, and what could not be read."""

    frame: pd.DataFrame
    account: SheetAccount
    notes: tuple[Note, ...] = ()
    problems: tuple[Problem, ...] = ()
    columns: tuple[RelationColumn, ...] = ()  # that may tell relations apart


def refuse_report(sheet: ReportSheet) -> NormReport:
    """Return the account of a sheet that is called a report and cannot be read as one: a problem, never clauses."""
    first = next((i for i, row in enumerate(sheet.rows) if sum(map(bool, row)) > 1), 0)
    row = sheet.rows[first] if sheet.rows else []
    place = (first + 1, next((j for j, text in enumerate(row) if text), 0))
    problem = Problem(sheet.at(place), " | ".join(filter(None, row))[:FOUND], "expected.report")
    n_filled = sum(map(any, sheet.rows))
    blank = len(sheet.rows) - n_filled
    account = SheetAccount(sheet.cells.sheet, TABLE, rejected=n_filled, blank=blank, n_problems=1)
    return NormReport(_to_frame([]), account, problems=(problem,))


def build_report(sheet: ReportSheet, part: Part, outcomes: Sequence[Outcome]) -> NormReport:
    """Return what a part of a sheet reports, by what each row of its tables became."""
    records = align_units(tell_apart([record for outcome in outcomes for record in outcome.records]))
    problems = [problem for outcome in outcomes for problem in outcome.problems]
    frame = _to_frame(records).assign(file=sheet.file, sheet=sheet.cells.sheet, document=read_name(sheet.file).document)
    notes = (
        *_tell_records(sheet, records, outcomes),
        *(note for block in part.blocks for note in tell_jumps(sheet, block)),
    )
    rows = [(block, pd.RangeIndex(block.top + 1, block.last + 1)) for block in part.blocks]
    columns = (one for block, own in rows for one in find_columns(sheet.file, sheet.cells, block.top, own))
    account = _account(sheet, part, outcomes, len(problems))
    return NormReport(frame, account, notes, tuple(problems[:PROBLEMS_SHOWN]), tuple(columns))


def _account(sheet: ReportSheet, part: Part, outcomes: Sequence[Outcome], n_problems: int) -> SheetAccount:
    fates = {row: "note" if any(sheet.rows[row - 1]) else "blank" for row in range(part.first, part.last + 1)}
    first = part.blocks[0]
    told = {outcome.row: outcome.fate for outcome in outcomes if outcome.fate not in ("note", "total")}
    n = Counter((fates | told).values())
    columns = dict(first.slots[0].columns) if first.slots else {}
    return SheetAccount(
        sheet.cells.sheet,
        TABLE,
        accepted=n["accepted"],
        rejected=n["rejected"],
        blank=n["blank"],
        heading=n["heading"],
        note=n["note"],
        n_problems=n_problems,
        first_row=part.first,
        last_row=None if part.last == len(sheet.rows) else part.last,
        columns=columns | ({} if first.indicator is None else {"indicator": first.indicator}),
    )


def _tell_records(sheet: ReportSheet, records: Sequence[Record], outcomes: Sequence[Outcome]) -> list[Note]:
    """Return how much was read, how many rows add others up, and how many norms are no number."""
    at = Address(sheet.file, sheet.cells.sheet)
    counts = {
        "note.report_totals": sum(outcome.fate == "total" for outcome in outcomes),
        "note.report_norms": sum(record.vague for record in records),
    }
    summary = [_summarise(records, at)] if records else []
    return summary + [Note(code, {"n": n}, at) for code, n in counts.items() if n]


def _summarise(records: Sequence[Record], at: Address) -> Note:
    periods = sorted({str(record.period) for record in records})
    n_indicators = len({record.indicator for record in records})
    n = sum(map(_is_result, records))
    values = {"n": n, "indicators": n_indicators, "periods": len(periods), "first": periods[0], "last": periods[-1]}
    return Note("note.report", values, at)


def _is_result(record: Record) -> bool:
    """Whether a record holds a result: a number, a verdict that is not still open, or a colour instead of both."""
    if record.result is None and record.verdict is None:
        return record.colour is not None
    return record.result is not None or tell_verdict(record.verdict or "") != "open"


def _to_frame(records: Sequence[Record]) -> pd.DataFrame:
    rows = [
        vars(record) | {
            "norm": record.norm and record.norm.value,
            "comparator": record.norm and record.norm.comparator,
            "result": record.result and record.result.value,
        }
        for record in records
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["row", *_TEXTS, *_REALS])
    return frame.astype({**dict.fromkeys(_TEXTS, "str"), **dict.fromkeys(_REALS, "float64"), "row": "int64"})
