"""Some rows of a sheet as a grid of texts that know their place, as they stand or turned a quarter."""

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Final, NamedTuple

from drift.sources.layout.norms.saying import is_value
from drift.sources.opening.cells import Cells
from drift.sources.opening.child import NUMBER

MAX_COLUMNS: Final = 60
_LITERAL: Final = re.compile(r'"([^"]+)"')  # 0 "uur": the unit stands in the format


class Entry(NamedTuple):
    """One cell: what it shows, whether it is a number and no more, and where it stands."""

    # a tuple: every cell of a specification becomes one, several times, and a dataclass takes four times as long

    text: str
    plain: bool
    row: int  # 1 = first
    column: int  # 0 = A


Grid = Sequence[Sequence[Entry]]


def open_grid(cells: Cells, first: int, last: int) -> Grid:
    """Return some rows of a sheet, 1 = first, without columns that are blank in all of them."""
    width = min(cells.n_columns, MAX_COLUMNS)
    columns = [_open_column(cells, j, first, last) for j in range(width)]
    for row, left, right in cells.spanned:
        if first <= row <= last and left < width and is_value((held := columns[left][row - first]).text):
            for column in columns[left + 1 : right + 1]:
                column[row - first] = held  # 24x7 once for several levels
    return [*zip(*(column for column in columns if any(entry.text for entry in column)), strict=True)]


def _open_column(cells: Cells, j: int, first: int, last: int) -> list[Entry]:
    texts = cells.texts(j).slice(first - 1, last - first + 1).to_pylist()
    kinds = cells.kinds(j).slice(first - 1, last - first + 1).to_pylist()
    formats = cells.marks.formats if cells.marks else {}
    entries = []
    for row, (text, kind) in enumerate(zip(texts, kinds, strict=True), start=first):
        plain, shown = kind == NUMBER, (text or "").replace("\u00a0", " ").strip()
        if plain and shown:
            bare, shown = shown, _show(shown, formats.get((row, j), ""))
            plain = bare == shown
        entries.append(Entry(shown, plain, row, j))
    return entries


def _show(number: str, shape: str) -> str:
    """Return a number as its format shows it: 0.985 as 98.5 %, 4 as 4 uur."""
    try:
        value = Decimal(number)
    except InvalidOperation:
        return number
    literal = _LITERAL.search(shape)
    if "%" in shape:
        return f"{(value * 100).normalize():f} %"
    return f"{number} {literal[1].strip()}" if literal else number


def turn(grid: Grid) -> Grid:
    """Return a grid turned a quarter: its columns as rows."""
    return [*zip(*grid, strict=True)]


def texts_of(row: Sequence[Entry]) -> list[str]:
    """Return the texts of a row of a grid."""
    return [entry.text for entry in row]
