"""The words of headings and of names by which relations are told apart."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

from drift.sources.words import normalise, split_brackets

Kind = Literal["customer", "contract", "site"]


@cache
def _load() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))


@cache
def _kinds() -> dict[str, Kind]:
    return {word: kind for kind, words in _load()["headings"].items() for word in words}  # type: ignore[misc]  # the keys of the file


def kind_of(heading: str) -> Kind | None:
    """Return what a heading tells apart; None for other headings."""
    return _kinds().get(normalise(heading)) or _kinds().get(split_brackets(heading)[0])


@cache
def names_of(section: str) -> frozenset[str]:
    """Return the words in names of organisations or of persons, or between the parts of a person's."""
    return frozenset(_load()["names"][section])


@cache
def parties(section: str) -> frozenset[str]:
    """Return the headings and the values by which a contract tells who has a duty."""
    return frozenset(_load()["parties"][section])
