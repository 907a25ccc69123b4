"""How a clause falls into sentences, and a table's row into cells."""

from __future__ import annotations

from typing import Final

from drift.contract.reading.patterns import load_patterns

PATTERNS: Final = load_patterns("sentences")
REACH: Final = 500  # signs on either side of a number that are read with it; whole texts would cost their square


def find_end(text: str, start: int) -> int:
    """Return where the sentence or cell ends that goes on at a place."""
    after = PATTERNS["break"].search(text, start, start + REACH)
    return after.start() if after else min(len(text), start + REACH)


def cut_sentence(text: str, start: int, end: int) -> str:
    """Return the sentence or cell that holds a place."""
    return text[_find_start("break", text, start) : find_end(text, end)]


def find_row_start(text: str, start: int) -> int:
    """Return where the sentence or row begins that holds a place; the cells of a row belong together."""
    return _find_start("row", text, start)


def _find_start(name: str, text: str, start: int) -> int:
    first = max(0, start - REACH)
    return max((match.end() for match in PATTERNS[name].finditer(text, first, start)), default=first)
