"""The clock of a limit: working time or all time, and the moment it runs from."""

from __future__ import annotations

from drift.contract.effects.codes import CLOCK_CHANGED, RELAXED, STRICTER
from drift.contract.effects.words import PATTERNS, Words, came, cut_limits, find, went
from drift.sources.values.quantities.spelled import SMALL


def tell_clock(words: Words, comparators: frozenset[str]) -> set[str]:
    """Return whether a limit runs by another clock: working hours, or from another moment.

    Parameters
    ----------
    comparators : of the times of the sentence, old and new; a minimum that runs in working time is longer
    """
    shorter = bool(comparators) and comparators <= {">=", ">"}
    for name, here in (("came", came(words, "working")), ("went", went(words, "working"))):
        if here and (not comparators or came(words, "always") or went(words, "always")):  # hours somebody is there
            return {CLOCK_CHANGED, RELAXED if name == "came" else STRICTER}
        if here:
            if _has_other_number(words):  # 8 hours became 4 working hours: which lasts longer is not said
                return {CLOCK_CHANGED}
            looser = (name == "came") != shorter
            return {CLOCK_CHANGED, RELAXED if looser else STRICTER}
    starts = _starts_changed(words)
    if starts is None:
        return set()
    later = _lateness(starts[1]) - _lateness(starts[0])
    if not later:
        return {CLOCK_CHANGED}
    return {CLOCK_CHANGED, RELAXED if (later > 0) != shorter else STRICTER}


def _has_other_number(words: Words) -> bool:
    phrases = [words.old[slice(*run.old)] for run in words.runs], [words.new[slice(*run.new)] for run in words.runs]
    numbers = [
        sorted(word for phrase in side for word in phrase.casefold().split() if word in SMALL or word[:1].isdigit())
        for side in phrases
    ]
    return numbers[0] != numbers[1]


def _starts_changed(words: Words) -> tuple[str, str] | None:
    """Return from when a limit ran and runs, where that changed; nothing for the call where the old text says none."""
    sides = [find("clock", text) for text in (words.old, words.new)]
    if len(sides[0]) != len(sides[1]):
        added = [match["from"] for match in sides[1] if words.is_changed("new", *match.span("from"))]
        late = [phrase for phrase in added if _lateness(phrase)]
        return ("", late[0]) if late and len(sides[1]) > len(sides[0]) else None
    for a, b in zip(*sides, strict=True):
        old, new = (cut_limits(words.text(side), *match.span("from")) for side, match in (("old", a), ("new", b)))
        phrases = words.old[slice(*old)], words.new[slice(*new)]
        changed = words.is_changed("old", *old) or words.is_changed("new", *new)
        if changed and _are_other_moments(*map(_moment_of, phrases)):
            return phrases
    return None


def _are_other_moments(old: tuple[str, str], new: tuple[str, str]) -> bool:
    """Return whether two moments differ; one that does not say whose it is, is that of any."""
    return old[0] != new[0] or ("" not in (old[1], new[1]) and old[1] != new[1])


def _moment_of(phrase: str) -> tuple[str, str]:
    """Return the nouns that name a moment; what follows it in a sentence, such as a verb at its end, is no part."""
    match = PATTERNS["moment"].search(phrase)
    if match is None:
        return phrase, ""
    return match["what"].casefold(), (match["whose"] or "").casefold()


def _lateness(phrase: str) -> int:
    """Return 1 for a moment after the call itself, -1 for one before it, 0 for the call."""
    if find("later", phrase):
        return 1
    return -1 if find("earlier", phrase) else 0
