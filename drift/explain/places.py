"""Rows back to their cells: `contract/SLA 2023.xlsx`, `Eisen`, `C7`."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.sources.layout.onecolumn import INLINE
from drift.sources.opening.cells import address_of

if TYPE_CHECKING:
    from drift.sources.accounts import SheetAccount
    from drift.tables.intake import Intake

# the cell that stands for a row: the first of these fields that its sheet has
CELL_OF: Final = {
    "clauses": ("text", "indicator", INLINE, "target"),
    "targets": ("text", "indicator", INLINE, "target"),
    "readings": ("text", "indicator", INLINE, "target"),
    "incidents": ("incident_id", "opened_at"),
    "events": ("at", "incident_id"),
}


class Places:
    """Knows which column of every sheet was taken for which field."""

    def __init__(self, intake: Intake) -> None:
        self._sheets: dict[tuple[str, str], list[SheetAccount]] = {}
        for file in intake.files:
            for sheet in file.sheets:
                self._sheets.setdefault((file.file, sheet.sheet), []).append(sheet)

    def cell(self, table: str, file: str, sheet: str, row: int) -> str:
        """Return the cell that stands for a row of a table; the first of the row where no column is known."""
        column = 0
        for part in self._sheets.get((file, sheet), []):
            if part.first_row <= row <= (part.last_row or math.inf):
                column = next((part.columns[name] for name in CELL_OF[table] if name in part.columns), 0)
                break
        return str(address_of(file, sheet, row, column).cell)

    def cells(self, table: str, rows: pd.DataFrame) -> list[str]:
        """Return the cell of every row of a table; a norm of a matrix stands in a cell of its own."""
        own = rows["cell"].tolist() if "cell" in rows else [None] * len(rows)
        places = zip(*(rows[name].tolist() for name in ("file", "sheet", "row")), own, strict=True)
        return [
            cell if isinstance(cell, str) else self.cell(table, file, sheet, int(row))
            for file, sheet, row, cell in places
        ]

    def written(self, table: str, rows: pd.DataFrame) -> list[str]:
        """Return `file!sheet!cell` of every row of a table, as text."""
        files_sheets = zip(rows["file"].tolist(), rows["sheet"].tolist(), self.cells(table, rows), strict=True)
        return [f"{file}!{sheet}!{cell}" for file, sheet, cell in files_sheets]
