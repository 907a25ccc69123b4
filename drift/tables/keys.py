"""What an incident is known by: its number, and where one number stands for several incidents, what tells them apart.

An opening never changes: rows with one number and one opening are versions of one incident. Rows with one number and
different openings are different incidents (numbers that start again each year or site, or a slip of the pen): their
number gets the opening, or the site, behind it in brackets, `12 (2021-03-04 09:15)`; the others keep theirs.
"""

from __future__ import annotations

import re
from typing import Final

import pandas as pd

from drift.errors import Note

KEY: Final = ["tool", "incident_id"]
# numbers with several openings, and their share of all: below either somebody mistyped, above both they start again
NO_KEY_NUMBERS: Final = 3
NO_KEY_SHARE: Final = 0.05
# so many openings of a sheet on whole minutes, and no other: it was exported without seconds; in one with seconds one
# in sixty is whole by chance
COARSE_ROWS: Final = 3
FULL_BELOW: Final = 0.5
IDS_TOLD: Final = 3
# an update may bear the stamp of a clock behind that of the opening, or one without seconds
LATEST_OPENING: Final = pd.Timedelta(minutes=1)
_NAMED = re.compile(r"^(.*\S) \([^()]*\)$", re.S)


def number_of(incident_id: str) -> str | None:
    """Return the number of an incident that is known by more than that, `12` of `12 (2021-03-04 09:15)`; else None."""
    match = _NAMED.match(incident_id)
    return match[1] if match else None


def settle_keys(incidents: pd.DataFrame) -> tuple[pd.DataFrame, list[Note]]:
    """Give incidents of one number and different openings different ids.

    Returns
    -------
    (incidents, notes) : as given, with `number` (as the files have it); what is to be told
    """
    incidents = incidents.assign(number=incidents["incident_id"])
    if incidents.duplicated("incident_id").any():
        incidents = _join_tools(incidents)
    if not incidents.duplicated(KEY).any():
        return incidents, []
    opened = _sharpen(incidents)
    openings = incidents.assign(opened_utc=opened).drop_duplicates([*KEY, "opened_utc"]).groupby(KEY).size()
    keys = pd.MultiIndex.from_frame(incidents[KEY])
    several = pd.Series(keys.isin(openings.index[openings > 1]), index=incidents.index)
    if not several.any():
        return incidents, []
    rows = incidents.assign(opened_utc=opened, site=incidents.get("site"))
    by_site = _tell_by_site(rows, several)
    marks = _write_openings(rows[several]) if by_site is None else rows.loc[by_site, "site"]
    named = rows.loc[marks.index, "number"] + " (" + marks + ")"
    ids = named.reindex(rows.index).fillna(rows["number"]).astype("str")
    return incidents.assign(incident_id=ids), _tell(rows.loc[marks.index], named, len(openings))


def _join_tools(incidents: pd.DataFrame) -> pd.DataFrame:
    """Give rows of one number, opening and title that were taken for two tools one tool, the one named first.

    Two exports of one tool with other columns may be recognised by different vocabularies; two tools that number alike
    have other openings.
    """
    same = incidents[["incident_id", "opened_utc", "title"]].dropna(subset="title")
    tools = incidents.loc[same.index, "tool"].groupby([same[name] for name in same]).transform("first")
    return incidents.assign(tool=tools.reindex(incidents.index).fillna(incidents["tool"]).astype("str"))


def _sharpen(incidents: pd.DataFrame) -> pd.Series:
    """Return the openings; one of an export without seconds, or without hours, as another export has it in full."""
    opened = incidents["opened_utc"].copy()
    sheets = [incidents["file"], incidents["sheet"]]
    n_rows = opened.groupby(sheets).transform("size")
    for unit in ("min", "D"):
        step = incidents["opened_at"].dt.floor(unit)
        whole = incidents["opened_at"].eq(step).groupby(sheets).transform("mean")
        coarse, full = whole.eq(1) & (n_rows >= COARSE_ROWS), whole < FULL_BELOW
        rows = incidents[KEY].assign(step=step, full=opened)
        known = rows[full].drop_duplicates().drop_duplicates([*KEY, "step"], keep=False)
        found = rows[coarse].drop(columns="full").merge(known, on=[*KEY, "step"], how="left")["full"]
        opened[coarse] = found.set_axis(opened.index[coarse]).fillna(opened[coarse])
    return opened


