"""What the cells of a column are, whatever its heading says: moments, quantities, numbers of clauses, long texts."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

import pandas as pd

from drift.sources.layout.parts import looks_dated, looks_numbered
from drift.sources.layout.table import pick_cells
from drift.sources.opening.cells import Cells
from drift.sources.opening.child import DURATION, MOMENT, NUMBER, TEXT, TIME
from drift.sources.opening.columns import Column, to_texts
from drift.sources.values.moments import to_moments
from drift.sources.values.numbers import to_numbers
from drift.sources.vocabulary import merge_values
from drift.sources.words import any_of, normalise

LONG: Final = 40  # letters of a text that is more than a name; the median clause of the cases has 150, a title 45
SAMPLE: Final = 1_000  # rows looked at
HALF: Final = 0.5
WHOLE: Final = 0.02  # from 1 that rounded shares of one whole may add up to
SHORT: Final = 30  # letters of the longest number of a row
# 1.2.3, NS-1.2; not 05.03.24
_HIERARCHICAL = re.compile(r"(?!\d\d\.\d\d\.\d\d$)(?:[A-Za-z]{1,6}[-. ]?)?\d{1,3}(?:\.\d{1,3})+[a-z]?\.?")
_DIGIT = re.compile(r"\d")
_WHOLE_DAY = re.compile(r"(?:24|7)\s?[x/×]\s?(?:7|24)")
_UTC: Final = ZoneInfo("UTC")


@dataclass(frozen=True)
class Profile:
    """One column below a heading; shares are of the cells that are not blank."""

    column: int  # 0 = A
    heading: str
    filled: float  # share of the rows
    n: int  # cells that are not blank
    n_different: int
    length: float  # letters, the median
    longest: int
    quantities: float
    hierarchical: float
    numbered: float  # share of the cells that are a number or a code, no sentence with a digit in it
    moments: pd.Series  # by row; missing where it is none
    whole: bool  # shares of one whole, which add up to 100 %

    @property
    def dated(self) -> float:
        """Share of the cells that are moments."""
        return float(self.moments.notna().sum()) / self.n if self.n else 0.0

    @property
    def different(self) -> float:
        """Share of the cells that differ from all before them."""
        return self.n_different / self.n if self.n else 0.0


def profile_column(cells: Cells, i: int, heading: str, rows: pd.Index) -> Profile:
    """Return what the first cells of a column are, in some rows of a sheet."""
    column = pick_cells(cells, i, rows[:SAMPLE])
    texts = to_texts(column).dropna()
    kinds = column.kinds[texts.index].tolist()
    filled = texts.tolist()
    lengths = sorted(map(len, filled)) or [0]
    quantities = _share(_are_quantities(cells, i, texts, kinds))
    return Profile(
        i,
        heading,
        len(filled) / max(len(column.texts), 1),
        len(filled),
        len(set(filled)),
        float(lengths[len(lengths) // 2]),
        lengths[-1],
        quantities,
        _share([_HIERARCHICAL.fullmatch(text) is not None for text in filled]),
        _share([*map(looks_numbered, filled)]),
        _read_moments(column, filled, kinds),
        quantities > 0 and _is_whole(column),
    )


def _read_moments(column: Column, filled: list[str], kinds: list[int]) -> pd.Series:
    """Return the moments of a column; none where most of its cells do not look like dates."""
    dates = [
        kind == MOMENT or (looks_dated(text) and not _HIERARCHICAL.fullmatch(text))
        for text, kind in zip(filled, kinds, strict=True)
    ]
    if _share(dates) < HALF:
        return pd.Series(pd.NaT, index=column.texts.index, dtype="datetime64[us]")
    dated = column.kinds.isin((TEXT, MOMENT)) & column.texts.str.len().le(LONG)
    return to_moments(Column(column.kinds, column.texts.where(dated)), _UTC, "").wall


def _is_whole(column: Column) -> bool:
    """Whether numbers add up to 1, beside a total of 1 or without: counts shown as shares, no norms."""
    values = to_numbers(column).values.dropna()
    parts = values[values < 1 - WHOLE]
    return len(parts) > 1 and len(values) - len(parts) <= 1 and abs(float(parts.sum()) - 1) <= WHOLE


def _are_quantities(cells: Cells, i: int, texts: pd.Series, kinds: list[int]) -> list[bool]:
    """Tell the cells that hold a number with the unit of a norm: 4 uur, ≥ 99,5 %, 24x7, a time, a cell shown as %."""
    formats = cells.marks.formats if cells.marks else {}
    return [
        kind in (TIME, DURATION)
        or (kind == NUMBER and "%" in formats.get((int(row), i), ""))
        or (kind == TEXT and is_quantity(text))
        for row, text, kind in zip(texts.index, texts, kinds, strict=True)
    ]


def is_quantity(text: str) -> bool:
    """Whether a short text is a number with the unit of a norm, and little besides."""
    if len(text) > LONG or not _DIGIT.search(text):
        return False
    bare = text.strip()
    return bool(_WHOLE_DAY.match(bare)) or bool(_quantity().match(normalise(re.sub(r"[<>≤≥=~()±+-]", " ", bare))))


@cache
def _quantity() -> re.Pattern[str]:
    limits, units = any_of(merge_values("limit_word")), any_of(merge_values("unit_word"))
    return re.compile(rf"(?:(?:{limits}) ){{0,2}}\d[\d ]*(?:{units})(?!\w)")


def _share(marked: list[bool]) -> float:
    return sum(marked) / len(marked) if marked else 0.0
