"""What a caller left out, made as the file readers make it: places, tools, kinds, levels, spellings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from drift.errors import Note
from drift.sources.rows.contacts import tell_level
from drift.sources.rows.incidents import CATEGORIES
from drift.sources.values.categories import fold_spellings
from drift.sources.vocabulary import GENERIC, translate, words_of
from drift.tables.door.given import Given

PLACED: Final = ("incidents", "events", "contacts", "decisions", "actions", "people", "norm_reports")
_SEAT: Final = ("file", "sheet", "row", "at", "at_utc")
FOLDED: Final = {"incidents": ("priority", *CATEGORIES), "events": ("status", "group"), "contacts": ("kind",)}


def complete(table: str, given: Given) -> pd.DataFrame:
    """Return a table with its places and with what follows from its other columns."""
    frame = fill_places(table, given.frame) if table in PLACED else given.frame
    if "tool" in frame:
        frame = frame.assign(tool=frame["tool"].fillna(GENERIC))
    frame = frame.assign(**{name: _fold(frame, name) for name in FOLDED.get(table, ())})
    if table == "norms":
        return frame.assign(kind=frame["kind"].fillna("target"), whole=frame["whole"].fillna(value=True))
    if table == "incidents":
        ends = given.has("resolved_at", "closed_at", "resolved_utc", "closed_utc")
        return frame.assign(type=frame["type"].fillna("corrective"), end_known=frame["end_known"].fillna(ends))
    if table == "events":
        return frame.assign(kind=frame["kind"].fillna(_tell_kind(frame["status"])))
    if table == "actions":
        return frame.assign(seen_at=frame["seen_at"].fillna(frame["at"]), n_seen=frame["n_seen"].fillna(1))
    return _complete_contacts(frame, given) if table == "contacts" else frame


def fill_places(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table whose rows all have a place; what was given of one stays."""
    positions = pd.Series(range(1, len(frame) + 1), index=frame.index, dtype="Int64")
    return frame.assign(
        file=frame["file"].fillna(table), sheet=frame["sheet"].fillna(table), row=frame["row"].fillna(positions)
    )


def _fold(frame: pd.DataFrame, name: str) -> pd.Series:
    """Return a column of which the spellings of one sheet that differ in case, blanks or punctuation are one."""
    parts = [fold_spellings(part)[0] for _, part in frame.groupby(["file", "sheet"], sort=False)[name]]
    return pd.concat(parts).reindex(frame.index) if parts else frame[name]


def _tell_kind(status: pd.Series) -> pd.Series:
    return translate(status, words_of("status", GENERIC), "other").fillna("comment")


def _complete_contacts(frame: pd.DataFrame, given: Given) -> pd.DataFrame:
    if not given.has("direct"):
        words = words_of("direct", GENERIC)
        told = translate(frame["kind"], words).map({"yes": True, "no": False}).astype("boolean")
        frame = frame.assign(direct=told)
    return frame if given.has("level") else frame.assign(level=tell_level(frame["kind"], frame["topic"]))


def seat_attendees(given: Given, contacts: pd.DataFrame) -> tuple[pd.DataFrame, list[Note]]:
    """Return the attendees at the place of their contact: that of the same row, else that of the same moment."""
    frame = given.frame.assign(tool=given.frame["tool"].fillna(GENERIC))
    key, shown = ("row", "row") if given.has("row") else ("at_utc", "at")
    several = contacts.loc[contacts[key].duplicated(), key]
    unclear = frame.index[frame[key].notna() & frame[key].isin(several) & frame["file"].isna()]
    contact = contacts[[*_SEAT]].dropna(subset=key).drop_duplicates(key)
    found = frame[[key]].merge(contact, on=key, how="left")
    seated = frame.assign(**{name: frame[name].fillna(found[name]) for name in _SEAT})
    faults = [Note("door.which_contact", {"row": int(i), "found": str(frame[shown].iloc[i])}) for i in unclear[:5]]
    return fill_places("attendees", seated), faults


def tell_left_out(given: Mapping[str, Given]) -> list[Note]:
    """Return what to tell of columns that were left out."""
    incidents = given["incidents"]
    return [Note("note.no_type")] if len(incidents.frame) and not incidents.has("type") else []
