"""Short and misspelt words of minutes -> words of the vocabulary `decisions`: "akk", "doorgschoven"."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from drift.sources.vocabulary import merge_values
from drift.sources.words import normalise

TYPO: Final = 8  # letters from which a word may have one slip: "referred" is; "agreed" is too near to others
LONGEST: Final = 24  # letters of a word that is looked at for slips
_SHORT: Final = re.compile(r"(?<![\w/.'’-])([A-Za-z]{1,9}(?:['’/][A-Za-z])?)(?![\w/'’])\.?(?!\s?\d)")
_RESOLVED: Final = re.compile(r"\bresolved\s?[:,-]?\s(?=(?:unanimously\s)?(?:that|to(?!\sthe))\b)", re.IGNORECASE)


def spell_out(text: str) -> str:
    """Return a text with short words in full and "Resolved: that", which fixes nothing, as "decided that"."""
    return _RESOLVED.sub("decided ", _SHORT.sub(_in_full, text))


def correct(word: str, known: frozenset[str]) -> str:
    """Return a long word as one of some words that differs by one slip within it, or as it is.

    A slip is a letter too many, a letter missing or two that changed places: one letter for another makes too many
    other words ("verworven", "verworpen"). The ends hold: there a word bends ("goedgekeurd", "goedgekeurde").
    """
    if word in known or not TYPO - 1 <= len(word) <= LONGEST:
        return word
    return _slips(known).get(word) or next((one for one in _without_one(word) if one in _long(known)), word)


def _in_full(short: re.Match[str]) -> str:
    return merge_values("decision_short").get(normalise(short[1]), short[0])


@cache
def _slips(known: frozenset[str]) -> dict[str, str]:
    """Return word with a letter missing or two that changed places -> word."""
    return {slip: word for word in sorted(_long(known)) for slip in (*_without_one(word), *_swapped(word))}


@cache
def _long(known: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in known if len(word) >= TYPO and word.isalpha())


def _without_one(word: str) -> list[str]:
    return [word[:at] + word[at + 1 :] for at in range(1, min(len(word), LONGEST) - 1)]


def _swapped(word: str) -> list[str]:
    return [word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(1, min(len(word), LONGEST) - 2)]
