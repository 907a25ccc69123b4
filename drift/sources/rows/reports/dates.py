"""The period of each column or row of a report, its year from a title, a tab or the file's name if need be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from drift.errors import Note
from drift.sources.layout.kpi.block import Block, Slot
from drift.sources.layout.kpi.cells import steps_of
from drift.sources.layout.kpi.words import read_head, role_of
from drift.sources.rows.reports.sheet import ReportSheet
from drift.sources.values.periods import Period, find_period, join_periods, read_period

Undated = Literal["no period", "no year", "a sum"]


def list_context(block: Block) -> list[Period | None]:
    """Return the periods that the titles, the tab and the file's name tell, the nearest first."""
    return [*map(find_period, block.titles), find_period(block.stem)]


def date_slots(block: Block) -> list[Slot] | None:
    """Return the columns of each period with its year; None where nothing tells the year.

    Months whose headings name no year run on from the year of the title: after December the next one begins.
    """
    around = [read_head(text).period for text in block.heads if not role_of(text)]
    headed = next((one for one in around if one and one.year and not one.step), None)  # Year 2024, Jan, Feb
    year = next((one.year for one in (headed, *list_context(block)) if one and one.year), None)
    dated: list[Slot] = []
    before = ""
    for slot in block.slots:
        if slot.period is None or slot.period.year is not None:
            dated.append(slot)
            continue
        if year is None:
            return None
        step = slot.period.step
        year += before[:1] == step[:1] and step < before
        before = step
        dated.append(Slot(Period(year, step), slot.columns))
    return dated


def tell_jumps(sheet: ReportSheet, block: Block) -> list[Note]:
    """Note months beside each other that do not follow one another: a heading may bear a wrong year."""
    slots = [(slot, slot.period) for slot in date_slots(block) or () if slot.period and slot.period.month]
    months = [(period.year or 0) * 12 + (period.month or 0) for _, period in slots]
    jumps = [i for i in range(1, len(months)) if abs(months[i] - months[i - 1]) != 1]
    return [
        Note(
            "note.report_jump",
            {"period": str(slots[i][1]), "before": str(slots[i - 1][1])},
            sheet.at((block.top, min(slots[i][0].columns.values()))),
        )
        for i in jumps
    ]


@dataclass(frozen=True)
class RowDates:
    """How the rows of a table tell their period: in a column, with a year beside it, or by what stands above."""

    context: tuple[Period | None, ...]
    column: int | None
    year: int | None  # column
    steps: str = ""  # what a bare number is
    monthly: bool = False  # most periods are months and the like, no whole years

    def date(self, texts: list[str], told: str) -> Period | Undated:
        """Return the period of a row; told: the text of its column, or the last one above it."""
        own = None
        if self.column is not None:
            own = read_period(told, steps=self.steps)
            if own is None:
                return "no period"
            if self.monthly and not own.step and own.year and self.year is None:
                return "a sum"  # a whole year among months adds them up
        year = read_period(texts[self.year]) if self.year is not None else None
        return join_periods(own, year, *self.context) or "no year"


def find_row_dates(sheet: ReportSheet, block: Block) -> RowDates:
    """Return how the rows of a table tell their period."""
    column, year, context = block.shared.get("period"), block.shared.get("year"), tuple(list_context(block))
    if column is None:
        return RowDates(context, None, year)
    texts = [sheet.text((row, column)) for row in range(block.top + 1, block.last + 1)]
    read = [period for text in texts if (period := read_period(text, steps="M"))]
    monthly = 2 * sum(bool(period.step) for period in read) > len(read)
    return RowDates(context, column, year, steps_of(read_head(block.heads[column]).role), monthly)
