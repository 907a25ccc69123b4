"""What stands in a clause: the words that bind, allow, define or promise, and what a clause is about, each by name.

A cue tells a fact about the text, in English or Dutch; what follows from all cues together is weighed in classes.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

from drift.contract.reading.patterns import load_patterns
from drift.contract.reading.plain import SIDES
from drift.sources.screening import Screen, screen_patterns

PATTERNS: Final = load_patterns("cues", **SIDES)


@lru_cache(maxsize=4096)  # a clause stands under several headings, a sentence in several clauses
def find_cues(text: str) -> tuple[str, ...]:
    """Return the names of the cues that stand in a plain text, in the order of the list."""
    return tuple(_screen().list_found(text))


@cache
def _screen() -> Screen:
    return screen_patterns(PATTERNS)
