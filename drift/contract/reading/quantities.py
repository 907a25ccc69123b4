"""Every quantity of a text: a number with its unit, and where it stands; what it means is told in targets."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from drift.contract.reading.numerals import (
    DIGITS,
    MULTIPLES,
    NUMBER_WORDS,
    WORDS,
    match_numbers,
    multiply,
    number_starts,
    read_number,
)
from drift.contract.reading.patterns import join_lines, load_patterns, load_rules

MONEY: Final = ("EUR", "GBP", "USD")
TIMES: Final = ("minute", "hour", "working_hour", "day", "working_day", "week", "month", "year")
_RULES: Final = load_rules("quantities")
_UNITS: Final = {name: "%" if name == "percent" else name for name in _RULES["units"]}  # group of a match -> unit
PATTERNS: Final = load_patterns(
    "quantities",
    words=WORDS,
    digits=DIGITS,
    multiples=MULTIPLES,
    unit="|".join(f"(?P<{name}>{join_lines(pattern)})" for name, pattern in _RULES["units"].items()),
    once="|".join(_RULES["once"]),
)


@dataclass(frozen=True)
class Quantity:
    """A number with its unit and its place in the text."""

    value: float
    unit: str
    start: int
    end: int
    words: bool = False  # written as "a", "one", "half": no number of its own without a comparator
    sign: str = ""  # comparator, where the form itself tells it
    listed: bool = False  # one of three or more that share a unit: 30, 15 and 7 days


def find_quantities(text: str) -> list[Quantity]:
    """Return the quantities of a text that carry a unit, in order; brackets round a filled-in number are no matter."""
    plain = text.translate(str.maketrans("[]", "  "))
    starts = number_starts(plain)
    quantities = [
        *_measured(plain, starts),
        *_amounts(plain),
        *_counted(plain, starts),
        *_clock_round(plain),
        *_ordinals(plain),
        *_within_a(plain),
    ]
    quantities.sort(key=lambda quantity: (quantity.start, -quantity.end))
    kept: list[Quantity] = []
    for quantity in quantities:
        if not kept or quantity.start >= kept[-1].end:
            kept.append(quantity)
    return _join_repeated(kept, plain)


def _measured(text: str, starts: list[int]) -> list[Quantity]:
    measured: list[Quantity] = []
    for match in match_numbers(PATTERNS["measured"], text, starts):
        parts = match.groupdict()
        unit = _unit_of(match)
        raw = parts["again"] or parts["digits"] or parts["word"] or ""
        value = multiply(read_number(raw, share=unit == "%"), parts["times"])
        shared = _sharing(text, match.start(), unit)
        word, listed = parts["word"] is not None, len(shared) > 1
        measured += [*shared, Quantity(value, unit, match.start(), match.end(), words=word, listed=listed)]
    return measured + [
        Quantity(minutes * (3 if before == "drie" else 1), "minute", match.start(), match.end(), words=True)
        for word, minutes in _RULES["quarters"].items()
        for match in re.finditer(rf"\b(?:(een|drie) )?{word}\b", text, re.I)
        for before in [(match[1] or "").casefold()]
    ]


def _sharing(text: str, start: int, unit: str) -> list[Quantity]:
    match = PATTERNS["shared"].search(text, max(0, start - 40), start)
    if not match or PATTERNS["label"].search(text[: match.start()]):
        return []
    numbers = [*re.finditer(DIGITS, match["list"])]
    offset = match.start()
    return [
        Quantity(
            read_number(n[0], share=unit == "%"), unit, offset + n.start(), offset + n.end(), listed=len(numbers) > 1
        )
        for n in numbers
    ]


def _amounts(text: str) -> list[Quantity]:
    return [
        Quantity(multiply(read_number(match["digits"]), match["times"]), _unit_of(match), match.start(), match.end())
        for match in PATTERNS["amount"].finditer(text)
    ]


def _unit_of(match: re.Match[str]) -> str:
    return next(_UNITS[name] for name, hit in match.groupdict().items() if hit and name in _UNITS)


def _counted(text: str, starts: list[int]) -> list[Quantity]:
    counted = []
    fixed = [match.start() for match in PATTERNS["fixed"].finditer(text)]
    for match in match_numbers(PATTERNS["times"], text, sorted({*starts, *fixed})):
        raw = match["again"] or match["digits"] or match["word"]
        value = float(_RULES["once"][match["fixed"].casefold()]) if match["fixed"] else read_number(raw)
        counted.append(Quantity(value, "count", match.start(), match.end()))
    return counted


def _clock_round(text: str) -> list[Quantity]:
    opening: list[Quantity] = []
    for match in PATTERNS["around_the_clock"].finditer(text):
        opening.append(Quantity(24.0, "hour", match.start(), match.start() + 2, sign="="))
        opening.append(Quantity(float(match["days"]), "day", match.start("days"), match.end(), sign="="))
    return opening


def _within_a(text: str) -> list[Quantity]:
    return [
        Quantity(1.0, _unit_of(match), match.start("start"), match.end())
        for match in PATTERNS["within_a"].finditer(text)
    ]


def _ordinals(text: str) -> list[Quantity]:
    days = []
    for match in PATTERNS["ordinal_day"].finditer(text):
        digits = re.match(r"\d+", match["nth"])
        value = float(digits[0]) if digits else float(_RULES["ordinals"][match["nth"].casefold()])
        days.append(Quantity(value, "working_day", match.start(), match.end()))
    return days


def _join_repeated(quantities: list[Quantity], text: str) -> list[Quantity]:
    """Make one of a quantity that the next one repeats in brackets: seventy five per cent (75%)."""
    joined: list[Quantity] = []
    for quantity in quantities:
        last = joined[-1] if joined else None
        same = last is not None and (last.value, last.unit) == (quantity.value, quantity.unit)
        if last is not None and same and re.fullmatch(r"\s*\(\s*", text[last.end : quantity.start]):
            joined[-1] = replace(quantity, start=last.start)
        else:
            joined.append(quantity)
    return joined


def is_article(text: str, quantity: Quantity) -> bool:
    """Return whether the number is a word that may be an article: a day, een uur, one hour."""
    word = text[quantity.start : quantity.end].split()[0].casefold().split("-")[0]
    return quantity.words and NUMBER_WORDS.get(word) == 1.0


def has_fixed(text: str) -> bool:
    """Return whether a text says once, twice, eenmaal, within a week: a number without a number word."""
    return any(PATTERNS[name].search(text) for name in ("fixed", "within_a", "fixed_near"))
