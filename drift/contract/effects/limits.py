"""Exceptions and conditions that came or went, and duties that became wider or narrower by a word."""

from __future__ import annotations

import re
from functools import partial
from typing import Final

from drift.contract.effects.codes import (
    CONDITION_ADDED,
    CONDITION_LIFTED,
    EXCEPTION_ADDED,
    EXCEPTION_LIFTED,
    RELAXED,
    STRICTER,
)
from drift.contract.effects.words import PATTERNS, Words, blank, blank_group, came, find, went

KIND_WORDS: Final = 3  # between "all" and what it counts, that tell which of them: business critical; more is a phrase
_CODES: Final = {
    "exception": (EXCEPTION_ADDED, EXCEPTION_LIFTED),
    "condition": (CONDITION_ADDED, CONDITION_LIFTED),
}


def tell_limits(words: Words) -> set[str]:
    """Return the exceptions and conditions that a clause got or lost.

    One that is said in other words stays: what counts is how many there are, and whether one of them is new.
    """
    effects = set()
    for name, (added, lifted) in _CODES.items():
        seen = words.alter(partial(_without_lookalikes, name))
        effects |= {added} if came(seen, name) else set()
        effects |= {lifted} if went(seen, name) else set()
    return effects


def _without_lookalikes(name: str, text: str) -> str:
    """Return a text without what looks like a condition and is none: as far as possible, hours after approval."""
    if name != "condition":
        return text
    return blank_group("clock", "from", blank("uncapped", blank("no_condition", blank("exception", text))))


def tell_width(words: Words) -> set[str]:
    """Return whether a sentence asks for more or less: `and` became `or`, `all faults` became `major faults`."""
    effects = set()
    for run in words.runs:
        old, new = words.old[slice(*run.old)], words.new[slice(*run.new)]
        if PATTERNS["joined"].search(old) and PATTERNS["either"].search(new):
            effects.add(STRICTER if _is_aside(words.new, run.new[0]) else RELAXED)
        if PATTERNS["either"].search(old) and PATTERNS["joined"].search(new):
            effects.add(RELAXED if _is_aside(words.new, run.new[0]) else STRICTER)
        if old and new and not _is_condition(words.new, run.new[0]):
            every = [bool(find("every", text)) for text in (old, new)]
            effects |= {RELAXED} if every == [True, False] and _is_narrower(old, new) else set()
            effects |= {STRICTER} if every == [False, True] and _is_narrower(new, old) else set()
        if not old and not _stands_in(new, words.old) and _narrows(words.new, *run.new):
            effects.add(RELAXED)
        if not new and not _stands_in(old, words.new) and _narrows(words.old, *run.old):
            effects.add(STRICTER)
    return effects


def _stands_in(words: str, text: str) -> bool:
    """Return whether one of some words stands in the other text as well: it took another place."""
    return bool({*words.casefold().split()} & {*text.casefold().replace(".", " ").split()})


def _narrows(text: str, start: int, end: int) -> bool:
    """Return whether words of a sentence leave a part of what it asks: all critical changes, undisputed invoices."""
    words, before, behind = text[start:end], text[:start], text[end:]
    if not re.match(r"\s+[^\W\d_]", behind) or find("before_no_noun", behind) or _is_condition(text, start):
        return False
    if PATTERNS["narrowing"].fullmatch(words):
        return True
    every = next((match for match in find("every", before) if not before[match.end() :].strip()), None)
    if every is None or PATTERNS["often"].match(text, every.start()) or find("no_part", words):
        return False
    return len(words.split()) <= KIND_WORDS and not re.search(r"[\d,;:.()]", words)


def _is_narrower(all_of: str, some: str) -> bool:
    """Return whether words of one kind stand in the place of all: no period (each month) and no number more."""
    rest = PATTERNS["every"].sub("", all_of).strip()
    one = len(some.split()) == 1 and not re.search(r"\d", some)
    return not rest and one and not find("per", some) and not find("determiner", some)


def _is_aside(text: str, at: int) -> bool:
    return any(match.start() < at < match.end() for match in find("aside", text))


def _is_condition(text: str, at: int) -> bool:
    """Return whether a place stands behind "if" or "when": there less asks for more."""
    asides = (match for match in find("aside", text) if match.start() < at < match.end())
    return any(PATTERNS["condition"].match(match[0]) or PATTERNS["exception"].match(match[0]) for match in asides)
