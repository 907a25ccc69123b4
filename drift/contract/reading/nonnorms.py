"""Numbers that set no level, limit or amount: clock times, ages, examples, stretches of measuring."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drift.contract.reading.patterns import load_patterns
from drift.sources.values.quantities.units import MONEY, TIMES

if TYPE_CHECKING:
    from drift.contract.reading.subjects import Norm

PATTERNS: Final = load_patterns("nonnorms")
BEFORE: Final = 70  # signs of the text in front of a number that tell what it is
NOON: Final = 12
_LONG: Final = ("week", "month", "year")
_TERM_WITHIN: Final = 80  # signs in which a definition names a measure


def sets_none(text: str) -> bool:
    """Return whether a whole clause is an example, an estimate, or a definition of something that is not measured."""
    if PATTERNS["indicative"].search(text) or PATTERNS["begins_example"].match(text):
        return True
    defines = PATTERNS["definition"].search(text)
    return bool(defines and not PATTERNS["measured_term"].search(text[:_TERM_WITHIN]))


def sets_norm(text: str, norm: Norm) -> bool:
    """Return whether a number sets a level, a limit or an amount."""
    quantity, cued = norm.quantity, norm.cued
    before, after = text[max(0, quantity.start - BEFORE) : quantity.start], text[quantity.end :]
    if quantity.value == 0 and not cued and not _ends("norm_named", before):
        return False
    if (quantity.words and quantity.value == 0.5 and not cued) or _is_article(text, norm, after):
        return False
    if any(_ends(name, before) for name in ("example", "about", "aged", "said_again")) or PATTERNS["age"].match(after):
        return False
    if quantity.unit == "%":
        return not (_ends("formula_before", before) or PATTERNS["formula_after"].match(after))
    if quantity.unit == "other" and not cued and _ends("distance_before", before):
        return False
    if norm.comparator in (">", "<") and _is_scope(text, norm):
        return False
    return quantity.unit not in TIMES or not _is_no_limit(text, norm, before, after)


def _ends(name: str, before: str) -> bool:
    return PATTERNS[name].search(before) is not None


def _is_no_limit(text: str, norm: Norm, before: str, after: str) -> bool:
    """Return whether a time is one of the clock, one spoken of before, or a stretch of measuring."""
    if norm.quantity.unit in ("hour", "working_hour") and _is_clock_time(text, norm, before):
        return True
    return (not norm.cued and _ends("known", before)) or _is_stretch(norm, before, after)


def _is_article(text: str, norm: Norm, after: str) -> bool:
    """Return whether a number is but an article; "one (1) month" and "within a week" are numbers."""
    written = text[norm.quantity.start : norm.quantity.end].casefold()
    limits = norm.cued and norm.comparator in ("<=", ">=")
    if limits or "(" in written or not (norm.quantity.words and norm.quantity.value == 1):
        return False
    return not written.startswith(("one", "één")) or PATTERNS["stretch_after"].match(after) is not None


def _is_clock_time(text: str, norm: Norm, before: str) -> bool:
    quantity = norm.quantity
    written = text[quantity.start : quantity.end]
    if PATTERNS["hours_of_day"].match(text, quantity.start):
        return True
    if any(PATTERNS[name].match(written) for name in ("four_digits", "clock")) and not _ends("limit_before", before):
        return True
    if _ends("from_clock", before) or _ends("hour_of_day", before):
        return True
    if _ends("hour_before", before) and "uur" in written.casefold() and quantity.value >= NOON:
        return True
    until = PATTERNS["hour_behind"].match(text[quantity.end :])
    return bool(until and float(until[1]) >= NOON and _ends("from", before))


def _is_scope(text: str, norm: Norm) -> bool:
    """Return whether a number tells what a norm is about: things over 2 metres, orders over € 500."""
    if norm.quantity.unit == "other":
        written = text[norm.quantity.start : norm.quantity.end]
        return PATTERNS["metres"].search(written) is not None
    return norm.quantity.unit in MONEY and not PATTERNS["penalty"].search(norm.sentence)


def _is_stretch(norm: Norm, before: str, after: str) -> bool:
    if _ends("stretch_before", before) or _ends("first", before):
        return True
    if PATTERNS["stretch_after"].match(after) and not (norm.cued and norm.comparator == "<="):
        return not PATTERNS["at_least_period"].match(after)
    if norm.comparator != ">":
        return False
    return norm.quantity.unit in _LONG if _ends("over", before) else _ends("number_of", before)
