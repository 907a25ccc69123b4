"""Incidents under every version: those about which the versions disagree, and those that missed the norm in force."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.errors import Note
from drift.reports.workbook.sheet import Sheet
from drift.reports.workbook.tickets import Tickets, join_keys
from drift.tables.shown import pick_shown

if TYPE_CHECKING:
    from drift.analysed import Analysis

NAME: Final = "judgements"
MOST_ROWS: Final = 25_000  # as many as of updates: what opens at once in any program
KEY: Final = ["tool", "incident_id"]
ABOUT: Final = [*KEY, "document", "clock"]  # what versions judge
COLUMNS: Final = [
    *(*KEY, "opened_at", "document", "version", "clause_id", "clock", "elapsed", "waited", "limit", "limit_unit"),
    *("met", "met_stopped", "why", "then"),
]


def list_judgements(analysis: Analysis, tickets: Tickets) -> Sheet:
    """Return a row an incident, clock and version; the incident leads to its row.

    Only incidents that one version judges otherwise than another, or that missed the norm in force when they opened; of
    many the latest.
    """
    tables = analysis.tables
    if NAME not in tables:
        return Sheet(NAME, pd.DataFrame(columns=COLUMNS))
    verdicts = pick_shown(tables, NAME, [*ABOUT, "met", "then"])
    chosen = verdicts.index[is_disputed(verdicts)]
    opened = pick_shown(tables, "incidents", [*KEY, "opened_at"]).drop_duplicates(KEY).set_index(KEY)["opened_at"]
    keys = pd.MultiIndex.from_frame(verdicts.loc[chosen, KEY])
    order = pd.Series(opened.reindex(keys).to_numpy(), chosen).sort_values(kind="stable", na_position="first")
    latest = _keep_whole(verdicts.loc[order.index], MOST_ROWS)
    frame = pick_shown(tables, NAME, [name for name in COLUMNS if name != "opened_at"], latest)
    frame = frame.assign(opened_at=order.loc[latest])[COLUMNS].reset_index(drop=True)
    rest = Note("about.rest_judgements", {"n": len(frame), "of": len(chosen)}) if len(frame) < len(chosen) else None
    styles = dict.fromkeys(("elapsed", "waited", "limit"), "hours")
    links = {"incident_id": tickets.find(join_keys(frame).tolist())}
    return Sheet(NAME, _flag(frame), styles, links, coded=("tool", "clock", "limit_unit", "why"), rest=rest)


def is_disputed(verdicts: pd.DataFrame) -> pd.Series:
    """Return which rows are of an incident that versions judge differently, or that missed the norm in force.

    Parameters
    ----------
    verdicts : as ABOUT, met (missing: unknown), then (whether the version was in force when the incident opened)
    """
    met = verdicts["met"].astype("boolean")
    within, outside = met.fillna(value=False), (~met).fillna(value=False)
    missed = outside & verdicts["then"].astype("boolean").fillna(value=False)
    by = [verdicts[name] for name in ABOUT]
    each = pd.DataFrame({"within": within, "outside": outside, "missed": missed}).astype(bool)
    any_of = each.groupby(by, dropna=False).transform("any")
    return any_of["missed"] | (any_of["within"] & any_of["outside"])


def _keep_whole(rows: pd.DataFrame, most: int) -> pd.Index:
    """Return the last rows, as many as are shown, without an incident of which the first are cut off."""
    last = rows.iloc[-most:]
    if len(last) == len(rows):
        return last.index
    cut = last.iloc[0][KEY]
    return last.index[~last[KEY].eq(cut).all(axis=1)]


def _flag(frame: pd.DataFrame) -> pd.DataFrame:
    """Return yes and no as a sheet has them."""
    flags = {
        name: [None if pd.isna(flag) else bool(flag) for flag in frame[name]] for name in ("met", "met_stopped", "then")
    }
    return frame.assign(**{name: pd.Series(own, frame.index, dtype=object) for name, own in flags.items()})
