"""Columns of persons, told by their values: no vocabulary knows Budgethouder, "Owner 2" or a field of one's own."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from drift.errors import Address
from drift.sources.people.book import COMMON_FROM, NameBook
from drift.sources.people.looks import has_sure_form, is_code, is_of_others, is_person_name
from drift.sources.people.plain import WORD, read_plain
from drift.sources.people.words import MIN_PART, names_of
from drift.sources.rolewords import is_account
from drift.sources.words import normalise, split_camel

MOST_VALUES: Final = 2000  # different ones of a column that are looked at
MOST_JUDGED: Final = 300  # by which a column is told
LONGEST: Final = 60  # signs of a name; a column of longer ones holds texts
MOST: Final = 0.5  # of the different values must be names that others know, or have the form of nothing else
NEARLY_ALL: Final = 0.8  # of them must look like names where nothing but capitals tells
SEVERAL: Final = 4  # different values, of which names of persons share few words, and kinds of things many
_LOCAL: Final = re.compile(r"[^\W\d_]{1,30}(?:[._-][^\W\d_]{1,30}){0,4}\d{0,3}")  # before the @; not meeting-12@, a UID
_LOGIN: Final = re.compile(r"[a-z]{5,20}\d{0,3}|[a-z]{1,20}[._][a-z]{2,20}\d{0,3}")  # under a heading of doers
LONG: Final = 4  # letters of a word that others are made with
SHARED: Final = 0.34  # of them: Storing Noord, Storing Zuid, Wijziging Noord


@dataclass(frozen=True)
class Column:
    """A column that may hold persons: its heading and its different values."""

    heading: str
    values: tuple[str, ...]
    at: Address | None = None  # of the heading, where a reader uses it as something else


@dataclass(frozen=True)
class Judgement:
    """Whose names a column holds."""

    persons: bool
    surely: bool = False  # its heading or its values say so; else words of it are names only where written as such


NOT_PERSONS: Final = Judgement(persons=False)


def is_text(values: Sequence[str]) -> bool:
    """Whether most values are longer than names."""
    return sum(len(value) > LONGEST for value in values) > MOST * len(values)


def count_small(texts: Iterable[str]) -> Counter[str]:
    """Return how many texts write a word small: words of the language."""
    return Counter(word for text in texts for word in _small_words(text))


@lru_cache(maxsize=4096)  # the versions of a contract repeat most of their texts
def _small_words(text: str) -> tuple[str, ...]:
    return tuple(word for word in {*WORD.findall(text)} if word.islower())


def judge_column(column: Column, book: NameBook, small: Counter[str], others: frozenset[str]) -> Judgement:
    """Tell whether a column holds persons.

    Parameters
    ----------
    small : how many texts write a word small
    others : values of columns that are known to hold something else

    Half of the values must be known by other columns, be addresses, or have a form that names of nothing else have:
    initials, a comma, a particle. Where only capitals tell, nearly all must look like names, of which no word is of a
    thing, a place, a function or the language, and few are shared. A heading of doers (door, owner, akkoord) halves
    what is asked, and log-ins and single words may be names; under one of things (gebouw, product) only known persons
    count.
    """
    values = [value for value in column.values[:MOST_JUDGED] if any(map(str.isalpha, value)) and not is_account(value)]
    if not values or is_text(values):
        return NOT_PERSONS
    doers, things = is_of_doers(column.heading), _is_of("headings", column.heading)
    known = sum(is_known(value, book) for value in values)
    if known >= MOST * len(values):
        return Judgement(persons=True, surely=True)
    if (things and not doers) or len(others.intersection(values)) >= MOST * len(values):
        return NOT_PERSONS
    sure = sum(is_known(value, book) or has_sure_form(value) for value in values)
    seeming = [value for value in values if _seems(value, book, small)]
    logins = [value for value in values if doers and _LOGIN.fullmatch(value) and _is_unusual(value, small)]
    if sure >= MOST * len(values) or (doers and len(seeming) + len(logins) >= MOST * len(values)):
        return Judgement(persons=True, surely=True)
    if doers:
        alone = [value for value in values if value.isalpha() and value.istitle() and _is_unusual(value, small)]
        return Judgement(persons=len(seeming) + len(logins) + len(alone) >= MOST * len(values))
    return Judgement(persons=len(seeming) >= NEARLY_ALL * len(values) and not shares_words(values))


def is_of_doers(heading: str) -> bool:
    """Whether a heading or a label says that persons stand behind it: Budgethouder, Gewijzigd door, Owner 2."""
    return _is_of("doers", heading)


def is_labelled(label: str, value: str) -> bool:
    """Whether a name stands behind a label of doers, and no other heading: Opsteller | Jan Jansen."""
    if not value or max(len(label), len(value)) > LONGEST:
        return False
    return is_of_doers(label) and is_person_name(value) and not _is_of("headings", value) and not is_of_doers(value)


def _is_of(section: str, heading: str) -> bool:
    """Whether a heading has a word of a section, or one made with it: Softwarepakket, Projectleider."""
    heads = normalise(split_camel(heading)).split()
    long = tuple(word for word in names_of(section) if len(word) >= LONG)
    begins = section == "headings" and any(head.startswith(long) for head in heads)
    return begins or any(head in names_of(section) or head.endswith(long) for head in heads)


def is_known(value: str, book: NameBook) -> bool:
    """Whether a value is an address of a person, or made of words of known persons for the most part."""
    if "@" in value:
        local = value.partition("@")[0].rpartition("<")[2]
        return _LOCAL.fullmatch(local) is not None and not is_account(local)
    words = [word for word in WORD.findall(read_plain(value)[0].plain) if len(word) >= MIN_PART]
    own = [word for word in words if word not in names_of("particles")]
    known = [word for word in own if word in book.singles or word in book.joined]
    return bool(known) and 2 * len(known) >= len(own)


def _seems(value: str, book: NameBook, small: Counter[str]) -> bool:
    """Whether a value looks like a name, and is not made of words of the language."""
    if is_known(value, book):
        return True
    words = [word for word in WORD.findall(value) if len(word) >= MIN_PART]
    plain = sum(small[word.lower()] >= COMMON_FROM for word in words)
    written = value.title() if value.isupper() and not is_code(value) and " " in value else value
    return is_person_name(written) and not is_code(value) and 2 * plain < len(words)


def _is_unusual(word: str, small: Counter[str]) -> bool:
    """Whether a single word is of no thing, place or organisation, and is no word of the texts."""
    plain = normalise(word)
    return not is_of_others(plain) and plain not in names_of("headings") and small[word.lower()] < COMMON_FROM


def shares_words(values: Sequence[str]) -> bool:
    """Whether a third of several values have a word in common, as kinds of things have."""
    n = Counter(word for value in values for word in set(normalise(value).split()) - names_of("particles"))
    return len(values) >= SEVERAL and max(n.values(), default=0) > SHARED * len(values)
