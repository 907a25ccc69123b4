"""Contacts with their level and who was there: what every question about levels is asked of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.terms import LEVELS, SIDES

if TYPE_CHECKING:
    from drift.tables.store import Tables

PLACE: Final = ["file", "sheet", "row"]
SEAT: Final = ["person", "side", "function", "level"]
# beside a name in minutes, where the list of persons does not tell it
TOLD: Final = {"side": "told_side", "function": "told_function"}


@dataclass(frozen=True)
class Met:
    """Contacts, each once, and the seats taken at them; persons as pseudonyms, never shown."""

    # contact (number), file, sheet, row, at, minutes, topic, refers_to, level, by (told, or people: the highest there),
    # direct (by voice or in person), both (persons of both sides)
    contacts: pd.DataFrame
    seats: pd.DataFrame  # contact, person, side, function, level (each missing where the list of persons does not tell)

    @cached_property
    def direct(self) -> pd.DataFrame:
        """Direct contacts of both sides: what a level is told by."""
        return self.contacts[self.contacts["direct"] & self.contacts["both"]]


def list_met(tables: Tables) -> Met:
    """Return the contacts whose level is known, in order of time.

    The level is the one that a contact tells, else the highest of the persons there (of whom the list of persons tells
    one at that time). A meeting that stands in two calendars (same moment, topic and level) is one.
    """
    contacts = tables.contacts.frame
    numbered = contacts.assign(contact=range(len(contacts)))
    seats = _seat(numbered, tables.attendees.frame, tables.people.frame)
    heights = seats["level"].map({level: i for i, level in enumerate(LEVELS)})
    highest = heights.groupby(seats["contact"]).max().map(dict(enumerate(LEVELS)))
    sides = seats.dropna(subset="side").groupby("contact")["side"].nunique()
    told = numbered["level"].isin(LEVELS)
    of_people = numbered["contact"].map(highest)
    rows = numbered.assign(
        level=numbered["level"].where(told, of_people),
        by=told.map({True: "told", False: "people"}),
        direct=numbered["direct"].fillna(value=False).astype(bool),
        both=numbered["contact"].map(sides).eq(len(SIDES)),
    )
    rows = rows.dropna(subset=["level", "at"]).sort_values(["at", "both", "contact"], ascending=[True, False, True])
    rows = rows.drop_duplicates(["at", "topic", "level"]).sort_values(["at", "contact"], ignore_index=True)
    columns = ["contact", *PLACE, "at", "minutes", "topic", "refers_to", "level", "by", "direct", "both"]
    return Met(rows[columns], seats[seats["contact"].isin(rows["contact"])].reset_index(drop=True))


def _seat(contacts: pd.DataFrame, attendees: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """Return a row a contact and person with the seat that the list of persons gives on that day, else its last."""
    there = attendees.merge(contacts[[*PLACE, "at", "contact"]].drop_duplicates([*PLACE, "at"]), on=[*PLACE, "at"])
    there = there.drop_duplicates(["contact", "person"])[["contact", "person", "at", *TOLD.values()]].reset_index(
        drop=True
    )
    there["place"] = range(len(there))
    offered = there.merge(people[[*SEAT, "from_on", "to_on"]], on="person")
    begun = offered["from_on"].isna() | (pd.to_datetime(offered["from_on"]) <= offered["at"])
    over = pd.to_datetime(offered["to_on"]) + pd.Timedelta(days=1) <= offered["at"]
    offered = offered.assign(then=begun & ~over).sort_values(["place", "then"], kind="stable")
    seated = offered.drop_duplicates("place", keep="last").set_index("place")[SEAT[1:]]
    joined = there.join(seated, on="place")
    told = {name: joined[name].fillna(joined[column]) for name, column in TOLD.items()}
    return joined.assign(**told)[["contact", *SEAT]]
