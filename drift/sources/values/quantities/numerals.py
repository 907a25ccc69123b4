"""Numbers as contracts write them: digits with comma or point, fractions, and words, in English and Dutch."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from drift.sources.patterns import load_patterns, load_rules
from drift.sources.values.quantities.spelled import (
    DUTCH,
    LISTS,
    LONGEST_WORDS,
    MULTIPLES,
    SMALL,
    denominator_of,
    value_of,
    word_value,
)

_RULES: Final = load_rules(__package__, "numerals")
GLUED: Final[dict[str, float]] = _RULES["glued"]


def _any_of(words: list[str] | tuple[str, ...]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


PATTERNS: Final = load_patterns(
    __package__,
    "numerals",
    en_ones=_any_of(LISTS["en_ones"]),
    en_units=_any_of(LISTS["en_ones"][:9]),
    en_tens=_any_of(LISTS["en_tens"]),
    nl_small=_any_of(DUTCH),
    multiples=_any_of([*MULTIPLES]),
)
_FIRST: Final = frozenset((*SMALL, "a", "hundred", "driekwart", "eenderde", "tweederde"))
_WITHIN: Final = ("honderd", "duizend", "half", "halve")  # part of a Dutch word for a number
_THREE_DECIMALS: Final = re.compile(r"\d{1,3}[.,]\d{3}")
_GROUPS: Final = re.compile(r"[1-9]\d{0,2}([., '])\d{3}(?:\1\d{3})*")

LONGEST: Final = 40  # signs of a number in digits; what is longer is a code


@dataclass(frozen=True)
class Number:
    """A number and its place in a text."""

    value: float
    start: int
    end: int
    words: bool = False  # written in words, which may be an article: one, een, half
    part: bool = False  # a fraction: three quarters, 3/4, ½
    times: float = 1.0  # what a word behind its digits multiplied: 2 million
    fine: float | None = None  # its value where three digits behind the mark are decimals: 99.950 %

    def read_as(self, unit: str) -> float:
        """Return its value in a unit: of a share, three digits behind the mark are decimals."""
        return self.fine if unit == "%" and self.fine is not None else self.value


def find_numbers(text: str) -> list[Number]:
    """Return the numbers of a text, evened out, in order; one repeated in brackets, "thirty (30)", is one."""
    numbers: list[Number] = []
    end = 0
    for begin in PATTERNS["starts"].finditer(text):
        if begin.start() < end or not (begin[0][0].isnumeric() or _may_begin(begin[0])):
            continue
        number = _read_at(text, begin.start())
        if number is not None:
            numbers.append(_join_repeated(text, number))
            end = numbers[-1].end
    return numbers


@lru_cache(maxsize=4096)
def _may_begin(word: str) -> bool:
    word = word.casefold()
    return word in _FIRST or any(part in word for part in _WITHIN)


def _read_at(text: str, start: int) -> Number | None:
    if match := PATTERNS["in_digits"].match(text, start):
        return _in_digits(match) if match.end() - start <= LONGEST else None
    match = PATTERNS["in_words"].match(text, start)
    return _in_words(match) if match and match.end() - start <= LONGEST_WORDS else None


def _in_digits(match: re.Match[str]) -> Number | None:
    if match["vulgar"]:
        value = float(match["before"] or 0) + _RULES["vulgar"][match["vulgar"]]
        return Number(value, match.start(), match.end(), part=not match["before"])
    if match["under"]:
        over, under = int(match["over"]), int(match["under"])
        if over >= under:
            return None
        return Number(int(match["whole"] or 0) + over / under, match.start(), match.end(), part=not match["whole"])
    written = match["digits"]
    fine = float(written.replace(",", ".")) if _THREE_DECIMALS.fullmatch(written) and not match["times"] else None
    times = MULTIPLES[match["times"].casefold()] if match["times"] else 1.0
    more = 0.5 if match["half_more"] else 0.0
    return Number((read_digits(written) + more) * times, match.start(), match.end(), times=times, fine=fine)


def read_digits(written: str) -> float:
    """Return the value of digits: 1.250 is a thousand and more, 0,125 and 1,25 less than two."""
    if _GROUPS.fullmatch(written):
        return float(re.sub(r"[., ']", "", written))
    mark = max(written.rfind("."), written.rfind(","))
    return float(re.sub(r"[., ']", "", written[:mark]) + "." + written[mark + 1 :]) if mark >= 0 else float(written)


def _in_words(match: re.Match[str]) -> Number:
    if match["under"]:
        return Number(
            word_value(match["over"]) / denominator_of(match["under"]),
            match.start(),
            match.end(),
            words=True,
            part=True,
        )
    more = 0.5 if match["half_more"] else 0.0
    value = SMALL[match["half"].casefold()] if match["half"] else value_of(match["words"].casefold())
    return Number(value + more, match.start(), match.end(), words=True, part=value < 1)


def _join_repeated(text: str, number: Number) -> Number:
    """Take in what repeats a number in brackets: "thirty (30)", "30 (dertig)"; of two that differ digits are right."""
    opened = PATTERNS["opened"].match(text, number.end)
    if not opened:
        return number
    again = _read_at(text, opened.end())
    closed = PATTERNS["closed"].match(text, again.end) if again else None
    if again is None or closed is None or again.words == number.words:
        return number
    digits = again if number.words else number
    return replace(digits, start=number.start, end=closed.end())
