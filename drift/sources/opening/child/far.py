"""Cells far from all others: readers lay a sheet out as one block, and one stray cell makes it larger than memory."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

# cells of the blocks of one file that may be nearly all blank: read in a CPU second
AREA: Final = 5_000_000
WIDTH: Final = 1_000  # columns: each costs half a millisecond; the widest honest sheet seen has 250
_BLANK: Final = 500  # times as many cells as are filled: 100 rows of 12 and one remark 50,000 rows below are read
_BLANK_WIDE: Final = 50
_GAPS: Final = (1_000, 100, 10)  # blank rows or columns between what belongs together
_SHOWN: Final = 10  # addresses in a note

Box = tuple[range, range]  # rows and columns, 0 = first


class FarError(Exception):
    """A sheet is nearly all blank and too large: it is to be read without its far cells."""


def is_too_blank(area: int, width: int, size: float) -> bool:
    """Whether sheets of so many cells, one of them so wide, are nearly all blank and too large to be laid out.

    Parameters
    ----------
    area, width : cells of all sheets so far; columns of the last
    size : bytes of the file, unpacked; a filled cell takes twenty
    """
    return area > size and (area > AREA or width > WIDTH)


def find_box(rows: Sequence[int], columns: Sequence[int], most: int) -> Box | None:
    """Return where the cells stand that are read: all, or those that stand together; None where that is nowhere.

    Parameters
    ----------
    rows, columns : of each filled cell, 0 = first
    most : cells of a block that may be nearly all blank
    """
    box = (range(max(rows) + 1), range(max(columns) + 1)) if rows else (range(0), range(0))
    if not _is_sparse(box, len(rows), most):
        return box
    by_row, by_column = Counter(rows), Counter(columns)
    for gap in _GAPS:
        box = _together(by_row, gap), _together(by_column, gap)
        n = sum(row in box[0] and column in box[1] for row, column in zip(rows, columns, strict=True))
        if not _is_sparse(box, n, most):
            return box
    return None


def _is_sparse(box: Box, n: int, most: int) -> bool:
    height, width = box[0].stop, box[1].stop
    area = height * width
    return (area > most and area > _BLANK * n) or (width > WIDTH and area > _BLANK_WIDE * n)


def _together(counts: Counter[int], gap: int) -> range:
    """Return the places that stand together, with no more than a gap between two, and hold most cells."""
    best, most = range(0), 0
    start = last = n = 0
    for at in [*sorted(counts), max(counts) + gap + 2]:
        if n and at - last > gap + 1:
            best, most = (range(start, last + 1), n) if n > most else (best, most)
            n = 0
        start, last, n = at if not n else start, at, n + counts[at]
    return best


def name_cells(places: Sequence[tuple[int, int]]) -> str:
    """Return the addresses of cells as a note shows them."""
    shown = ", ".join(f"{_letters(column)}{row + 1}" for row, column in places[:_SHOWN])
    return shown + (", …" if len(places) > _SHOWN else "")


def _letters(column: int) -> str:
    letters = ""
    while column >= 0:
        letters, column = chr(65 + column % 26) + letters, column // 26 - 1
    return letters
