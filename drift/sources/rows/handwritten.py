"""Small tables that people fill in by hand: texts, days, the row of the headings, and the account of the rows."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from drift.errors import Problem
from drift.sources.accounts import SheetAccount
from drift.sources.words import normalise
from drift.terms import HEADING_ROWS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    import pyarrow as pa

    from drift.sources.opening.cells import Cells

_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?|(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")  # day first


def texts_of(cells: Cells, n_rows: int | None = None) -> list[list[str]]:
    """Return the texts of a sheet row by row, of the first `n_rows` alone where that is given; blanks as empty text."""
    table = cells.table.slice(0, n_rows)
    columns: list[pa.ChunkedArray] = [table.column(2 * j + 1) for j in range(cells.n_columns)]
    listed = [[text or "" for text in column.to_pylist()] for column in columns]
    return [[text.strip() for text in row] for row in zip(*listed, strict=True)]


def to_day(text: str) -> dt.date | None:
    """Read a date of a cell, year first or day first; None where it is none."""
    match = _DAY.fullmatch(text.strip())
    if not match:
        return None
    year, month, day, *other = match.groups()
    parts = (year, month, day) if year else (other[2], other[1], other[0])
    try:
        return dt.date(*(int(part) for part in parts))
    except ValueError:
        return None


def find_heads(
    rows: list[list[str]], heads: Mapping[str, tuple[str, ...]], needed: Collection[str]
) -> tuple[int, dict[str, int]] | None:
    """Return the row of the headings and the first column of each; None where no row has all that are needed.

    Parameters
    ----------
    heads : field -> the words that may head its column
    """
    for i, row in enumerate(rows[:HEADING_ROWS]):
        plain = [normalise(text) for text in row]
        places = {name: [j for j, text in enumerate(plain) if text in words] for name, words in heads.items()}
        columns = {name: first[0] for name, first in places.items() if first}
        if columns.keys() >= set(needed):
            return i, columns
    return None


def account_for(
    sheet: SheetAccount, rows: Sequence[Sequence[str]], top: int | None, outcomes: Sequence[object] = ()
) -> SheetAccount:
    """Return the account of a sheet, every row in it.

    Parameters
    ----------
    sheet : what it is called, the table it holds and its columns
    top : place of the headings among the rows, 0 = first; None: the sheet holds no such table
    outcomes : what each row below the headings became; a Problem: it is rejected; None: it holds nothing to read
    """
    below = zip(rows[len(rows) - len(outcomes) :], outcomes, strict=False)
    idle = [*rows[:top], *(row for row, outcome in below if outcome is None)]
    n_rejected = sum(isinstance(outcome, Problem) for outcome in outcomes)
    return replace(
        sheet,
        heading=int(top is not None),
        note=sum(any(row) for row in idle),
        blank=sum(not any(row) for row in idle),
        rejected=n_rejected,
        n_problems=n_rejected,
        accepted=sum(outcome is not None for outcome in outcomes) - n_rejected,
    )
