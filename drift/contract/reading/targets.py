"""Measured targets of a clause: metric, comparator, value, unit, period and condition, in English and Dutch."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from drift.contract.reading.counts import find_counts
from drift.contract.reading.metrics import name_condition, name_metric, name_period
from drift.contract.reading.nonnorms import sets_none, sets_norm
from drift.contract.reading.patterns import load_patterns
from drift.contract.reading.sentences import cut_sentence
from drift.contract.reading.subjects import Norm, compare, is_window
from drift.sources.values.quantities.find import find_quantities
from drift.sources.values.quantities.numerals import find_numbers
from drift.sources.values.quantities.quantity import Quantity
from drift.sources.values.quantities.signs import even_out
from drift.sources.values.quantities.units import TIMES, list_units, write_pattern

PATTERNS: Final = load_patterns("targets", unit=write_pattern(word for word in list_units() if " " not in word))
_INSIDE: Final = re.compile(r"(?<=[^\W\d_])\u200b(?=[^\W\d_])")  # a blank that nobody sees parts no word
QUOTED: Final = 40  # signs of the text in front of a number that a quote holds
_COMPLEMENTS: Final = ({">=", "<"}, {"<=", ">"}, {">", "<"})
NEXT: Final = 20  # quantities behind a number that may end what is said of it
LEAD: Final = 14  # signs in front of a range: between, from


@dataclass(frozen=True)
class Target:
    """A measured level, limit, deadline or amount, and the words it was read from."""

    metric: str
    comparator: str
    value: float
    unit: str
    per: str
    condition: str
    quote: str


def find_targets(text: str) -> list[Target]:
    """Return the measured targets of a clause, in order; a number that sets no level, limit or amount is none."""
    plain = even_out(_INSIDE.sub("", text or ""))
    if number := PATTERNS["in_front"].match(plain):
        plain = " " * number.end() + plain[number.end() :]
    numbers = find_numbers(plain)
    quantities = find_quantities(plain, numbers)
    quantities = sorted([*quantities, *find_counts(plain, numbers, quantities)], key=lambda quantity: quantity.start)
    if not quantities or sets_none(plain):
        return []
    found: list[Target] = []
    said: dict[tuple[float, str], set[str]] = {}  # the comparators of every value and unit so far
    last: Norm | None = None
    for i, quantity in enumerate(quantities):
        norm = _point(plain, quantities, i, last)
        before = said.setdefault((quantity.value, quantity.unit), set())
        if sets_norm(plain, norm) and not (before and _is_repeated(plain, norm, before)):
            before.add(norm.comparator)
            found.append(_to_target(plain, norm, quantities[i + 1 : i + NEXT]))
            last = norm
    return found


def _point(text: str, quantities: list[Quantity], i: int, last: Norm | None) -> Norm:
    """Return a quantity with the way it points: as the end of a range, by its own words, else as the norm before it."""
    quantity = quantities[i]
    sentence = cut_sentence(text, quantity.start, quantity.end)
    if sign := _in_range(text, quantities, i):
        return Norm(quantity, sign, cued=True, sentence=sentence)
    norm = compare(text, quantity, sentence)
    if last and not norm.cued and _is_earned(text, last, quantity):
        return Norm(quantity, "=", cued=False, sentence=sentence)
    if norm.cued or last is None or not _continues(text, last.quantity, quantity):
        return norm
    if is_window(text, quantity) and not is_window(text, last.quantity):
        return norm
    return Norm(quantity, last.comparator, cued=True, sentence=sentence)


def _in_range(text: str, quantities: list[Quantity], i: int) -> str | None:
    """Return the comparator of a number that is one end of a range: between a and b."""
    quantity = quantities[i]
    if i + 1 < len(quantities) and _is_range(text, quantity, quantities[i + 1]):
        return ">="
    return "<=" if i and _is_range(text, quantities[i - 1], quantity) else None


def _is_range(text: str, low: Quantity, high: Quantity) -> bool:
    if low.unit != high.unit or not low.value < high.value:
        return False
    between, lead = text[low.end : high.start], text[max(0, low.start - LEAD) : low.start]
    if not PATTERNS["linked"].fullmatch(between):
        return False
    led = PATTERNS["between"].search(lead) is not None
    return led or (low.value != 0 and PATTERNS["to"].search(between) is not None)


def _is_earned(text: str, last: Norm, quantity: Quantity) -> bool:
    """Return whether a share stands just behind a band of shares: 97 % to 98 %: 10 %."""
    shares = last.cued and last.quantity.unit == quantity.unit == "%"
    return shares and PATTERNS["earned"].fullmatch(text, last.quantity.end, quantity.start) is not None


def _continues(text: str, other: Quantity, quantity: Quantity) -> bool:
    """Return whether a number goes on with the one before: tot € 5 per rit en € 9 per jaar."""
    alike = other.unit == quantity.unit or (other.unit in TIMES and quantity.unit in TIMES)
    between = text[other.end : quantity.start]
    return alike and not quantity.sign and PATTERNS["goes_on"].fullmatch(between) is not None


def _is_repeated(text: str, norm: Norm, before: set[str]) -> bool:
    """Return whether the row said this before: a time restated, or the complement of a limit in time.

    before : comparators that stood before at the same value and unit
    """
    if norm.quantity.unit not in TIMES:
        return False
    complement = any({other, norm.comparator} in _COMPLEMENTS for other in before)
    return complement or not norm.cued or _is_restated(text, norm.quantity)


def _is_restated(text: str, quantity: Quantity) -> bool:
    return PATTERNS["restated"].search(text, max(0, quantity.start - QUOTED), quantity.start) is not None


def _to_target(text: str, norm: Norm, later: list[Quantity]) -> Target:
    quantity = norm.quantity
    alike = (other.start for other in later if other.unit == quantity.unit and other.start > quantity.end)
    return Target(
        metric=name_metric(text, quantity.start),
        comparator=norm.comparator,
        value=quantity.value,
        unit=quantity.unit,
        per=name_period(text, quantity, next(alike, len(text))),
        condition=name_condition(text, quantity, next((one.start for one in later), len(text))),
        quote=_quote(text, quantity),
    )


def _quote(text: str, quantity: Quantity) -> str:
    before = text[max(0, quantity.start - QUOTED) : quantity.start]
    if quantity.start > QUOTED and not text[quantity.start - QUOTED - 1].isspace():
        before = before.partition(" ")[2]  # a quote begins with a whole word
    return " ".join((before + text[quantity.start : quantity.end]).split())
