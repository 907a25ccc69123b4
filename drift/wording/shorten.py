"""Texts that must fit: what gives way is the end, whole words, or the middle."""

from __future__ import annotations

from drift.terms import CELL_CHARACTERS

ELLIPSIS = "…"


def shorten_end(text: str, length: int) -> str:
    """Return a text of at most so many characters: its end gives way."""
    return text if len(text) <= length else text[: length - 1] + ELLIPSIS


def shorten_words(text: str, length: int) -> str:
    """Return a text that is cut after a word, never within one (but for a word that is longer than all room)."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    return (cut[: cut.rfind(" ")] if " " in cut else cut) + ELLIPSIS


def shorten_middle(name: str, length: int) -> str:
    """Return a name of at most so many characters: a third of them is its end."""
    tail = length // 3
    return name if len(name) <= length else f"{name[: length - tail - 1]}{ELLIPSIS}{name[-tail:]}"


def fit_cell(text: str) -> str:
    """Return a text as a cell holds it, not too long; XlsxWriter takes one in `<r>` for mark-up of its own."""
    text = text[:CELL_CHARACTERS]
    return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text
