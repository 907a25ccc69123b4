"""Months, quarters, weeks and years as reports write them -> periods; a part may be missing and stand elsewhere."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from drift.wording.months import MONTH_NUMBERS

_YEAR: Final = r"(?P<year>(?:19|20)\d\d)"
_LATER: Final = r"(?:[-/.,' ]*(?P<year>(?:19|20)\d\d|\d\d)(?!\d))"  # 2021, '21
_MONTH: Final = r"(?P<month>0?[1-9]|1[0-2])"
_NAME: Final = rf"(?P<name>{'|'.join(sorted(MONTH_NUMBERS, key=len, reverse=True))})\.?"
_QUARTER: Final = r"(?:q|k|kw|qtr|kwartaal|quarter|quartal|trimestre|trim)[-. ]*(?P<quarter>[1-4])"
_QUARTER_BEHIND: Final = (
    r"(?P<quarter>[1-4])(?:e|ste|de|st|nd|rd|th|er|eme|\.)?[- ]*(?:q|kwartaal|quarter|quartal|trimestre|kw)"
)
_WEEK: Final = r"(?:w|wk|week|kw|cw)[-. ]*(?P<week>0?[1-9]|[1-4]\d|5[0-3])"
_HALF: Final = r"(?:h|s|half|halfjaar|semester)[- ]?(?P<half>[12])"
_DAY: Final = r"(?:0?[1-9]|[12]\d|3[01])"
_WITH_YEAR: Final = (
    rf"{_YEAR}(?P<sign>[-/.])(?P<month>\d\d?)(?P=sign){_DAY}(?:[t ]\d\d:[\d:.]+)?",
    rf"(?P<one>\d\d?)(?P<sign>[-/.])(?P<month>\d\d?)(?P=sign){_YEAR}(?: \d\d:[\d:.]+)?",
    rf"{_DAY}[-. ]+{_NAME}[-. ]+{_YEAR}",
    rf"{_YEAR}(?:[-/. ]{_MONTH}|(?P<month2>0[1-9]|1[0-2]))",
    rf"{_YEAR}[- ]?m{_MONTH}",
    rf"{_MONTH}[-/. ]{_YEAR}",
    rf"{_NAME}{_LATER}",
    rf"{_YEAR}[-/., ]*{_NAME}",
    rf"(?:{_QUARTER}){_LATER}",
    rf"(?:{_QUARTER_BEHIND})(?: van| of)?{_LATER}",
    rf"{_YEAR}[-/. ]*{_QUARTER}",
    rf"{_WEEK}[-/. ]+{_YEAR}",
    rf"{_YEAR}[-/ ]*{_WEEK}",
    rf"{_HALF}[-/ ]*{_YEAR}",
    rf"{_YEAR}[-/ ]*{_HALF}",
)
_WITHOUT: Final = (_NAME, _QUARTER, _QUARTER_BEHIND, _WEEK, _HALF)
_BARE_YEAR: Final = rf"(?:(?:year|jaar|jahr|boekjaar|fy|annee)[: ]*)?{_YEAR}(?: ?[-/–] ?(?:(?:19|20)?\d\d))?"
_WHOLE: Final = tuple(re.compile(pattern) for pattern in (*_WITH_YEAR, *_WITHOUT, _BARE_YEAR))


def _compile_within(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"(?<![^\W_])(?:{pattern})(?![^\W_])") for pattern in patterns)


_WITHIN: Final = _compile_within(_WITH_YEAR)
_NAMED: Final = _compile_within((_NAME, _QUARTER, _QUARTER_BEHIND))
_YEARS: Final = _compile_within((_YEAR,))[0]
_ALSO_WORDS: Final = frozenset({"may", "mar", "mars", "dec"})  # not a month on their own within a sentence
LENGTH: Final = 200  # of a title in which a period is looked for


@dataclass(frozen=True)
class Period:
    """A month (`M03`), quarter (`Q1`), half (`H1`), week (`W05`) or whole year (blank); the year may be missing."""

    year: int | None = None
    step: str = ""

    def __str__(self) -> str:
        """Return 2021-03, 2021-Q1, 2021-W05 or 2021."""
        year = "" if self.year is None else str(self.year)
        return "-".join(part for part in (year, self.step.removeprefix("M")) if part)

    @property
    def month(self) -> int | None:
        """The month, 1 to 12; None of any other step."""
        return int(self.step[1:]) if self.step.startswith("M") else None


def read_period(text: str, *, steps: str = "") -> Period | None:
    """Return the period that a whole text is; steps M or Q: a bare number is a month or a quarter of its column."""
    plain = _plain(text)
    if steps and re.fullmatch(r"0?[1-9]|1[0-2]", plain) and (steps == "M" or int(plain) <= 4):
        return Period(None, _step(steps, int(plain)))
    return next((period for one in _WHOLE if (match := one.fullmatch(plain)) and (period := _to_period(match))), None)


def find_period(text: str) -> Period | None:
    """Return the period that a title, a tab or a file's name tells among other words."""
    plain = _plain(text[:LENGTH])
    for pattern in _WITHIN:
        for match in pattern.finditer(plain):
            if period := _to_period(match):
                return period
    years = [int(match["year"]) for match in _YEARS.finditer(plain)]
    named = (match for pattern in _NAMED for match in pattern.finditer(plain))
    periods = (_to_period(match) for match in named if match.group().strip(".") not in _ALSO_WORDS)
    step = next((period.step for period in periods if period), "")
    return Period(years[0] if years else None, step) if years or step else None


def join_periods(*parts: Period | None) -> Period | None:
    """Return one period of what several places tell, the nearest first; None without a year."""
    told = [part for part in parts if part]
    year = next((part.year for part in told if part.year is not None), None)
    return None if year is None else Period(year, next((part.step for part in told if part.step), ""))


def _to_period(match: re.Match[str]) -> Period | None:
    parts = {name: text for name, text in match.groupdict().items() if text}
    year = int(parts["year"]) if "year" in parts else None
    year = year + 2000 if year is not None and year < 100 else year
    if name := parts.get("name"):
        return Period(year, _step("M", MONTH_NUMBERS[name]))
    month = int(parts.get("month") or parts.get("month2") or 0)
    if month > 12 and "one" in parts:  # 12/31/2021
        month = int(parts["one"])
    if month:
        return Period(year, _step("M", month)) if month <= 12 else None
    for name, letter in (("quarter", "Q"), ("half", "H"), ("week", "W")):
        if name in parts:
            return Period(year, _step(letter, int(parts[name])))
    return Period(year)


def _step(letter: str, number: int) -> str:
    return f"{letter}{number:02}" if letter in "MW" else f"{letter}{number}"


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.strip()).replace("_", " ").replace("\u2019", "'")
    plain = "".join(sign for sign in decomposed if not unicodedata.combining(sign)).casefold()
    return " ".join(plain.split()).removesuffix(".0").strip(" .:")
