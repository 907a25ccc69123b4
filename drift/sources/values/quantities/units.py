"""Units: what a target or a cell calls them, and the words for them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from drift.sources.patterns import load_rules

MONEY: Final = ("EUR", "GBP", "USD")
TIMES: Final = ("minute", "hour", "working_hour", "day", "working_day", "week", "month", "year")
_RULES: Final = load_rules(__package__, "units")
_OTHERS: Final = ("second", "measure")
_SYMBOLS: Final[dict[str, str]] = _RULES["symbols"]
SYMBOLS: Final = "|".join(f"(?P<{unit}>{pattern})" for unit, pattern in _SYMBOLS.items())


@cache
def list_units(*, cells: bool = False) -> dict[str, str]:
    """Return the unit of every word, in lower case; cells: with those that mean a unit in a cell alone."""
    lists = [*_RULES["words"].items(), *(_RULES["cells"].items() if cells else ())]
    return {word: "other" if name in _OTHERS else name for name, words in lists for word in words}


def words_for(name: str) -> list[str]:
    """Return the words of a unit, or of seconds and other measures."""
    return [*_RULES["words"][name], *_RULES["cells"].get(name, ())]


def write_pattern(words: Iterable[str]) -> str:
    """Return a pattern of any of these words; of two that begin alike the longer one goes first."""
    by_length = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.sub(r"\\ ", r"[\\s-]+", re.escape(word)) for word in by_length)


def _write_unit(*, cells: bool) -> str:
    return rf"(?!u\.\s?s\.(?!\s*dollar))(?P<unit>{write_pattern(list_units(cells=cells))})(?!\w)"


UNIT: Final = _write_unit(cells=False)
UNIT_OF_CELL: Final = _write_unit(cells=True)


def name_unit(written: str, *, cells: bool = False) -> str:
    """Return the unit of a word that the pattern of units has found."""
    return list_units(cells=cells)[" ".join(written.replace("-", " ").casefold().split())]


def name_symbol(match: re.Match[str]) -> str:
    """Return the money of a match of SYMBOLS."""
    return next(unit for unit in _SYMBOLS if match[unit])
