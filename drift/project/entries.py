"""What the rows of a workbook of settings say, below the headings of each sheet."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from drift.errors import Address, UsageError
from drift.project.cells import Cell, to_value
from drift.project.sheets import ALIASES, KEY, PARTIES, SINGLE, VALUE, Sheet

Loc = tuple[str | int, ...]  # as pydantic tells a place: ("source", 0, "columns", "title")


@dataclass
class Book:
    """What a workbook says, and the cell of each key."""

    content: dict[str, Any] = field(default_factory=dict)
    places: dict[Loc, Address] = field(default_factory=dict)

    def find(self, loc: Loc) -> Address | None:
        """Return the cell of a key, or of what holds it; None: it stands nowhere."""
        ends = range(len(loc), 0, -1)
        return next((self.places[loc[:end]] for end in ends if loc[:end] in self.places), None)


def read_keys(rows: list[dict[str, Cell]], book: Book) -> None:
    """Read the keys of one value; a row without a value says nothing."""
    for row in rows:
        key, cell = row[KEY], row.get(VALUE)
        if cell is None or cell.value is None:
            continue
        name = str(key.value or "").strip()
        if name not in SINGLE:
            _refuse_key(name, key.at)
        table, _, last = name.rpartition(".")
        loc: Loc = ("base", int(last == "last")) if table == "base" else (table, last) if table else (name,)
        if loc in book.places:
            raise UsageError("error.book_twice", at=key.at, found=name)
        value = to_value(cell, SINGLE[name])
        if table == "base":
            base = book.content.setdefault("base", [None, None])
            base[int(last == "last")] = value
            book.places.setdefault(("base",), cell.at)  # where the other month is not given
        else:
            (book.content.setdefault(table, {}) if table else book.content)[last] = value
        book.places[loc] = cell.at


def _refuse_key(name: str, at: Address) -> None:
    for near in difflib.get_close_matches(name, SINGLE, n=1, cutoff=0.5):
        raise UsageError("error.toml_key_near", at=at, key=name, near=near)
    raise UsageError("error.toml_key", at=at, key=name or "–", known=", ".join(SINGLE))


def read_entries(sheet: str, layout: Sheet, rows: list[dict[str, Cell]], book: Book) -> None:
    """Read the entries of a sheet; a row with nothing but what an entry has several of belongs to the one above it."""
    entries = book.content.setdefault(sheet, [])
    open_entry = False
    for row in rows:
        given = {name: cell for name, cell in row.items() if cell.value is not None}
        if not given:
            open_entry = False
            continue
        if not open_entry or any(name in given for name in layout.columns):
            entries.append({})
            _begin(entries[-1], (sheet, len(entries) - 1), layout, row, book)
            open_entry = True
        _go_on(entries[-1], (sheet, len(entries) - 1), layout, row, book)


def _begin(entry: dict[str, Any], loc: Loc, layout: Sheet, row: Mapping[str, Cell], book: Book) -> None:
    book.places[loc] = next(iter(row.values())).at
    for name, kind in layout.columns.items():
        if name in row:
            book.places[*loc, name] = row[name].at
            if row[name].value is not None:
                entry[name] = to_value(row[name], kind)


def _go_on(entry: dict[str, Any], loc: Loc, layout: Sheet, row: Mapping[str, Cell], book: Book) -> None:
    """Add one more of each that an entry may have several of."""
    for name in layout.several:
        if name in row and row[name].value is not None:
            values = entry.setdefault(name, [])
            book.places[*loc, name, len(values)] = row[name].at
            values.append(to_value(row[name], "text"))
    for key, pair in layout.pairs.items():
        of, cell = (row.get(heading) for heading in pair)
        if (of is None or of.value is None) and (cell is None or cell.value is None):
            continue
        if of is None or of.value is None or cell is None or cell.value is None:
            there = of if of is not None and of.value is not None else cell
            raise UsageError("error.book_pair", at=there.at if there else None, first=pair[0], second=pair[1])
        name, values = str(to_value(of, "word")), entry.setdefault(key, {})
        if name in values:
            raise UsageError("error.book_twice", at=of.at, found=name)
        values[name] = to_value(cell, "text")
        book.places[*loc, key, name] = of.at  # a field that is none is told at its own cell


def read_parties(rows: list[dict[str, Cell]], book: Book) -> None:
    """Read the names of both parties: a column a side."""
    for row in rows:
        for side, cell in row.items():
            if cell.value is not None:
                names = book.content.setdefault(PARTIES, {}).setdefault(side, [])
                book.places[PARTIES, side, len(names)] = cell.at
                names.append(to_value(cell, "text"))


def read_aliases(rows: list[dict[str, Cell]], book: Book) -> None:
    """Read names, and below each other their spellings."""
    spellings: list[Any] | None = None
    for row, (name, spelling) in _pairs(rows):
        if name is not None:
            aliases = book.content.setdefault(ALIASES, {})
            if name in aliases:
                raise UsageError("error.book_twice", at=row["name"].at, found=name)
            spellings = aliases.setdefault(name, [])
            book.places[ALIASES, name] = row["name"].at
        if spelling is not None:
            if spellings is None:
                raise UsageError("error.book_pair", at=row["spelling"].at, first="name", second="spelling")
            spellings.append(spelling)


def _pairs(rows: list[dict[str, Cell]]) -> Iterator[tuple[dict[str, Cell], tuple[str | None, Any]]]:
    for row in rows:
        name, spelling = (to_value(row[key], "text") if key in row else None for key in ("name", "spelling"))
        yield row, (None if name is None else str(name), spelling)
