"""Which way a norm points: at least, at most, more than, less than or just so, by the words round its number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from drift.contract.reading.patterns import load_patterns
from drift.contract.reading.quantities import MONEY, TIMES, Quantity

PATTERNS: Final = load_patterns("comparators")
# tried in this order on the words just before the number; the first that ends there counts
_BEFORE: Final = (
    *((">=", "not_less"), ("<=", "not_more"), ("<=", "nor_exceed"), (">=", "at_least"), ("<=", "at_most")),
    *((">", "more_than"), ("<", "less_than")),
)
_BEHIND: Final = (
    *(("<=", "or_less"), (">=", "or_more"), ("<=", "most_behind"), (">=", "least_behind"), (">=", "in_advance")),
)
CUE_LENGTH: Final = 60  # characters before a number in which its comparator stands


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
    text : the clause, brackets round filled-in numbers taken out
    sentence : the part of it that the number stands in
    """
    before = text[max(0, quantity.start - CUE_LENGTH) : quantity.start]
    sign = _by_cue(text, quantity, before)
    return Norm(quantity, sign or _by_subject(quantity, text, before, sentence), bool(sign), sentence)


def _by_cue(text: str, quantity: Quantity, before: str) -> str:
    """Return the comparator that a word or sign beside the number tells, or nothing."""
    for sign, cue in _BEFORE:
        if PATTERNS[cue].search(before):
            return sign
    for sign, cue in _BEHIND if not quantity.listed else ():
        if PATTERNS[cue].match(text, quantity.end):
            return sign
    return quantity.sign


def _by_subject(quantity: Quantity, text: str, before: str, sentence: str) -> str:
    """Return the comparator of a number without one, by what it speaks of."""
    if quantity.unit in MONEY or quantity.unit == "count" or quantity.listed:
        return "="
    if quantity.unit == "%":
        return "=" if PATTERNS["paid"].search(sentence) else ">="
    if quantity.unit in TIMES:
        if PATTERNS["window"].match(text, quantity.end) or PATTERNS["stretch"].search(before):
            return "="
        if PATTERNS["given"].search(before) and PATTERNS["to_do_so"].match(text, quantity.end):
            return "<="
    if PATTERNS["kept"].search(sentence):
        return ">="
    return "<=" if _is_limited(quantity, text, before, sentence) else "="


def _is_limited(quantity: Quantity, text: str, before: str, sentence: str) -> bool:
    if PATTERNS["repeated"].search(before):
        return False
    in_cell = quantity.unit in TIMES and PATTERNS["cell"].search(before)  # a time that begins a cell is a limit
    named = PATTERNS["limited"].search(sentence) or PATTERNS["priority"].search(before)
    return bool(in_cell or named or PATTERNS["row_of_priority"].search(text))
