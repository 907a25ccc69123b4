"""Rows that were copied in Excel: a name, and beside it side, function and level in the words of either language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from drift.setup.people_list import LISTS, Listing
from drift.terms import LANGUAGES
from drift.wording import load_texts
from drift.wording.case import fold_spelling

MOST_ROWS: Final = 20_000
_BETWEEN: Final = "\t"  # what Excel puts between two cells


@dataclass(frozen=True)
class Pasted:
    """What the rows say of persons that were found."""

    chosen: Mapping[str, Mapping[str, str]]  # pseudonym -> column -> word of drift, or another function
    n_unknown: int  # rows whose name nobody bears, or in which nothing could be understood


def read_pasted(text: str, listing: Listing) -> Pasted:
    """Understand rows of cells; a word tells by itself whether it is a side, a function or a level."""
    persons = {fold_spelling(line.person.name): key for key, line in listing.lines}
    chosen: dict[str, dict[str, str]] = {}
    n_unknown = 0
    for row in text.splitlines()[:MOST_ROWS]:
        cells = [cell.strip() for cell in row.split(_BETWEEN)]
        if not any(cells):
            continue
        key = next((persons[name] for name in map(fold_spelling, cells) if name in persons), None)
        said = dict(meaning for cell in cells if (meaning := list_meanings().get(cell.casefold())))
        if key is None or not said:
            n_unknown += 1
        else:
            chosen[key] = said
    return Pasted(chosen, n_unknown)


@cache
def list_meanings() -> dict[str, tuple[str, str]]:
    """Return word -> (column, word of drift), in both languages."""
    texts = [load_texts(language) for language in LANGUAGES]
    meanings = {word.casefold(): (name, word) for name, words in LISTS.items() for word in words}
    for text in texts:
        for name, words in LISTS.items():
            meanings |= {text[f"{name}.{word.replace(' ', '_')}"].casefold(): (name, word) for word in words}
    return meanings
