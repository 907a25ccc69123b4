"""The cells in the row of a clause that are no part of it: an owner, a remark, a price beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drift.compare.cells.grid import show_row
from drift.sources.opening.letters import name_cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from drift.compare.version import Place, Sheets

Change = tuple[str, str, str | None, str | None]  # sheet and cell in the new version, what it was, what it is


def compare_beside(old: Sheets, new: Sheets, pairs: Iterable[tuple[Place, Place]]) -> Iterator[Change]:
    """Yield the cells beside clauses that differ, by the heading of their column; a column that came or went once.

    Parameters
    ----------
    pairs : places of clauses that became one another, one to one
    """
    before, after = _Beside(old), _Beside(new)
    told: set[tuple[str, str]] = set()
    for was, now in pairs:
        columns = before.columns(was[0]), after.columns(now[0])
        for sheet, heading in {(now[0], name) for name in columns[0].keys() ^ columns[1].keys()} - told:
            told.add((sheet, heading))
            side, at = (after, now) if heading in columns[1] else (before, was)
            title, cell = side.head(at[0], heading)
            yield (at[0], cell, None, title) if side is after else (at[0], cell, title, None)
        for heading in columns[0].keys() & columns[1].keys():
            texts = before.text(was, columns[0][heading]), after.text(now, columns[1][heading])
            if texts[0] != texts[1]:
                yield now[0], name_cell(now[1], columns[1][heading]), *texts


class _Beside:
    """The columns of the tables of clauses that hold no part of a clause, and their rows as they are shown."""

    def __init__(self, sheets: Sheets) -> None:
        self._sheets, self._cells = sheets, {sheet.sheet: sheet for sheet in sheets.cells}
        self._columns: dict[str, dict[str, int]] = {}
        self._rows: dict[Place, tuple[str, ...]] = {}

    def columns(self, sheet: str) -> dict[str, int]:
        """Return the columns of a sheet by heading; nothing where its table has no heading."""
        if sheet not in self._columns:
            row, taken = self._sheets.headings.get(sheet, 0), self._sheets.columns.get(sheet, frozenset())
            heads = self._row((sheet, row)) if row and sheet in self._cells else ()
            self._columns[sheet] = {head.casefold(): i for i, head in enumerate(heads) if head and i not in taken}
        return self._columns[sheet]

    def head(self, sheet: str, heading: str) -> tuple[str, str]:
        """Return a heading as it is written, and its cell."""
        row, i = self._sheets.headings[sheet], self._columns[sheet][heading]
        return self._row((sheet, row))[i], name_cell(row, i)

    def text(self, place: Place, column: int) -> str | None:
        """Return the cell of a column in a row; None where it is blank."""
        return self._row(place)[column] or None

    def _row(self, place: Place) -> tuple[str, ...]:
        if place not in self._rows:
            self._rows[place] = show_row(self._cells[place[0]], place[1])
        return self._rows[place]
