"""Numbers as people and spreadsheets write them: decimal comma or point, thousands, percent, trailing minus."""

from dataclasses import dataclass
from typing import Final

import pandas as pd

from drift.sources.opening.child import LOGICAL, NUMBER
from drift.sources.opening.columns import Column, to_texts

_COMMA: Final = r"^(?:[1-9]\d{0,2}(?:\.\d{3})+|\d+),\d+$"  # 1.234,5 and 12,5; 0.995 is no thousand
_POINT: Final = r"^(?:[1-9]\d{0,2}(?:,\d{3})+|\d+)\.\d+$"
_EITHER: Final = r"^[1-9]\d{0,2}[.,]\d{3}$"  # 1.234 is one thousand or one and a bit
_GROUPS_POINT: Final = r"^[1-9]\d{0,2}(?:\.\d{3}){2,}$"
_GROUPS_COMMA: Final = r"^[1-9]\d{0,2}(?:,\d{3}){2,}$"


@dataclass(frozen=True)
class Numbers:
    """A column of numbers; `bad` marks what is none."""

    values: pd.Series  # float64
    bad: pd.Series
    n_either: int = 0  # cells such as 1.234 that could be read both ways, with nothing in the column to tell


def to_numbers(column: Column, nulls: tuple[str, ...] = ()) -> Numbers:
    """Read numbers, the decimal sign decided by the whole column; where no cell tells, 1.234 is a thousand and more.

    Number cells are taken as they are; texts may carry %, €, blanks, a minus before or behind. A percent sign divides
    by 100, so that 98,5 % is 0.985.
    """
    texts = to_texts(column, nulls)
    values = pd.to_numeric(texts.where(column.kinds.eq(NUMBER)), errors="coerce").astype("float64")
    written = texts[texts.notna() & ~column.kinds.isin((NUMBER, LOGICAL))]
    if written.empty:
        return Numbers(values, texts.notna() & values.isna())
    bare, scale, sign = _strip_signs(written)
    decimal, n_either = _decide(bare)
    thousands = "." if decimal == "," else ","
    ready = bare.str.replace(thousands, "", regex=False).str.replace(decimal, ".", regex=False)
    sound = bare.str.match(rf"^(?:[1-9]\d{{0,2}}(?:\{thousands}\d{{3}})+|\d+)(?:\{decimal}\d+)?$")
    values[written.index] = pd.to_numeric(ready.where(sound), errors="coerce") * sign / scale
    return Numbers(values, texts.notna() & values.isna(), n_either)


def _strip_signs(texts: pd.Series) -> tuple[pd.Series, pd.Series, pd.Series]:
    """Return texts without %, currency and minus; what to divide by; the sign."""
    percent = texts.str.endswith("%")
    bare = texts.str.replace(r"[€$£%\s]|,-$|^EUR|(?<=\d)['’](?=\d{3})", "", regex=True)
    minus = bare.str.match(r"^[-−]|.*[-−]$")
    return bare.str.strip("-−+"), percent.map({True: 100.0, False: 1.0}), minus.map({True: -1.0, False: 1.0})


def _decide(bare: pd.Series) -> tuple[str, int]:
    """Return the decimal sign, and how many cells could be read both ways with nothing to tell."""
    either = bare.str.match(_EITHER)
    comma = int((bare.str.match(_COMMA) & ~either).sum() + bare.str.match(_GROUPS_POINT).sum())
    point = int((bare.str.match(_POINT) & ~either).sum() + bare.str.match(_GROUPS_COMMA).sum())
    if comma or point:
        return ("," if comma >= point else "."), 0
    return ",", int(either.sum())
