"""The cells of one sheet as they stand in the file, and what only its formatting tells."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Literal

import numpy as np
import pyarrow as pa

from drift.errors import Address, Note
from drift.sources.opening.letters import name_cell

PARAGRAPHS: Final = ("clauses", "prose", "talk")  # sheets that hold the paragraphs of a text, no table
Place = tuple[int, int]  # row, 1 = first; column, 0 = A


@dataclass(frozen=True)
class Marks:
    """What the formatting of a sheet tells; only the cells that have it."""

    formats: Mapping[Place, str]  # number cells with a format of their own
    fills: Mapping[Place, str]  # green, amber or red cells, blank ones too
    struck: frozenset[Place]  # text struck through
    errors: Mapping[Place, str]  # #N/A, #REF!, …; blank in the cells
    unvalued: frozenset[Place]  # formulas without a stored value; blank in the cells
    comments: Mapping[Place, str]
    hidden_rows: frozenset[int]

    @property
    def valueless(self) -> frozenset[Place]:
        """Cells that are blank though something stands in them."""
        return self.unvalued | self.errors.keys()


@dataclass(frozen=True)
class Cells:
    """One sheet from row 1 and column A on: two Arrow arrays a column."""

    sheet: str
    hidden: bool
    table: pa.Table  # columns k0, t0, k1, t1, …: kind (child.BLANK …) and text of every cell
    marks: Marks | None = None  # None: not read (large, or a format that is not taken apart)
    titles: tuple[str, ...] = ()  # what a table in a text may be called, the likeliest first
    # paragraphs of a text: number or heading in A, clause in B; or all in A; the same of minutes; a table of minutes
    text: Literal["clauses", "prose", "talk", "minutes"] | None = None
    width: int = 0  # cells of most rows of a text table that has rows of several widths
    uneven: Mapping[int, int] = field(default_factory=dict)  # its other rows, 1 = first: how many cells each has
    merged: tuple[tuple[int, int, int], ...] = ()  # cells over several rows: first and last row, 1 = first; column
    spanned: tuple[tuple[int, int, int], ...] = ()  # over several columns: row, 1 = first; first and last column, 0 = A

    @property
    def n_rows(self) -> int:
        """Rows up to the last one in use."""
        return int(self.table.num_rows)

    @property
    def n_columns(self) -> int:
        """Columns up to the last one in use."""
        return int(self.table.num_columns) // 2

    def kinds(self, i: int) -> pa.ChunkedArray:
        """Return the kinds of a column, 0 = A."""
        return self.table.column(2 * i)

    def texts(self, i: int) -> pa.ChunkedArray:
        """Return the texts of a column, 0 = A; null where blank."""
        return self.table.column(2 * i + 1)

    def fill_merged(self) -> "Cells":
        """Return the sheet with the value of a cell that is merged over several rows in each of them."""
        if not self.merged:
            return self
        table = self.table
        for i in sorted({column for *_, column in self.merged if 0 <= column < self.n_columns}):
            rows = np.arange(self.n_rows)
            for first, last, column in self.merged:
                if column == i and 0 < first <= self.n_rows:
                    rows[first - 1 : last] = first - 1
            for j in (2 * i, 2 * i + 1):
                table = table.set_column(j, table.schema.field(j), table.column(j).take(pa.array(rows)))
        return replace(self, table=table)

    def text_at(self, row: int, i: int) -> str:
        """Return the text of one cell, row 1 = first and column 0 = A; empty where it is blank."""
        return self.texts(i)[row - 1].as_py() or ""


@dataclass(frozen=True)
class Contents:
    """All that one file holds."""

    sheets: tuple[Cells, ...]
    sha256: str
    notes: tuple[Note, ...] = ()
    unreadable: tuple[tuple[str, str], ...] = ()  # sheets that could not be read, and what the reader said
    no_marks: str | None = None  # why no sheet has marks: a code of wording
    properties: Mapping[str, str] = field(default_factory=dict)  # creator, created, lastModifiedBy, modified, as told
    unread: tuple[tuple[int, str, str], ...] = ()  # columns of its one sheet, 0 = A: name, type that is not read


@dataclass(frozen=True)
class Members:
    """The files in an archive: place in it, name, size in bytes."""

    members: tuple[tuple[int, str, int], ...] = ()


def address_of(file: str, sheet: str, row: int, column: int) -> Address:
    """Return the Address of a cell; row 1 and column 0 are A1."""
    return Address(file, sheet, name_cell(row, column))
