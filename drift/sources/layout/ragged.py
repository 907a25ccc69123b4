"""Rows of a text table with another number of cells than their heading: a separator stood inside a text."""

from collections import Counter
from dataclasses import dataclass
from typing import Final

import pandas as pd

from drift.errors import Address, Note, Problem
from drift.sources.accounts import NO_FAULTS, Faults
from drift.sources.layout.heading import Heading
from drift.sources.opening.cells import Cells, address_of
from drift.sources.opening.child import BLANK

ROWS_TOLD: Final = 5  # of each kind


@dataclass(frozen=True)
class Ragged:
    """Rows that cannot be read because nobody knows which cell is which, and what is to be told."""

    rows: pd.Index
    faults: Faults = NO_FAULTS
    notes: tuple[Note, ...] = ()


def find_ragged(file: str, cells: Cells, heading: Heading, rows: pd.Index) -> Ragged:
    """Find the rows with more cells than the heading; those with fewer, or with blank ones behind, are only told.

    Where most rows are wider than their heading, and all alike, the last columns have no heading.
    """
    if not cells.uneven or not heading.row or not len(rows):
        return Ragged(rows[:0])
    n_cells = pd.Series([cells.uneven.get(int(row), cells.width) for row in rows], index=rows)
    top = range(heading.row - heading.n_rows + 1, heading.row + 1)
    own = max((cells.uneven.get(row, cells.width) for row in top), default=cells.width)
    most = Counter(n_cells).most_common(1)[0][0]
    width = max(own, most)
    wider = n_cells.index[n_cells > width]
    wide = wider[[_is_filled_from(cells, int(row), width) for row in wider]]
    others = n_cells.drop(wide)
    # separators at the end of every row are no cells
    bare = others.eq(most) & ~others.index.isin([row for row in others.index if _is_filled_from(cells, int(row), own)])
    others = others[others.ne(own) & ~bare] if most > own else others[others.ne(own)]
    at = Address(file, cells.sheet)
    notes = (Note("note.cells_differ", {"n": len(others), "rows": list_rows(others.index), "width": own}, at),)
    return Ragged(wide, _to_faults(file, cells, n_cells[wide], width), notes if len(others) else ())


def list_rows(rows: pd.Index) -> str:
    """Return the first rows as `6, 7, 41, …`."""
    return ", ".join(str(row) for row in rows[:ROWS_TOLD]) + (", …" if len(rows) > ROWS_TOLD else "")


def _is_filled_from(cells: Cells, row: int, column: int) -> bool:
    return any(cells.kinds(i)[row - 1].as_py() != BLANK for i in range(column, cells.n_columns))


def _to_faults(file: str, cells: Cells, n_cells: pd.Series, width: int) -> Faults:
    if n_cells.empty:
        return NO_FAULTS
    at = address_of(file, cells.sheet, int(n_cells.index[0]), width)
    values = {"width": width, "rows": list_rows(n_cells.index), "n": len(n_cells)}
    shown = ", ".join(str(n) for n in sorted(n_cells.unique())[:ROWS_TOLD])
    return Faults((Problem(at, shown, "expected.cells", len(n_cells), values),), len(n_cells))
