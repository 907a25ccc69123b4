"""What the point of a sentence is where its words tell together: a penalty owed, a report sent, a person named."""

from __future__ import annotations

from typing import Final

from drift.contract.reading.patterns import load_patterns

PATTERNS: Final = load_patterns("points")


def find_points(sentence: str) -> list[str]:
    """Return the names of the points of a plain sentence, in the order of the list."""
    return [name for name, pattern in PATTERNS.items() if pattern.search(sentence)]
