"""The notations of dates that are read: those that nearly every log uses, and the many others."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from drift.sources.values.offsets import NAMED, OFFSET

_LETTER: Final = r"[\pL]"
_NAME = rf"(?P<name>{_LETTER}{{3,10}})"

# Usual: tried first, on the texts as they stand
_DAY_NAME = rf"^(?:{_LETTER}{{2,9}}\.?,? +)?"
_CLOCK = (
    r"(?:(?:[T ,]+| +(?:om|at|um) +)(?P<hour>\d{1,2})[:.uh](?P<minute>\d\d)(?:[:.](?P<second>\d\d)(?:[.,]\d+)?)?"
    r" *(?P<half>[AaPp]\.?[Mm]\.?)?(?: *(?:uur|u\.?|Uhr|h))?)?"
)
_OFFSET = r" *(?P<offset>Z|[+-]\d\d:?\d\d)?$"
_DAY = r"(?P<day>\d{1,2})(?:er|st|nd|rd|th)?"  # 1er mars, March 1st
USUAL: Final = (
    rf"^(?P<year>\d{{4}})[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}}){_CLOCK}{_OFFSET}",
    rf"^(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d){_CLOCK}{_OFFSET}",
    rf"{_DAY_NAME}(?P<one>\d{{1,2}})[-/.](?P<two>\d{{1,2}})[-/.](?P<year>\d{{4}}|\d\d){_CLOCK}{_OFFSET}",
    rf"{_DAY_NAME}{_DAY}[-/. ]+{_NAME}\.?[-/. ,]+(?P<year>\d{{4}}|\d\d){_CLOCK}{_OFFSET}",
    rf"{_DAY_NAME}{_NAME}\.? +{_DAY},? +(?P<year>\d{{4}}){_CLOCK}{_OFFSET}",
)

# Others: only for what is left, on texts of which odd blanks are plain ones
_WEEKDAY = rf"(?:(?:op|on|am|le) +)?(?:{_LETTER}{{2,10}}[., -]+)?"  # woensdag 4 januari, Wed, 04 Jan
_YEAR = r"(?P<year>\d{4}|\d\d)"
_ORDINAL = r"(?P<day>\d{1,2})(?:(?:er|ste|st|nd|rd|th|de|e)?[-/., ]+(?:of +)?|)"
_BETWEEN = r"(?:[T_ ,;:@|-]+| +(?:om|at|um|a|à|te|kl\.?) +)"  # of a date and its time of day
_HALF = r"(?P<half>[AaPp](?:\. ?)?(?:[Mm]\.?)?)"
_UNIT = r"(?:uur|u\.?|Uhr|hrs?|h)"
_SECOND = r"(?: ?[:.m] ?(?P<second>\d\d)s?(?:[.,:]\d+)?)?"
_NO_SECOND = r"(?P<minute>)(?P<second>)"
_DATES: Final = (
    r"(?P<year>\d{4})[-/.] ?(?P<month>\d{1,2})[-/.] ?(?P<day>\d{1,2})\.?",
    r"(?P<one>\d{1,2})[-/.] ?(?P<two>\d{1,2})[-/.] ?" + _YEAR,
    _ORDINAL + _NAME + r"\.?[-/. ,']*" + _YEAR,
    _NAME + r"\.?[-/. ]*" + r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[-/. ,']+" + _YEAR,
    r"(?P<year>\d{4})[-/. ,]*" + _NAME + r"\.?[-/. ,]*(?P<day>\d{1,2})",
)
_CLOCKS: Final = (
    rf"(?:{_BETWEEN}(?P<hour>\d{{1,2}}) ?[:.uhH] ?(?P<minute>\d\d){_SECOND} *{_HALF}? *{_UNIT}?)?",
    rf"{_BETWEEN}(?P<hour>\d{{1,2}}){_NO_SECOND} *{_HALF}",  # 9 pm
    rf"{_BETWEEN}(?P<hour>\d{{1,2}}){_NO_SECOND}(?P<half>) *{_UNIT}",  # 14 uur
    rf"{_BETWEEN}(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?(?P<half>)",  # 1430, 143005
)
_TIME_FIRST = rf"(?P<hour>\d{{1,2}}):(?P<minute>\d\d){_SECOND} *{_HALF}?(?P<offset>) *{_UNIT}?[ ,-]+{_WEEKDAY}"
_COMPACT_DAY = r"(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>[0-3]\d)"
_COMPACT_CLOCK = r"(?P<hour>[0-2]\d)(?P<minute>[0-5]\d)(?:(?P<second>[0-5]\d)(?:[.,]?\d{3}|[.,]\d+)?)?(?P<half>)"
OTHERS: Final = (
    rf"^{_COMPACT_DAY}[T_ -]?{_COMPACT_CLOCK}(?:\.0)?{OFFSET}$",  # 20230103T213328Z, 20230103213328
    *(rf"^{_WEEKDAY}{date}{clock}{OFFSET}$" for date in _DATES for clock in _CLOCKS),
    # ctime and Java: Wed Jan  4 01:24:36 CET 2023
    rf"^{_WEEKDAY}{_NAME} +(?P<day>\d{{1,2}}) +(?P<hour>\d{{1,2}}):(?P<minute>\d\d)(?::(?P<second>\d\d))?(?P<half>)"
    rf"(?: +{NAMED})? +(?P<year>\d{{4}})$",
    *(rf"^{_TIME_FIRST}{date}$" for date in _DATES),  # 14:30 05-03-2024
)
# what can be read both ways, wherever its time of day stands
NUMERIC: Final = (
    r"^(?:\d{1,2}:\d\d(?::\d\d)?(?: *[AaPp]\.?[Mm]?\.?)?[ ,-]+)?(?:[\pL]{2,10}[., -]+)?"
    r"(?P<one>\d{1,2})[-/.] ?(?P<two>\d{1,2})[-/.] ?(?P<year>\d{4}|\d\d)(?:\D|$)"
)


def fit_letters(patterns: Iterable[str], texts: pa.Array) -> list[str]:
    """Return patterns that read these texts alike: where they are ASCII without the letters of other alphabets.

    The engine compiles a pattern anew for every column; the letters of all alphabets take it 6 to 15 ms, these .1.
    """
    if pc.all(pc.string_is_ascii(texts), min_count=0).as_py():
        return [pattern.replace(_LETTER, "[A-Za-z]") for pattern in patterns]
    return list(patterns)
