"""How much work there was to do, as the people declare it: date, unit, amount (scope.xlsx, omvang.xlsx, drift.toml)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.errors import Address, Problem
from drift.sources.accounts import FileAccount, SheetAccount
from drift.sources.layout.body import address_of
from drift.sources.opening.columns import Column
from drift.sources.rows.handwritten import account_for, find_heads, texts_of, to_day
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


def read_scope(sheets: tuple[Cells, ...], account: FileAccount) -> tuple[FileAccount, list[Declared]]:
    """Return what the sheets declare, and the account of their file; every row is accounted for."""
    declared: list[Declared] = []
    for cells in sheets:
        rows = texts_of(cells)
        top, columns = find_heads(rows, _HEADS, _HEADS) or (None, {})
        outcomes: list[Declared | Problem | None] = []
        amounts = _read_amounts(cells, columns["amount"], top + 1) if top is not None else []
        for i, amount in enumerate(amounts, start=len(rows) - len(amounts)):
            texts = {name: rows[i][j] for name, j in columns.items()}
            places = {name: address_of(account.file, cells.sheet, i + 1, j) for name, j in columns.items()}
            outcomes.append(_to_declared(texts, amount, places) if any(rows[i]) else None)
        own = account_for(SheetAccount(cells.sheet, TABLE if columns else None, columns=columns), rows, top, outcomes)
        account = account.add([own], [outcome for outcome in outcomes if isinstance(outcome, Problem)])
        declared += [outcome for outcome in outcomes if isinstance(outcome, Declared)]
    return account, declared


def _read_amounts(cells: Cells, column: int, top: int) -> list[float]:
    """Return the amounts below the heading; not a number where the cell holds none."""
    part = cells.table.slice(top)
    kinds, texts = (part.column(2 * column + k).to_pandas() for k in (0, 1))
    return [float(value) for value in to_numbers(Column(kinds, pd.Series(texts, dtype="str"))).values]


def _to_declared(texts: dict[str, str], amount: float, places: dict[str, Address]) -> Declared | Problem:
    on = to_day(texts["on"])
    if on is None:
        return Problem(places["on"], texts["on"], "expected.moment")
    if not texts["unit"] or len(texts["unit"]) > UNIT_LENGTH:
        return Problem(places["unit"], texts["unit"], "expected.unit")
    if not amount > 0:  # not a number neither
        return Problem(places["amount"], texts["amount"], "expected.amount")
    return Declared(on, " ".join(texts["unit"].split()), amount)
