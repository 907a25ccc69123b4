"""The base of a level or an amount: on average or at least, over which period, measured where, part of what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drift.contract.effects.codes import BASE_CHANGED
from drift.contract.effects.frequency import (
    TIMES_A_YEAR,
    are_other_rates,
    changed_rates,
    list_rates,
    rate_of,
    sets_level,
)
from drift.contract.effects.words import Words, came, cut_limits, find, went

if TYPE_CHECKING:
    import re


def tell_base(words: Words) -> set[str]:
    """Return whether a level or an amount is measured on another base: average, period, place, part of what."""
    if came(words, "average") or went(words, "average"):
        return {BASE_CHANGED}
    phrases = (("measured", "how"), ("share_of", "what"))
    if any(_phrase_changed(words, name, group) for name, group in phrases):
        return {BASE_CHANGED}
    return {BASE_CHANGED} if _per_changed(words) or _period_changed(words) else set()


def _period_changed(words: Words) -> bool:
    """Return whether a level holds for another period: monthly uptime, yearly uptime."""
    sides = [find("often", text) for text in (words.old, words.new)]
    if len(sides[0]) != 1 or len(sides[1]) != 1 or not sets_level(words):
        return False
    changed = words.is_changed("old", *sides[0][0].span()) and words.is_changed("new", *sides[1][0].span())
    return changed and are_other_rates(rate_of(sides[0][0]), rate_of(sides[1][0]))


def _phrase_changed(words: Words, name: str, group: str) -> bool:
    """Return whether what stands behind a word of measuring has other words, in as many places as before."""
    sides = [find(name, text) for text in (words.old, words.new)]
    if len(sides[0]) != len(sides[1]):
        return False
    return any(_differs(words, a.span(group), b.span(group)) for a, b in zip(*sides, strict=True))


def _differs(words: Words, old: tuple[int, int], new: tuple[int, int]) -> bool:
    """Return whether two phrases differ before an exception or a number that the targets tell of begins."""
    ends = [cut_limits(words.text(side), *span) for side, span in (("old", old), ("new", new))]
    return words.is_changed("old", *ends[0]) and words.is_changed("new", *ends[1])


def _per_changed(words: Words) -> bool:
    """Return whether an amount or a level holds per something else now: per month, per year, per fault."""
    if came(words, "often") and went(words, "often") and list_rates(words.old) and list_rates(words.new):
        return False
    sides = [[_per_what(match) for match in find("per", text)] for text in (words.old, words.new)]
    if len(sides[0]) != len(sides[1]):
        return False
    changed = any(words.is_changed("new", *match.span()) for match in find("per", words.new))
    return sorted(sides[0]) != sorted(sides[1]) and changed and changed_rates(words) is None


def _per_what(match: re.Match[str]) -> str:
    periods = (name for name, hit in match.groupdict().items() if hit and name in TIMES_A_YEAR)
    return next(periods, str(match["thing"]).casefold())
