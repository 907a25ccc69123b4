"""A table of texts on a screen of any width: the first column is as wide as the others leave it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from rich import box
from rich.console import Console
from rich.table import Table

from drift.cli.console import plain_text

LEAST_NAME: Final = 24  # columns of text for the name of a file; a table that leaves less tells its counts in words
BETWEEN: Final = 2  # blanks between two columns
CUT: Final = "…"


@dataclass(frozen=True)
class Grid:
    """A table of texts: the first column is as wide as the others leave it."""

    heads: tuple[str, ...]
    rows: list[tuple[str, ...]]
    right: tuple[int, ...]  # columns of numbers

    def room(self, width: int) -> int:
        """Return how many columns of text are left for the names."""
        others = zip(*([self.heads, *self.rows]), strict=True)
        return width - sum(max(map(len, column)) + BETWEEN for column in [*others][1:])


def name_once(rows: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return rows in which a name that the row above has too is left out."""
    named, above = [], ""
    for name, *others in rows:
        named.append(("" if name == above else name, *others))
        above = name
    return named


def print_grid(console: Console, grid: Grid) -> None:
    """Print a table; a name that is too long loses its beginning."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, BETWEEN - 1, 0, 0), show_edge=False)
    for i, head in enumerate(grid.heads):
        table.add_column(
            plain_text(head), justify="right" if i in grid.right else "left", no_wrap=i == 0 or i in grid.right
        )
    room = max(LEAST_NAME, grid.room(console.width))
    for name, *others in grid.rows:
        table.add_row(*map(plain_text, (shorten_left(name, room), *others)))
    console.print(table)


def shorten_left(path: str, width: int) -> str:
    """Return the end of a path that fits, from a folder on where that loses little: `…/contract/SLA v1.xlsx`."""
    if len(path) <= width:
        return path
    end = path[-(width - 1) :]
    folder = end.find("/")
    return CUT + (end[folder:] if 0 <= folder <= width // 2 else end)


def cut(text: str) -> str:
    """Return the beginning of a text that fits."""
    return text if len(text) <= LEAST_NAME else text[: LEAST_NAME - 1] + CUT
