"""A recognised heading row: which table it begins, and which column was taken for which field, by whose word."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from drift.sources.layout.norms.find import Placed

Via = Literal["analyst", "tool", "generic", "foreign", "words"]


@dataclass(frozen=True)
class Guess:
    """One column that was taken for a field: by whose word, and which other columns could have been it."""

    field: str
    column: int  # 0 = A
    title: str  # heading as written
    # analyst: drift.toml; tool: the tool's own word; generic: anybody's; foreign: another tool's; words: see parts
    via: Via
    alternatives: tuple[tuple[int, str], ...] = ()  # (column, heading) of those not chosen


@dataclass(frozen=True)
class Heading:
    """A recognised table: what it is, where its heading and its rows stand, which column holds which field."""

    table: str
    tool: str
    row: int  # of the heading, the lower one of two; 1 = first; 0 = a table without a heading
    columns: dict[str, int]  # field -> column, 0 = A
    titles: dict[str, str]  # field -> heading as written
    brackets: dict[str, tuple[str, ...]]  # field -> what its heading says in brackets: utc, min
    unused: tuple[str, ...] = ()  # headings that no field has
    mapped: frozenset[str] = frozenset()  # those of drift.toml that are there, normalised
    score: float = field(default=0.0, compare=False)
    n_rows: int = 1  # of the heading
    first: int = 1  # first row of the sheet that is accounted for with this table
    last: int | None = None  # last such row; None: the last of the sheet
    guesses: tuple[Guess, ...] = ()
    kind: str = ""  # of a governance table: version history, contact, meeting, escalation, raci
    span: range = range(0)  # columns of a log that has others beside it
    beside: tuple[range, ...] = ()  # the columns of those
    side_tables: tuple[Heading, ...] = ()  # governance tables in other columns of the same rows
    norms: Placed | None = field(default=None, compare=False)  # of a table of norms: how its rows and columns are read

    def within(self, first: int, last: int | None) -> Heading:
        """Return the same table, told which rows of the sheet are its own."""
        return replace(self, first=first, last=last)
