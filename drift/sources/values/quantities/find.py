"""Every quantity of a text: a number with its unit, and where it stands; what it means is told elsewhere."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from drift.sources.patterns import load_patterns, load_rules
from drift.sources.values.quantities.numerals import GLUED, MULTIPLES, Number
from drift.sources.values.quantities.units import MONEY, SYMBOLS, list_units, name_symbol, name_unit, write_pattern
from drift.sources.words import any_of

BEFORE: Final = 12  # signs in front of a number that hold the symbol of its money, or what it is a label of
_RULES: Final = load_rules(__package__, "find")
_PARTS: Final = {
    "symbol": SYMBOLS,
    "multiples": any_of(MULTIPLES),
    "glued": any_of(GLUED),
    "once": any_of(_RULES["once"]),
    "ordinals": any_of(_RULES["ordinals"]),
}
PATTERNS: Final = load_patterns(__package__, "find", unit=write_pattern(list_units()), **_PARTS)
_OF_CELLS: Final = load_patterns(__package__, "find", unit=write_pattern(list_units(cells=True)), **_PARTS)


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


def find_quantities(text: str, numbers: list[Number], *, cell: bool = False) -> list[Quantity]:
    """Return the quantities that carry a unit, in order.

    Parameters
    ----------
    text : evened out
    numbers : those of the text
    cell : it is a cell, in which more words are units than in a sentence
    """
    found = [*_measured(text, numbers, cell=cell), *_fixed(text)]
    found.sort(key=lambda quantity: (quantity.start, -quantity.end))
    kept: list[Quantity] = []
    for quantity in found:
        if not kept or quantity.start >= kept[-1].end:
            kept.append(quantity)
    return _join(kept, text)


def _money(text: str, number: Number) -> Quantity | None:
    symbol = PATTERNS["symbol_before"].search(text, max(0, number.start - BEFORE), number.start)
    if not symbol or PATTERNS["emission"].match(text, symbol.start()):
        return None
    more = PATTERNS["times_behind"].match(text, number.end)
    value = number.value * _multiple(more) * (GLUED[symbol["scale"].casefold()] if symbol["scale"] else 1.0)
    return Quantity(value, name_symbol(symbol), symbol.start(), more.end() if more else number.end)


def _multiple(match: re.Match[str] | None) -> float:
    if match is None:
        return 1.0
    return MULTIPLES[match["times"].casefold()] if match["times"] else GLUED[match["glued"].casefold()]


def _with_unit(text: str, number: Number, *, cell: bool) -> Quantity | None:
    if number.part and (hour := PATTERNS["of_an_hour"].match(text, number.end)):
        return Quantity(round(number.value * 60, 6), "minute", number.start, hour.end(), words=number.words)
    match = (_OF_CELLS if cell else PATTERNS)["unit_behind"].match(text, number.end)
    if not match or (number.part and number.value != 0.5):
        return None
    unit = name_unit(match["unit"], cells=cell)
    if match["glued"] and unit not in MONEY:
        return None
    value = number.read_as(unit) * (_multiple(match) if match["times"] or match["glued"] else 1.0)
    half = PATTERNS["and_a_half"].match(text, match.end()) if value == int(value) else None
    sign = (">=" if match["more"] else "<=") if match["said"] else ""
    end = half.end() if half else match.end()
    if unit == "other" and is_negative(text, number):
        return Quantity(-value, unit, number.start - 1, end)
    return Quantity(value + (0.5 if half else 0.0), unit, number.start, end, words=number.words, sign=sign)


def is_negative(text: str, number: Number) -> bool:
    """Return whether a minus stands before a number; a dash between two numbers is none."""
    return PATTERNS["minus"].search(text, max(0, number.start - BEFORE), number.start) is not None


def _measured(text: str, numbers: list[Number], *, cell: bool) -> list[Quantity]:
    """Return the numbers with a unit, those before them that share it too, and how often something is."""
    measured: list[Quantity] = []
    free: list[Number] = []  # numbers just before, that have no unit of their own
    for number in numbers:
        quantity = _money(text, number) or _with_unit(text, number, cell=cell)
        if quantity is None:
            if often := PATTERNS["often"].match(text, number.end):
                measured.append(Quantity(number.value, "count", number.start, often.end()))
            free.append(number)
            continue
        shared = [] if quantity.unit in MONEY and quantity.start < number.start else _sharing(text, free, number)
        listed = len(shared) > 1
        measured += [
            Quantity(one.read_as(quantity.unit), quantity.unit, one.start, one.end, words=one.words, listed=listed)
            for one in shared
        ]
        measured.append(replace(quantity, listed=listed))
        free = []
    return measured


def _sharing(text: str, free: list[Number], number: Number) -> list[Number]:
    """Return the numbers before it that have its unit too: 30, 15 and 7 days; not those of an article or a priority."""
    shared: list[Number] = []
    for before in reversed(free):
        link = PATTERNS["listed" if shared else "linked"]
        if not link.fullmatch(text, before.end, (shared[-1] if shared else number).start):
            break
        shared.append(before)
    return [] if shared and is_label(text, shared[-1].start) else shared[::-1]


def is_label(text: str, start: int) -> bool:
    """Return whether the number that starts here names an article, a version, a priority."""
    return PATTERNS["label"].search(text, max(0, start - BEFORE), start) is not None


def _fixed(text: str) -> list[Quantity]:
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
    half = PATTERNS["and_a_half"].match(text, match.end())
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


def _join(quantities: list[Quantity], text: str) -> list[Quantity]:
    """Make one of a quantity that the next one repeats in brackets, and one of an hour and its minutes."""
    joined: list[Quantity] = []
    for quantity in quantities:
        last = joined[-1] if joined else None
        between = text[last.end : quantity.start] if last else ""
        if last and (last.value, last.unit) == (quantity.value, quantity.unit) and _is_link("in_brackets", between):
            joined[-1] = replace(quantity, start=last.start)
        elif last and _is_hour_and(last, quantity) and _is_link("hour_and", between):
            joined[-1] = replace(last, value=round(last.value + quantity.value / 60, 6), end=quantity.end)
        else:
            joined.append(quantity)
    return joined


def _is_link(name: str, between: str) -> bool:
    return PATTERNS[name].fullmatch(between) is not None


def _is_hour_and(hour: Quantity, minute: Quantity) -> bool:
    """Return whether two quantities are an hour and its minutes: 1 uur 30 min."""
    return hour.unit == "hour" and minute.unit == "minute" and hour.value == int(hour.value) and minute.value < 60
