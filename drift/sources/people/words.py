"""The words by which names of persons are read, and those that are names and words of the language both."""

from functools import cache
from typing import Final

from drift.sources.patterns import load_words
from drift.sources.rolewords import is_role_word

MIN_PART: Final = 3  # letters; "Bo" alone is masked only as part of the whole name


@cache
def names_of(section: str) -> frozenset[str]:
    """Return the words of a section of names.toml."""
    return frozenset(load_words(__package__, "names")[section])


@cache
def is_frequent(word: str) -> bool:
    """Whether a word that may be a name is one that many texts hold: Will, May, Mark."""
    return word in names_of("frequent_en") or word in names_of("frequent_nl")


@cache
def is_doubted(word: str) -> bool:
    """Whether a word of a name is one of the language too: Will, Mark Change, Team Beheer."""
    return is_frequent(word) or is_role_word(word)
