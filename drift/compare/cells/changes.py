"""Cells that differ and are no part of a clause, and sheets that came or went whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drift.compare.cells.beside import compare_beside
from drift.compare.cells.grid import Line, read_lines
from drift.compare.cells.matching import match_columns, match_lines
from drift.sources.opening.letters import name_cell
from drift.wording.case import fold_spelling

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from drift.compare.version import Place, Sheets

MOST_CELLS: Final = 1_000  # that are kept; sheets that differ in more are another table, and the count says so
NEW, GONE, RENAMED, HIDDEN, SHOWN = "added", "dropped", "renamed", "hidden", "shown"
ALONE: Final = 2  # sheets of both versions together: one each, and such a name is often that of the file
ALIKE: Final = 0.5  # of the cells, from which a sheet of another name is the same one renamed


@dataclass(frozen=True)
class CellChange:
    """One cell: as it is shown in both versions, None where it is not there."""

    sheet: str
    cell: str  # in the new version; in the old one where it went
    old: str | None
    new: str | None


@dataclass(frozen=True)
class SheetChange:
    """A sheet that came or went whole, has another name, or was hidden."""

    sheet: str  # its name in the new version; in the old one where it went
    change: str  # added, dropped, renamed, hidden, shown
    old: str | None  # the name it had
    rows: int  # that hold something


@dataclass(frozen=True)
class CellChanges:
    """What differs beside the clauses."""

    cells: tuple[CellChange, ...]  # at most MOST_CELLS
    n_cells: int
    sheets: tuple[SheetChange, ...]


def compare_cells(old: Sheets, new: Sheets, known: dict[str, str], pairs: Iterable[tuple[Place, Place]]) -> CellChanges:
    """Compare what two versions hold beside their clauses, sheet by sheet.

    Parameters
    ----------
    known : which sheet became which, where its name or its clauses tell
    pairs : places of clauses that became one another, one to one: what stands beside them is compared as well
    """
    lines = [{sheet.sheet: read_lines(sheet, sheets) for sheet in sheets.cells} for sheets in (old, new)]
    names = _match_names(lines[0], lines[1], known)
    changes = [
        *(
            (other, *change)
            for name, other in names.items()
            for change in _compare_sheet(lines[0][name], lines[1][other])
        ),
        *compare_beside(old, new, pairs),
    ]
    cells = [CellChange(*change) for change in changes]
    return CellChanges(tuple(cells[:MOST_CELLS]), len(cells), tuple(_tell_sheets(old, new, lines, names)))


def _match_names(old: dict[str, list[Line]], new: dict[str, list[Line]], known: dict[str, str]) -> dict[str, str]:
    """Return which sheet became which: what is known, else the one with mostly the same cells."""
    names = {name: other for name, other in known.items() if name in old and other in new}
    for name in sorted(old.keys() - names.keys()):
        mine = _content(old[name])
        for other in sorted(new.keys() - set(names.values())):
            theirs = _content(new[other])
            if mine and len(mine & theirs) >= ALIKE * max(len(mine), len(theirs)):
                names[name] = other
                break
    return {name: names[name] for name in old if name in names}


def _content(lines: list[Line]) -> set[str]:
    return {cell.casefold() for line in lines for cell in line.cells if cell}


def _tell_sheets(
    old: Sheets, new: Sheets, lines: list[dict[str, list[Line]]], names: dict[str, str]
) -> Iterator[SheetChange]:
    hidden = [{sheet.sheet: sheet.hidden for sheet in sheets.cells} for sheets in (old, new)]
    for name, other in names.items():
        if hidden[0][name] != hidden[1][other]:
            change = HIDDEN if hidden[1][other] else SHOWN
            yield SheetChange(other, change, name, len(lines[1][other]))
        if fold_spelling(name) != fold_spelling(other) and len(hidden[0]) + len(hidden[1]) > ALONE:
            yield SheetChange(other, RENAMED, name, len(lines[1][other]))
    for sheet in new.cells:
        if sheet.sheet not in names.values() and (n := _count_rows(new, sheet.sheet, lines[1])):
            yield SheetChange(sheet.sheet, NEW, None, n)
    for sheet in old.cells:
        if sheet.sheet not in names and (n := _count_rows(old, sheet.sheet, lines[0])):
            yield SheetChange(sheet.sheet, GONE, sheet.sheet, n)


def _count_rows(sheets: Sheets, name: str, lines: dict[str, list[Line]]) -> int:
    """Return the rows of a sheet that hold something, those of clauses among them."""
    return len(lines[name]) + sum(sheet == name for sheet, _ in sheets.taken)


def _compare_sheet(old: list[Line], new: list[Line]) -> Iterator[tuple[str, str | None, str | None]]:
    """Yield the address of each cell that differs, what it was and what it is."""
    columns = match_columns(old, new)
    for i, j in match_lines(old, new, columns):
        for a, b in columns:
            was, now = _text_at(old, i, a), _text_at(new, j, b)
            if was != now:
                here = _name_cell(new, j, b) or _name_cell(old, i, a)
                yield here, was, now


def _text_at(lines: list[Line], row: int | None, column: int | None) -> str | None:
    """Return a cell as it is shown; None where it is blank or not there."""
    if row is None or column is None or column >= len(lines[row].cells):
        return None
    return lines[row].cells[column] or None


def _name_cell(lines: list[Line], row: int | None, column: int | None) -> str:
    """Return the address of a cell; nothing where it is not there."""
    return "" if row is None or column is None else name_cell(lines[row].row, column)
