"""How much work there was to do, as the people declare it: date, unit, amount (scope.xlsx, omvang.xlsx, drift.toml)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.errors import Problem
from drift.sources.accounts import FileAccount, SheetAccount
from drift.sources.layout.body import address_of
from drift.sources.opening.columns import Column
from drift.sources.rows.handwritten import find_heads, texts_of, to_day
from drift.sources.values.numbers import to_numbers
from drift.terms import HEADING_ROWS

if TYPE_CHECKING:
    from drift.project import Project
    from drift.sources.opening.cells import Cells

BOOKS: Final = ("scope.xlsx", "omvang.xlsx")
TABLE: Final = "scope"
UNIT_LENGTH: Final = 60  # characters; it stands in a sentence
_HEADS: Final = {
    "on": ("date", "from", "datum", "vanaf", "per", "on", "op"),
    "unit": ("unit", "eenheid", "what", "wat"),
    "amount": ("amount", "number", "aantal", "hoeveelheid", "omvang"),
}


@dataclass(frozen=True)
class Declared:
    """From a day on there is so much of a unit: scanners, sites, square metres, users."""

    on: dt.date
    unit: str
    amount: float


def holds_scope(file: str, sheets: tuple[Cells, ...]) -> bool:
    """Whether a file of the project's folder declares the scope: by its name and by its headings."""
    return file in BOOKS and any(find_heads(texts_of(cells, HEADING_ROWS), _HEADS, _HEADS) for cells in sheets)


def list_declared(project: Project) -> list[Declared]:
    """Return what drift.toml declares."""
    return [Declared(entry.on, entry.unit, entry.amount) for entry in project.settings.scope]


def take_scope(sheets: tuple[Cells, ...], account: FileAccount, declared: list[Declared]) -> None:
    """Add what the sheets declare, and complete the account; every row is accounted for."""
    for cells in sheets:
        rows = texts_of(cells)
        found = find_heads(rows, _HEADS, _HEADS)
        own = SheetAccount(cells.sheet, TABLE if found else None)
        account.sheets.append(own)
        top, own.columns = found or (len(rows), {})
        own.heading = int(bool(found))
        own.note, own.blank = sum(any(row) for row in rows[:top]), sum(not any(row) for row in rows[:top])
        amounts = _read_amounts(cells, own.columns["amount"], top + 1) if found else []
        for i, (row, amount) in enumerate(zip(rows[top + 1 :], amounts, strict=True), start=top + 2):
            if not any(row):
                own.blank += 1
                continue
            told = {name: row[j] for name, j in own.columns.items()}
            on = to_day(told["on"])
            wrong = _find_fault(told, on, amount)
            if wrong or on is None:
                name, expected = wrong or ("on", "expected.moment")
                place = address_of(account.file, cells.sheet, i, own.columns[name])
                account.reject(own, Problem(place, told[name], expected))
            else:
                own.accepted += 1
                declared.append(Declared(on, " ".join(told["unit"].split()), amount))


def _read_amounts(cells: Cells, column: int, top: int) -> list[float]:
    """Return the amounts below the heading; not a number where the cell holds none."""
    part = cells.table.slice(top)
    kinds, texts = (part.column(2 * column + k).to_pandas() for k in (0, 1))
    return [float(value) for value in to_numbers(Column(kinds, pd.Series(texts, dtype="str"))).values]


def _find_fault(told: dict[str, str], on: dt.date | None, amount: float) -> tuple[str, str] | None:
    if on is None:
        return "on", "expected.moment"
    if not told["unit"] or len(told["unit"]) > UNIT_LENGTH:
        return "unit", "expected.unit"
    return None if amount > 0 else ("amount", "expected.amount")
