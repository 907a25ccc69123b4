"""The heading of a list of actions: which column tells what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from drift.sources.vocabulary import find_values, merge_values
from drift.sources.words import normalise, split_brackets
from drift.terms import HEADING_ROWS

_BESIDE: Final = ("owner", "status", "due")  # of these one stands beside what is to be done


@dataclass(frozen=True)
class ActionHeading:
    """Where the heading stands, and which column holds which field."""

    row: int  # 1 = first
    columns: dict[str, int]  # field -> column, 0 = A
    titles: dict[str, str] = field(default_factory=dict)  # field -> heading as written


def find_heading(
    rows: Sequence[Sequence[str]], names: Sequence[str] = (), *, minutes: bool = False
) -> ActionHeading | None:
    """Return the first row that heads a list of actions; None where none does.

    A description is what is to be done where a name (of file, sheet or caption) says that these are actions, and in
    minutes where two of owner, status and term stand beside it.
    """
    named = any("actions" in find_values("list_name", name) for name in names)
    needed = 1 if named else 2 if minutes else 0
    found = (_read_heading(number, row, needed) for number, row in enumerate(rows[:HEADING_ROWS], start=1))
    return next((heading for heading in found if heading), None)


def _read_heading(number: int, row: Sequence[str], needed: int) -> ActionHeading | None:
    """Return a row as a heading; needed: columns that must stand beside a description, 0: it does not do."""
    columns: dict[str, int] = {}
    for column, title in enumerate(row):
        name = _field_of(title)
        if name:
            columns.setdefault(name, column)
    beside = sum(name in columns for name in _BESIDE)
    if "text" not in columns and needed and beside >= needed:
        columns |= _find_loose(row)
    if "text" not in columns or not beside:
        return None
    return ActionHeading(number, columns, {name: row[column] for name, column in columns.items()})


def _field_of(title: str) -> str | None:
    """Return what a column holds by its heading, with what stands in brackets and without."""
    words = merge_values("action_heading")
    return words.get(normalise(title)) or words.get(split_brackets(title)[0])


def _find_loose(row: Sequence[str]) -> dict[str, int]:
    words = merge_values("action_loose")
    return next(({"text": column} for column, title in enumerate(row) if normalise(title) in words), {})
