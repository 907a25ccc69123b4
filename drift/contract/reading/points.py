"""What the point of a sentence is where its words tell together: a penalty owed, a report sent, a person named."""

from __future__ import annotations

from functools import cache
from typing import Final

from drift.contract.reading.patterns import load_patterns
from drift.sources.screening import Screen, screen_patterns

PATTERNS: Final = load_patterns("points")


def find_points(sentence: str) -> list[str]:
    """Return the names of the points of a plain sentence, in the order of the list."""
    return _screen().list_found(sentence)


@cache
def _screen() -> Screen:
    return screen_patterns(PATTERNS)
