"""Small tables that people fill in by hand: texts, days, the row of the headings, and the account of the rows."""

import datetime as dt
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from drift.errors import Address, Problem
from drift.sources.accounts import FileAccount, SheetAccount
from drift.sources.opening.cells import Cells, address_of
from drift.sources.words import normalise
from drift.terms import HEADING_ROWS

_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?|(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")  # day first
Record = TypeVar("Record")


@dataclass(frozen=True)
class FilledRow:
    """What somebody filled in on one row, and where each text stands."""

    texts: dict[str, str]  # by field
    places: dict[str, Address]

    def problem(self, field: str, expected: str) -> Problem:
        """Return what is wrong with the cell of a field."""
        return Problem(self.places[field], self.texts[field], expected)


def texts_of(cells: Cells, n_rows: int | None = None) -> list[list[str]]:
    """Return the texts of a sheet row by row, of the first `n_rows` alone where that is given; blanks as empty text."""
    columns = [cells.texts(j).slice(0, n_rows).to_pylist() for j in range(cells.n_columns)]
    return [[(text or "").strip() for text in row] for row in zip(*columns, strict=True)]


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
    """Return the row of the headings and the first column of each (heads: field -> words); None where none has all."""
    for i, row in enumerate(rows[:HEADING_ROWS]):
        plain = [normalise(text) for text in row]
        places = {name: [j for j, text in enumerate(plain) if text in words] for name, words in heads.items()}
        columns = {name: first[0] for name, first in places.items() if first}
        if columns.keys() >= set(needed):
            return i, columns
    return None


def list_rows(
    rows: Sequence[Sequence[str]], top: int | None, columns: Mapping[str, int], sheet: Address
) -> list[FilledRow | None]:
    """Return the rows below the headings, None where one is blank; none where the sheet has no headings (`top`)."""
    listed: list[FilledRow | None] = []
    for i, row in enumerate(rows[top + 1 :] if top is not None else [], start=(top or 0) + 2):
        places = {name: address_of(sheet.file, str(sheet.sheet), i, j) for name, j in columns.items()}
        listed.append(FilledRow({name: row[j] for name, j in columns.items()}, places) if any(row) else None)
    return listed


def add_sheet(
    account: FileAccount,
    sheet: SheetAccount,
    outcomes: Sequence[Record | Problem | None],
    rows: Sequence[Sequence[str]] = (),
    top: int | None = None,
) -> tuple[FileAccount, list[Record]]:
    """Return the account of a file with one more sheet, every row in it, and the records that the sheet holds.

    Parameters
    ----------
    outcomes : what each row below the headings became; a Problem: it is rejected; None: it holds nothing to read
    top : place of the headings among the rows, 0 = first; None: the sheet holds no such table
    """
    below = zip(rows[len(rows) - len(outcomes) :], outcomes, strict=False)
    idle = [*rows[:top], *(row for row, outcome in below if outcome is None)]
    problems = [outcome for outcome in outcomes if isinstance(outcome, Problem)]
    records = [outcome for outcome in outcomes if outcome is not None and not isinstance(outcome, Problem)]
    n_notes = sum(any(row) for row in idle)
    sheet = replace(sheet, heading=int(top is not None), note=n_notes, blank=len(idle) - n_notes)
    sheet = replace(sheet, accepted=len(records), rejected=len(problems), n_problems=len(problems))
    return account.add([sheet], problems), records
