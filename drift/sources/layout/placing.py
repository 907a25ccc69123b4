"""Which of the heading rows found begin tables, and which rows of the sheet belong to each."""

from itertools import zip_longest
from typing import Final

import numpy as np

from drift.sources.layout.heading import Heading
from drift.sources.vocabulary import GOVERNANCE
from drift.terms import HEADING_ROWS

MAX_TABLES: Final = 20  # of one sheet; more blocks than this are a form, not tables


def place_tables(
    headings: dict[int, Heading], filled: np.ndarray, sure: frozenset[int] = frozenset()
) -> tuple[Heading, ...]:
    """Choose among the rows that may be headings, and divide the rows of the sheet between their tables.

    sure : rows that begin a table whatever stands above them
    """
    best = max(headings.values(), key=_rank, default=None)
    tables: list[Heading] = []
    for _, heading in sorted(headings.items()):
        begins = heading is best or heading.row in sure or _begins_table(heading, filled)
        if not begins or (heading is not best and len(tables) == MAX_TABLES):
            continue
        if tables and tables[-1].row >= heading.row - heading.n_rows:  # one heading, as its first and its second row
            if heading is not best and heading.score <= tables[-1].score:
                continue
            tables.pop()
        tables.append(heading)
    starts = [_start(heading, filled) if i else 1 for i, heading in enumerate(tables)]
    return tuple(
        heading.within(start, following and following - 1)
        for heading, start, following in zip_longest(tables, starts, starts[1:])
    )


def _rank(heading: Heading) -> tuple[bool, bool, float, int]:
    """Return how likely a heading is the main one; a governance table gives way to the contract and to a log."""
    own = heading.table != GOVERNANCE
    return own, own and heading.row <= HEADING_ROWS, heading.score, -heading.row


def _begins_table(heading: Heading, filled: np.ndarray) -> bool:
    """Whether a heading has a row below it, and above it a blank row, perhaps with a title in between."""
    top = heading.row - heading.n_rows
    if heading.row >= len(filled) or not filled[heading.row]:
        return False
    if top == 0 or filled[top - 1] == 0:
        return True
    return bool(filled[top - 1] == 1 and (top == 1 or filled[top - 2] == 0))


def place_below(alone: Heading, tables: tuple[Heading, ...], filled: np.ndarray) -> tuple[Heading, ...]:
    """Divide a sheet between a specification of one column and what stands above it, up to a blank row.

    Further down nobody can tell where such a table ends, and a clause must not be lost.
    """
    above = next((heading for heading in tables if heading.row <= HEADING_ROWS), None)
    blank = np.flatnonzero(filled[above.row if above else len(filled) :] == 0)
    if above is None or not len(blank):
        return (alone,)
    last = above.row + int(blank[0])
    return (above.within(1, last), alone.within(last + 1, None))


def _start(heading: Heading, filled: np.ndarray) -> int:
    """Return the first row that belongs to a further table: its title, or its heading."""
    top = heading.row - heading.n_rows + 1
    return top - 1 if top >= 2 and filled[top - 2] == 1 else top
