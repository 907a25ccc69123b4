"""Which rows of a sheet are a KPI report, and which are clauses or governance that stand above or below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from drift.sources.layout.heading import Heading
from drift.sources.layout.kpi.block import Block, Rows
from drift.sources.layout.kpi.words import Head, read_heads
from drift.sources.vocabulary import GOVERNANCE


@dataclass(frozen=True)
class Part:
    """Rows of a sheet, 1 = first, that are tables of a report below one another, or another table."""

    first: int
    last: int
    blocks: tuple[Block, ...] = ()
    other: Heading | None = None


def find_others(tables: Sequence[Heading], rows: Rows, *, called: bool) -> list[Heading]:
    """Return the tables of a sheet that may be no report: no results, no periods, no list of what indicators mean.

    called: the sheet or its file is called a report, where Omschrijving is of an action rather than of a duty.
    """
    placed = [table for table in tables if table.row and (table.table == GOVERNANCE or "text" in table.columns)]
    return [table for table in placed if not _are_of_report(table, read_heads(rows[table.row - 1]), called=called)]


def _are_of_report(table: Heading, heads: Sequence[Head], *, called: bool) -> bool:
    """Whether headings are of a report; KPI beside Omschrijving is, KPI beside Eis is agreed."""
    roles = {head.role for head in heads}
    if "result" in roles or any(head.period for head in heads):
        return True
    if table.table == GOVERNANCE:
        return "indicator" in roles
    return bool(heads[table.columns["text"]].role) and (called or "indicator" in roles)


def begin_of(rows: Rows, heading: int, n_heads: int) -> int:
    """Return the first row of a table with this heading (its lower row): its title, where one stands alone above it."""
    top = heading - n_heads + 1
    above = [sum(map(bool, rows[row - 1])) if row >= 1 else 0 for row in (top - 1, top - 2)]
    return top - 1 if above == [1, 0] else top


def divide_sheet(rows: Rows, others: Sequence[Heading], blocks: Sequence[Block]) -> list[Part]:
    """Divide the rows of a sheet between its tables, in their order; every row belongs to one."""
    heads = {row for block in blocks for row in range(block.top - block.n_heads + 1, block.top + 1)}
    texts = {block.heads for block in blocks}
    own = [table for table in others if table.row not in heads and tuple(rows[table.row - 1]) not in texts]
    tables: list[tuple[int, Block | Heading]] = [(begin_of(rows, one.row, one.n_rows), one) for one in own]
    tables += [(begin_of(rows, one.top, one.n_heads), one) for one in blocks]
    parts: list[Part] = []
    for first, table in sorted(tables, key=lambda pair: pair[0]):
        if parts:
            parts[-1] = _end(parts[-1], first - 1)
        parts.append(_begin(first if parts else 1, len(rows), table))
    return _join(parts)


def _begin(first: int, last: int, table: Block | Heading) -> Part:
    return Part(first, last, (table,)) if isinstance(table, Block) else Part(first, last, other=table)


def _end(part: Part, last: int) -> Part:
    return replace(part, last=last, blocks=tuple(replace(one, last=min(one.last, last)) for one in part.blocks))


def _join(parts: Sequence[Part]) -> list[Part]:
    """Join the tables of a report that follow each other."""
    joined: list[Part] = []
    for part in parts:
        if joined and joined[-1].blocks and part.blocks:
            joined[-1] = replace(joined[-1], last=part.last, blocks=(*joined[-1].blocks, *part.blocks))
        else:
            joined.append(part)
    return [replace(one, other=one.other and one.other.within(one.first, one.last)) for one in joined]
