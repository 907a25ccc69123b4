"""Who is to do an action: the first person that a cell names, and the side that it tells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from drift.sources.values.roles import read_holders, side_of
from drift.sources.vocabulary import merge_values
from drift.sources.words import normalise

CELL: Final = 1_000  # signs of a cell of owners; a longer one is a text


@dataclass(frozen=True)
class Owners:
    """Everybody that a cell names, in its order."""

    persons: tuple[str, ...] = ()  # as written: to be hidden before they go anywhere
    side: str | None = None  # where the cell tells one side alone


def read_owners(text: str, beside: str = "") -> Owners:
    """Return who is to do it; beside: the cell of a column for the side."""
    if len(text) > CELL:
        return Owners()
    everybody = merge_values("action_everybody")
    holders = [
        one for one in read_holders(text, named=True) if not one.person or normalise(one.person) not in everybody
    ]
    sides = {one.side for one in holders if one.side}
    told = sides.pop() if len(sides) == 1 else None
    persons = tuple(dict.fromkeys(one.person for one in holders if one.person))
    return Owners(persons, told or side_of(beside[:CELL]))
