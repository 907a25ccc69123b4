"""How an action stands: free text that a word leads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from drift.sources.vocabulary import merge_values
from drift.sources.words import normalise

MOST: Final = 0.5  # of the cells of a column without a heading that begin with such a word
_TICKS: Final = frozenset("xX✓✔☑v")  # alone in a column that asks whether it is done
_LONGEST: Final = 4  # words of one status
_READ: Final = 200  # signs of a cell; the word that leads stands in front


def read_status(text: str) -> str | None:
    """Return open, done or dropped by the words that lead; None where they tell nothing."""
    if text.strip() in _TICKS:
        return "done"
    if text.strip().endswith("%") and text.strip(" %").isdecimal():
        return "done" if text.strip(" %") == "100" else "open"
    words, known = normalise(text[:_READ]).split(), merge_values("action_status")
    leads = (" ".join(words[:n]) for n in range(min(len(words), _LONGEST), 0, -1))
    return next((known[lead] for lead in leads if lead in known), None)


def find_status_column(rows: Sequence[Sequence[str]], taken: Sequence[int]) -> int | None:
    """Return the first column, 0 = A, of those nobody took in which statuses stand; None where there is none."""
    width = max(map(len, rows), default=0)
    for column in (i for i in range(width) if i not in taken):
        cells = [row[column] for row in rows if len(row) > column and row[column]]
        if cells and sum(read_status(cell) is not None for cell in cells) >= MOST * len(cells):
            return column
    return None
