"""How much work there was to do, as the people declare it: date, unit, amount (scope.xlsx, omvang.xlsx, drift.toml)."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

import pandas as pd

from drift.errors import Address, Problem
from drift.project import Project
from drift.sources.accounts import FileAccount, SheetAccount
from drift.sources.opening.cells import Cells
from drift.sources.opening.columns import Column
from drift.sources.rows.handwritten import FilledRow, add_sheet, find_heads, list_rows, texts_of, to_day
from drift.sources.values.numbers import to_numbers
from drift.terms import HEADING_ROWS

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


def read_scope(sheets: tuple[Cells, ...], account: FileAccount) -> tuple[FileAccount, list[Declared]]:
    """Return what the sheets declare, and the account of their file; every row is accounted for."""
    declared: list[Declared] = []
    for cells in sheets:
        rows = texts_of(cells)
        top, columns = find_heads(rows, _HEADS, _HEADS) or (None, {})
        entries = list_rows(rows, top, columns, Address(account.file, cells.sheet))
        amounts = _read_amounts(cells, columns["amount"], len(rows) - len(entries)) if columns else []
        outcomes = [_to_declared(row, amount) if row else None for row, amount in zip(entries, amounts, strict=True)]
        sheet = SheetAccount(cells.sheet, TABLE if columns else None, columns=columns)
        account, read = add_sheet(account, sheet, outcomes, rows, top)
        declared += read
    return account, declared


def _read_amounts(cells: Cells, column: int, top: int) -> list[float]:
    """Return the amounts below the heading; not a number where the cell holds none."""
    kinds, texts = (part.slice(top).to_pandas() for part in (cells.kinds(column), cells.texts(column)))
    return [float(value) for value in to_numbers(Column(kinds, pd.Series(texts, dtype="str"))).values]


def _to_declared(row: FilledRow, amount: float) -> Declared | Problem:
    on, unit = to_day(row.texts["on"]), row.texts["unit"]
    if on is None:
        return row.problem("on", "expected.moment")
    if not unit or len(unit) > UNIT_LENGTH:
        return row.problem("unit", "expected.unit")
    if not amount > 0:  # or no number
        return row.problem("amount", "expected.amount")
    return Declared(on, " ".join(unit.split()), amount)
