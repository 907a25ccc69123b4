"""Which answer a number has: a change that was found, a cell, a count of rows; else the sheet to look in."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Final

import numpy as np
import pandas as pd

from drift.analysed import Analysis
from drift.reports.numbers.pages import Told
from drift.reports.numbers.spoken import DIGITS
from drift.reports.workbook.answers import POINT, SAME, Answer, Answers, Tables, answer_changes, fits, key_of
from drift.reports.workbook.changes import SUFFIX
from drift.reports.workbook.contents import Contents
from drift.reports.workbook.live import Cells, Live, count_rows, drop_sign, pick_cells, scale, take_cell, take_sum
from drift.reports.workbook.sheet import Sheet
from drift.reports.workbook.words import Speaking, stems_of

READ_BY_ROW: Final = ("incidents", "events", "clauses", "readings", "targets", "lineage")  # sheets of rows, no findings
ABOUT: Final = ("howto", "overview")  # sheets that hold no finding of their own
# whose cells say nothing by their value alone
UNSEARCHED: Final = (*READ_BY_ROW, *ABOUT, "duties", "measures", "intake")
FEW: Final = 5  # a count below it stands everywhere
RARE: Final = 20  # a count from which on one column that has it is meant
MANY: Final = 100  # a count from which on equal is no chance
MOST_NUMBERS: Final = 4  # in a sentence whose words tell which cell a count is; more of them share its words


class Finder:
    """Finds what stands behind the numbers of one report."""

    def __init__(self, told: Sequence[Told], contents: Contents, analysis: Analysis) -> None:
        self._contents, sheets = contents, contents.sheets
        tables = Tables(sheets, analysis.measures["measure"].to_numpy(), contents.refer)
        self._changes: Answers = answer_changes(analysis, tables)
        searched = [sheet for name, sheet in sheets.items() if name not in UNSEARCHED]
        wanted = {one.number.value for one in told if abs(one.number.value) >= FEW or one.number.value % 1}
        self._cells = find_cells(searched, wanted)
        self._speaking = Speaking(contents)
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
        words, around = stems_of(f"{told.label} {told.around}"), stems_of(told.title)
        weigh = self._speaking.weigh_sheet
        best = max(contents.sheets, key=lambda name: (weigh(words, name), weigh(around, name), name == "overview"))
        return f"{contents.quote(best)}!$A$1"

    def _find(self, told: Told) -> Answer | None:
        number = told.number
        changes = [answer for answer in self._changes.get(key_of(number.value), ()) if self._is_meant(answer, told)]
        if changes:
            return _sign(changes[0], number.value)
        if number.look == "number" and number.value % 1:  # a percentage whose sign stands elsewhere: 29 to 39 %
            inside = self._changes.get(key_of(number.value / POINT), ())
            return next((_enlarge(_sign(answer, number.value / POINT)) for answer in inside), None)
        return self._find_cell(told) or self._count(told)

    def _is_meant(self, answer: Answer, told: Told) -> bool:
        return bool(told.number.value % 1) or answer.value >= FEW

    def _find_cell(self, told: Told) -> Answer | None:
        value, words = told.number.value, stems_of(f"{told.label} {told.around}")
        if not value % 1 and abs(value) < FEW:
            return None
        factor = POINT if told.number.look == "points" else 1
        cells = self._cells.get(key_of(value / factor), [])
        weighed = [(self._speaking.weigh_cell(words, one.sheet, one.column, one.first), one) for one in cells]
        # what is in force is told of the last month that has it
        weights, cell = max(
            weighed,
            key=lambda pair: (sum(pair[0]), "n_" not in pair[1].column, pair[1].first),
            default=((0, 0), None),
        )
        findings = {(one.sheet, one.column) for one in cells if not one.column.rpartition("n_")[1]}
        alone = len(findings) == 1 and value >= RARE  # no other column has it but one of numbers of incidents
        named = all(weights) and len(DIGITS.findall(told.label)) <= MOST_NUMBERS
        if cell is None or not (value % 1 or named or alone):
            return None
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

    def _count(self, told: Told) -> Answer | None:
        """Return the rows of a sheet, or the sum of a column, where a count is as many."""
        value = told.number.value
        if told.number.look != "number" or value % 1 or value < RARE:
            return None
        words = stems_of(told.label)
        for name, sheet in self._contents.sheets.items():
            if name in ABOUT:
                continue
            column, rows = str(sheet.frame.columns[0]), range(len(sheet.frame))
            named = words & stems_of(self._contents.titles[name])
            if len(rows) == value and (named or value >= MANY):
                cells = Cells(name, column, 0, len(rows) - 1, np.array([]))
                return Answer(value, (name, 0, len(rows) - 1), column, live=count_rows(cells, self._contents.refer))
        return self._sum(told, words) if value >= MANY else None

    def _sum(self, told: Told, words: frozenset[str]) -> Answer | None:
        for cells, total in self._totals:
            heading = self._contents.heads[cells.sheet][cells.column]
            if math.isclose(total, told.number.value) and words & stems_of(heading):
                live: Live = take_sum(cells, self._contents.refer)
                return Answer(told.number.value, (cells.sheet, 0, cells.last), cells.column, live=live)
        return None

    @cached_property
    def _totals(self) -> list[tuple[Cells, float]]:
        """The sum of every column of numbers of what is no list of rows."""
        sheets = [sheet for name, sheet in self._contents.sheets.items() if name not in (*READ_BY_ROW, *ABOUT)]
        columns = [(sheet, name) for sheet in sheets for name in map(str, sheet.frame.select_dtypes("number"))]
        cells = [pick_cells(sheet.name, sheet.frame, name, range(len(sheet.frame))) for sheet, name in columns]
        return [(one, float(np.nansum(one.values))) for one in cells]


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
