"""How often a year something happens: `maandelijks`, `2x per jaar`, `every two weeks`."""

import re
from functools import cache
from typing import Final

from drift.sources.vocabulary import merge_values, pattern_of
from drift.sources.words import any_of, normalise

UNKNOWN: Final = float("nan")


def times_a_year(text: str) -> float:
    """Return how many times a year a text says; NaN where it tells none (ad hoc) or two different ones.

    A number with its period goes first (`2x per jaar`), then a word (`wekelijks`), then a period (`per week`). Daily is
    260, the working days of 52 weeks. What everybody reads differently (biweekly, bimonthly) is NaN.
    """
    plain = normalise(text)
    counted, word, period, number = _patterns()
    rates = {_rate(match) for match in counted.finditer(plain)}
    if not rates:
        if number.search(word.sub(" ", period.sub(" ", plain))):
            return UNKNOWN  # "per jaar 4 keer", "2x maandelijks": the number is not to be lost
        rates = {float(merge_values("times_a_year")[match.group()]) for match in word.finditer(plain)}
    rates = rates or {_rate(match) for match in period.finditer(plain)}
    return rates.pop() if len(rates) == 1 else UNKNOWN


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Return so many times a period; a word for it; a period alone; a number of times that stands by itself."""
    words = merge_values("frequency_words")
    per, times = (any_of(word for word, ours in words.items() if ours == kind) for kind in ("per", "times"))
    number, period = rf"\d{{1,3}}|{any_of(merge_values('how_many'))}", any_of(merge_values("periods_a_year"))
    several = any_of(word for word, n in merge_values("how_many").items() if n != "1")
    every = rf"(?:{per}) (?:(?P<m>{number}) )?(?P<period>{period})\b"
    return (
        re.compile(rf"\b(?P<n>{number}) ?(?:{times})? {every}"),
        pattern_of("times_a_year"),
        re.compile(rf"\b{every}"),
        re.compile(rf"\b(?:(?:{number}) ?(?:{times})|{several})\b"),
    )


def _rate(match: re.Match[str]) -> float:
    parts = match.groupdict()
    periods = float(merge_values("periods_a_year")[parts["period"]])
    every = _number(parts["m"])
    return _number(parts.get("n")) * periods / every if every else UNKNOWN


def _number(text: str | None) -> float:
    return 1.0 if text is None else float(merge_values("how_many").get(text, text))
