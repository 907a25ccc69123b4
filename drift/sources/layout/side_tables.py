"""A governance table to the right or the left of another one, with an empty column between them."""

from dataclasses import replace
from typing import Final

import pyarrow.compute as pc

from drift.project.settings import Source
from drift.sources.layout.heading import Heading
from drift.sources.layout.headings import Row, match_row
from drift.sources.opening.cells import Cells
from drift.sources.opening.child import BLANK
from drift.sources.vocabulary import GOVERNANCE

MAX_PARTS: Final = 4  # a heading row with more gaps is that of a form
Texts = tuple[str, ...]
COLUMNS_TRIED: Final = 100  # a specification with a table beside it is not wider


def match_side_tables(cells: Cells, row: Row, above: list[Texts], tool: str, source: Source | None) -> Heading | None:
    """Return the table a row begins, with the governance tables beside it and under titles; None where none is."""
    parts = list_parts(cells, row) if len(row.texts) <= COLUMNS_TRIED else []
    if not 2 <= len(parts) <= MAX_PARTS:
        return None
    sides: dict[range, Heading] = {}
    for part in parts:
        heading = match_row(_cut(row, part, above), tool, source)
        if heading and heading.table == GOVERNANCE:
            sides[part] = heading
    rest = tuple("" if any(i in part for part in sides) else text for i, text in enumerate(row.texts))
    main = match_row(Row(row.number, rest), tool, source) if sides else None
    return replace(main, side_tables=tuple(sides.values())) if main and main.table != GOVERNANCE else None


def _cut(row: Row, part: range, above: list[Texts]) -> Row:
    """Return the row as far as it lies in some columns, under the titles that stand there."""
    titles = tuple(text for line in above for i, text in enumerate(line) if text and i in part)
    return Row(row.number, tuple(text if i in part else "" for i, text in enumerate(row.texts)), titles=titles)


def list_parts(cells: Cells, row: Row) -> list[range]:
    """Return the runs of columns that have a heading, between columns with nothing in and below the heading row."""
    parts: list[range] = []
    first = None
    for i, text in enumerate((*row.texts, "")):
        if text and first is None:
            first = i
        elif not text and first is not None and (i == len(row.texts) or _is_empty(cells, row.number, i)):
            parts.append(range(first, i))
            first = None
    return parts


def _is_empty(cells: Cells, row: int, i: int) -> bool:
    kinds = cells.kinds(i).slice(row - 1)
    return bool(pc.all(pc.equal(kinds, BLANK)).as_py())
