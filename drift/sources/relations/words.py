"""The words of headings and of names by which relations are told apart."""

from functools import cache
from typing import Literal

from drift.sources.patterns import load_rules
from drift.sources.words import normalise, split_brackets

Kind = Literal["customer", "contract", "site"]


def _load() -> dict[str, dict[str, list[str]]]:
    return load_rules(__package__, "words")


@cache
def _kinds() -> dict[str, Kind]:
    return {word: kind for kind, words in _load()["headings"].items() for word in words}  # type: ignore[misc]  # the keys of the file


def kind_of(heading: str) -> Kind | None:
    """Return what a heading tells apart; None for other headings."""
    return _kinds().get(normalise(heading)) or _kinds().get(split_brackets(heading)[0])


@cache
def parties(section: str) -> frozenset[str]:
    """Return the headings and the values by which a contract tells who has a duty."""
    return frozenset(_load()["parties"][section])


@cache
def bearers_of(section: str) -> frozenset[str]:
    """Return words by which the name of a relation is told to be a person's."""
    return frozenset(_load()["persons"][section])
