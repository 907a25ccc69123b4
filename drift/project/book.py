"""Settings in a workbook, drift.xlsx, read as drift.toml would say them, each with the cell it stands in."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import TYPE_CHECKING, Final

from drift.errors import Address, Note, UsageError
from drift.project.cells import Cell, list_rows
from drift.project.entries import Book, read_aliases, read_entries, read_keys, read_parties
from drift.project.plain import open_plain
from drift.project.sheets import KEYS, NAMES, PARTIES, SHEETS, list_headings
from drift.project.toml import tell_no_file
from drift.terms import HEADING_ROWS

if TYPE_CHECKING:
    from drift.sources.opening.cells import Cells

MOST_BYTES: Final = 1 << 20  # of a workbook of settings: 1,000 entries have some 100 kB
NEAR: Final = 0.8  # likeness of a name to one of ours from which it is a slip, and no sheet or column of his own


def read_book(path: Path) -> Book:
    """Return the settings of a workbook.

    Raises
    ------
    UsageError : it is no file or no workbook, or a cell, heading or sheet of it cannot be meant; the message names it
    """
    sheets = _open(path)
    at, book = Address(path.name), Book()
    for cells in sheets:
        _refuse_near(cells.sheet, NAMES, "book_sheet", Address(path.name, cells.sheet))
    ours = {cells.sheet: cells for cells in sheets if cells.sheet in NAMES}
    if not ours:
        raise UsageError("error.book_sheets", at=at, names=", ".join(NAMES))
    for name in NAMES:
        if name in ours:
            _read_sheet(ours[name], Address(path.name, name), book)
    return book


def _open(path: Path) -> tuple[Cells, ...]:
    """Return the sheets of a workbook, opened where every file of strangers is opened."""
    from drift.sources.opening.cells import Contents
    from drift.sources.opening.reader import Entry, shared_readers

    at = Address(path.name)
    try:
        with open_plain(path) as stream:
            if len(stream.read(MOST_BYTES + 1)) > MOST_BYTES:
                raise UsageError("error.book_size", at=at, most=MOST_BYTES >> 10)
    except OSError as fault:
        raise tell_no_file(fault, at) from fault
    ((_, read),) = shared_readers().read([Entry(path)])
    if isinstance(read, Note) and read.code == "skipped.own":
        raise UsageError("error.book_own", at=at)
    if not isinstance(read, Contents) or read.unreadable:
        why = (
            read
            if isinstance(read, Note)
            else Note("refused.broken", {"detail": read.unreadable[0][1] if isinstance(read, Contents) else "zip"})
        )
        raise UsageError("error.book", at=at, why=why)
    return read.sheets


def _refuse_near(name: str, known: tuple[str, ...], code: str, at: Address) -> None:
    """Refuse a name that is a slip for one of ours; any other is of who made the workbook, and is let be."""
    if name not in known:
        for near in difflib.get_close_matches(name.strip().casefold(), known, n=1, cutoff=NEAR):
            raise UsageError(f"error.{code}", at=at, found=name, near=near)


def _read_sheet(cells: Cells, at: Address, book: Book) -> None:
    headings = list_headings(cells.sheet)
    rows = list_rows(cells, at)
    top = next((i for i, row in enumerate(rows[:HEADING_ROWS]) if _is_heading(row, headings)), None)
    if top is None:
        if any(cell.value is not None for row in rows for cell in row):
            raise UsageError("error.book_heading", at=at, headings=", ".join(headings))
        return
    columns = _find_columns(rows[top], headings)
    below = [{name: row[column] for name, column in columns.items()} for row in rows[top + 1 :]]
    if cells.sheet == KEYS:
        read_keys(below, book)
    elif cells.sheet in SHEETS:
        read_entries(cells.sheet, SHEETS[cells.sheet], below, book)
    elif cells.sheet == PARTIES:
        read_parties(below, book)
    else:
        read_aliases(below, book)


def _is_heading(row: list[Cell], headings: tuple[str, ...]) -> bool:
    """Whether a row has the first of the headings, or of two columns either."""
    needed = headings if headings == list_headings(PARTIES) else headings[:1]
    return any(cell.value == heading for cell in row for heading in needed)


def _find_columns(row: list[Cell], headings: tuple[str, ...]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for place, cell in enumerate(row):
        if isinstance(cell.value, str):
            name = cell.value.strip()
            _refuse_near(name, headings, "book_heading_near", cell.at)
            if name in columns:
                raise UsageError("error.book_twice", at=cell.at, found=name)
            if name in headings:
                columns[name] = place
    return columns
