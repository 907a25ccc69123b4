"""Tables of norms among the other tables of a sheet: which rows are theirs, and what gives way to them."""

from collections.abc import Sequence
from dataclasses import replace
from statistics import median
from typing import Final

import numpy as np

from drift.sources.layout.find import NORMS, Layout
from drift.sources.layout.heading import Heading
from drift.sources.layout.norms.columns import LONG
from drift.sources.layout.norms.find import Placed, find_norms
from drift.sources.layout.norms.words import is_leading
from drift.sources.opening.cells import Cells
from drift.sources.vocabulary import GOVERNANCE, pattern_of
from drift.sources.words import normalise

BINDING: Final = 0.2  # of the texts that bind somebody: these are clauses with norms beside them
_UNREAD: Final = ("open", "aim", "weight", "frequency", "other")  # columns of which no cell becomes a norm
_BESIDE: Final = ("clauses", GOVERNANCE)  # what a table of norms may share a sheet with


def place_norms(layout: Layout) -> Layout:
    """Return the layout with the tables of norms that the sheet holds besides the tables found so far."""
    if not _may_hold(layout):
        return layout
    if not layout.tables:
        placed = find_norms(layout.cells, layout.filled)
        return replace(layout, tables=_divide(layout, None, placed)) if placed else layout
    parts = [_place_around(layout, table, lead=table is layout.tables[0]) for table in layout.tables]
    return replace(layout, tables=tuple(heading for part in parts for heading in part))


def _place_around(layout: Layout, table: Heading, *, lead: bool) -> tuple[Heading, ...]:
    """Return a table with those of norms in the rows that are accounted for with it; lead: the first of its sheet."""
    cells, filled = layout.cells, layout.filled
    taken = _take_over(layout, table)
    placed = [taken] if taken else []
    for span in _list_spans(layout, table, lead=lead):
        placed += find_norms(cells, filled, *span, strict=span[0] > table.row)
    placed = _without_overlap(placed)
    return _divide(layout, table, placed, taken=taken is not None) if placed else (table,)


def _may_hold(layout: Layout) -> bool:
    """Whether a sheet may hold norms by what else is there; the analyst's word goes first."""
    source, cells = layout.source, layout.cells
    declared = source is not None and (
        source.table not in (None, NORMS) or source.heading_row is not None or bool(source.columns)
    )
    idle = not layout.wanted or layout.pivot or cells.hidden or cells.text is not None
    return not idle and not declared and all(one.table in _BESIDE and one.row for one in layout.tables)


def _take_over(layout: Layout, table: Heading) -> Placed | None:
    """Return the matrix whose headings read like those of clauses: P1, Omschrijving, Reactietijd, Hersteltijd."""
    if table.table != "clauses" or ({"target", "indicator"} & table.columns.keys() and "text" not in table.columns):
        return None
    top = table.row - table.n_rows + 1
    placed = next(iter(find_norms(layout.cells, layout.filled, top, table.last)), None)
    if placed is None or placed.block.first + placed.block.n_above - 1 != table.row or placed.block.turned:
        return None
    roles = [one.role for one in placed.block.columns]
    text = table.columns.get("text", table.columns.get("indicator", 0))
    return placed if "metric" in roles and "norm" not in roles and _are_names(layout.cells, text, table) else None


def _are_names(cells: Cells, column: int, table: Heading) -> bool:
    """Whether the texts of a table are names or explain a level, and bind nobody."""
    texts = [text for text in cells.texts(column).slice(table.row).to_pylist() if text and text.strip()]
    binding = sum(pattern_of("duty_word").search(normalise(text)) is not None for text in texts)
    return not texts or (median(map(len, texts)) <= 2 * LONG and binding <= BINDING * len(texts))


def _list_spans(layout: Layout, table: Heading, *, lead: bool) -> list[tuple[int, int]]:
    """Return the rows around a table that may hold norms: above it, and below a blank row or a title."""
    last = table.last or len(layout.filled)
    top = table.row - table.n_rows
    spans = [(table.first, top)] if lead and top >= table.first else []
    loose: np.ndarray = np.flatnonzero(layout.filled[table.row : last] <= 1)
    return spans + ([(table.row + 1 + int(loose[0]), last)] if len(loose) and table.first <= table.row else [])


def _without_overlap(placed: Sequence[Placed]) -> list[Placed]:
    kept: list[Placed] = []
    for one in sorted(placed, key=lambda one: one.first):
        if not kept or one.first > kept[-1].block.last:
            kept.append(one)
    return kept


def _divide(
    layout: Layout, table: Heading | None, placed: Sequence[Placed], *, taken: bool = False
) -> tuple[Heading, ...]:
    """Divide the rows of a table between it and the tables of norms; clauses go on below one that stands among them.

    taken : one of the norms is what the table was taken for
    """
    end = (table.last if table else None) or len(layout.filled)
    parts = [(one.first, to_heading(one)) for one in placed]
    if table and not taken:
        parts.append((_begin(layout, table, placed), table))
        begins = [*(begin for begin, _ in parts), end + 1]
        for one in placed:
            rest = min(begin for begin in begins if begin > one.block.last)
            below = one.first > table.row and table.table == "clauses"
            if below and (layout.filled[one.block.last : rest - 1] >= 2).any():
                parts.append((one.block.last + 1, table))
    parts.sort(key=lambda part: part[0])
    firsts = [table.first if table else 1, *(begin for begin, _ in parts[1:])]
    lasts = [*(begin - 1 for begin in firsts[1:]), table.last if table else None]
    return tuple(one.within(a, b) for (_, one), a, b in zip(parts, firsts, lasts, strict=True))


def _begin(layout: Layout, table: Heading, placed: Sequence[Placed]) -> int:
    """Return the first row of a table that was found before: its title, where one stands right above it."""
    top = table.row - table.n_rows + 1
    ended = max((one.block.last for one in placed if one.block.last < top), default=0)
    return max(ended + 1, top - 1) if top >= 2 and layout.filled[top - 2] == 1 else top


def to_heading(placed: Placed) -> Heading:
    """Return a table of norms as the heading of a table."""
    block = placed.block
    column = next((row[one.j].column for one in block.values for row in block.body), 0)
    unread = (*_UNREAD, *(() if block.is_penalty or block.is_stacked else ("credit",)))
    level = block.level
    led = [one for one in block.columns if one.role == "tier" and one is not level and is_leading(one.heading)]
    unused = tuple(one.heading for one in block.columns if (one.role in unread or one in led) and one.heading)
    return Heading(
        NORMS,
        "sla",
        block.first + block.n_above - 1,
        {"norm": column},
        {},
        {"norm": ()},
        unused,
        n_rows=block.n_above,
        norms=placed,
    )
