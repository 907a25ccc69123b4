"""The cells of a workbook of settings as values: a number, a day or a word may be written in more than one way."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from drift.errors import Address, UsageError
from drift.project.sheets import Kind

if TYPE_CHECKING:
    from drift.sources.opening.cells import Cells

MOST_ROWS: Final = 20_000  # of a sheet: 1,000 entries with twenty columns each
_YES, _NO = ("true", "yes", "waar", "ja"), ("false", "no", "onwaar", "nee")


class Broken:
    """An error such as #N/A, or a formula that was never worked out."""


Value = str | int | float | bool | dt.datetime | Broken


class Cell(NamedTuple):
    """A cell, and where it stands; None: it is blank."""

    value: Value | None
    at: Address


def list_rows(cells: Cells, at: Address) -> list[list[Cell]]:
    """Return the rows of a sheet.

    Raises
    ------
    UsageError : it has more than any settings have
    """
    from drift.sources.opening.cells import address_of

    if cells.n_rows > MOST_ROWS:
        raise UsageError("error.book_rows", at=at, most=MOST_ROWS)
    broken = cells.marks.valueless if cells.marks else frozenset()
    columns = [
        [_to_python(kind, text) for kind, text in zip(*(part.to_pylist() for part in pair), strict=True)]
        for pair in ((cells.kinds(j), cells.texts(j)) for j in range(cells.n_columns))
    ]
    return [
        [
            Cell(Broken() if (i, j) in broken else value, address_of(at.file, cells.sheet, i, j))
            for j, value in enumerate(row)
        ]
        for i, row in enumerate(zip(*columns, strict=True), start=1)
    ]


def _to_python(kind: int, text: str | None) -> Value | None:
    from drift.sources.opening.child import LOGICAL, MOMENT, NUMBER

    if text is None or not text.strip():
        return None
    if kind == NUMBER:
        number = float(text)
        return int(number) if number.is_integer() else number
    if kind == LOGICAL:
        return text.casefold() == "true"
    return dt.datetime.fromisoformat(text) if kind == MOMENT else text


def to_value(cell: Cell, kind: Kind) -> Any:
    """Return what a cell says, as drift.toml would; what cannot be meant stays, and is told with all settings.

    Raises
    ------
    UsageError : the cell holds an error, or a formula that was never worked out
    """
    value = cell.value
    if isinstance(value, Broken):
        raise UsageError("error.book_formula", at=cell.at)
    if isinstance(value, dt.datetime):
        return f"{value:%Y-%m}" if kind == "month" else value.date() if value.time() == dt.time() else value
    if isinstance(value, str) and kind != "text":
        value = value.strip()
        if kind == "bool" and value.casefold() in (*_YES, *_NO):
            return value.casefold() in _YES
    # a name of digits is a number in Excel; 4.10 there is 4.1, so that no fraction is taken for a text
    return str(value) if type(value) is int and kind in ("text", "word") else value
