"""At which level both sides speak: direct meetings of both, by quarter and level."""

from __future__ import annotations

from typing import Final

import pandas as pd

from drift.terms import LEVELS

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
    if contacts.empty or attendees.empty or people.empty:
        return None
    listed = people.drop_duplicates("person", keep="last").set_index("person")
    heights = listed["level"].map({name: i for i, name in enumerate(LEVELS)})
    there = attendees.assign(side=attendees["person"].map(listed["side"]), height=attendees["person"].map(heights))
    sums = there.groupby(_PLACE).agg(sides=("side", "nunique"), height=("height", "max")).reset_index()
    met = contacts[contacts["direct"].fillna(value=False).astype(bool)].merge(sums[sums["sides"] > 1], on=_PLACE)
    highest = met["height"].map(dict(enumerate(LEVELS)))
    met = met.assign(level=met["level"].where(met["level"].isin(LEVELS), highest))
    met = met.dropna(subset="level").drop_duplicates(["at", "topic", "level"])
    if met.empty:
        return None
    quarters = pd.PeriodIndex(met["at"], freq="Q")
    spanned = pd.period_range(quarters.min(), quarters.max(), freq="Q")
    counted = pd.crosstab(quarters, met["level"].to_numpy()).reindex(index=spanned, columns=list(LEVELS), fill_value=0)
    whole = _whole(spanned, contacts["at"].min(), contacts["at"].max())
    return counted[whole] if whole.any() else None


def _whole(quarters: pd.PeriodIndex, first: pd.Timestamp, last: pd.Timestamp) -> pd.Series:
    """Tell which quarters the contacts cover: first and last month of each are touched."""
    months = pd.period_range(first, last, freq="M")
    return pd.Series(
        [quarter.asfreq("M", "start") in months and quarter.asfreq("M", "end") in months for quarter in quarters],
        index=quarters,
    )
