"""Which way a norm points: by the words beside its number, else by what it speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from drift.contract.reading.patterns import load_patterns
from drift.contract.reading.sentences import find_row_start
from drift.sources.values.quantities.comparators import CUE_LENGTH, point
from drift.sources.values.quantities.quantity import Quantity
from drift.sources.values.quantities.units import MONEY, TIMES

PATTERNS: Final = load_patterns("subjects")


@dataclass(frozen=True)
class Norm:
    """A quantity with the way it points."""

    quantity: Quantity
    comparator: str  # >=, <=, =, >, <
    cued: bool  # a word or sign stands beside it
    sentence: str  # the part of the clause that the number stands in


def compare(text: str, quantity: Quantity, sentence: str) -> Norm:
    """Return a quantity with its comparator.

    Parameters
    ----------
    text : the clause, evened out
    sentence : the part of it that the number stands in
    """
    sign = point(text, quantity.start, quantity.end, alone=not quantity.listed) or quantity.sign
    return Norm(quantity, sign or _by_subject(quantity, text, sentence), bool(sign), sentence)


def is_window(text: str, quantity: Quantity) -> bool:
    """Return whether a time tells how long something goes on: 24 hours a day, 365 dagen per jaar."""
    return quantity.unit in TIMES and PATTERNS["window"].match(text, quantity.end) is not None


def _by_subject(quantity: Quantity, text: str, sentence: str) -> str:
    """Return the comparator of a number without one, by what it speaks of."""
    before = text[max(0, quantity.start - CUE_LENGTH) : quantity.start]
    if quantity.unit in MONEY or quantity.unit == "count" or quantity.listed:
        return "="
    if quantity.unit == "%":
        if quantity.value == 0 or _is_paid(text, quantity, sentence):
            return "="
        return "<=" if PATTERNS["unwanted"].search(before) else ">="
    if quantity.unit in TIMES:
        in_a_row = PATTERNS["in_a_row"].search(text, quantity.start, quantity.end)
        if (
            (in_a_row and not PATTERNS["kept"].search(before))
            or is_window(text, quantity)
            or PATTERNS["stretch"].search(before)
        ):
            return "="
        if PATTERNS["given"].search(before) and PATTERNS["to_do_so"].match(text, quantity.end):
            return "<="
    if PATTERNS["kept"].search(sentence) or _is_kept_row(text, quantity):
        return ">="
    return "<=" if _is_limited(quantity, text, before, sentence) else "="


def _is_paid(text: str, quantity: Quantity, sentence: str) -> bool:
    """Return whether a share is one of money: a credit of 5 %, 0.1 % of the order value."""
    return bool(PATTERNS["paid"].search(sentence) or PATTERNS["of_money"].match(text, quantity.end))


def _is_kept_row(text: str, quantity: Quantity) -> bool:
    """Return whether a cell stands in a row of what is kept: Backup retention | 90 days."""
    row = find_row_start(text, quantity.start)
    return PATTERNS["kept"].search(text, row, quantity.start) is not None and "|" in text[row : quantity.start]


def _is_limited(quantity: Quantity, text: str, before: str, sentence: str) -> bool:
    if PATTERNS["repeated"].search(before):
        return False
    in_cell = quantity.unit in TIMES and PATTERNS["cell"].search(before)  # a time that begins a cell is a limit
    named = PATTERNS["limited"].search(sentence) or PATTERNS["priority"].search(before)
    return bool(in_cell or named or PATTERNS["row_of_priority"].match(text))
