"""Which of the heading rows found begin tables, and which rows of the sheet belong to each."""

from typing import Final

import numpy as np

from drift.sources.layout.heading import Heading
from drift.sources.vocabulary import GOVERNANCE
from drift.terms import HEADING_ROWS

MAX_TABLES: Final = 20  # of one sheet; more blocks than this are a form, not tables


def place_tables(headings: dict[int, Heading], filled: np.ndarray) -> tuple[Heading, ...]:
    """Choose among the rows that may be headings, and divide the rows of the sheet between their tables."""
    early = [heading for row, heading in headings.items() if row <= HEADING_ROWS]
    if not headings:
        return ()
    best = _best(early) or _best([*headings.values()]) or max(headings.values(), key=lambda heading: heading.score)
    chosen: list[Heading] = []
    for row, heading in sorted(headings.items()):
        top = row - heading.n_rows
        alone = top == 0 or filled[top - 1] == 0 or (top >= 2 and filled[top - 1] == 1 and filled[top - 2] == 0)
        alone |= heading.table == GOVERNANCE and top == 1 and filled[0] == 1  # under its own title
        if heading is best or (alone and _has_rows(row, filled) and len(chosen) < MAX_TABLES):
            if chosen and chosen[-1].row >= top:  # the same heading, seen as its first and its second row
                if heading.score <= chosen[-1].score and heading is not best:
                    continue
                chosen.pop()
            chosen.append(heading)
    starts = [1, *(_start(heading, filled) for heading in chosen[1:])]
    ends = [*(start - 1 for start in starts[1:]), None]
    return tuple(heading.within(start, end) for heading, start, end in zip(chosen, starts, ends, strict=True))


def _best(headings: list[Heading]) -> Heading | None:
    """Return the likeliest; what stands beside a contract gives way to the contract and to a log."""
    own = [heading for heading in headings if heading.table != GOVERNANCE]
    return max(own, key=lambda heading: (heading.score, -heading.row), default=None)


def place_below(alone: Heading, tables: tuple[Heading, ...], filled: np.ndarray) -> tuple[Heading, ...]:
    """Divide a sheet between a specification of one column and what stands above it, up to a blank row.

    Further down nobody can tell where such a table ends, and a clause must not be lost.
    """
    above = [heading for heading in tables if heading.row <= HEADING_ROWS][:1]
    if not above:
        return (alone,)
    blank = np.flatnonzero(filled[above[0].row :] == 0)
    if not len(blank):
        return (alone,)
    last = above[0].row + int(blank[0])
    return (above[0].within(1, last), alone.within(last + 1, None))


def _has_rows(row: int, filled: np.ndarray) -> bool:
    return row < len(filled) and bool(filled[row] > 0)


def _start(heading: Heading, filled: np.ndarray) -> int:
    """Return the first row that belongs to a further table: its title, or its heading."""
    top = heading.row - heading.n_rows + 1
    return top - 1 if top >= 2 and filled[top - 2] == 1 else top
