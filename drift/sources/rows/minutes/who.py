"""Who was there, by the lists of minutes: a person each, with the side and the function that stand beside the name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pandas as pd

from drift.sources.people import People
from drift.sources.rows.actions.owners import CELL
from drift.sources.rows.minutes.page import Page, Told
from drift.sources.values.roles import OTHER, Holder, read_holders, side_of
from drift.sources.vocabulary import merge_values
from drift.sources.words import normalise

LIST: Final = 20 * CELL  # signs of one list of names; a text made to keep us busy is longer
_COLUMNS: Final = ("person", "role", "side", "function")
_ROLES: Final = {"present": None, "office": "organizer"}  # who chairs or writes


def list_attendees(page: Page, people: People) -> pd.DataFrame:
    """Return one row a person that was present: pseudonym, role, side and function; who was absent is masked only."""
    rows = [(one, told) for told in page.of("present", "office") for one in _list_holders(told)]
    people.hide(
        pd.Series([one.person for told in page.of("absent") for one in _list_holders(told)], dtype="str"), "optional"
    )
    frame = pd.DataFrame(
        [
            (
                one.person,
                _ROLES[told.kind],
                one.side or side_of(told.label),
                one.function if one.function != OTHER else None,
            )
            for one, told in rows
        ],
        columns=[*_COLUMNS],
    )
    frame = frame.astype(dict.fromkeys(_COLUMNS, "str"))
    frame = frame.assign(person=people.hide(frame["person"], "required").astype("str"))
    told = frame.groupby("person", sort=False)[["role", "side", "function"]].first()
    return told.reset_index()[[*_COLUMNS]]


def _list_holders(told: Told) -> Iterator[Holder]:
    """Yield the persons behind a label."""
    everybody = merge_values("action_everybody")
    for line in told.value[:LIST].split("\n"):
        for holder in read_holders(line[:CELL], named=True):
            if holder.person and normalise(holder.person) not in everybody:
                yield holder
