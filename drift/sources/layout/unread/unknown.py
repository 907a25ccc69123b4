"""Sheets that look like a table and were not recognised: what they seem to be, and for what a heading is missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from drift.sources.layout.find import Layout
from drift.sources.layout.headings import Row, find_fields
from drift.sources.layout.shapes import REQUIRED, find_missing
from drift.sources.layout.unread.blocks import Block, find_blocks
from drift.sources.layout.unread.guessing import ColumnGuess, guess_columns, tell_known
from drift.sources.layout.unread.profile import HALF, LONG, Profile
from drift.sources.layout.unread.steps import find_steps
from drift.sources.opening.cells import PARAGRAPHS
from drift.sources.vocabulary import GOVERNANCE, find_values

MIN_ROWS: Final = 10  # of a table; fewer are a label and its value, a legend, a table of contents
MIN_NORMS: Final = 3  # quantities that make a matrix of norms of any size; two may be the term of a contract
MOSTLY: Final = 0.8  # of the cells of a column that tell what it is
Kind = Literal["incidents", "events", "clauses", "norms"]


@dataclass(frozen=True)
class Unknown:
    """A sheet that looks like a table and was not recognised."""

    sheet: str
    row: int  # of its headings, 1 = first
    headings: tuple[str, ...]
    n_rows: int
    kind: Kind  # norms: quantities laid out by column, which no table of ours holds
    missing: tuple[str, ...]  # fields without a heading
    columns: tuple[ColumnGuess, ...] = ()  # what drift init proposes; none for norms


def find_unknown(layout: Layout) -> Unknown | None:
    """Return what a sheet without a table of ours looks like; None where it is a note, as paragraphs are."""
    if (
        not layout.wanted or layout.pivot or layout.cells.text in PARAGRAPHS
    ):  # the paragraphs of a document are no table
        return None
    return _choose(layout, find_blocks(layout.cells, layout.filled))


def find_largest(layout: Layout) -> Block | None:
    """Return the largest block of headings and rows of a sheet without a table of ours, of ten rows or more."""
    if not layout.wanted or layout.pivot or layout.cells.text in PARAGRAPHS:
        return None
    blocks = [one for one in find_blocks(layout.cells, layout.filled) if len(one.rows) >= MIN_ROWS]
    return max(blocks, key=lambda one: len(one.rows), default=None)


def find_beside(layout: Layout) -> Unknown | None:
    """Return what looks like a table above the first one of a sheet, or below a table of governance or of norms.

    Elsewhere rows below a heading are read, and what cannot be read of them is told.
    """
    if not layout.wanted or layout.source or not layout.tables:
        return None
    first, filled = layout.tables[0], layout.filled
    spans = [(1, first.row - first.n_rows)] if first.row > first.n_rows else []
    for heading in layout.tables:
        last = heading.last or len(filled)
        blank = np.flatnonzero(filled[heading.row : last] == 0)
        if heading.table == GOVERNANCE and len(blank):
            spans.append((heading.row + int(blank[0]) + 1, last))
        if heading.norms and heading.norms.block.last < last:
            spans.append((heading.norms.block.last + 1, last))
    return _choose(layout, (block for span in spans for block in find_blocks(layout.cells, filled, *span)))


def _choose(layout: Layout, blocks: Iterable[Block]) -> Unknown | None:
    """Return the largest of the blocks that look like a table."""
    found = [(block, kind) for block in blocks if (kind := _tell(layout, block))]
    if not found:
        return None
    block, kind = max(found, key=lambda pair: len(pair[0].rows))
    steps = find_steps(layout.cells, block) if kind == "incidents" else None
    kind = "events" if steps else kind
    table = kind if kind in ("incidents", "events") else "clauses"
    fields = find_fields(Row(block.row, block.headings), table)
    columns = steps.guess() if steps else () if kind == "norms" else guess_columns(block, table, fields)
    if columns and not steps:
        columns = (*tell_known(fields, block), *columns)
    headings = tuple(filter(None, block.headings))
    missing = find_missing(REQUIRED[table], fields) or (("incident_id",) if table == "incidents" else ("text",))
    return Unknown(layout.cells.sheet, block.row, headings, len(block.rows), kind, missing, columns)


def _tell(layout: Layout, block: Block) -> Kind | None:
    """Return what a block seems to be; None where it is no table."""
    full = [one for one in block.profiles if one.filled >= HALF]
    if len(full) < 2:
        return None
    dated = [one for one in full if one.dated >= MOSTLY]
    long = [one for one in full if one.length >= LONG and one.dated < HALF]
    ids = [one for one in full if one.hierarchical >= MOSTLY]
    if len(block.rows) >= MIN_ROWS:
        if dated and not (long and ids):
            return "incidents"
        if long and (len(full) > 2 or _are_numbers(full)) and not _explains(layout, block):
            return "clauses"
        if dated:
            return "incidents"
    return "norms" if _are_norms(full) else None


def _are_norms(profiles: Iterable[Profile]) -> bool:
    columns = [one for one in profiles if one.quantities >= HALF and not one.whole]
    return sum(round(one.quantities * one.n) for one in columns) >= MIN_NORMS


def _are_numbers(profiles: Iterable[Profile]) -> bool:
    return any(one.different == 1 and one.numbered >= MOSTLY and one.length < LONG for one in profiles)


def _explains(layout: Layout, block: Block) -> bool:
    """Whether a sheet says that it explains words or how to use the workbook."""
    said = (layout.cells.sheet, block.headings[0] if block.headings else "")
    return any(find_values("explaining", text) for text in said)
