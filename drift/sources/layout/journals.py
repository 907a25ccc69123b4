"""Notes on tickets, a row a note, under headings that no list knows: told by their cells.

Rows that name a ticket again and again, each with one moment and a sentence, are what people wrote about it. They are
no tickets, which come once and have more moments than one, and no clauses, which nobody writes at twenty past two.
"""

import re
from collections.abc import Callable, Sequence
from typing import Final

from drift.sources.layout.parts import MOST, fits, holds_sentences, looks_dated, speaks_of_work

AGAIN: Final = (
    0.8  # of the numbers in a sample that differ, at most: half of the tickets of real logs have two notes or more
)
FEWEST: Final = 10  # rows from which on that many can be said to come back
_OF_DAY: Final = re.compile(
    r"(?<![\d:.])(?:[01]?\d|2[0-3])[:.][0-5]\d(?:[:.][0-5]\d)?\s*(?:[AaPp]\.?[Mm]\.?)?\s*(?:Z|[+-]\d\d:?\d\d)?$"
)
_MIDNIGHT: Final = re.compile(r"(?<!\d)00:00(?::00)?$")  # what a spreadsheet makes of a day


def find_journal(headings: Sequence[str], below: Callable[[int], Sequence[str]]) -> dict[int, str]:
    """Return column -> field of the events that a table of notes holds; none where it is no such table.

    Parameters
    ----------
    headings : of each column, as written
    below : column -> the first texts below its heading
    """
    work = [i for i, text in enumerate(headings) if text and speaks_of_work(text)]
    numbers = [i for i in work if _comes_back(texts := _filled(below(i))) and fits("incident_id", texts)]
    if len(numbers) != 1:
        return {}  # most rows end here
    cells = {i: texts for i, text in enumerate(headings) if text and (texts := _filled(below(i)))}
    moments = [i for i, texts in cells.items() if _share(looks_dated, texts) >= MOST]
    written = [i for i in cells if i not in moments and holds_sentences(cells[i])]
    if len(moments) != 1 or not written:
        return {}
    number, moment = cells[numbers[0]], cells[moments[0]]
    own = 2 * len(set(moment)) >= len(moment) + len(set(number))  # a list of tickets repeats their opening as well
    if not own or _share(_has_time, moment) < MOST:
        return {}
    longest = max(written, key=lambda i: sum(map(len, cells[i])))
    return {numbers[0]: "incident_id", moments[0]: "at", longest: "text"}


def _filled(texts: Sequence[str]) -> list[str]:
    return [text.strip() for text in texts if text.strip()]


def _comes_back(texts: Sequence[str]) -> bool:
    return len(texts) >= FEWEST and len(set(texts)) <= AGAIN * len(texts)


def _share(says: Callable[[str], bool], texts: Sequence[str]) -> float:
    return sum(map(says, texts)) / len(texts)


def _has_time(text: str) -> bool:
    return _OF_DAY.search(text) is not None and not _MIDNIGHT.search(text)
