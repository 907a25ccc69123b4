"""Which answer a number has: a change that was found, or a cell with all its digits; else the sheet of its page.

A count is not looked for: it is equal to many cells by chance, and a link to another quantity says what is not so. Only
large ones that are the incidents of a change are known by it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
import pandas as pd

from drift.analysed import Analysis
from drift.reports.numbers.pages import Told
from drift.reports.workbook.answers import POINT, SAME, Answer, Answers, Tables, answer_changes, fits, key_of
from drift.reports.workbook.changes import SUFFIX
from drift.reports.workbook.contents import Contents
from drift.reports.workbook.live import Cells, Live, drop_sign, pick_cells, scale, take_cell
from drift.reports.workbook.sheet import Sheet

# whose cells say nothing by their value alone
UNSEARCHED: Final = (
    *("incidents", "events", "clauses", "readings", "targets", "lineage", "norms", "judgements", "reports"),  # rows
    *("howto", "overview", "duties", "measures", "intake"),
)
MANY: Final = 100  # incidents of a change, from which on equal is no chance
# where what a page tells stands in the workbook; the first of the sheets that there is
SHEETS_OF: Final = {
    "front": ("months",),
    "asks": ("versions",),
    "meet": ("measures", "meetings"),
    "outcomes": ("outcomes",),
    "otherwise": ("otherwise", "months"),
    "quiet": ("measures",),
    "table": ("table",),
    "problem": ("table",),
    "scissors": ("months",),
    "slide": ("drivers", "months"),
    "levels": ("fates", "by_level"),
    "norms": ("norms_met", "norms"),
    "reported": ("indicators", "reports", "lived"),
    "documents": ("by_document",),
    "method": ("howto",),
    "sources": ("intake",),
}


class Finder:
    """Finds what stands behind the numbers of one report."""

    def __init__(self, told: Sequence[Told], contents: Contents, analysis: Analysis) -> None:
        self._contents, sheets = contents, contents.sheets
        tables = Tables(sheets, analysis.measures["measure"].to_numpy(), contents.refer)
        self._changes: Answers = answer_changes(analysis, tables)
        searched = [sheet for name, sheet in sheets.items() if name not in UNSEARCHED]
        wanted = {one.number.value for one in told if one.number.value % 1}
        self._cells = find_cells(searched, wanted)
        self._kept: dict[Told, Answer | None] = {}

    def answer(self, told: Told) -> Answer | None:
        """Return what stands behind a number; None where nothing is known of it but its sentence."""
        if told not in self._kept:
            self._kept[told] = self._find(told) if told.number.look != "fixed" else None
        return self._kept[told]

    def place(self, told: Told) -> str:
        """Return where a number leads to: the cells behind it, else the sheet that speaks of it."""
        answer, contents = self.answer(told), self._contents
        if answer is not None and answer.rows is not None and answer.column is not None:
            sheet, first, last = answer.rows
            return contents.refer(sheet, answer.column, first, last)
        if told.number.look == "fixed" and "howto" in contents.sheets:
            return f"{contents.quote('howto')}!$A$1"
        sheet = next((name for name in SHEETS_OF[told.name] if name in contents.sheets), "overview")
        return f"{contents.quote(sheet)}!$A$1"

    def _find(self, told: Told) -> Answer | None:
        number = told.number
        changes = [answer for answer in self._changes.get(key_of(number.value), ()) if self._is_meant(answer, told)]
        if changes:
            return _sign(changes[0], number.value)
        if number.look == "number" and number.value % 1:  # a percentage whose sign stands elsewhere: 29 to 39 %
            inside = self._changes.get(key_of(number.value / POINT), ())
            return next((_enlarge(_sign(answer, number.value / POINT)) for answer in inside), None)
        return self._find_cell(told)

    def _is_meant(self, answer: Answer, told: Told) -> bool:
        return bool(told.number.value % 1) or answer.value >= MANY

    def _find_cell(self, told: Told) -> Answer | None:
        value = told.number.value
        if not value % 1:
            return None
        factor = POINT if told.number.look == "points" else 1
        cells = self._cells.get(key_of(value / factor), [])
        if len({(one.sheet, one.column) for one in cells}) != 1:  # of several columns nobody knows which is meant
            return None
        cell = max(cells, key=lambda one: one.first)  # what is in force is told of the last month that has it
        live = scale(take_cell(cell, self._contents.refer), factor)
        live = live if (live.value < 0) == (value < 0) else drop_sign(live)
        return self._around(cell, Answer(value, live=live if fits(live, value) else None))

    def _around(self, cell: Cells, answer: Answer) -> Answer:
        """Return an answer with the month of its cell, and the interval that stands beside it."""
        frame = self._contents.sheets[cell.sheet].frame
        row, suffix = frame.iloc[cell.first], SUFFIX if cell.column.endswith(SUFFIX) else ""
        name = cell.column.removesuffix(SUFFIX)
        ends = [row.get(f"{name}_{end}{suffix}") for end in ("low", "high")]
        low, high = (
            float(end) if end is not None and pd.notna(end) and answer.value == cell.values[0] else None for end in ends
        )
        month = row.get("period")
        window = (pd.Period(month, "M"),) * 2 if isinstance(month, pd.Timestamp) else None
        rows = (cell.sheet, cell.first, cell.last)
        return Answer(answer.value, rows, cell.column, None, window, low, high, answer.live)


def _enlarge(answer: Answer) -> Answer:
    """Return a share as percentages have it."""
    low, high = (None if end is None else POINT * end for end in (answer.low, answer.high))
    live = scale(Live(f"({answer.live.formula})", answer.live.value), POINT) if answer.live else None
    return replace(answer, value=POINT * answer.value, low=low, high=high, live=live)


def _sign(answer: Answer, value: float) -> Answer:
    """Return an answer for a number that is told without its sign: `fell by 34 %`."""
    if (answer.value < 0) == (value < 0):
        return answer
    low, high = (None if end is None else -end for end in (answer.high, answer.low))
    live = drop_sign(answer.live) if answer.live else None
    return replace(answer, value=value, low=low, high=high, live=live)


def find_cells(sheets: Iterable[Sheet], wanted: Iterable[float]) -> Mapping[str, list[Cells]]:
    """Return where each of some numbers stands, by its key; as it is or a hundredth of it, of either sign."""
    asked = {key_of(number) for value in wanted for number in (value, value / POINT)}
    values = np.array(sorted(float(key) for key in asked))
    found: defaultdict[str, list[Cells]] = defaultdict(list)
    for sheet in sheets:
        for name in map(str, sheet.frame.select_dtypes("number")):
            cells = pick_cells(sheet.name, sheet.frame, name, range(len(sheet.frame)))
            column = np.abs(cells.values)
            at = np.clip(np.searchsorted(values, column * (1 - SAME)), 0, max(len(values) - 1, 0))
            for row in np.flatnonzero(np.isclose(values[at], column, rtol=SAME, atol=0)) if len(values) else ():
                one = replace(cells, first=int(row), last=int(row), values=cells.values[row : row + 1])
                found[key_of(values[at[row]])].append(one)
    return found
