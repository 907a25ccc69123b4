"""Norms counted in things, and scores: at least three technicians, 3 per week, norm 8,0."""

from __future__ import annotations

import re
from typing import Final

from drift.contract.reading.numerals import DIGITS, WORDS, match_numbers, number_starts, read_number
from drift.contract.reading.patterns import load_patterns
from drift.contract.reading.quantities import Quantity

PATTERNS: Final = load_patterns("counts", words=WORDS, digits=DIGITS)
_NUMBER_FIRST: Final = ("staffed", "a_period", "in_row")  # patterns that begin with their number
_THINGS: Final = ("limit_is", "cued", "staffed", "a_period", "among", "in_row")


def find_counts(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """Return numbers without a unit of measurement that set a norm: things counted (count) and scores (other).

    Parameters
    ----------
    quantities : those of the text that carry a unit
    """
    counts: list[Quantity] = []
    for quantity in (*_scores(text), *_things(text)):
        taken = any(other.start < quantity.end and quantity.start < other.end for other in (*quantities, *counts))
        if not taken:
            counts.append(quantity)
    return counts


def _things(text: str) -> list[Quantity]:
    starts = number_starts(text)
    if not starts:
        return []
    return [
        thing
        for name in _THINGS
        for match in (
            match_numbers(PATTERNS[name], text, starts) if name in _NUMBER_FIRST else PATTERNS[name].finditer(text)
        )
        if (thing := _thing(name, match, text)) is not None
    ]


def _thing(name: str, match: re.Match[str], text: str) -> Quantity | None:
    """Return what a match counts; None where its number is an article, a fraction, or one of what was spoken of."""
    group = next(group for group in ("again", "digits", "word") if match[group])
    start = match.start("words" if group == "again" else group)
    end = match.end(group) + (group == "again" and text[match.end(group) : match.end(group) + 1] == ")")
    value, word = read_number(match[group]), match["word"] is not None
    if (word and value == 1 and name in ("a_period", "staffed")) or value != int(value):
        return None
    if PATTERNS["of_the"].match(text, end) or PATTERNS["storeys"].match(text, end):
        return None
    sign = ("<=" if match[0].casefold().startswith("max") else ">=") if name == "limit_is" else ""
    return Quantity(value, "count", start, end, words=word, sign=sign)


def _scores(text: str) -> list[Quantity]:
    if not PATTERNS["scale_near"].search(text):
        return []
    scores = []
    for match in PATTERNS["score"].finditer(text):
        before = text[: match.start()]
        if match["out"] or PATTERNS["scored_before"].search(before) or PATTERNS["norm_before"].search(before):
            scores.append(Quantity(read_number(match["digits"]), "other", match.start(), match.end(), sign=">="))
    return scores
