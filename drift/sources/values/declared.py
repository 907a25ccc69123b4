"""Moments in a declared format (a pattern of strptime), and counts since 1970, declared or plain to see."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from drift.project.settings import EPOCH_FORMATS

EPOCHS: Final = dict(zip(EPOCH_FORMATS, (1_000_000, 1_000), strict=True))  # microseconds of one count
_COUNT: Final = r"^-?\d{1,16}(?:[.,]\d+)?$"
_DIGITS: Final = {"epoch_s": r"^\d{10}(?:[.,]\d+)?$", "epoch_ms": r"^\d{13}(?:[.,]0+)?$"}  # 2001 to 2286
_NOTHING: Final = r"^(?:0|-1)(?:[.,]0+)?$"  # what stands there for no moment
COUNTED: Final = 0.9  # of the cells of a column of counts that are counts; one slip must not refuse all others
LOOKED_AT: Final = 20  # texts of a column, to see whether it may hold counts
_CALENDARS: Final = ("%Y%m%d%H", "%y%m%d%H%M")  # ten digits that are a date: 2023010421, 2301042115
_NO_ZONE: Final = np.timedelta64("NaT", "us")


@dataclass(frozen=True)
class Stamps:
    """Moments as written and how far each is ahead of UTC, NaT where that is not told; index of the texts read."""

    moments: pd.Series
    offsets: pd.Series


def read_declared(texts: pd.Series, pattern: str) -> Stamps:
    """Read texts by a pattern of strptime, or as `epoch_s`, `epoch_ms`; NaT where one does not fit."""
    if pattern in EPOCHS:
        return read_counts(texts, pattern)
    if "%z" not in pattern:
        read = pd.to_datetime(texts, format=pattern, errors="coerce").astype("datetime64[us]")
        return Stamps(read, pd.Series(_NO_ZONE, index=texts.index))
    stamps = {text: _read_zoned(text, pattern) for text in texts.unique()}
    moments, offsets = zip(*(stamps[text] for text in texts), strict=True)
    return Stamps(
        pd.Series(moments, texts.index, dtype="datetime64[us]"),
        pd.Series(offsets, texts.index, dtype="timedelta64[us]"),
    )


def _read_zoned(text: str, pattern: str) -> tuple[dt.datetime | None, dt.timedelta | None]:
    try:
        stamp = dt.datetime.strptime(text, pattern)  # it has %z
    except ValueError:
        return None, None
    return stamp.replace(tzinfo=None), stamp.utcoffset()


def read_counts(texts: pd.Series, unit: str) -> Stamps:
    """Read counts since 1970 in UTC."""
    numbers = pd.to_numeric(texts.where(texts.str.match(_COUNT)).str.replace(",", "."), errors="coerce")
    micros = (numbers.astype("float64") * EPOCHS[unit]).round()
    moments = pd.to_datetime(micros, unit="us", errors="coerce").astype("datetime64[us]")
    return Stamps(moments, pd.Series(np.timedelta64(0, "us"), index=texts.index).where(moments.notna()))


def find_epoch(texts: pd.Series) -> str | None:
    """Return the count since 1970 that a column holds; None where it holds none, or may be dates in digits.

    COUNTED of its texts must be such counts; the others are slips, or dates in another notation.

    Parameters
    ----------
    texts : str, none missing
    """
    first = (_unit_of(text) for text in texts.iloc[:LOOKED_AT])  # nearly every column of dates has none
    units = Counter(unit for unit in first if unit)
    if not units:
        return None
    unit = units.most_common(1)[0][0]
    some = texts[~texts.str.match(_NOTHING)]
    counts = some[some.str.match(_DIGITS[unit])]
    if len(counts) < COUNTED * len(some) or any(_fits(counts, calendar) for calendar in _CALENDARS):
        return None
    return unit


def is_count(texts: pd.Series, unit: str) -> pd.Series:
    """Which texts of a column of counts are counts of this unit, or stand for nothing."""
    fits: pd.Series = texts.str.match(_DIGITS[unit]) | texts.str.match(_NOTHING)
    return fits


def looks_counted(text: str) -> bool:
    """Whether a text may be a count since 1970."""
    return _unit_of(text) is not None


def _unit_of(text: str) -> str | None:
    return next((unit for unit, digits in _DIGITS.items() if re.match(digits, text)), None)


def _fits(texts: pd.Series, calendar: str) -> bool:
    """Whether every text is a date written in digits alone."""
    return bool(pd.to_datetime(texts, format=calendar, errors="coerce").notna().all())
