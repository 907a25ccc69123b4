"""How a clause falls into sentences, and a table's row into cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drift.contract.reading.patterns import load_patterns

if TYPE_CHECKING:
    import re

PATTERNS: Final = load_patterns("sentences")


def find_break(text: str, start: int) -> re.Match[str] | None:
    """Return the first end of a sentence or cell."""
    return PATTERNS["break"].search(text, start)


def cut_sentence(text: str, start: int, end: int) -> str:
    """Return the sentence or cell that holds a place."""
    first = max((match.end() for match in PATTERNS["break"].finditer(text, 0, start)), default=0)
    after = PATTERNS["break"].search(text, end)
    return text[first : after.start() if after else len(text)]


def find_row_start(text: str, start: int) -> int:
    """Return where the sentence or row begins that holds a place; the cells of a row belong together."""
    return max((match.end() for match in PATTERNS["row"].finditer(text, 0, start)), default=0)
