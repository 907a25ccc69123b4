"""One table of norms: where it stands, and its rows and columns as they are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from drift.sources.layout.norms.columns import NormColumn, count_heads
from drift.sources.layout.norms.ends import join_ends
from drift.sources.layout.norms.grid import Entry, Grid, turn
from drift.sources.layout.norms.saying import is_day, is_quantity, is_value
from drift.sources.layout.norms.settle import read_columns
from drift.sources.layout.norms.words import direction_of, is_leading, roles_of, says_happened

LONGEST: Final = 60  # rows of a table that may lie on its side
LEAST: Final = 2  # norms; one quantity below a heading may be anything
DATED: Final = 10  # rows with a date; fewer may be when a norm begins
CARD: Final = 3  # headings that are known, of a card with one norm
_KEYS: Final = ("norm", "weak", "target")  # a heading that stands above norms of any kind


@dataclass(frozen=True)
class NormBlock:
    """A table of norms, turned so that norms stand in columns: its grid, and what each column is."""

    grid: Grid
    n_heads: int
    columns: tuple[NormColumn, ...]
    first: int  # row of the sheet its headings begin in, 1 = first
    last: int
    n_above: int  # rows of the sheet that hold its headings
    turned: bool
    title: str = ""

    @property
    def body(self) -> Grid:
        """The rows below the headings."""
        return self.grid[self.n_heads :]

    @property
    def values(self) -> list[NormColumn]:
        """The columns that hold norms."""
        return [one for one in self.columns if one.role in ("metric", "norm", "credit")]

    @property
    def n_norms(self) -> int:
        """Cells that hold norms; each line of a stacked cell is one."""
        cells = [row[one.j].text for one in self.values for row in self.body]
        return sum(map(_count_lines, filter(is_value, cells)))

    @property
    def is_penalty(self) -> bool:
        """Whether it tells which credit stands on which band."""
        roles = [one.role for one in self.columns]
        return "credit" in roles and len(self.values) - roles.count("credit") <= 1 and not self._is_named

    @property
    def level(self) -> NormColumn | None:
        """The column of levels; impact and urgency but lead to the priority beside them."""
        tiers = [one for one in self.columns if one.role == "tier"]
        return next((one for one in tiers if not is_leading(one.heading)), next(iter(tiers), None))

    @property
    def is_stacked(self) -> bool:
        """Whether norms stand below one another in a cell, so that a credit stands beside each line."""
        return any("\n" in row[one.j].text for one in self.values for row in self.body)

    @property
    def _is_named(self) -> bool:
        return any(one.role == "name" for one in self.columns)


def match_block(grid: Grid, title: str, *, strict: bool = False) -> NormBlock | None:
    """Return the table of norms that a grid is, as it stands or turned a quarter; None where it is none.

    strict: among clauses each norm must stand below a heading that names it; a row of clauses is none
    """
    if len(grid) < 2 or len(grid[0]) < 2 or _counts_what_happened(grid):
        return None
    upright = _shape(join_ends(grid), title, turned=False)
    lying = _shape(join_ends(turn(grid)), title, turned=True) if len(grid) <= LONGEST else None
    tried = [one for one in (upright, lying) if one and one.n_norms]
    tried = [one for one in tried if one.n_norms >= LEAST or _is_card(one)]
    keyed = [one for one in tried if any(_is_key(one, column) for column in one.columns)]
    best = max(keyed or tried, key=lambda one: (one.n_norms, not one.turned), default=None)
    if best is None or (strict and best.turned and best.n_above == 0):
        return None
    return best if _is_mostly_norms(best) else None


def _counts_what_happened(grid: Grid) -> bool:
    """Whether values (of which no heading says that they are norms) are what a month brought: Incidents logged | 89."""
    values = [entry.column for entry in grid[0] if "weak" in roles_of(entry.text)]
    counted = [row for row in grid[1:] for entry in row if entry.column in values and entry.text.isdecimal()]
    return any(says_happened(entry.text) for row in counted for entry in row)


def _shape(grid: Grid, title: str, *, turned: bool) -> NormBlock | None:
    n_heads = count_heads(grid)
    if not n_heads:
        return None
    columns = tuple(read_columns(grid, n_heads, title))
    rows = [entry.row for row in grid for entry in row]
    above = count_heads(turn(grid)) if turned else n_heads
    return NormBlock(grid, n_heads, columns, min(rows), max(rows), above, turned, title)


def _is_key(block: NormBlock, column: NormColumn) -> bool:
    heads = (row[column.j].text for row in block.grid[: block.n_heads])
    return (
        column.j > 0
        and column.role in ("norm", "share")
        and any(role in _KEYS for head in heads for role in roles_of(head))
    )


def _is_card(block: NormBlock) -> bool:
    """Whether the headings are those of a card: KPI, Definitie, Norm, Frequentie, each with one value."""
    keyed = any(_is_key(block, column) for column in block.columns)
    heads = [row[column.j].text for column in block.columns for row in block.grid[: block.n_heads]]
    return keyed and sum(bool(roles_of(head)) for head in heads) >= CARD


def _is_mostly_norms(block: NormBlock) -> bool:
    """Whether words name most columns of quantities, and at least two are no bare numbers; a dated list is a log."""
    filled: Sequence[tuple[Entry, NormColumn]] = [
        (row[one.j], one) for one in block.values for row in block.body if row[one.j].text
    ]
    quantities = sum(
        _count_lines(entry.text)
        for entry, one in filled
        if is_quantity(entry.text) or (entry.plain and one.unit is not None)
    )
    keyed = any(one.role == "norm" for one in block.values)
    named = keyed or any(direction_of(text) for text in (block.title, *(one.heading for one in block.values)))
    unnamed = sum(one.role == "open" for one in block.columns)
    return named and len(block.values) >= unnamed and (quantities >= LEAST or keyed) and not _is_dated(block)


def _count_lines(text: str) -> int:
    return text.strip().count("\n") + 1


def _is_dated(block: NormBlock) -> bool:
    rows = block.body if not block.turned else ()
    filled = [[row[one.j].text for row in rows if row[one.j].text] for one in block.columns]
    return any(len(texts) >= DATED and all(map(is_day, texts)) for texts in filled)
