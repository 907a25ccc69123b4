"""Which cell, and which sheet, a sentence speaks of: by the words that they share."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from drift.reports.workbook.contents import Contents

_WORD: Final = re.compile(r"[^\W\d_]{4,}|\d{4}")
STEM: Final = 5  # letters by which words are compared: version, versions

TITLE_WEIGHT: Final = 2  # a title says more of a sheet than one of its headings


@lru_cache(maxsize=1 << 14)  # a portfolio has many reports in one process
def stems_of(text: str) -> frozenset[str]:
    """Return the words of a text by how they begin, and its years."""
    return frozenset(word[:STEM] for word in _WORD.findall(text.casefold()))


class Speaking:
    """The words of every sheet: of its title, its headings and its rows."""

    def __init__(self, contents: Contents) -> None:
        self._contents = contents
        self._named = {
            name: (stems_of(contents.titles[name]), frozenset[str]().union(*map(stems_of, heads.values())))
            for name, heads in contents.heads.items()
        }
        self._columns: dict[str, list[tuple[object, ...]]] = {}  # of a sheet the texts and years of each row
        self._rows: dict[tuple[str, int], frozenset[str]] = {}

    def weigh_cell(self, words: frozenset[str], sheet: str, column: str, row: int) -> tuple[int, int]:
        """Return how many words a sentence shares with a cell's heading, and how many with its row."""
        heading = stems_of(self._contents.heads[sheet][column])
        return len(words & heading), len(words & self._words_of_row(sheet, row))

    def weigh_sheet(self, words: frozenset[str], sheet: str) -> int:
        """Return how many words a sentence shares with the title of a sheet and with its headings."""
        title, heads = self._named[sheet]
        return TITLE_WEIGHT * len(words & title) + len(words & heads)

    def _words_of_row(self, sheet: str, row: int) -> frozenset[str]:
        if sheet not in self._columns:
            frame = self._contents.sheets[sheet].frame
            dates, texts = frame.select_dtypes("datetime"), frame.select_dtypes(["object", "string"])
            years = [(f"{year:.0f}" for year in dates[name].dt.year) for name in dates]
            self._columns[sheet] = [*zip(*years, *(texts[name].tolist() for name in texts), strict=True)] or [()]
        key = (sheet, row)
        if key not in self._rows:
            values = self._columns[sheet][row if row < len(self._columns[sheet]) else 0]
            self._rows[key] = frozenset[str]().union(*(stems_of(text) for text in values if isinstance(text, str)))
        return self._rows[key]
