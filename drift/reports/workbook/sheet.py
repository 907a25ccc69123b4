"""One sheet as plain content: a table, how its numbers are written, where its cells lead to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from drift.errors import Address, Note

Target = tuple[str, int]  # sheet by its code, row of its frame (0 = first)


@dataclass(frozen=True)
class Sheet:
    """A table under its code of wording (sheet.NAME)."""

    name: str
    frame: pd.DataFrame
    styles: Mapping[str, str | Sequence[str]] = field(default_factory=dict)  # column -> style, or one a row
    # column -> where each cell leads to: a row, or a reference as the file has it
    links: Mapping[str, Sequence[Target | str | None]] = field(default_factory=dict)
    coded: tuple[str, ...] = ()  # columns that hold our own codes: said in the reader's language (codes.py)
    frozen: int = 0  # columns that stay in sight
    rest: Note | None = None  # of how many rows these are, and where the others are; None: these are all


def write_place(at: Address) -> str:
    """Write a place as a cell holds it, as far as it is known: file!sheet!cell."""
    return "!".join(part for part in (at.file, at.sheet, at.cell) if part)


def first_rows(keys: pd.Series) -> dict[object, int]:
    """Return the first row of each key, 0 = first."""
    firsts: dict[object, int] = {}
    for i, key in enumerate(keys.tolist()):
        firsts.setdefault(key, i)
    return firsts


def find_targets(name: str, rows: Mapping[object, int], keys: Iterable[object]) -> list[Target | None]:
    """Return for each key the row of a sheet that it leads to; None where it leads nowhere."""
    return [(name, rows[key]) if key in rows else None for key in keys]
