"""Norms in columns of a table of clauses: KPI, Omschrijving, Norm; or a norm beside the text of a requirement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from statistics import median
from typing import Final

import pandas as pd

from drift.errors import Note
from drift.sources.layout.norms.block import NormBlock
from drift.sources.layout.norms.columns import LONG, NormColumn, describe_columns
from drift.sources.layout.norms.find import MAX_ROWS
from drift.sources.layout.norms.grid import Grid, open_grid
from drift.sources.layout.norms.settle import lend_names, settle_columns
from drift.sources.layout.table import Table
from drift.sources.rows.norms.assemble import list_norms
from drift.sources.rows.norms.frame import tell_norms, to_frame

# field of a clause -> what its column is among norms; what is called a target in either list is one
_ROLES: Final[Mapping[str, str]] = {"clause_id": "id", "section": "section", "unit": "unit"}
_READ: Final = ("metric", "norm", "share", "sign")
_JOINED: Final = ("target", "unit", "indicator", "text")  # what the text of a clause holds already


@dataclass(frozen=True)
class Beside:
    """The norms that stand beside clauses, and what of them the text of each clause lacks."""

    norms: pd.DataFrame
    texts: pd.Series  # by row; missing where there is nothing to add
    names: pd.Series  # by row, where the text of a clause lacks the name of its norm
    note: Note
    headings: tuple[str, ...] = ()  # that were read


def read_beside(table: Table, rows: pd.Index) -> Beside | None:
    """Return the norms of some rows of a table of clauses; None where it has no column of norms."""
    heading = table.heading
    if not heading.row or not len(rows) or len(rows) > MAX_ROWS:
        return None
    grid = _open(table, rows)
    described = _place_fields(table, grid, describe_columns(grid, heading.n_rows))
    body = grid[heading.n_rows :]
    settled = settle_columns(described, body)
    columns = tuple(lend_names(settled, body, sure=any(one.role in ("norm", "share") for one in settled)))
    block = NormBlock(grid, heading.n_rows, columns, heading.row, int(rows[-1]), heading.n_rows, turned=False)
    if not any(one.role in ("metric", "norm") for one in columns):
        return None
    named = _are_names(table)
    norms = list_norms(block, named=named)
    if not norms:
        return None
    frame = to_frame(table, norms, whole=named)
    return Beside(
        frame, _write_rest(table, block), _list_names(table, block), tell_norms(norms, table.at), _list_headings(block)
    )


def _open(table: Table, rows: pd.Index) -> Grid:
    heading = table.heading
    top = heading.row - heading.n_rows + 1
    grid = open_grid(table.cells.fill_merged(), top, int(rows[-1]))
    wanted = {*rows.tolist(), *range(top, heading.row + 1)}
    grid = [row for row in grid if row[0].row in wanted]
    if not heading.side_tables:
        return grid
    own = _list_columns(table)
    return [[entry for entry in row if entry.column in own] for row in grid]


def _list_columns(table: Table) -> set[int]:
    """Return the columns of a table; those of governance tables beside it, behind an empty column, are not its own."""
    heading, cells = table.heading, table.cells
    own: set[int] = set()
    for i in heading.columns.values():
        for step in (-1, 1):
            j = i
            while 0 <= j < cells.n_columns and cells.text_at(heading.row, j).strip():
                own.add(j)
                j += step
    return own


def _place_fields(table: Table, grid: Grid, columns: list[NormColumn]) -> list[NormColumn]:
    """Give columns the role of the field that they hold among clauses."""
    at = {entry.column: j for j, entry in enumerate(grid[0])}
    fields = {at[i]: name for name, i in table.heading.columns.items() if i in at}
    return [_place(one, fields.get(one.j, ""), table) for one in columns]


def _place(column: NormColumn, field: str, table: Table) -> NormColumn:
    if field in _ROLES:
        return replace(column, role=_ROLES[field])
    if field == "target" and column.role in ("open", "metric", "text", "other"):
        return replace(column, role="norm" if column.role == "open" else column.role)
    if field == "indicator" or (field == "text" and not table.has("indicator")):
        return replace(column, role="name")
    return replace(column, role="description") if field == "text" else column


def _are_names(table: Table) -> bool:
    """Whether what stands beside the norms are names, no sentences that bind somebody by their words."""
    texts = table.column("text" if table.has("text") else "indicator").texts.dropna()
    return bool(len(texts)) and median(texts.str.len()) <= LONG


def _write_rest(table: Table, block: NormBlock) -> pd.Series:
    """Return what stands in the columns of norms that the text of a clause leaves out, with their headings."""
    known = {i for name, i in table.heading.columns.items() if name in _JOINED}
    added = [one for one in block.values if one.role != "credit" and block.grid[0][one.j].column not in known]
    texts = {
        line[0].row: "; ".join(
            f"{one.heading} {' '.join(line[one.j].text.split())}" for one in added if line[one.j].text
        )
        for line in block.body
    }
    series = pd.Series(texts, dtype="str")
    return series[series.ne("")]


def _list_names(table: Table, block: NormBlock) -> pd.Series:
    known = {i for name, i in table.heading.columns.items() if name in _JOINED}
    named = [one for one in block.columns if one.role == "name" and block.grid[0][one.j].column not in known]
    texts = {line[0].row: " ".join(line[one.j].text.split()) for one in named[:1] for line in block.body}
    series = pd.Series(texts, dtype="str")
    return series[series.ne("")]


def _list_headings(block: NormBlock) -> tuple[str, ...]:
    read = [one for one in block.columns if one.role in _READ or one is block.level]
    heads = (block.grid[block.n_heads - 1][one.j].text for one in read)
    return tuple(" ".join(text.split()) for text in heads)
