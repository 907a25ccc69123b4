"""Every quantity of a text: a number with its unit, and where it stands; what it means is told elsewhere."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from drift.sources.patterns import load_patterns
from drift.sources.values.quantities.fixed import find_fixed
from drift.sources.values.quantities.measured import measure_numbers
from drift.sources.values.quantities.numerals import Number
from drift.sources.values.quantities.quantity import Quantity

PATTERNS: Final = load_patterns(__package__, "find")


def find_quantities(text: str, numbers: list[Number], *, cell: bool = False) -> list[Quantity]:
    """Return the quantities that carry a unit, in order.

    Parameters
    ----------
    text : evened out
    numbers : those of the text
    cell : it is a cell, in which more words are units than in a sentence
    """
    found = [*measure_numbers(text, numbers, cell=cell), *find_fixed(text)]
    found.sort(key=lambda quantity: (quantity.start, -quantity.end))
    kept: list[Quantity] = []
    for quantity in found:
        if not kept or quantity.start >= kept[-1].end:
            kept.append(quantity)
    return _join(kept, text)


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
