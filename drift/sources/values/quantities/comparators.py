"""Which way a number points by the words and signs beside it: at least, at most, more than, less than."""

from __future__ import annotations

from typing import Final

from drift.sources.patterns import load_patterns

PATTERNS: Final = load_patterns(__package__, "comparators")
# tried in this order on the words just before the number; the first that ends there counts
_BEFORE: Final = (
    *((">=", "not_less"), ("<=", "not_more"), ("<=", "nor_exceed"), (">=", "at_least"), ("<=", "at_most")),
    *((">", "more_than"), ("<", "less_than"), ("=", "exactly")),
)
_BEHIND: Final = (
    *(("<=", "or_less"), (">=", "or_more"), ("<=", "not_past"), ("<=", "most_behind"), (">=", "least_behind")),
    (">=", "in_advance"),
)
CUE_LENGTH: Final = 60  # signs before a number in which its comparator stands


def point(text: str, start: int, end: int, *, alone: bool = True) -> str:
    """Return the comparator beside a number and its unit, or nothing; alone: it shares its unit with no list."""
    before = point_before(text, start)
    if before == "<=" and PATTERNS["in_advance"].match(text, end):
        return ">=" if PATTERNS["at_latest"].search(text[max(0, start - CUE_LENGTH) : start]) else before
    return before or (point_behind(text, end) if alone else "")


def point_before(text: str, start: int) -> str:
    """Return the comparator that ends where a number starts, or nothing."""
    before = text[max(0, start - CUE_LENGTH) : start]
    return next((sign for sign, cue in _BEFORE if PATTERNS[cue].search(before)), "")


def point_behind(text: str, end: int) -> str:
    """Return the comparator behind a number and its unit, or nothing."""
    return next((sign for sign, cue in _BEHIND if PATTERNS[cue].match(text, end)), "")


def is_loose(text: str, start: int) -> bool:
    """Return whether the comparator before a number stands before places and moments too: within, over, until."""
    return PATTERNS["loose"].search(text[max(0, start - CUE_LENGTH) : start]) is not None
