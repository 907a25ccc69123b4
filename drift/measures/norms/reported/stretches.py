"""The period of a report as days: a month, a quarter, a half, a week or a year."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Final, NamedTuple

EPOCH: Final = dt.date(1970, 1, 1)
_WRITTEN: Final = re.compile(r"(?P<year>\d{4})(?:-(?:(?P<step>[QHW])(?P<number>\d{1,2})|(?P<month>\d{2})))?")
_MONTHS: Final = {"Q": 3, "H": 6, None: 1}


class Stretch(NamedTuple):
    """Days since 1970: the first, and the first behind it."""

    begin: int
    end: int


def read_stretch(period: str) -> Stretch | None:
    """Return the days of 2021-03, 2021-Q1, 2021-H1, 2021-W05 (as ISO 8601 counts weeks) or 2021; None of all else."""
    match = _WRITTEN.fullmatch(period)
    if match is None:
        return None
    year, number = int(match["year"]), match["number"] or match["month"]
    try:
        if match["step"] == "W":
            monday = _count(dt.date.fromisocalendar(year, int(match["number"]), 1))
            return Stretch(monday, monday + 7)
        size = _MONTHS[match["step"]] if number else 12
        return _span_months(year, (int(number) - 1) * size + 1 if number else 1, size)
    except ValueError:  # a thirteenth month, a week 53 of a year that has 52
        return None


def _span_months(year: int, first: int, size: int) -> Stretch:
    later, month = divmod(first + size - 1, 12)
    return Stretch(_count(dt.date(year, first, 1)), _count(dt.date(year + later, month + 1, 1)))


def _count(day: dt.date) -> int:
    return (day - EPOCH).days


def cuts_of(periods: Iterable[str]) -> frozenset[int]:
    """Return the days on which some period begins or has ended: counts are kept apart there."""
    return frozenset(day for period in set(periods) if (stretch := read_stretch(period)) for day in stretch)
