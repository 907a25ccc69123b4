"""One incident in several rows, one for each object it touched: a disturbance on three routes is one disturbance."""

from typing import Final

import pandas as pd

SAME: Final = [
    "opened_utc",
    "title",
    "group",
    "site",
    "category",
    "priority",
    "requester",
]  # what one incident has once
_LAST: Final = ("responded", "resolved", "closed", "due", "updated")
BETWEEN: Final = "; "


def join_objects(frame: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """Join rows without a number that tell of one incident: equal opening and title, and another object in each.

    An opening without a time of day identifies nothing: on one day two things may break in the same words. Nor does a
    log that tells no end: its rows are what was seen, two trams that left late in one minute are two.

    Returns
    -------
    (incidents, n_rows) : the first row of each with all its objects, its end when the last of them ended; how many
        rows were joined
    """
    if frame[["resolved_at", "closed_at"]].isna().all(axis=None):
        return frame, 0
    clock = frame["opened_at"].ne(frame["opened_at"].dt.normalize())
    told = frame[clock & frame["title"].notna() & frame["object"].notna()]
    names = told.groupby(SAME, sort=False, dropna=False).ngroup()
    several = names[told.groupby(names)["object"].transform("nunique") > 1]
    if several.empty:
        return frame, 0
    return _join(frame, several), len(several)


def join_repeats(frame: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """Join rows of a number that are equal in everything but their object; returns as `join_objects`."""
    twice = frame[frame.duplicated(["incident_id", "opened_utc"], keep=False) & frame["object"].notna()]
    if twice.empty:
        return frame, 0
    names = twice.groupby([name for name in twice if name not in ("row", "object")], dropna=False).ngroup()
    several = names[twice.groupby(names)["object"].transform("nunique") > 1]
    return (_join(frame, several) if len(several) else frame), len(several)


def _join(frame: pd.DataFrame, several: pd.Series) -> pd.DataFrame:
    """Return the first row of each incident, with all its objects and the last of its moments."""
    rows = frame.loc[several.index]
    groups = rows.groupby(several, sort=False)
    joined = rows[~several.duplicated()].copy()
    of = several[joined.index]
    joined["object"] = of.map(rows["object"].groupby(several).agg(lambda names: BETWEEN.join(dict.fromkeys(names))))
    for name in _LAST:
        for column in (f"{name}_at", f"{name}_utc"):
            joined[column] = of.map(groups[column].agg(lambda stamps: stamps.max(skipna=False)))
    return pd.concat([frame.drop(several.index), joined]).sort_index()
