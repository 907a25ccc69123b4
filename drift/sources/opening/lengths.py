"""The most text that is read of one cell: Excel holds no more, what a text table or a Word document has is cut."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import pyarrow.compute as pc

from drift.errors import Address, Note
from drift.sources.opening.cells import Cells
from drift.sources.opening.letters import name_cell
from drift.terms import CELL_CHARACTERS

NAMED: Final = 3  # cells in one note


def cut_cells(file: str, sheets: Sequence[Cells]) -> tuple[tuple[Cells, ...], list[Note]]:
    """Return sheets of which no cell is longer than CELL_CHARACTERS, and a note a sheet with the cells that were."""
    cut = [_cut_sheet(file, sheet) for sheet in sheets]
    return tuple(sheet for sheet, _ in cut), [note for _, notes in cut for note in notes]


def _cut_sheet(file: str, sheet: Cells) -> tuple[Cells, list[Note]]:
    table, places = sheet.table, []
    for i in range(sheet.n_columns):
        if (pc.max(pc.binary_length(sheet.texts(i))).as_py() or 0) <= CELL_CHARACTERS:
            continue  # told faster: no sign has less than a byte
        long = pc.greater(pc.utf8_length(sheet.texts(i)), CELL_CHARACTERS)
        if pc.any(long).as_py():
            places += [(row, i) for row in pc.indices_nonzero(long).to_pylist()]
            texts = pc.utf8_slice_codeunits(sheet.texts(i), 0, CELL_CHARACTERS)
            table = table.set_column(2 * i + 1, table.schema.field(2 * i + 1), texts)
    if not places:
        return sheet, []
    return replace(sheet, table=table), [_tell(Address(file, sheet.sheet), places)]


def _tell(at: Address, places: list[tuple[int, int]]) -> Note:
    names = [name_cell(row + 1, i) for row, i in sorted(places)]
    shown = ", ".join(names[:NAMED]) + (", …" if len(names) > NAMED else "")
    values = {"n": len(names), "cells": shown, "most": CELL_CHARACTERS}
    return Note("note.long_cells", values, replace(at, cell=names[0]))
