"""Numbers with the unit that stands before or behind them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from drift.sources.patterns import load_patterns
from drift.sources.values.quantities.numerals import GLUED, Number
from drift.sources.values.quantities.quantity import Quantity
from drift.sources.values.quantities.units import MONEY, SYMBOLS, UNIT, UNIT_OF_CELL, name_symbol, name_unit
from drift.sources.words import any_of

BEFORE: Final = 14  # signs in front of a number that hold the symbol of its money, or what it is a label of
CODES: Final = 100  # of errors, written 500s
_PARTS: Final = {"symbol": SYMBOLS, "glued": any_of(GLUED)}
PATTERNS: Final = load_patterns(__package__, "measured", unit=UNIT, **_PARTS)
_OF_CELLS: Final = load_patterns(__package__, "measured", unit=UNIT_OF_CELL, **_PARTS)


def measure_numbers(text: str, numbers: list[Number], *, cell: bool) -> list[Quantity]:
    """Return the numbers with a unit, those before them that share it too, and how often something is."""
    measured: list[Quantity] = []
    free: list[Number] = []  # numbers just before, that have no unit of their own
    for number in numbers:
        quantity = _money(text, number) or _with_unit(text, number, cell=cell)
        if quantity is None and measured and _is_top(text, measured[-1], number):
            measured[-1:] = _money_range(text, measured[-1], number)
            continue
        if quantity is None:
            measured += _often(text, number)
            free.append(number)
            continue
        shared = [] if quantity.unit in MONEY and quantity.start < number.start else _sharing(text, free, number)
        listed = bool(shared[1:])
        measured += [
            Quantity(
                one.read_as(quantity.unit) * number.times, quantity.unit, one.start, one.end, one.words, listed=listed
            )
            for one in shared
        ]
        measured.append(replace(quantity, listed=listed))
        free = []
    return measured


def _is_top(text: str, low: Quantity, number: Number) -> bool:
    """Return whether a number is the top of a range of money that begins with its symbol: € 500 tot 1.000."""
    return low.unit in MONEY and PATTERNS["up_to"].fullmatch(text, low.end, number.start) is not None


def _money_range(text: str, low: Quantity, number: Number) -> list[Quantity]:
    more = PATTERNS["times_behind"].match(text, number.end)
    times = number.times * _multiple(more)
    high = Quantity(number.value * _multiple(more), low.unit, number.start, more.end() if more else number.end)
    return [replace(low, value=low.value * times) if low.value < number.value / number.times else low, high]


def _often(text: str, number: Number) -> list[Quantity]:
    """Return how often something is: vier keer per jaar, jaarlijks vier keer."""
    often = PATTERNS["often"].match(text, number.end)
    if not often and PATTERNS["period_before"].search(text, max(0, number.start - BEFORE), number.start):
        often = PATTERNS["so_often"].match(text, number.end)
    return [Quantity(number.value, "count", number.start, often.end())] if often else []


def _money(text: str, number: Number) -> Quantity | None:
    symbol = PATTERNS["symbol_before"].search(text, max(0, number.start - BEFORE), number.start)
    if not symbol or PATTERNS["emission"].match(text, symbol.start()):
        return None
    more = PATTERNS["times_behind"].match(text, number.end)
    value = number.value * _multiple(more) * (GLUED[symbol["scale"].casefold()] if symbol["scale"] else 1.0)
    return Quantity(value, name_symbol(symbol), symbol.start(), more.end() if more else number.end)


def _multiple(match: re.Match[str] | None) -> float:
    return GLUED[match["glued"].casefold()] if match and match["glued"] else 1.0


def _with_unit(text: str, number: Number, *, cell: bool) -> Quantity | None:
    if number.part and (hour := PATTERNS["of_an_hour"].match(text, number.end)):
        return Quantity(round(number.value * 60, 6), "minute", number.start, hour.end(), words=number.words)
    match = (_OF_CELLS if cell else PATTERNS)["unit_behind"].match(text, number.end)
    if not match or (number.part and number.value != 0.5):
        return None
    unit = name_unit(match["unit"], cells=cell)
    if (match["glued"] and unit not in MONEY) or (match["closed"] and text[number.start - 1 : number.start] != "("):
        return None
    if len(match["unit"]) == 1 and match["unit"].isalpha() and (number.words or match["said"]):
        return None
    if match["unit"] == "s" and match.start("unit") == number.end and number.value >= CODES:
        return None
    value = number.read_as(unit) * _multiple(match)
    half = PATTERNS["and_a_half"].match(text, match.end()) if value == int(value) else None
    sign = (">=" if match["more"] else "<=") if match["said"] else ""
    end = half.end() if half else match.end()
    if unit == "other" and is_negative(text, number):
        return Quantity(-value, unit, number.start - 1, end)
    return Quantity(value + (0.5 if half else 0.0), unit, number.start, end, words=number.words, sign=sign)


def is_negative(text: str, number: Number) -> bool:
    """Return whether a minus stands before a number; a dash between two numbers is none."""
    return PATTERNS["minus"].search(text, max(0, number.start - BEFORE), number.start) is not None


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
