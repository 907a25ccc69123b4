"""Word lists as patterns that an engine searches with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from drift.sources.vocabulary import words_of

if TYPE_CHECKING:
    import ibis

MIN_LEFT: Final = 3  # letters or digits in a row that a bare report does not have: "E17", "band", "motor"


def pattern_of(kind: str) -> str:
    """Return a pattern for the words of one kind, whole words only, in lower case (RE2 and Java understand it)."""
    words = sorted((word for word, ours in words_of("talk", "talk").items() if ours == kind), key=len, reverse=True)
    return r"(^|[^a-z0-9])(" + "|".join(re.escape(word).replace(r"\ ", " +") for word in words) + r")($|[^a-z0-9])"


def says(text: ibis.StringValue, kind: str) -> ibis.BooleanValue:
    """Return whether a text has a word of one kind; null without text."""
    return text.lower().re_search(pattern_of(kind))


def diagnoses(title: ibis.StringValue) -> ibis.BooleanValue:
    """Return whether a title tells more than that it stands still: an object, a cause, a code; null without title."""
    left = title.lower()
    for _ in range(2):  # twice: neighbouring words share the blank between them
        left = left.re_replace(pattern_of("bare"), " ")
    return left.re_search(f"[a-z0-9]{{{MIN_LEFT}}}")