def _tell_by_site(rows: pd.DataFrame, several: pd.Series) -> pd.Series | None:
    """Return which rows have a number that the site tells apart; None where number and site have several openings.

    A number with one opening at two sites is two incidents where most others with two sites are; else one that moved.
    """
    if rows.loc[several, "site"].isna().any():
        return None
    if rows[several].groupby([*KEY, "site"])["opened_utc"].nunique().gt(1).any():
        return None
    alike = ~several & rows.groupby(KEY)["site"].transform("nunique").gt(1)
    return several | alike if alike.sum() <= several.sum() else several


def _write_openings(rows: pd.DataFrame) -> pd.Series:
    """Return the opening of each row, as short as it can be, with its site where one opening stands at several."""
    versions = rows.groupby([*KEY, "opened_utc"])
    wall = versions["opened_at"].transform("max")  # of an export without seconds that of the other
    days = wall.eq(wall.dt.normalize()).all()
    stamps = wall.dt.strftime("%Y-%m-%d" if days else "%Y-%m-%d %H:%M")
    crowded = rows.assign(stamp=stamps).groupby([*KEY, "stamp"])["opened_utc"].transform("nunique") > 1
    stamps = stamps.where(~crowded, wall.dt.strftime("%Y-%m-%d %H:%M:%S"))
    at_several = versions["site"].transform("nunique") > 1
    marks: pd.Series = stamps.where(~at_several, stamps + ", " + rows["site"].fillna("?"))
    return marks


def _tell(rows: pd.DataFrame, named: pd.Series, n_numbers: int) -> list[Note]:
    numbers = rows.drop_duplicates(KEY)
    values = {"n": len(numbers), "of": n_numbers, "incidents": int(named.groupby(rows["tool"]).nunique().sum())}
    if len(numbers) >= max(NO_KEY_NUMBERS, NO_KEY_SHARE * n_numbers):
        return [Note("note.number_no_key", {**values, "id": named.iloc[0]})]
    first = ", ".join(numbers["number"].head(IDS_TOLD)) + (", …" if len(numbers) > IDS_TOLD else "")
    return [Note("note.openings_differ", {**values, "ids": first, "id": named.iloc[0]})]


def refer(events: pd.DataFrame, incidents: pd.DataFrame) -> pd.DataFrame:
    """Give each event the id of its incident: of one number the one in whose row it stands, or opened last before.

    Parameters
    ----------
    events : tool, incident_id (the number), at, at_utc, file, sheet, row
    incidents : as from settle_keys
    """
    renamed = incidents[incidents["incident_id"] != incidents["number"]]
    if renamed.empty:
        return events
    asked = pd.MultiIndex.from_frame(events[KEY]).isin(pd.MultiIndex.from_frame(renamed[["tool", "number"]]))
    if not asked.any():
        return events
    of = events[asked].rename(columns={"incident_id": "number"})
    place = ["tool", "number", "file", "sheet", "row"]
    at_row = of[place].merge(renamed[[*place, "incident_id"]].drop_duplicates(place), on=place, how="left")
    found = at_row["incident_id"].set_axis(of.index).fillna(_opened_before(of, renamed))
    ids = found.reindex(events.index).fillna(events["incident_id"])
    return events.assign(incident_id=ids.astype("str"))


def _opened_before(events: pd.DataFrame, incidents: pd.DataFrame) -> pd.Series:
    """Return the id of the incident of its number that was opened last before each event; missing where none was."""
    asked = events[["tool", "number"]].assign(until=ends_at(events), place=events.index).dropna().sort_values("until")
    openings = incidents[["tool", "number", "incident_id", "opened_utc"]].sort_values("opened_utc", kind="stable")
    found = pd.merge_asof(asked, openings, left_on="until", right_on="opened_utc", by=["tool", "number"])
    result: pd.Series = found.set_index("place")["incident_id"].reindex(events.index)
    return result


def ends_at(rows: pd.DataFrame) -> pd.Series:
    """Return until when, in UTC, an opening is before what happened `at`: a date without a clock is its whole day."""
    day = rows["at"].eq(rows["at"].dt.normalize())
    later = day.map({True: pd.Timedelta(days=1), False: LATEST_OPENING}).astype("timedelta64[us]")
    until: pd.Series = rows["at_utc"] + later
    return until
