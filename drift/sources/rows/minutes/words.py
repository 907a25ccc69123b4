"""The words of minutes: what a label names, what a document only plans or lists, and what decides."""

from __future__ import annotations

from typing import Final

from drift.sources.patterns import load_patterns
from drift.sources.words import normalise

PATTERNS: Final = load_patterns(__package__ or "", "words")
LABELS: Final = ("date", "time", "absent", "present", "office", "topic", "other")
LABEL: Final = 60  # signs; a longer line is no label
SENTENCE: Final = 1_000  # signs in which a sentence is asked for its words


def label_of(text: str) -> str | None:
    """Return what a label names: one of LABELS; None where it is no label of minutes."""
    if len(text) > LABEL:
        return None
    plain = normalise(text)
    return next((name for name in LABELS if PATTERNS[name].search(plain)), None)


def says(name: str, text: str) -> bool:
    """Whether a pattern is found in a line."""
    return bool(PATTERNS[name].search(text[:SENTENCE]))
