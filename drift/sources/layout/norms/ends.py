"""Two columns with the ends of a band, Uptime from and Uptime to, as one column: 99,0% - 99,9%."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from drift.sources.layout.norms.columns import ENDS, HALF, MAX_HEADS, list_paths
from drift.sources.layout.norms.grid import Entry, Grid
from drift.sources.layout.norms.saying import is_day, is_value
from drift.sources.layout.norms.words import words_of
from drift.sources.words import any_of

_NUMBER: Final = re.compile(r"\d")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    words = any_of(words_of("numbers", name))
    return re.compile(rf"(?i)(?<!\w)(?:[(\[](?:{words})[)\]]|(?:{words})(?!\w))(?=\s*(?:$|[(\[]))")


def join_ends(grid: Grid) -> Grid:
    """Return a grid in which two columns with the lower and the upper end of a band are one."""
    pairs = _find_pairs(grid)
    return [_join(row, pairs, first=k == 0) for k, row in enumerate(grid)] if pairs else grid


def _find_pairs(grid: Grid) -> tuple[int, ...]:
    """Return the columns with a lower end that have the upper one to their right, below like headings."""
    found: list[int] = []
    for n in range(1, min(MAX_HEADS, len(grid) - 1) + 1):
        heads = [" ".join(path) for path in list_paths(grid[:n], len(grid[0]))]
        for j in range(len(heads) - 1):
            low, high = _pattern("lower").sub("", heads[j]), _pattern("upper").sub("", heads[j + 1])
            named = low != heads[j] and high != heads[j + 1] and low.split() == high.split()
            if named and j not in found and all(_are_ends(grid[n:], k) for k in (j, j + 1)):
                found.append(j)
    return tuple(found)


def _are_ends(body: Grid, j: int) -> bool:
    filled = [row[j].text for row in body if row[j].text]
    ends = sum(is_value(text) and not is_day(text) for text in filled)
    return bool(filled) and ends > HALF * len(filled)


def _join(row: Sequence[Entry], pairs: Sequence[int], *, first: bool) -> list[Entry]:
    joined = []
    for j, entry in enumerate(row):
        if j in pairs:
            text = _write(entry.text, row[j + 1].text, first=first)
            joined.append(entry._replace(text=text, plain=False) if text != entry.text else entry)
        elif j - 1 not in pairs:
            joined.append(entry)
    return joined


def _write(low: str, high: str, *, first: bool) -> str:
    """Return two ends as one text, or the heading that both have; first: a row that keeps its heading."""
    sides = [_NUMBER.search(text) is not None for text in (low, high)]
    if all(sides):
        return f"{low} - {high}"
    if any(sides):
        return f"≥ {low}" if sides[0] else f"< {high}"
    bare = " ".join(_pattern("lower").sub("", low).split())
    return bare or (f"{low}{ENDS}{high}" if first else "")
