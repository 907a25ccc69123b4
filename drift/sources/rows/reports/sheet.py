"""The cells of a sheet that is a KPI report, and what its rows became."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from drift.errors import Address, Problem
from drift.sources.opening.cells import Cells, address_of
from drift.sources.opening.child import NUMBER
from drift.sources.values.amounts import Amount, read_amount

Fate = Literal["heading", "accepted", "rejected", "total", "note"]
Place = tuple[int, int]  # row, 1 = first; column, 0 = A
FOUND: Final = 120  # letters of a cell that a problem shows


@dataclass(frozen=True)
class ReportSheet:
    """The cells of one sheet as texts, row by row, and what their formats tell."""

    file: str
    cells: Cells
    rows: list[list[str]]

    def at(self, place: Place) -> Address:
        """Return the address of a cell."""
        return address_of(self.file, self.cells.sheet, *place)

    def text(self, place: Place) -> str:
        """Return what stands in a cell, blank as empty text."""
        return self.rows[place[0] - 1][place[1]]

    def amount(self, place: Place) -> Amount | None:
        """Return what one cell says; the format of a number cell tells a percentage."""
        text = self.text(place)
        if self.cells.kinds(place[1])[place[0] - 1].as_py() != NUMBER:
            return read_amount(text)
        shown = self.cells.marks.formats.get(place, "") if self.cells.marks else ""
        return Amount(round(float(text) * 100, 6), "%") if "%" in shown else Amount(float(text))

    def colour(self, place: Place) -> str | None:
        """Return the colour that a cell is filled with: green, amber, red; None: none of these."""
        return self.cells.marks.fills.get(place) if self.cells.marks else None

    def fault(self, place: Place, expected: str) -> Problem:
        """Return what is wrong with one cell."""
        return Problem(self.at(place), self.text(place)[:FOUND], expected)

    def no_value(self, place: Place) -> Problem | None:
        """Return why a cell has no value: an error of Excel, or a formula never calculated; None where it has one."""
        marks = self.cells.marks
        if marks is None or place not in marks.valueless:
            return None
        shown = marks.errors.get(place, "")
        return Problem(self.at(place), shown, "expected.no_error" if shown else "expected.calculated")


@dataclass(frozen=True)
class Record:
    """What a report says of one indicator in one period."""

    row: int
    cell: str | None
    period: str | None
    indicator: str
    clause_id: str | None
    norm: Amount | None
    result: Amount | None
    unit: str | None  # as a heading or a column of units tells it
    verdict: str | None
    numerator: float | None
    denominator: float | None
    labels: tuple[str, ...] = ()  # what else names its row: the service, the priority
    vague: bool = False  # its norm is no number
    colour: str | None = None  # that the cell of the verdict is filled with, else that of the result


@dataclass(frozen=True)
class Outcome:
    """What one row became."""

    row: int
    fate: Fate
    records: tuple[Record, ...] = ()
    problems: tuple[Problem, ...] = ()


def settle_row(row: int, found: list[Record | Problem]) -> Outcome:
    """Return what a row became by what its cells gave: nothing makes it a note."""
    records = tuple(one for one in found if isinstance(one, Record))
    problems = tuple(one for one in found if isinstance(one, Problem))
    return Outcome(row, "accepted" if records else "rejected" if problems else "note", records, problems)
