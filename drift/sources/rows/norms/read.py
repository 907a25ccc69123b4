"""The rows of a table of norms: a clause a row, for lineage, and a norm a cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.errors import Note, Problem
from drift.sources.accounts import Faults
from drift.sources.layout.norms.saying import is_value
from drift.sources.layout.norms.words import roles_of
from drift.sources.layout.unread.profile import is_quantity
from drift.sources.opening.cells import address_of
from drift.sources.rows.clauses.contracts import identify_version
from drift.sources.rows.context import Context, TableReading
from drift.sources.rows.norms.assemble import list_norms
from drift.sources.rows.norms.frame import tell_norms, to_frame
from drift.sources.rows.norms.lines import list_lines
from drift.sources.rows.norms.texts import write_rows
from drift.terms import PROBLEMS_SHOWN

if TYPE_CHECKING:
    from drift.sources.layout.norms.block import NormBlock
    from drift.sources.layout.norms.find import Placed
    from drift.sources.layout.table import Table
    from drift.sources.rows.norms.norm import Norm

USED: Final = frozenset({"norm"})
CELLS_SHOWN: Final = 5


def read_norms(context: Context) -> TableReading:
    """Read one table of norms; rows without a norm are notes."""
    table = context.table
    placed = table.heading.norms
    if placed is None:
        return TableReading({}, table.account)
    block = placed.block
    norms = _without_struck(table, list_norms(block))
    rows = sorted({norm.row for norm in norms})
    account = table.account.count(len(rows), note=len(table.rows) - len(rows))
    frames = {"clauses": _to_clauses(context, placed, rows), "norms": to_frame(table, norms, whole=True)}
    return TableReading(frames, account, _tell(table, block, norms), _find_faults(table, block))


def _to_clauses(context: Context, placed: Placed, rows: list[int]) -> pd.DataFrame:
    table, block = context.table, placed.block
    version = identify_version(table.file, context.project.settings.document)
    texts, sections, numbers = write_rows(block), _list_sections(table, placed), _list_numbers(block)
    struck = table.cells.marks.struck if table.cells.marks else frozenset()
    gone = {row for row in rows if any(place[0] == row for place in struck) and _is_struck(block, row, struck)}
    return pd.DataFrame(
        {
            "file": version.file,
            "sheet": table.cells.sheet,
            "row": pd.Series(rows, dtype="int64"),
            "document": version.document,
            "version": version.version,
            "effective_on": version.effective_on,
            "clause_id": pd.Series([numbers.get(row) for row in rows], dtype="str"),
            "section": pd.Series([sections.get(row) for row in rows], dtype="str"),
            "text": pd.Series([texts[row] for row in rows], dtype="str"),
            "in_force": pd.Series([row not in gone for row in rows], dtype="bool"),
            "remark": pd.Series([None] * len(rows), dtype="str"),
        }
    )


def _is_struck(block: NormBlock, row: int, struck: frozenset[tuple[int, int]]) -> bool:
    """Whether every norm of a row of the sheet is struck through."""
    cells = [line[one.j] for line in block.body for one in block.values if is_value(line[one.j].text)]
    return all((cell.row, cell.column) in struck for cell in cells if cell.row == row)


def _without_struck(table: Table, norms: list[Norm]) -> list[Norm]:
    """Return the norms without those struck through in a row that has others."""
    struck = table.cells.marks.struck if table.cells.marks else frozenset()
    names = {str(address_of("", "", *place).cell) for place in struck}
    kept = {norm.row for norm in norms if norm.cell not in names}
    return [norm for norm in norms if norm.cell not in names or norm.row not in kept]


def _list_sections(table: Table, placed: Placed) -> dict[int, str]:
    """Return the heading each row stands under: its own column, the line above it, the title, the sheet."""
    block = placed.block
    title = (*filter(None, (placed.title, *table.cells.titles)), table.cells.sheet)[0]
    rows = {entry.row: title for line in block.grid for entry in line}
    if block.turned:
        return rows
    own = {line.entries[0].row: line.labels.get("section") or line.section or title for line in list_lines(block)}
    return rows | own


def _list_numbers(block: NormBlock) -> dict[int, str]:
    if block.turned:
        ids = (row for row in block.grid[: block.n_heads - 1] if "id" in roles_of(row[0].text))
        return {entry.row: entry.text for row in ids for entry in row[1:] if entry.text}
    return {line.entries[0].row: line.labels["id"] for line in list_lines(block) if "id" in line.labels}


def _tell(table: Table, block: NormBlock, norms: list[Norm]) -> tuple[Note, ...]:
    """Return how much was read, and which cells among the norms are words."""
    told = tell_norms(norms, table.at)
    words = [
        entry for line in block.body for one in block.values if (entry := line[one.j]).text and not is_value(entry.text)
    ]
    if not words:
        return (told,)
    cells = ", ".join(str(address_of("", "", entry.row, entry.column).cell) for entry in words[:CELLS_SHOWN])
    more = ", …" if len(words) > CELLS_SHOWN else ""
    return told, Note("note.norm_words", {"n": len(words), "cells": cells + more}, table.at)


def _find_faults(table: Table, block: NormBlock) -> Faults:
    """Return the cells that hold a quantity which cannot be read."""
    cells = (line[one.j] for line in block.body for one in block.values)
    bad = [cell for cell in cells if is_quantity(cell.text) and not is_value(cell.text)]
    places = [(address_of(table.file, table.cells.sheet, cell.row, cell.column), cell.text) for cell in bad]
    return Faults(tuple(Problem(at, text, "expected.norm") for at, text in places[:PROBLEMS_SHOWN]), len(bad))
