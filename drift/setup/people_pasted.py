"""Rows that were copied in Excel: a name, and beside it side, function and level in the words of either language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from drift.setup.people_list import LISTS, Listing
from drift.sources.vocabulary import merge_values
from drift.sources.words import normalise
from drift.terms import LANGUAGES
from drift.wording import load_texts
from drift.wording.case import fold_spelling

MOST_ROWS: Final = 20_000
_BETWEEN: Final = "\t"  # what Excel puts between two cells


@dataclass(frozen=True)
class Pasted:
    """What the rows say of persons that were found."""

    chosen: Mapping[str, Mapping[str, str]]  # pseudonym -> column -> word of drift, or another function
    unknown: tuple[int, ...]  # rows, from 1, whose name nobody bears, or in which nothing could be understood


def read_pasted(text: str, listing: Listing) -> Pasted:
    """Understand rows of cells; a word tells by itself whether it is a side, a function or a level."""
    persons = {fold_spelling(line.person.name): key for key, line in listing.lines}
    chosen: dict[str, dict[str, str]] = {}
    unknown = []
    for number, row in enumerate(text.splitlines()[:MOST_ROWS], 1):
        cells = [cell.strip() for cell in row.split(_BETWEEN)]
        if not any(cells):
            continue
        key = next((persons[name] for name in map(fold_spelling, cells) if name in persons), None)
        told = [meaning for cell in cells if (meaning := list_meanings().get(normalise(cell)))]
        if key is None or not told:
            unknown.append(number)
        else:
            chosen[key] = dict(reversed(told))  # what stands first counts: a job may follow the function
    return Pasted(chosen, tuple(unknown))


@cache
def list_meanings() -> dict[str, tuple[str, str]]:
    """Return word -> (column, word of drift): the words of both languages, and those that a list may have."""
    texts = [load_texts(language) for language in LANGUAGES]
    meanings: dict[str, tuple[str, str]] = {}
    for name, words in LISTS.items():
        meanings |= {word: (name, ours) for word, ours in merge_values(name).items() if ours in words}
        for text in texts:
            meanings |= {normalise(text[f"{name}.{word.replace(' ', '_')}"]): (name, word) for word in words}
        meanings |= {normalise(word): (name, word) for word in words}
    return meanings
