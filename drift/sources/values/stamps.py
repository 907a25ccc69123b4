"""Dates as people write them -> moments: whole columns at once, in the notations of nl, en, de and fr."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from drift.sources.values.notations import OTHERS, USUAL, fit_letters
from drift.sources.values.offsets import to_offset
from drift.sources.words import normalise
from drift.wording.months import MONTH_NUMBERS

_TIME: Final = r"(?:[ T]\d\d:\d\d(?::\d\d)?)?$"
_ISO: Final = rf"^[12]\d{{3}}-\d\d-\d\d{_TIME}"  # nearly every csv; a tenth of the time
_EVEN: Final = rf"^\d\d[-/.]\d\d[-/.][12]\d{{3}}{_TIME}"  # 05-03-2024 10:15, most of the others: a third
_NO_HOUR: Final = 99
_ODD_BLANKS: Final = r"[\x{2000}-\x{200b}\x{202f}\x{3000}\s]+"  # browsers write a narrow one before AM and PM
LAST_CENTURY_FROM: Final = 69  # 05-03-69 is 1969, 05-03-68 is 2068 (POSIX strptime)


def parse_stamps(texts: pa.Array, *, day_first: bool, year_first: bool = False) -> tuple[np.ndarray, np.ndarray]:
    """Read dates with or without a time of day; year_first: where each number of a date has two digits.

    Returns
    -------
    moments : datetime64[us] as written, NaT where a text is no date
    offsets : timedelta64[us] from UTC where a text names one, else NaT
    """
    coded = code_texts(texts)  # a stamp that stands there again is read once
    moments, offsets = _read_distinct(coded.dictionary, day_first, year_first)
    places = coded.indices.to_numpy()
    return moments[places], offsets[places]


def code_texts(texts: pa.Array | pa.ChunkedArray) -> pa.DictionaryArray:
    """Return texts as distinct ones and the place of each among them; a missing one is one of them."""
    whole = texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts
    return whole.dictionary_encode("encode")


def _read_iso(texts: pa.Array) -> tuple[np.ndarray, np.ndarray] | None:
    """Read a column of which every stamp is 2024-03-05 10:15, or with seconds, or a date; None: it holds another."""
    if not pc.all(pc.match_substring_regex(texts, _ISO)).as_py():
        return None
    try:
        moments = pc.cast(texts, pa.timestamp("us")).to_numpy(zero_copy_only=False)
    except pa.ArrowInvalid:  # 31 April
        return None
    return moments, np.full(len(texts), "NaT", dtype="timedelta64[us]")


def are_even(texts: pa.Array) -> bool:
    """Whether every text is a date such as 05-03-2024, alone or before its time of day."""
    return bool(pc.all(pc.match_substring_regex(texts, _EVEN)).as_py())


def _read_even(texts: pa.Array, day_first: bool) -> tuple[np.ndarray, np.ndarray] | None:
    """Read a column of which every stamp is such a date; None: it holds another."""
    if not are_even(texts):
        return None
    day, month = (0, 3) if day_first else (3, 0)
    parts = [pc.utf8_slice_codeunits(texts, at, at + n) for at, n in ((6, 4), (month, 2), (day, 2))]
    days = pc.binary_join_element_wise(*parts, "-")
    return _read_iso(pc.binary_join_element_wise(days, pc.utf8_slice_codeunits(texts, 10, 19), ""))


def _read_distinct(texts: pa.Array, day_first: bool, year_first: bool) -> tuple[np.ndarray, np.ndarray]:
    whole = _read_iso(texts) or _read_even(texts, day_first)
    if whole is not None:
        return whole
    moments, offsets = _read_as(texts, USUAL, day_first, year_first)
    left = np.flatnonzero(np.isnat(moments) & _have_digit(texts))
    if len(left):  # 27 notations, each to be compiled
        plain = pc.utf8_trim_whitespace(pc.replace_substring_regex(texts.take(left), _ODD_BLANKS, " "))
        moments[left], offsets[left] = _read_as(plain, OTHERS, day_first, year_first)
    return moments, offsets


def _have_digit(texts: pa.Array) -> np.ndarray:
    """Return which texts may be a date in any notation."""
    having: np.ndarray = pc.fill_null(pc.match_substring_regex(texts, r"\d"), pa.scalar(value=False)).to_numpy(
        zero_copy_only=False
    )
    return having


def _read_as(
    texts: pa.Array, patterns: Sequence[str], day_first: bool, year_first: bool
) -> tuple[np.ndarray, np.ndarray]:
    """Read each text by the first notation in which it is a date."""
    moments = np.full(len(texts), "NaT", dtype="datetime64[us]")
    offsets = np.full(len(texts), "NaT", dtype="timedelta64[us]")
    left = np.arange(len(texts))
    for pattern in fit_letters(patterns, texts):
        if not len(left):
            break
        parts = pc.extract_regex(texts.take(left), pattern)
        hit = parts.is_valid().to_numpy(zero_copy_only=False)
        if hit.any():
            moments[left[hit]], offsets[left[hit]] = _assemble(parts.filter(hit), day_first, year_first)
            left = left[np.isnat(moments[left])]
    return moments, offsets


def _assemble(parts: pa.StructArray, day_first: bool, year_first: bool) -> tuple[np.ndarray, np.ndarray]:
    names = {parts.type.field(i).name for i in range(parts.type.num_fields)}
    year = _whole(parts, "year")
    if "one" in names:
        one, two = _whole(parts, "one"), _whole(parts, "two")
        day, month = (one, two) if day_first else (two, one)
        leads = year_first & (year < 100)
        year, month, day = np.where(leads, one, year), np.where(leads, two, month), np.where(leads, year, day)
    else:
        day = _whole(parts, "day")
        month = _read_once(parts, "name", _to_month, "int64") if "name" in names else _whole(parts, "month")
    year = np.where(year < 100, year + np.where(year < LAST_CENTURY_FROM, 2000, 1900), year)
    hour, minute, second = (_whole(parts, name) for name in ("hour", "minute", "second"))
    hour = _on_24(hour, pc.struct_field(parts, "half"))
    sound = (year > 0) & (month >= 1) & (month <= 12) & (day >= 1) & (minute < 60) & (second < 60)
    sound &= (hour < 24) | ((hour == 24) & (minute == 0) & (second == 0))  # 24:00 is the end of its day
    first = (np.where(sound, year, 1970) - 1970).astype("datetime64[Y]").astype("datetime64[M]")
    first = first + (np.where(sound, month, 1) - 1).astype("timedelta64[M]")
    date = first.astype("datetime64[D]") + (np.where(sound, day, 1) - 1).astype("timedelta64[D]")
    sound &= date.astype("datetime64[M]") == first  # 31 April is no date
    clock = ((hour * 60 + minute) * 60 + second).astype("timedelta64[s]")
    moments = date.astype("datetime64[us]") + clock
    moments[~sound] = np.datetime64("NaT")
    return moments, _read_once(parts, "offset", to_offset, "timedelta64[m]").astype("timedelta64[us]")


def _whole(parts: pa.StructArray, name: str) -> np.ndarray:
    texts = pc.struct_field(parts, name)
    numbers = pc.if_else(pc.equal(texts, ""), "0", texts).cast(pa.int64())
    whole: np.ndarray = numbers.to_numpy(zero_copy_only=False)
    return whole


def _read_once(parts: pa.StructArray, name: str, read: Callable[[str], Any], dtype: str) -> np.ndarray:
    """Return what each text of a part says; one that stands there again is read once."""
    texts = pc.struct_field(parts, name).dictionary_encode()
    distinct = np.array([read(text) for text in texts.dictionary.to_pylist()], dtype=dtype)
    values: np.ndarray = distinct[texts.indices.to_numpy()]
    return values


def _to_month(name: str) -> int:
    return MONTH_NUMBERS.get(normalise(name), 0)


def _on_24(hour: np.ndarray, half: pa.Array) -> np.ndarray:
    letter = pc.utf8_lower(pc.utf8_slice_codeunits(half, 0, 1))
    late = pc.equal(letter, "p").to_numpy(zero_copy_only=False)
    halved = pc.not_equal(letter, "").to_numpy(zero_copy_only=False)
    hour = np.where(halved & ~late & (hour > 12), _NO_HOUR, hour)  # 15:00 AM contradicts itself
    return np.where(halved & (hour < _NO_HOUR), hour % 12 + np.where(late, 12, 0), hour)
