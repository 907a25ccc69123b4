"""Quantities that are written without a number: twice a year, within a week, 24x7, een kwartier."""

from __future__ import annotations

import re
from typing import Final

from drift.sources.patterns import load_patterns, load_rules
from drift.sources.values.quantities.measured import PATTERNS as MEASURED
from drift.sources.values.quantities.quantity import Quantity
from drift.sources.values.quantities.units import UNIT, name_unit
from drift.sources.words import any_of

_RULES: Final = load_rules(__package__, "fixed")
_WORDS: Final = {"once": any_of(_RULES["once"]), "ordinals": any_of(_RULES["ordinals"])}
WORDS: Final = (*_RULES["spans"], *_RULES["once"], *_RULES["ordinals"])
PATTERNS: Final = load_patterns(__package__, "fixed", unit=UNIT, **_WORDS)


def find_fixed(text: str) -> list[Quantity]:
    """Return the quantities that are written without a number: twice a year, within a week, 24x7, een kwartier."""
    return [
        *(
            Quantity(float(_RULES["once"][match["fixed"].casefold()]), "count", match.start(), match.end())
            for match in PATTERNS["fixed"].finditer(text)
        ),
        *(_within_a(text, match) for match in PATTERNS["within_a"].finditer(text)),
        *(_span(match) for match in PATTERNS["span"].finditer(text)),
        *(_ordinal(match) for match in PATTERNS["ordinal_day"].finditer(text)),
        *(one for match in PATTERNS["around_the_clock"].finditer(text) for one in _around_the_clock(match)),
    ]


def _within_a(text: str, match: re.Match[str]) -> Quantity:
    half = MEASURED["and_a_half"].match(text, match.end())
    value, end = (1.5, half.end()) if half else (1.0, match.end())
    return Quantity(value, name_unit(match["unit"]), match.start("start"), end)


def _span(match: re.Match[str]) -> Quantity:
    value, unit = _RULES["spans"][match["word"].casefold()]
    return Quantity(value * (3 if match["three"] else 1), unit, match.start(), match.end(), words=True)


def _ordinal(match: re.Match[str]) -> Quantity:
    value = float(match["digits"] or _RULES["ordinals"][match["word"].casefold()])
    return Quantity(value, "working_day", match.start(), match.end(), sign="<=")


def _around_the_clock(match: re.Match[str]) -> tuple[Quantity, Quantity]:
    """Return the hours of a day and the days of a week; both stand at the whole of 24x7."""
    between = match.end() - 1
    return (
        Quantity(24.0, "hour", match.start(), between, sign="="),
        Quantity(float(match["days"] or match["first"]), "day", between, match.end(), sign="="),
    )
