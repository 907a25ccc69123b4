"""What one row of a log stands for: an incident, an event of one, an SLA of one, or a snapshot of it."""

from typing import Final, Literal

import pandas as pd

from drift.sources.rows.context import Context
from drift.sources.vocabulary import translate, words_of

Granularity = Literal["incident", "event", "sla", "snapshot", "object"]
OPENING: Final = ["incident_id", "opened_utc"]  # of one incident: an opening never changes, a number may start again
ROWS_A_CASE: Final = 1.5  # a history has more rows an incident; a list of tickets repeats a few
HISTORY_SHARE: Final = 0.5  # of the incidents that are there twice: so many must have changed meanwhile
ROWS_A_STAMP: Final = 3.0  # more rows than this share one stamp: the whole list was taken at that moment
_STATES: Final = ("status", "handler", "group", "priority", "n_reassigned", "n_updates", "updated_by")


def find_granularity(frame: pd.DataFrame, context: Context) -> Granularity:
    """Tell what the rows of a log are of which some incidents have several.

    An SLA a row: the name of the SLA differs within an incident while its last update does not. A snapshot: many
    incidents share one stamp of update. An event: most incidents have several rows, each with its own stamp of update.
    Nothing of these: the same incident listed again.
    """
    twice = frame[frame.duplicated(OPENING, keep=False)]
    groups = twice.groupby(OPENING, sort=False)
    stamped = groups["updated_utc"].nunique()
    if twice["sla_kind"].notna().any():
        kinds = groups["sla_kind"].nunique()
        if (kinds > 1).mean() >= HISTORY_SHARE and (stamped <= 1).mean() >= HISTORY_SHARE:
            return "sla"
    if twice["updated_utc"].isna().all():
        return "event" if context.table.has("n_updates") else "incident"
    if len(frame) / frame["updated_utc"].nunique() > ROWS_A_STAMP:
        return "snapshot"
    grown = len(frame) >= ROWS_A_CASE * len(frame.drop_duplicates(OPENING))
    changed = (stamped > 1).mean() >= HISTORY_SHARE
    return "event" if grown and changed and any(context.table.has(name) for name in _STATES) else "incident"


def join_slas(frame: pd.DataFrame) -> pd.DataFrame:
    """Return one row an incident: the norm is met when all its SLAs are, its kinds are named together."""
    # one that is not met makes the whole not met; missing ones do not count
    met = frame.groupby(OPENING, sort=False)["sla_met"].min()
    pairs = frame[[*OPENING, "sla_kind"]].dropna().drop_duplicates()
    kinds = pairs.groupby(OPENING)["sla_kind"].agg("; ".join)
    first = frame.drop_duplicates(OPENING)
    keys = pd.MultiIndex.from_frame(first[OPENING])
    return first.assign(
        sla_met=met.reindex(keys).astype("boolean").set_axis(first.index),
        sla_kind=kinds.reindex(keys).astype("str").set_axis(first.index),
    )


def split_history(frame: pd.DataFrame, context: Context) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the incidents as their last row has them, and an event for every row."""
    n = context.counts("n_updates").reindex(frame.index)
    numbered = frame.assign(_n=n.astype("float64"), _stamp=frame["updated_utc"])
    ordered = numbered.sort_values([*OPENING, "_n", "_stamp"], kind="stable")
    incidents = ordered.drop_duplicates(OPENING, keep="last").sort_index().drop(columns=["_n", "_stamp"])
    return incidents, _events(ordered, context).sort_index()


def _events(ordered: pd.DataFrame, context: Context) -> pd.DataFrame:
    actor = context.persons("updated_by") if context.table.has("updated_by") else context.persons("handler")
    return pd.DataFrame(
        {
            **{name: ordered[name] for name in ("file", "sheet", "row", "incident_id", "tool", "status", "group")},
            "at": ordered["updated_at"].fillna(ordered["opened_at"]),
            "at_utc": ordered["updated_utc"].fillna(ordered["opened_utc"]),
            "kind": _kinds(ordered, context),
            "actor": actor.reindex(ordered.index),
            "text": ("#" + ordered["_n"].astype("Int64").astype("str")).where(ordered["_n"].notna()).astype("str"),
        }
    )


def _kinds(ordered: pd.DataFrame, context: Context) -> pd.Series:
    """Return what happened at each row, by what differs from the row before it of the same incident."""
    states = translate(ordered["status"], words_of("status", context.table.heading.tool), "other")
    first = ~ordered.duplicated(OPENING)
    before = states.shift().mask(first)
    moved = pd.Series(False, index=ordered.index)
    for name in ("handler", "group"):
        moved = moved | (ordered[name].notna() & ordered[name].ne(ordered[name].shift()) & ~first)
    kinds = pd.Series("comment", index=ordered.index, dtype="str")
    kinds[moved] = "assigned"
    arrived = states.notna() & states.ne(before)
    for kind in ("waiting", "escalated", "resolved", "closed"):
        kinds[arrived & states.eq(kind)] = kind
    kinds[before.isin(("resolved", "closed")) & ~states.isin(("resolved", "closed")) & states.notna()] = "reopened"
    kinds[first] = "opened"
    return kinds
