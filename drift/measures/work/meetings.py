"""At which level both sides speak: direct meetings of both, by quarter and level."""

from __future__ import annotations

from typing import Final

import pandas as pd

from drift.tables.calendar import find_quarters
from drift.terms import LEVELS, MIN_PERSONS, SIDES

ABOVE: Final = "above"  # tactical and strategic together
_PLACE: Final = ["file", "sheet", "at", "row"]


def count_meetings(contacts: pd.DataFrame, attendees: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame | None:
    """Count direct contacts (by voice or in person) at which persons of both sides were present.

    The level of a contact is the one it tells, else the highest of the persons there. A meeting that stands in two
    calendars (same moment, same topic) is one.

    Returns
    -------
    frame : quarter x level, contacts; quarters that the contacts do not cover whole are left out. None where no contact
    has persons of both sides, or no level is known.
    """
    met = _list_met(contacts, attendees, people)
    return None if met.empty else _count(met, contacts, LEVELS)


def fold_meetings(
    contacts: pd.DataFrame, attendees: pd.DataFrame, people: pd.DataFrame, hands: pd.DataFrame
) -> pd.DataFrame | None:
    """Count them as `count_meetings`, where MIN_PERSONS persons of each side were there: for both sides to see.

    Where neither level above the floor can be told, both are told together. Spellings that may be one person are one:
    hands, as in columns.py.

    Returns
    -------
    frame : quarter x level (or above), contacts; missing where fewer persons met, 0 where nobody did; a level that is
    told in no quarter is left out. None where nothing is left
    """
    met = _list_met(contacts, attendees, people)
    if met.empty:
        return None
    there = attendees.assign(side=_side(attendees, people)).dropna(subset="side")
    there = there.merge(hands[["person", "hand", "kind"]], on="person", how="left")
    there = there.assign(hand=there["hand"].fillna(there["person"]), kind=there["kind"].fillna("name"))
    whole = _fold(met, contacts, there, LEVELS)
    if whole.columns.isin(LEVELS[1:]).any():
        return whole
    joined = met.assign(level=met["level"].where(met["level"] == LEVELS[0], ABOVE))
    folded = _fold(joined, contacts, there, (LEVELS[0], ABOVE))
    return folded if len(folded.columns) and len(folded) else None


def _fold(met: pd.DataFrame, contacts: pd.DataFrame, there: pd.DataFrame, levels: tuple[str, ...]) -> pd.DataFrame:
    counted = _count(met, contacts, levels)
    if counted is None:
        return pd.DataFrame()
    seats = met[[*_PLACE, "level"]].merge(there, on=_PLACE)
    seats = seats.assign(quarter=pd.PeriodIndex(seats["at"], freq="Q"))
    by_kind = seats.groupby(["quarter", "level", "side", "kind"])["hand"].nunique()
    persons = by_kind.groupby(["quarter", "level", "side"]).max().unstack("side").reindex(columns=[*SIDES])
    enough = persons.ge(MIN_PERSONS).all(axis=1).unstack("level").reindex(index=counted.index, columns=counted.columns)
    told = counted.where(enough.eq(True) | counted.eq(0))
    return told.loc[:, told.gt(0).any()]


def _list_met(contacts: pd.DataFrame, attendees: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """Return the direct contacts of both sides with their level, each once; no row where none is known."""
    if contacts.empty or attendees.empty or people.empty:
        return contacts.iloc[:0]
    listed = people.drop_duplicates("person", keep="last").set_index("person")
    heights = listed["level"].map({name: i for i, name in enumerate(LEVELS)})
    there = attendees.assign(side=_side(attendees, people), height=attendees["person"].map(heights))
    sums = there.groupby(_PLACE).agg(sides=("side", "nunique"), height=("height", "max")).reset_index()
    met = contacts[contacts["direct"].fillna(value=False).astype(bool)].merge(sums[sums["sides"] > 1], on=_PLACE)
    highest = met["height"].map(dict(enumerate(LEVELS)))
    met = met.assign(level=met["level"].where(met["level"].isin(LEVELS), highest))
    return met.dropna(subset="level").drop_duplicates(["at", "topic", "level"])


def _side(attendees: pd.DataFrame, people: pd.DataFrame) -> pd.Series:
    """Return the side of each who was there: by the list of persons, else as the minutes tell it beside the name."""
    listed = people.drop_duplicates("person", keep="last").set_index("person")["side"]
    return attendees["person"].map(listed).fillna(attendees["told_side"])


def _count(met: pd.DataFrame, contacts: pd.DataFrame, levels: tuple[str, ...]) -> pd.DataFrame | None:
    quarters = pd.PeriodIndex(met["at"], freq="Q")
    spanned = pd.period_range(quarters.min(), quarters.max(), freq="Q")
    counted = pd.crosstab(quarters, met["level"].to_numpy()).reindex(index=spanned, columns=list(levels), fill_value=0)
    covered = find_quarters(pd.period_range(contacts["at"].min(), contacts["at"].max(), freq="M"))
    whole = spanned.isin(covered)  # first and last month of each are touched
    return counted[whole] if whole.any() else None
