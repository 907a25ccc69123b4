"""Times of day and durations, however a spreadsheet keeps them."""

import re
from typing import Final

import numpy as np
import pandas as pd

from drift.sources.opening.child import DURATION, MOMENT, NUMBER, TIME
from drift.sources.opening.columns import Column, to_texts
from drift.sources.patterns import compile_bound
from drift.sources.values.numbers import to_numbers
from drift.sources.values.quantities.units import words_for
from drift.sources.values.typed import read_typed
from drift.sources.words import any_of

EXCEL_ZERO: Final = pd.Timestamp("1899-12-31")  # day 0 of a duration that Excel shows as a date in 1900
_YEAR_OF_CLOCKS: Final = 1901  # dates before it are times of day or durations, see EXCEL_ZERO
_MICROS_A_DAY: Final = 86_400_000_000
_CLOCK = compile_bound(
    r"(?P<h>\d{1,2})[:.](?P<m>\d\d)(?:[:.](?P<s>\d\d)(?:[.,]\d+)?)?\s*(?P<half>[ap]\.?m\.?)?(?:\s*u(?:ur)?)?", re.I
)
_COMPACT = re.compile(r"(?P<h>[01]\d|2[0-3])(?P<m>[0-5]\d)(?P<s>[0-5]\d)(?P<half>)")
_HMS = r"(?P<h>\d+):(?P<m>\d\d)(?::(?P<s>\d\d)(?:[.,]\d+)?)?"
_SIGNED = re.compile(rf"(?P<sign>[-−]?)\s*{_HMS}")
# 0 days 02:12:00 (pandas), 1 day, 2:12:00 (Python), 1.02:12:00 (.NET), 1 02:12:00 (SQL)
_DAYS = re.compile(
    rf"(?P<sign>[-−]?)\s*(?P<d>\d+)(?:\s*(?P<word>days?|dagen|dag|d|tage?|jours?|j)[ ,]\s*\+?|[ .]){_HMS}", re.I
)
_ISO = re.compile(  # PT2H12M, P1DT2H, P2W; a month or a year has no length
    r"(?P<sign>-?)P(?=[T\d])(?:(?P<w>\d+)W)?(?:(?P<d>\d+(?:[.,]\d+)?)D)?"
    r"(?:T(?=\d)(?:(?P<h>\d+(?:[.,]\d+)?)H)?(?:(?P<m>\d+(?:[.,]\d+)?)M)?(?:(?P<s>\d+(?:[.,]\d+)?)S)?)?",
    re.I,
)
_HALVED = re.compile(r"(?P<sign>[-−]?)\s*(?P<h>\d+)\s*[hu]\s*(?P<m>[0-5]\d)", re.I)  # 2h12, 2u12
_UNITS: Final = {"w": 7 * 1440.0, "d": 1440.0, "h": 60.0, "m": 1.0, "s": 1 / 60}
_SPELLINGS: Final = {
    **{word: name[0] for name in ("week", "day", "hour", "minute", "second") for word in words_for(name)},
    "w": "w",
    "j": "d",
    "m": "m",
}
_PIECE = rf"\d+(?:[.,]\d+)?\s*(?:{any_of(_SPELLINGS)})(?![a-z])"
_PART = compile_bound(rf"((?<!\d)\d++(?:[.,]\d++)?)\s*({any_of(_SPELLINGS)})(?![a-z])", re.I)
_WORDS = compile_bound(rf"(?P<sign>[-−]?)\s*((?:{_PIECE}\.?,?(?:\s*(?:en|and|und|et)\b)?\s*)+)", re.I)


def to_clocks(column: Column) -> tuple[pd.Series, pd.Series]:
    """Return times of day as durations since midnight, and which cells are none.

    A time cell, a date cell of 1900, a fraction of a day, `9:05 AM`, `14.30 uur`, SAP's 143000.
    """
    texts = to_texts(column)
    clocks = pd.Series(pd.NaT, index=texts.index, dtype="timedelta64[us]")
    kinds = column.kinds
    moments = texts[kinds.eq(MOMENT) & texts.notna()]
    if len(moments):
        stamps, _ = read_typed(moments)
        clocks[moments.index] = (stamps - stamps.dt.normalize()).astype("timedelta64[us]")
    numbers = pd.to_numeric(texts[kinds.eq(NUMBER) & texts.notna()], errors="coerce")
    fractions = numbers[numbers.between(0, 1, inclusive="left")]
    clocks[fractions.index] = pd.to_timedelta((fractions * _MICROS_A_DAY).round(), unit="us").astype("timedelta64[us]")
    rest = texts[texts.notna() & clocks.isna()]
    seconds = {text: _clock(text) for text in rest.unique()}  # a day has 86,400 seconds: few distinct texts
    clocks[rest.index] = pd.to_timedelta(rest.map(seconds).astype(float), unit="s").astype("timedelta64[us]")
    return clocks, texts.notna() & clocks.isna()


