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
LISTS: Final = 20  # of names in one document: those of two sides, who chairs and who writes are six
_COLUMNS: Final = ("person", "role", "told_side", "told_function")
_ROLES: Final = {"present": None, "office": "organizer"}  # who chairs or writes


def list_attendees(page: Page, people: People) -> pd.DataFrame:
    """Return one row a person that was present: pseudonym, role, side and function; who was absent is masked only."""
    absent = [one.person for told in page.of("absent")[:LISTS] for one in _list_holders(told)]
    people.hide(pd.Series(absent, dtype="str"), "optional")
    rows = [_to_row(one, told) for told in page.of("present", "office")[:LISTS] for one in _list_holders(told)]
    frame = pd.DataFrame(rows, columns=[*_COLUMNS]).astype(dict.fromkeys(_COLUMNS, "str"))
    frame = frame.assign(person=people.hide(frame["person"], "required").astype("str"))
    return frame.groupby("person", sort=False)[[*_COLUMNS[1:]]].first().reset_index()


def _to_row(holder: Holder, told: Told) -> tuple[str | None, ...]:
    """Return name, role, side (of the list, where it says so: Aanwezig namens klant) and function."""
    function = holder.function if holder.function != OTHER else None
    return holder.person, _ROLES[told.kind], holder.side or side_of(told.label), function


def _list_holders(told: Told) -> Iterator[Holder]:
    """Yield the persons behind a label."""
    everybody = merge_values("action_everybody")
    for line in told.value[:LIST].split("\n"):
        for holder in read_holders(line[:CELL], named=True):
            if holder.person and normalise(holder.person) not in everybody:
                yield holder
