"""Which spellings may be one person: persons counted as few as they may be, where a number of them decides."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import pandas as pd

from drift.sources.people.people import Person
from drift.sources.people.spellings import KINDS, Spelling, read_spelling


def list_hands(persons: Mapping[str, Person], robots: Collection[str] = ()) -> pd.DataFrame:
    """Return for each spelling of a person whose it may be.

    Parameters
    ----------
    persons : by pseudonym; robots : pseudonyms of those that are none

    Returns
    -------
    frame : columns person and hand (pseudonyms; those of one hand may be one person), kind (of KINDS: the first that
        the spellings of the hand have; a hand of one kind may be one of another kind too, which nothing joins it with)
    """
    keys = sorted({*persons} - {*robots})
    spellings = [read_spelling(persons[key].name) for key in keys]
    heads = _join(spellings)
    kinds: dict[int, int] = {}
    for head, spelling in zip(heads, spellings, strict=True):
        kinds[head] = min(kinds.get(head, len(KINDS)), KINDS.index(spelling.kind))
    rows = [(key, keys[head], KINDS[kinds[head]]) for key, head in zip(keys, heads, strict=True)]
    return pd.DataFrame(rows, columns=["person", "hand", "kind"])


def _join(spellings: Iterable[Spelling]) -> list[int]:
    """Return for each spelling the number of the first that may be the same person."""
    several = [*spellings]
    heads = [*range(len(several))]

    def find(i: int) -> int:
        while heads[i] != i:
            heads[i] = heads[heads[i]]
            i = heads[i]
        return i

    def join(i: int, j: int) -> None:
        first, last = sorted((find(i), find(j)))
        heads[last] = first

    owners: dict[str, int] = {}
    for i, spelling in enumerate(several):
        for key in spelling.own:
            join(i, owners.setdefault(key, i))
    for i, spelling in enumerate(several):
        for key in spelling.open & owners.keys():
            join(i, owners[key])
    return [find(i) for i in range(len(several))]
