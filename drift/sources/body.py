"""The rows below a heading, as typed columns per field; what stands around them is counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow.compute as pc

from drift.errors import Address, Note, Problem
from drift.sources.accounts import SheetAccount
from drift.sources.child import BLANK, NUMBER
from drift.sources.values import NULLS, Column, from_arrow, strip_texts
from drift.terms import PROBLEMS_SHOWN

if TYPE_CHECKING:
    from drift.sources.cells import Cells
    from drift.sources.headings import Heading


@dataclass(frozen=True)
class Body:
    """A recognised table: its rows, not blank, with the account of all the rows around them."""

    file: str
    cells: Cells
    heading: Heading
    rows: pd.Index  # row numbers in the sheet, 1 = first
    account: SheetAccount

    def column(self, field: str) -> Column:
        """Return the cells of a field; all blank where the table has no such column."""
        i = self.heading.columns.get(field)
        if i is None:
            kinds = pd.Series(np.uint8(BLANK), index=self.rows)
            return Column(kinds, pd.Series(None, index=self.rows, dtype="str"))
        picked = self.rows.to_numpy() - 1
        kinds = self.cells.table.column(2 * i).take(picked).to_numpy()
        texts = self.cells.table.column(2 * i + 1).take(picked)
        return Column(pd.Series(kinds, index=self.rows), from_arrow(texts, self.rows))

    def has(self, field: str) -> bool:
        """Whether the table has a column of this field."""
        return field in self.heading.columns

    def title(self, field: str) -> str:
        """Return the heading of a field as it stands in the file."""
        return self.heading.titles.get(field, field)

    def address(self, row: int, field: str) -> Address:
        """Return the cell of a field in a row."""
        return address_of(self.file, self.cells.sheet, row, self.heading.columns[field])

    def problems(self, bad: pd.Series, field: str, expected: str) -> list[Problem]:
        """Return a problem for the first rows marked bad, and count them all in the account.

        A cell that shows an error of Excel is left out: it is a problem already, see `valueless`.
        """
        told = self.cells.marks.valueless if self.cells.marks else frozenset()
        column = self.heading.columns.get(field, -1)
        rows = [int(row) for row in bad.index[bad] if (row, column) not in told]
        self.account.n_problems += len(rows)
        texts = self.column(field).texts if rows else None
        return [
            Problem(self.address(row, field), "" if texts is None or pd.isna(texts[row]) else str(texts[row]), expected)
            for row in rows[:PROBLEMS_SHOWN]
        ]

    def valueless(self) -> list[Problem]:
        """Return the cells that show an error of Excel (#N/A, #REF!) or a formula that was never calculated."""
        marks = self.cells.marks
        if marks is None or not (marks.errors or marks.unvalued):
            return []
        rows, fields = set(self.rows), set(self.heading.columns.values())
        found = [(at, text, "expected.no_error") for at, text in marks.errors.items() if at[0] in rows]
        found += [(at, "", "expected.calculated") for at in marks.unvalued if at[0] in rows and at[1] in fields]
        self.account.n_problems += len(found)
        return [
            Problem(address_of(self.file, self.cells.sheet, *at), text, expected)
            for at, text, expected in sorted(found)[:PROBLEMS_SHOWN]
        ]


def read_body(file: str, cells: Cells, heading: Heading) -> Body:
    """Split a sheet into heading, blank rows, rows above the heading and the rows that count."""
    blank = _blank_rows(cells)
    below = np.arange(cells.n_rows) >= heading.row
    above = np.arange(cells.n_rows) < heading.row - 1
    account = SheetAccount(cells.sheet, heading.table, heading.tool)
    account.heading = 1
    account.blank = int(blank[below | above].sum())
    account.note = int((~blank & above).sum())
    return Body(file, cells, heading, pd.Index(np.flatnonzero(below & ~blank) + 1), account)


def account_for_nothing(cells: Cells) -> SheetAccount:
    """Return the account of a sheet that is no table of ours: its rows are notes or blank."""
    blank = int(_blank_rows(cells).sum())
    return SheetAccount(cells.sheet, blank=blank, note=cells.n_rows - blank)


def note_marks(body: Body) -> list[Note]:
    """Return what a reader should know of rows that are hidden and formulas that were never calculated."""
    marks, at = body.cells.marks, Address(body.file, body.cells.sheet)
    if marks is None:
        return []
    n_hidden = int(body.rows.isin(marks.hidden_rows).sum())
    counts = (("note.hidden_rows", n_hidden), ("note.unvalued", len(marks.unvalued)))
    return [Note(code, {"n": n}, at) for code, n in counts if n]


def _blank_rows(cells: Cells) -> np.ndarray:
    blank = np.ones(cells.n_rows, dtype=bool)
    for i in range(cells.n_columns):
        candidates = np.flatnonzero((cells.table.column(2 * i).to_numpy() != BLANK) & blank)
        if len(candidates):
            texts = cells.table.column(2 * i + 1).take(candidates)
            blank[candidates] = pc.equal(pc.utf8_trim_whitespace(texts), "").to_numpy()
    if cells.marks:  # an error of Excel or a formula is no blank cell, though its value is
        blank[[row - 1 for row, _ in cells.marks.valueless if row <= len(blank)]] = False
    return blank


def address_of(file: str, sheet: str, row: int, column: int) -> Address:
    """Return the Address of a cell; row 1 and column 0 are A1."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return Address(file, sheet, f"{letters}{row}")


def to_ids(column: Column) -> pd.Series:
    """Return ids as text, 1234.0 as 1234; missing where blank."""
    texts = from_arrow(strip_texts(column.texts), column.texts.index)
    whole = column.kinds.eq(NUMBER) & texts.str.endswith(".0")
    if whole.any():
        texts = texts.where(~whole, texts.str.removesuffix(".0"))
    return texts.mask(texts.str.casefold().isin(NULLS))  # "-" and "n/a" are no numbers of an incident
