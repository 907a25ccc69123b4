"""Word lists as patterns that an engine searches with."""

from __future__ import annotations

import re

from drift.sources.vocabulary import words_of


def pattern_of(kind: str) -> str:
    """Return a pattern for the words of one kind, whole words only, in lower case (RE2 and Java understand it)."""
    words = sorted((word for word, ours in words_of("talk", "talk").items() if ours == kind), key=len, reverse=True)
    return r"(^|[^a-z0-9])(" + "|".join(re.escape(word).replace(r"\ ", " +") for word in words) + r")($|[^a-z0-9])"
