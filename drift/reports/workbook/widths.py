"""How wide a column is: what stands in it, up to what a screen can bear."""

from __future__ import annotations

import datetime as dt
import textwrap
from typing import Any, Final

import pandas as pd

from drift.reports.workbook.live import Live

LOOKED_AT: Final = 500  # rows from the start; a log of 300,000 has no other ones
NARROWEST, WIDEST = 7, 44
ARROW: Final = 3  # room for the button of the filter
WIDE: Final = {
    "text": 90,
    "sentence": 100,
    "label": 80,
    "page_title": 34,
    "title": 60,
    "sha256": 66,
    "place": 60,
    "what": 44,
    "touched": 90,
    "untouched": 90,
    "speaks_of_it": 90,
}
LETTERS: Final = 1.1  # of a sentence that fit the width of one digit, at least; measured in LibreOffice, 1.15
LINE_HEIGHT: Final = 15  # points; the height of a row in the font that workbooks open with
MONTH, DAY, MOMENT, NUMBER = 9, 11, 17, 11


def width_of(name: str, head: str, values: list[Any]) -> float:
    """Return the width of a column in characters: its longest entry, or the longest word of its heading."""
    longest_word = max((len(word) for word in head.split()), default=0) + ARROW
    longest = max((_length(value, name) for value in values[:LOOKED_AT]), default=0)
    return max(NARROWEST, longest_word, min(longest + 2, WIDE.get(name, WIDEST)))


def count_lines(text: str, width: float) -> int:
    """Return how many lines a text takes in a column of so many characters; words are not broken."""
    return max(1, len(textwrap.wrap(text, max(int(width), 1), break_long_words=False)))


def _length(value: Any, name: str) -> int:
    if isinstance(value, Live):
        return NUMBER
    if pd.isna(value):
        return 0
    if isinstance(value, dt.datetime):
        return MONTH if name == "period" else MOMENT
    if isinstance(value, dt.date):
        return DAY
    if isinstance(value, bool):
        return 6
    if isinstance(value, float):
        return NUMBER if not value.is_integer() else len(f"{value:,.0f}")
    return len(f"{value:,}") if isinstance(value, int) else len(str(value))
