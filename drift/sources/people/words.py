"""The words by which names of persons are read, and those that are names and words of the language both."""

from functools import cache
from typing import Final

from drift.sources.patterns import load_words
from drift.sources.rolewords import role_words

_ACTING: Final = ("eert", "eerde", "eerden")  # Groot reageert, controleerde
MIN_PART: Final = 3  # letters; "Bo" alone is masked only as part of the whole name


@cache
def names_of(section: str) -> frozenset[str]:
    """Return the words of a section of names.toml."""
    return frozenset(load_words(__package__, "names")[section])


@cache
def frequent_words() -> frozenset[str]:
    """Return the words of many texts that may be names: will, may, mark."""
    return names_of("frequent_en") | names_of("frequent_nl")


@cache
def _language() -> frozenset[str]:
    return frequent_words() | role_words()


@cache
def _all_words() -> frozenset[str]:
    return _language().union(*load_words(__package__, "names").values())


def is_of_language(word: str) -> bool:
    """Whether a plain word stands in any list of words: what is made of a name is not masked where it is one."""
    return word in _all_words()


def is_doubted(word: str) -> bool:
    """Whether a plain word of a name is one of the language too: will, change, beheer."""
    return word in _language()


@cache
def _no_nouns() -> frozenset[str]:
    return names_of("acts") | names_of("between") | names_of("particles")


def is_noun_behind(word: str) -> bool:
    """Whether a word in small letters behind a name makes that a word too: Groot onderhoud, not Groot belde."""
    return len(word) >= MIN_PART and word not in _no_nouns() and not word.endswith(_ACTING)
