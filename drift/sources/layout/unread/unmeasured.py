"""Numbers below a metric that were not read: Reactietijd above 15 and 30, without a unit; never passed over."""

import re
from collections.abc import Iterator
from typing import Final

import numpy as np

from drift.errors import Address, Problem
from drift.sources.layout.find import Layout
from drift.sources.layout.norms.columns import LONG
from drift.sources.layout.norms.find import MAX_ROWS
from drift.sources.layout.norms.grid import Entry, Grid, open_grid, texts_of
from drift.sources.layout.norms.saying import is_day, is_quantity, read_cell
from drift.sources.layout.norms.words import is_measure, is_other, roles_of
from drift.sources.layout.unread.telling import list_headings

LEAST: Final = 2  # numbers; one below a heading may be anything
_LETTER: Final = re.compile(r"[^\W\d_]")


def tell_unmeasured(file: str, layout: Layout) -> Problem | None:
    """Return the problem of rows outside tables of norms that hold numbers below or beside the name of a metric.

    Prices, volumes, results by month and the pages of a list of contents are not what is agreed.
    """
    cells = layout.cells
    if cells.hidden or cells.n_rows > MAX_ROWS or cells.n_columns < 2:
        return None
    if any(table.norms is None for table in layout.tables):
        return None  # rows below a heading that is known are accounted for with it
    read = [(table.norms.block.first, table.norms.block.last) for table in layout.tables if table.norms]
    for first, last in _list_blocks(layout.filled):
        if any(first <= end and begin <= last for begin, end in read):
            continue
        grid = open_grid(cells.fill_merged(), first, last)
        while len(grid) > 1 and sum(map(bool, texts_of(grid[0]))) < 2:
            grid = grid[1:]  # titles
        if len(grid) > 1 and len({(one.row, one.column) for one in _list_numbers(grid)}) >= LEAST:
            at = Address(file, cells.sheet)
            return Problem(at, list_headings(texts_of(grid[0])), "expected.known_units")
    return None


def _list_blocks(filled: np.ndarray) -> Iterator[tuple[int, int]]:
    """Yield the first and last row of what stands between blank rows, 1 = first."""
    begin = 0
    for row, n in enumerate([*filled.tolist(), 0], start=1):
        if not n and begin:
            yield begin, row - 1
        begin = 0 if not n else begin or row


def _list_numbers(grid: Grid) -> Iterator[Entry]:
    """Yield the numbers in a column below a metric, or in the row of one."""
    heads = texts_of(grid[0])
    if any(map(_is_figure, heads[1:])) or any(map(is_other, heads)):
        return
    sound = [not is_day(head) and not set(roles_of(head)) & {"id", "credit", "weight"} for head in heads]
    for row in grid[1:]:
        label = next((j for j, entry in enumerate(row) if _LETTER.search(entry.text)), len(row))
        named = label < len(row) and _names(row[label].text)
        for j, entry in enumerate(row):
            if sound[j] and _is_figure(entry.text) and (_names(heads[j]) or (named and j > label)):
                yield entry


def _names(text: str) -> bool:
    return len(text) <= LONG and is_measure(text)


def _is_figure(text: str) -> bool:
    """Whether a cell is a number or a quantity and no day."""
    return is_quantity(text) or any(one.value is not None for one in read_cell(text))
