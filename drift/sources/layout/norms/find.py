"""Where the tables of norms stand in a sheet: blocks between blank rows, below a title or bare."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from drift.sources.layout.norms.block import NormBlock, match_block
from drift.sources.layout.norms.grid import open_grid
from drift.sources.layout.norms.words import roles_of
from drift.sources.opening.cells import Cells

MAX_ROWS: Final = 2_000  # of a sheet; longer is a log
MAX_BLOCKS: Final = 60  # of one sheet; more scraps than these are a form
HEADS_ALONE: Final = 2  # rows of headings with a blank row below them


@dataclass(frozen=True)
class Placed:
    """A table of norms in its sheet, with its title."""

    first: int  # the row of its title, else of its headings; 1 = first
    block: NormBlock
    title: str = ""  # the line right above it; blank where it has none of its own


def find_norms(
    cells: Cells, filled: np.ndarray, first: int = 1, last: int | None = None, *, strict: bool = False
) -> list[Placed]:
    """Return the tables of norms in some rows of a sheet, in their order; none of them overlap."""
    if cells.n_rows > MAX_ROWS or cells.n_columns < 2:
        return []
    found: list[Placed] = []
    before: tuple[int, int] | None = None  # what a block may go on from: a table of norms, or headings alone
    for begin, end in _list_segments(filled, first, last or len(filled)):
        placed = _match(cells, filled, begin, end, strict=strict)
        known = next((one for one in found if before and one.first == before[0]), None)
        if before and (placed is None or known is None):
            joined = _match(cells, filled, before[0], end, strict=strict)
            least = max((one.block.n_norms for one in (known, placed) if one), default=0)
            if joined and joined.block.n_norms > least - (known is None):
                found = [one for one in found if one is not known] + [joined]
                before = (before[0], end)
                continue
        if placed:
            found.append(placed)
        alone = placed is None and end - begin < HEADS_ALONE
        before = (begin, end) if placed or alone else None
    return found


def _list_segments(filled: np.ndarray, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield the first and last row of what stands between blank rows, and of what follows a title in it."""
    n, begin = 0, 0
    for row in range(first, last + 2):
        blank = row > last or not filled[row - 1]
        titled = not blank and begin and filled[row - 1] == 1 and row < last and filled[row] > 1 and row - begin > 1
        if begin and (blank or titled):
            yield begin, row - 1
            n += 1
            begin = 0
        if n >= MAX_BLOCKS:
            return
        if not blank and not begin:
            begin = row


def _match(cells: Cells, filled: np.ndarray, begin: int, end: int, *, strict: bool) -> Placed | None:
    top = begin
    while top < end and filled[top - 1] == 1:
        top += 1
    titles = [_text_of(cells, row) for row in range(begin, top)]
    title = (titles[-1:] or [*cells.titles[:1], cells.sheet])[0]
    block = match_block(open_grid(cells.fill_merged(), top, end), title, strict=strict)
    own = next((text for text in reversed(titles) if "tier" not in roles_of(text)), "")
    return Placed(begin, block, own) if block else None


def _text_of(cells: Cells, row: int) -> str:
    return next((text for j in range(cells.n_columns) if (text := cells.text_at(row, j).strip())), "")
