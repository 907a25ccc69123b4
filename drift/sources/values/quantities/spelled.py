"""What words for numbers are worth: one thousand five hundred, tweehonderdvijftig, two thirds, in two languages."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from drift.sources.patterns import load_rules, load_words

_RULES: Final = load_rules(__package__, "numerals")
LISTS: Final = load_words(__package__, "numerals")
MULTIPLES: Final[dict[str, float]] = _RULES["multiples"]


def _list_small() -> dict[str, float]:
    """Return the words from one to ninety-nine that are written as one, and the halves."""
    numbers = {word: float(n) for ones in ("en_ones", "nl_ones") for n, word in enumerate(LISTS[ones], 1)}
    for tens, (english, dutch) in enumerate(zip(LISTS["en_tens"], LISTS["nl_tens"], strict=True), 2):
        numbers |= {english: 10.0 * tens, dutch: 10.0 * tens}
        for n, een in enumerate(LISTS["nl_ones"][:9], 1):
            numbers[een + ("ën" if een.endswith("e") else "en") + dutch] = 10.0 * tens + n
    return {**numbers, **_RULES["others"]}


SMALL: Final = _list_small()
DUTCH: Final = [word for word in SMALL if word not in {*LISTS["en_ones"], *LISTS["en_tens"], "half", "halve"}]


LONGEST_WORDS: Final = 200  # letters of a number in words; the longest below a million has 60
_LARGE: Final = {"duizend": 1000.0, "honderd": 100.0}  # the larger first
_HALVED: Final = re.compile(r"(.+?)[eë]n(?:een)?hal(?:f|ve)")


def denominator_of(word: str) -> float:
    """Return what a fraction divides by: third, kwart."""
    return float(_RULES["denominators"][word.casefold().removesuffix("s").replace("halve", "half")])


def value_of(words: str) -> float:
    """Return the value of number words: one thousand five hundred, tweehonderdvijftig, vijf miljoen."""
    if len(words) > LONGEST_WORDS:
        raise KeyError(words)
    total = current = 0.0
    for word in re.split(r"[\s,-]+", words):
        if word in ("hundred", "honderd"):
            current = (current or 1.0) * 100
        elif word in MULTIPLES:
            total, current = total + (current or 1.0) * MULTIPLES[word], 0.0
        elif word != "and":
            current += word_value(word)
    return total + current


@cache
def word_value(word: str) -> float:
    """Return the value of one word, also one of several Dutch ones: vijftienhonderdtwintig, tweeënhalf."""
    if len(word) > LONGEST_WORDS:
        raise KeyError(word)
    word, value = word.casefold(), 0.0
    while word not in SMALL and (named := next((one for one in _LARGE if one in word), None)):
        if halved := _HALVED.fullmatch(word):
            return value + word_value(halved[1]) + 0.5
        before, _, behind = word.partition(named)
        value += word_value(before) * _LARGE[named]
        word = behind if behind in SMALL or named in behind else behind.removeprefix("en")
        if not word:
            return value
    if word in ("a", ""):
        return value + 1.0
    if word not in SMALL and (halved := _HALVED.fullmatch(word)):
        return value + word_value(halved[1]) + 0.5
    return value + SMALL[word]