def _clock(text: str) -> float:
    """Return seconds since midnight; NaN where a text is no time of day."""
    padded = text.zfill(6) if text.isdigit() and 3 <= len(text) <= 6 else text
    match = _CLOCK.fullmatch(text) or _COMPACT.fullmatch(padded)
    if match is None:
        return float("nan")
    hour, minute, second = int(match["h"]), int(match["m"]), int(match["s"] or 0)
    if match["half"]:
        hour = hour % 12 + (12 if match["half"][0] in "pP" else 0)
    return float("nan") if hour > 23 or minute > 59 or second > 59 else hour * 3600.0 + minute * 60 + second


def to_minutes(column: Column, unit: float = 1.0) -> pd.Series:
    """Return durations in minutes, missing where a cell is none; may be negative and longer than a day.

    Parameters
    ----------
    column : numbers in `unit`, cells of duration (30:15:00), dates of 1900 (36 hours is 1900-01-01 12:00),
        texts such as 30:15, -02:10, 1h 13m 42s, 2 dagen 4 uur, 1.234,5
    unit : minutes that a plain number stands for
    """
    texts, kinds = to_texts(column), column.kinds
    minutes = pd.Series(np.nan, index=texts.index, dtype="float64")
    spans = texts[kinds.isin((DURATION, TIME)) & texts.notna()]
    minutes[spans.index] = pd.to_timedelta(spans, errors="coerce").dt.total_seconds() / 60
    moments = texts[kinds.eq(MOMENT) & texts.notna()]
    if len(moments):
        stamps, _ = read_typed(moments)
        minutes[moments.index] = ((stamps - EXCEL_ZERO).dt.total_seconds() / 60).where(stamps.dt.year < _YEAR_OF_CLOCKS)
    written = texts[minutes.isna() & texts.notna() & ~kinds.eq(NUMBER)]
    minutes[written.index] = written.map({text: _span(text) for text in written.unique()}).astype(float)
    plain = minutes.isna() & texts.notna()
    if plain.any():
        numbers = to_numbers(Column(kinds[plain], texts[plain])).values
        minutes[plain] = numbers * unit
    return minutes


def _span(text: str) -> float:
    """Return the minutes of a duration as people and programs write it; NaN where a text is none."""
    match = _SIGNED.fullmatch(text) or _HALVED.fullmatch(text) or _ISO.fullmatch(text)
    if match:
        minutes = _add_up(match.groupdict())
        return -minutes if match["sign"] else minutes
    match = _DAYS.fullmatch(text)
    if match:
        parts = match.groupdict()
        days, clock = _add_up({"d": parts.pop("d")}), _add_up(parts)
        if match["word"]:  # -1 days +21:48:00 is a day back, and from there on
            return clock - days if match["sign"] else clock + days
        return -days - clock if match["sign"] else days + clock
    match = _WORDS.fullmatch(text)
    if match is None:
        return float("nan")
    total = sum(float(n.replace(",", ".")) * _UNITS[_SPELLINGS[unit.casefold()]] for n, unit in _PART.findall(match[2]))
    return -total if match["sign"] else total


def _add_up(parts: dict[str, str | None]) -> float:
    return sum(float((parts.get(unit) or "0").replace(",", ".")) * minutes for unit, minutes in _UNITS.items())


def names_unit(words: tuple[str, ...]) -> bool:
    """Whether a heading says what its plain numbers stand for, by its words: (min), in hours, SolutionInMin."""
    return unit_of(words) != 1.0 or any(
        word.startswith("min") or word.endswith("min") for text in words for word in text.split()
    )


def unit_of(words: tuple[str, ...]) -> float:
    """Return the minutes that a number stands for under a heading, by its words: (in hrs), (uur), minutes."""
    said = {word for text in words for word in text.split()}
    if said & {"h", "hr", "hrs", "hour", "hours", "uur", "uren"}:
        return 60.0
    if said & {"d", "day", "days", "dag", "dagen"}:
        return 1440.0
    return 1 / 60 if said & {"s", "sec", "seconds", "seconden"} else 1.0
