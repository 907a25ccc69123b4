"""Incidents that stand in several rows, sheets or files: which row counts, and what is to be told of the others."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd
import pyarrow as pa

from drift.errors import Address, Note
from drift.tables.keys import KEY

# what a copy without its numbers has in common with its rows
COPIED: Final = (
    "opened_utc", "responded_utc", "resolved_utc", "closed_utc", "priority", "title", "category", "object", "channel",
    "requester", "handler", "group",
)  # fmt: skip
MIN_COPIED: Final = 3  # fields besides the place; two logs share a moment and a priority by chance
MOSTLY: Final = 0.8  # of the rows of a copy; a few may have been mended in one of the two
PLACE: Final = ("relation", "file", "sheet", "row")
STAMPS: Final = ["updated_utc", "closed_utc", "resolved_utc", "opened_utc"]


def number_copies(incidents: pd.DataFrame) -> pd.DataFrame:
    """Give rows of a log without numbers the number of a row elsewhere that is equal in all that both sheets tell.

    A filtered copy without its column of numbers is not work done twice. Of a sheet only where most rows are copies:
    two faults may look alike by chance.
    """
    if "numbered" not in incidents:
        return incidents
    numbered = incidents["numbered"].eq(True)
    if numbered.all():
        return incidents.drop(columns="numbered")
    given, incidents = incidents[numbered], incidents.drop(columns="numbered")
    bare = incidents[~numbered & incidents["opened_utc"].notna()]
    copied = incidents.index[:0]
    for _, sheet in bare.groupby(["file", "sheet"]) if len(given) else ():
        copies = _match_copies(sheet, given)
        if len(copies) >= MOSTLY * len(sheet):
            incidents.loc[copies.index, KEY] = copies[KEY]
            copied = copied.union(copies.index)
    if copied.empty:
        return incidents
    # of rows that tell the same the last counts: the one with a number
    return pd.concat([incidents.loc[copied], incidents.drop(copied)], ignore_index=True)


def _match_copies(sheet: pd.DataFrame, given: pd.DataFrame) -> pd.DataFrame:
    """Return tool and number of the rows of a sheet that one row with a number is equal to, by their own index."""
    fields = [name for name in COPIED if sheet[name].notna().any() and given[name].notna().any()]
    if "opened_utc" not in fields or len(fields) < MIN_COPIED:
        return sheet.iloc[:0]
    known = given[[*fields, *KEY]].drop_duplicates().drop_duplicates(fields, keep=False)
    found = sheet[fields].assign(place=sheet.index).merge(known, on=fields)
    return found.set_index("place")[KEY]


def keep_latest(incidents: pd.DataFrame) -> pd.DataFrame:
    """Of an incident that is there twice the later update wins.

    Where no stamp tells which is later, the row of the sheet that tells more fields wins, then that of the later file
    and row; a field that it leaves blank is taken from the others.
    """
    if not incidents.duplicated(KEY).any():
        return incidents
    latest = incidents[STAMPS].max(axis=1)
    order = incidents.assign(_latest=latest, _fields=_count_fields(incidents))
    order = order.sort_values(["_latest", "_fields"], kind="stable")
    kept = incidents.loc[order.drop_duplicates(KEY, keep="last").index].sort_index()
    return _fill(kept, order[order["_latest"].eq(order.groupby(KEY)["_latest"].transform("last"))])


def _count_fields(incidents: pd.DataFrame) -> pd.Series:
    """Return how many fields the sheet of each row tells of any incident."""
    content = [name for name in incidents if name not in PLACE]
    told = incidents[content].notna().groupby([incidents["file"], incidents["sheet"]]).any().sum(axis=1)
    places = pd.MultiIndex.from_frame(incidents[["file", "sheet"]])
    return pd.Series(told.reindex(places).to_numpy(), index=incidents.index)


def _fill(kept: pd.DataFrame, equals: pd.DataFrame) -> pd.DataFrame:
    """Return the rows kept, with blank fields from those as late as they are; the last of these that has it counts."""
    several = equals[equals.duplicated(KEY, keep=False)]
    if several.empty:
        return kept
    told = several.groupby(KEY)[[name for name in kept if name not in (*PLACE, *KEY)]].last()
    rows = kept.loc[kept.index.intersection(several.index)]
    values = told.reindex(pd.MultiIndex.from_frame(rows[KEY])).set_axis(rows.index)
    blank = [name for name in values if (rows[name].isna() & values[name].notna()).any()]
    return kept.assign(**{str(name): kept[name].fillna(values[name].reindex(kept.index)) for name in blank})


def find_repeated(incidents: pd.DataFrame, kept: pd.DataFrame) -> list[Note]:
    """Return what to tell of the rows that do not count: equal to others, plainer, or as an incident stood earlier.

    kept : as from keep_latest, with the index of the incidents
    """
    left = incidents.loc[incidents.index.difference(kept.index)]
    if left.empty:
        return []
    rows = left[KEY].assign(place=left.index).merge(kept[KEY].assign(by=kept.index), on=KEY)
    one, other = incidents.loc[rows["place"]], incidents.loc[rows["by"]].set_axis(rows["place"])
    content = [name for name in incidents if name not in PLACE]
    same = one[content].eq(other[content]) | (one[content].isna() & other[content].isna())
    equal = same.all(axis=1)
    later = ~equal & one[STAMPS].max(axis=1).ne(other[STAMPS].max(axis=1))
    notes = []
    for code, marked in (("note.rows_repeated", equal), ("note.rows_twice", ~equal & ~later)):
        for place, part in one[marked].groupby(["file", "sheet"]):
            file, sheet = (str(name) for name in place)
            notes.append(Note(code, {"n": len(part)}, Address(file, sheet)))
    return [*notes, Note("note.later_wins", {"n": int(later.sum())})] if later.any() else notes


def drop_repeated(events: pd.DataFrame) -> pd.DataFrame:
    """Return the events without those that stood before; only what shares incident and moment is compared in full.

    A step that differs in its team alone is one of its own: somebody who passes work on may do so within a second. An
    export that tells no team repeats one that does.
    """
    shared = _share_moment(events) if len(events) else np.zeros(0, dtype=bool)
    if not shared.any():
        return events
    columns = ["tool", "incident_id", "at_utc", "actor", "status", "kind", "text"]
    # by Arrow: pandas copies every text before it picks some
    near = pa.table({name: pa.array(events[name]) for name in (*columns, "group")}).filter(pa.array(shared)).to_pandas()
    twice, untold = near.duplicated(), near["group"].isna()
    if untold.any() and not untold.all():
        twice |= untold & near.groupby(columns, dropna=False)["group"].transform("count").gt(0)
    again = events.index[shared][twice]
    return events.drop(again) if len(again) else events


def _share_moment(events: pd.DataFrame) -> np.ndarray:
    """Tell which events have incident and moment of another one; in a third of the memory of pandas."""
    ids = pa.table({"id": pa.array(events["incident_id"])})["id"].dictionary_encode()
    who = np.concatenate([chunk.indices.to_numpy() for chunk in ids.chunks])  # one dictionary for all of them
    at = events["at_utc"].to_numpy().astype("int64")
    order = np.lexsort((at, who))
    alike = (np.diff(who[order]) == 0) & (np.diff(at[order]) == 0)
    shared = np.zeros(len(events), dtype=bool)
    shared[order] = np.r_[alike, False] | np.r_[False, alike]
    return shared
