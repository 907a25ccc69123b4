"""Columns that are read as groups, places or things and in truth hold persons: Team with Selma Hansen and Bart K."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from math import ceil
from typing import Final

from drift.sources.patterns import load_words
from drift.sources.people.book import COMMON_FROM, NameBook
from drift.sources.people.columns import LONGEST, MOST_JUDGED, NEARLY_ALL, Column, is_known, shares_words
from drift.sources.people.looks import has_name_form, is_code, is_of_others, is_person_name
from drift.sources.people.plain import WORD, read_plain
from drift.sources.people.words import names_of
from drift.sources.rolewords import is_account

FEWEST: Final = 2  # values of which something else than capitals says that they are persons'
TELLING: Final = 0.25  # of all values, likewise; the other names of a column may be in no list of first names
_DOTTED: Final = re.compile(r"(?:^|\s)[^\W\d_](?:\.-?[^\W\d_]){0,4}\.(?=[\s,]|$)")  # Selma H., J.P. Smit; not Kast A
_DIGIT: Final = re.compile(r"\d")
_LETTER: Final = re.compile(r"(?<!\S)[^\W\d_](?!\S)")
_STREET: Final = re.compile(r"[^\W\d_]{3}(?:straat|weg|laan|plein|kade|gracht|singel|dreef|steeg|plantsoen|strasse)\Z")
_BRACKETS: Final = re.compile(r"\([^()]*\)")


@dataclass(frozen=True)
class Shown:
    """A column that a reader uses as something else, and the names of persons in it."""

    column: Column
    names: tuple[str, ...]


def find_shown(column: Column, book: NameBook, small: Counter[str]) -> Shown | None:
    """Return the persons in a column that is used as something else; None where it holds what it should.

    Parameters
    ----------
    small : how many texts write a word small

    Nearly all values must look like the name of a person, of which no word is one of a thing, a place or the texts; and
    of a quarter of all more than capitals must tell: known persons, a frequent first name, an initial with its dot. A
    team that is called after somebody among real teams stays what it is.
    """
    values = [value for value in column.values[:MOST_JUDGED] if any(map(str.isalpha, value))]
    others = (value for value in values if not _looks(value, book, small))
    most = len(values) - ceil(NEARLY_ALL * len(values))
    if len(values) < FEWEST or len([*islice(others, most + 1)]) > most:
        return None
    names = [value for value in column.values if _looks(value, book, small)]
    telling = [value for value in names[:MOST_JUDGED] if _tells(value, book)]
    if len(telling) < max(FEWEST, TELLING * len(values)):
        return None
    first = _first_names() | book.given | book.singles
    rests = [" ".join(word for word in _words(value) if word not in first) for value in names]
    return None if shares_words(rests) else Shown(column, tuple(names))


def _looks(value: str, book: NameBook, small: Counter[str]) -> bool:
    """Whether a value looks like the name of a person, and is made of no words of the texts."""
    name = _BRACKETS.sub(" ", value).strip()
    if len(name) > LONGEST or _DIGIT.search(name):
        return False
    words = [*_words(name)]
    own = [word for word in words if word not in names_of("particles")]
    if not own or is_account(value) or any(is_of_others(word) or word in names_of("headings") for word in own):
        return False
    if is_known(value, book):
        return True
    common = sum(small[word] >= COMMON_FROM for word in own)
    return 2 * common < len(own) and not any(map(_STREET.search, own)) and _has_form(name, words, book)


def _has_form(name: str, words: list[str], book: NameBook) -> bool:
    """Whether the form is that of a first and a family name; an initial with a dot, not Kast A or Bergen op Zoom."""
    if len(words) == 1:
        return name.istitle() and _is_first(words, book)
    written = name.title() if name.isupper() else name
    if is_code(name) or _LETTER.search(name) or not (is_person_name(written) and has_name_form(written)):
        return False
    if "," in name or _DOTTED.search(name):
        return True
    in_place = not names_of("in_places").isdisjoint(words[1:-1]) and not _is_first(words[:1], book)
    return words[0] not in names_of("before_places") and not in_place


def _tells(value: str, book: NameBook) -> bool:
    """Whether more than capitals says that a value is a person's name."""
    return is_known(value, book) or bool(_DOTTED.search(value)) or _is_first([*_words(value)], book)


def _is_first(words: list[str], book: NameBook) -> bool:
    """Whether a first name is among the words, in the first place or behind the family name."""
    return any(word in _first_names() or word in book.given for word in (words[:1] + words[-1:]))


def _words(value: str) -> Iterator[str]:
    yield from WORD.findall(read_plain(value)[0].plain)


@cache
def _first_names() -> frozenset[str]:
    return frozenset().union(*load_words(__package__, "firstnames").values())
