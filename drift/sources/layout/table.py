"""The rows below a heading, as columns of cells per field; what stands around them is counted."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from drift.errors import Address, Note, Problem
from drift.sources.accounts import NO_FAULTS, Faults, SheetAccount
from drift.sources.layout.find import LOGS, Layout
from drift.sources.layout.footers import find_footers
from drift.sources.layout.heading import Heading
from drift.sources.layout.parallel import find_parallel
from drift.sources.layout.ragged import find_ragged
from drift.sources.opening.cells import Cells, address_of
from drift.sources.opening.child import BLANK, NUMBER
from drift.sources.opening.columns import NULLS, Column, from_arrow, strip_texts
from drift.terms import PROBLEMS_SHOWN


@dataclass(frozen=True)
class Table:
    """A recognised table: its rows, not blank, with the account of the rows around them."""

    file: str
    cells: Cells
    heading: Heading
    rows: pd.Index  # row numbers in the sheet, 1 = first
    account: SheetAccount  # of the rows left out
    notes: tuple[Note, ...] = ()  # about these
    faults_around: Faults = NO_FAULTS  # of the rows left out

    def column(self, field: str) -> Column:
        """Return the cells of a field; all blank where the table has no such column."""
        i = self.heading.columns.get(field)
        if i is None:
            kinds = pd.Series(np.uint8(BLANK), index=self.rows)
            return Column(kinds, pd.Series(None, index=self.rows, dtype="str"))
        return self.cells_of(i)

    def cells_of(self, i: int) -> Column:
        """Return the cells of a column of the sheet, 0 = A."""
        return pick_cells(self.cells, i, self.rows)

    def has(self, field: str) -> bool:
        """Whether the table has a column of this field."""
        return field in self.heading.columns

    def title(self, field: str) -> str:
        """Return the heading of a field as it stands in the file."""
        return self.heading.titles.get(field, field)

    @property
    def place(self) -> dict[str, Any]:
        """Where each row stands: the first columns of a frame."""
        return {"file": self.file, "sheet": self.cells.sheet, "row": self.rows}

    @property
    def at(self) -> Address:
        """The sheet it stands in."""
        return Address(self.file, self.cells.sheet)

    def address(self, row: int, field: str) -> Address:
        """Return the cell of a field in a row; the first cell of the row where there is no such column."""
        return address_of(self.file, self.cells.sheet, row, self.heading.columns.get(field, 0))

    def name_cells(self, rows: pd.Index, field: str) -> str:
        """Return the first cells of a field in some rows, as `A3, A7, A12, …`; of the first field where it is none."""
        field = field if self.has(field) else next(iter(self.heading.columns))
        names = ", ".join(str(self.address(int(row), field).cell) for row in rows[:3])
        return names + (", …" if len(rows) > 3 else "")

    def faults(self, bad: pd.Series, field: str, expected: str) -> Faults:
        """Return the cells of a field in the rows marked bad.

        A cell that shows an error of Excel is left out: it is a fault already, see `valueless`.
        """
        valueless = self.cells.marks.valueless if self.cells.marks else frozenset()
        column = self.heading.columns.get(field, 0)
        rows = [int(row) for row in bad.index[bad] if (row, column) not in valueless]
        texts = self.column(field).texts if rows else None
        shown = [
            Problem(self.address(row, field), "" if texts is None or pd.isna(texts[row]) else str(texts[row]), expected)
            for row in rows[:PROBLEMS_SHOWN]
        ]
        return Faults(tuple(shown), len(rows))

    def valueless(self) -> Faults:
        """Return the cells that show an error of Excel (#N/A, #REF!) or a formula that was never calculated."""
        marks = self.cells.marks
        if marks is None or not (marks.errors or marks.unvalued):
            return NO_FAULTS
        rows, fields = set(self.rows), set(self.heading.columns.values())
        cells = [(at, text, "expected.no_error") for at, text in marks.errors.items() if at[0] in rows]
        cells += [(at, "", "expected.calculated") for at in marks.unvalued if at[0] in rows and at[1] in fields]
        shown = [
            Problem(address_of(self.file, self.cells.sheet, *at), text, expected)
            for at, text, expected in sorted(cells)[:PROBLEMS_SHOWN]
        ]
        return Faults(tuple(shown), len(cells))


def pick_cells(cells: Cells, i: int, rows: pd.Index) -> Column:
    """Return the cells of a column of a sheet, 0 = A, in some rows, 1 = first."""
    picked = rows.to_numpy() - 1
    kinds = cells.kinds(i).take(picked).to_numpy()
    texts = cells.texts(i).take(picked)
    return Column(pd.Series(kinds, index=rows), from_arrow(texts, rows))


def read_table(file: str, layout: Layout, heading: Heading) -> Table:
    """Split the part of a sheet that belongs to a table into heading, notes, blank rows and the rows that count."""
    cells, last = layout.cells, heading.last or layout.cells.n_rows
    numbers = np.arange(1, cells.n_rows + 1)
    own = (numbers >= heading.first) & (numbers <= last)
    filled = layout.filled > 0
    top = heading.row - heading.n_rows
    heads = own & (numbers > top) & (numbers <= heading.row)
    rows = pd.Index(numbers[own & filled & (numbers > heading.row)])
    footers = find_footers(layout, heading, rows)
    rows_left = _without(rows, footers.headings.union(footers.notes))
    ragged = find_ragged(file, cells, heading, rows_left)
    beside = find_parallel(file, cells, heading, rows_left)
    lost = ragged.rows.union(beside.rows)
    account = SheetAccount(
        cells.sheet,
        heading.table,
        heading.tool,
        rejected=len(lost),
        blank=int((own & ~filled & ~heads).sum()),
        heading=int(heads.sum()) + len(footers.headings),
        note=int((own & filled & (numbers <= top)).sum()) + len(footers.notes),
        first_row=heading.first,
        last_row=last,
        columns=dict(heading.columns),
    )
    notes = tuple(Note(code, values, Address(file, cells.sheet)) for code, values in footers.remarks)
    left = _without(rows_left, lost)
    cells = cells.fill_merged() if heading.table in LOGS else cells
    return Table(file, cells, heading, left, account, (*notes, *ragged.notes), ragged.faults + beside.faults)


def _without(rows: pd.Index, gone: pd.Index) -> pd.Index:
    return rows.difference(gone) if len(gone) else rows


def read_side_tables(file: str, layout: Layout, table: Table) -> list[Table]:
    """Return the tables that stand in other columns of the rows of a table; each with the rows that it fills."""
    tables = []
    for heading in table.heading.side_tables:
        side = read_table(file, layout, heading.within(table.heading.first, table.heading.last))
        filled = [side.column(name).kinds.ne(BLANK) for name in heading.columns]
        rows = side.rows[np.logical_or.reduce(filled)] if len(side.rows) else side.rows
        tables.append(replace(side, rows=rows))
    return tables


def account_for_nothing(layout: Layout) -> SheetAccount:
    """Return the account of a sheet that is no table of ours: its rows are notes or blank."""
    blank = int((layout.filled == 0).sum())
    return SheetAccount(layout.cells.sheet, blank=blank, note=layout.cells.n_rows - blank)


def account_for_left(table: Table) -> SheetAccount:
    """Return the account of a table that is not read: its heading and its rows are notes."""
    one = table.account
    note = one.note + one.heading + len(table.rows)
    return SheetAccount(one.sheet, blank=one.blank, note=note, first_row=one.first_row, last_row=one.last_row)


def note_marks(table: Table) -> list[Note]:
    """Return what a reader should know of rows that are hidden and formulas that were never calculated."""
    marks = table.cells.marks
    if marks is None:
        return []
    n_hidden = int(table.rows.isin(marks.hidden_rows).sum())
    counts = (("note.hidden_rows", n_hidden), ("note.unvalued", len(marks.unvalued)))
    return [Note(code, {"n": n}, table.at) for code, n in counts if n]


def to_ids(column: Column) -> pd.Series:
    """Return ids as text, 1234.0 as 1234; missing where blank."""
    # on the Arrow array itself, as in to_texts
    texts = strip_texts(column.texts)
    whole = pc.and_(pa.array(column.kinds.to_numpy() == NUMBER), pc.ends_with(texts, ".0"))
    texts = pc.if_else(whole, pc.utf8_slice_codeunits(texts, 0, -2), texts)
    texts = pc.replace_substring(texts, "\u202f", " ")  # a narrow no-break space, as French exports group digits with
    gone = pc.is_in(pc.utf8_lower(texts), pa.array(NULLS))  # "-" and "n/a" are no numbers of an incident
    return from_arrow(pc.if_else(gone, pa.scalar(None, pa.string()), texts), column.texts.index)
