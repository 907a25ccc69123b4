"""The day and the hours that a line of minutes tells: `woensdag 1 september 2021, 10.00 - 11.30 uur`."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from drift.sources.values.filenames import split_date

LINE: Final = 120  # signs; a day stands in front of what else a line says
# 1st, 2e, 3de; September 1, 2021
_ORDINAL: Final = re.compile(r"(?<=\d)(?:st|nd|rd|th|ste|de|e)\b", re.I)
_MONTH_FIRST: Final = re.compile(r"\b([^\W\d_]{3,9})\.? (\d{1,2}),? ((?:19|20)\d\d)\b")
_SHORT_YEAR: Final = re.compile(r"(?<![\d.-])(\d{1,2})[-.](\d{1,2})[-.]([1-3]\d)(?![\d.-])")
_HOUR: Final = re.compile(r"(?<![\d.:])([01]?\d|2[0-3])[:.]([0-5]\d)(?![\d:]|\.\d)")
_DAY_MINUTES: Final = 24 * 60


def find_day(text: str) -> dt.date | None:
    """Return the full day that a text tells among other words, day before month; None where it tells none."""
    return _split_day(text)[0]


def find_hours(text: str) -> tuple[dt.time | None, float | None]:
    """Return when something began, and how long it took in minutes; None of what a text does not tell."""
    _, rest = _split_day(text)
    hours = [dt.time(int(match[1]), int(match[2])) for match in _HOUR.finditer(rest)]
    if not hours:
        return None, None
    if len(hours) == 1:
        return hours[0], None
    first, last = (hour.hour * 60 + hour.minute for hour in hours[:2])
    return hours[0], float((last - first) % _DAY_MINUTES) or None


def _split_day(text: str) -> tuple[dt.date | None, str]:
    """Return the day and the rest of a text."""
    line = " ".join(text[:LINE].split()).replace("/", "-")
    line = _SHORT_YEAR.sub(r"\1-\2-20\3", line)
    line = _MONTH_FIRST.sub(r"\2 \1 \3", _ORDINAL.sub("", line))
    day, rough, rest = split_date(line)
    return (None, line) if rough else (day, rest)


def swap_day(day: dt.date) -> dt.date | None:
    """Return a day with day and month in each other's place; None where that is no day, or the same."""
    if day.day > 12 or day.day == day.month:
        return None
    return day.replace(day=day.month, month=day.day)
