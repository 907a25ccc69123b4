"""Incidents: tickets and work orders, one row each; where a file has a row an event or an SLA, they are told apart."""

import hashlib
from dataclasses import replace
from typing import Final

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from drift.sources.layout.table import Table, to_ids
from drift.sources.opening.columns import strip_texts
from drift.sources.rows.context import Context, TableReading
from drift.sources.rows.durations import (
    compare_durations,
    end_by_duration,
    end_within_days,
    read_downtime,
    read_sla_met,
    tell_backwards,
)
from drift.sources.rows.events import read_events
from drift.sources.rows.granularity import OPENING, Granularity, find_granularity, join_slas, split_history
from drift.sources.rows.memos import read_memos
from drift.sources.rows.objects import join_objects, join_repeats
from drift.sources.rows.stampnotes import fault_stamps
from drift.sources.rows.steps import find_steps, read_sites
from drift.sources.values.moments import Moments
from drift.sources.vocabulary import find_values, translate, words_of
from drift.sources.words import normalise

MOMENTS: Final = ("opened_at", "responded_at", "resolved_at", "closed_at", "due_at", "updated_at")
ENDS: Final = ("resolved_at", "closed_at")
CATEGORIES: Final = ("status", "category", "object", "group", "channel", "level", "sla_kind")
USED: Final = frozenset(
    {*MOMENTS, *CATEGORIES, "incident_id", "priority", "type", "title", "memo", "requester", "handler", "duration_min",
     "downtime_min", "n_reassigned", "n_reopened", "sla_met", "sla_broken", "sla_left", "opened_time", "resolved_time",
     "closed_time",
    }
)  # fmt: skip
HISTORY: Final = frozenset({"updated_by", "n_updates"})  # of use where a row is an event
_NOTES: Final = {"event": "note.row_an_event", "sla": "note.row_an_sla", "snapshot": "note.snapshots"}
ROW_ID_BYTES: Final = 8  # of the name of a row without a number; 300,000 rows meet by chance once in 10^8 files


def read_incidents(context: Context) -> TableReading:
    """Read a log; a row whose id or opening cannot be read is rejected.

    Gives incidents, and events where the rows are the history of incidents or tell of them in notes; moments twice,
    wall time in the project's zone and UTC.
    """
    table = context.table
    moments = {name: context.moments(name) for name in MOMENTS if table.has(name)}
    ids = _name_rows(context)
    opened = moments["opened_at"]
    steps = find_steps(context, ids, opened.wall)
    if steps:
        return _read_steps(steps)
    kept = ids.notna() & opened.wall.notna()
    faults = table.faults(ids.isna(), "incident_id", "expected.id")
    for name, column in moments.items():
        faults += fault_stamps(table, column.bad, name)
    faults += fault_stamps(table, ids.notna() & opened.wall.isna() & ~opened.bad, "opened_at")
    if not any(moments[name].wall.notna().any() or moments[name].bad.any() for name in ENDS if name in moments):
        moments |= end_by_duration(context, opened)  # a column of ends that holds nothing tells none
    moments = end_within_days(context, moments, ("responded_at", *ENDS))
    frame = _frame(context, ids, moments)
    frame = frame if kept.all() else frame[kept]
    compare_durations(context, frame)
    tell_backwards(context, frame)
    granularity, frames = _by_granularity(context, frame)
    if granularity in ("incident", "object") and moments.keys().isdisjoint(ENDS):
        context.tell("note.no_end")
    n = len(frames["incidents"]) if granularity in ("sla", "object") else len(frame)
    account = table.account.count(n, rejected=int((~kept).sum()), repeated=len(frame) - n)
    account = replace(account, table="events") if granularity == "event" else account
    if table.has("memo"):
        frames = _with_memos(context, frame, frames)
    return context.close(frames, account, faults)


def _read_steps(context: Context) -> TableReading:
    """Read a table that looked like a list of tickets as the log of steps that it is."""
    context.tell("note.rows_are_steps", heading=context.table.title("incident_id"))
    reading = read_events(context)
    return replace(reading, used=reading.used.union(context.table.heading.titles.values()))


def _with_memos(context: Context, frame: pd.DataFrame, frames: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Add what the notes of the tickets tell; of rows that repeat a ticket the notes stand in each of them."""
    memos = read_memos(context, frame.drop_duplicates(OPENING, keep="last"))
    parts = [part for part in (frames.get("events"), memos) if part is not None and len(part)]
    return {**frames, "events": pd.concat(parts, ignore_index=True)} if parts else frames


def _frame(context: Context, ids: pd.Series, moments: dict[str, Moments]) -> pd.DataFrame:
    table = context.table
    priority = context.categories("priority")
    return pd.DataFrame(
        {
            **table.place,
            "incident_id": ids,
            "tool": table.heading.tool,
            "numbered": table.has("incident_id"),
            **{name: moments[name].wall if name in moments else pd.NaT for name in MOMENTS},
            **{f"{name[:-3]}_utc": moments[name].utc if name in moments else pd.NaT for name in MOMENTS},
            "end_known": _ends_known(moments, table),
            "priority": priority,
            "type": _resolve_type(context, priority),
            "title": context.texts("title"),
            **{name: context.categories(name) for name in CATEGORIES},
            **{name: context.persons(name) for name in ("requester", "handler")},
            **{name: context.counts(name) for name in ("n_reassigned", "n_reopened")},
            "downtime_min": read_downtime(context),
            "sla_met": read_sla_met(context),
            "site": read_sites(context),
        }
    )


def _by_granularity(context: Context, frame: pd.DataFrame) -> tuple[Granularity, dict[str, pd.DataFrame]]:
    """Tell a row an incident from a row an event, an SLA or an object; each incident stands once in the rows returned.

    What the numbers of tickets name is settled when all files are read: here a number and an opening are one.
    """
    if not context.table.has("incident_id"):
        return _by_object(context, frame)
    n = int((~frame.duplicated(OPENING)).sum())
    granularity = find_granularity(frame, context) if n < len(frame) else "incident"
    if granularity != "incident":
        context.tell(_NOTES[granularity], rows=len(frame), incidents=n)
    if granularity == "event":
        incidents, events = split_history(frame, context)
        return granularity, {"incidents": incidents, "events": events}
    if granularity == "sla":
        return granularity, {"incidents": join_slas(frame)}
    joined, n_joined = join_repeats(frame) if n < len(frame) else (frame, 0)
    if n_joined:
        context.tell("note.rows_an_object", rows=n_joined, incidents=n_joined - len(frame) + len(joined))
    return ("object" if n_joined else granularity), {"incidents": joined}


def _by_object(context: Context, frame: pd.DataFrame) -> tuple[Granularity, dict[str, pd.DataFrame]]:
    joined, n_joined = join_objects(frame)
    if n_joined:
        context.tell("note.row_an_object", rows=n_joined, incidents=n_joined - len(frame) + len(joined))
    return ("object" if n_joined else "incident"), {"incidents": joined}


def _ends_known(moments: dict[str, Moments], table: Table) -> pd.Series:
    """Tell where a blank end means "still open": there is a column for it, and no cell that could not be read."""
    ends = [moments[name].bad | moments[name].never.strays for name in ENDS if name in moments]
    if not ends:
        return pd.Series(False, index=table.rows)
    return ~pd.concat(ends, axis=1).any(axis=1)


def _name_rows(context: Context) -> pd.Series:
    """Return the number of each incident; rows of a log without numbers are known by all they hold."""
    table = context.table
    if table.has("incident_id"):
        return to_ids(table.column("incident_id"))
    texts = [strip_texts(table.cells_of(i).texts) for i in range(table.cells.n_columns)]
    joined = pc.binary_join_element_wise(*texts, pa.scalar("\x1f"), null_handling="replace", null_replacement="")
    names = [hashlib.blake2b(text.encode(), digest_size=ROW_ID_BYTES).hexdigest() for text in joined.to_pylist()]
    ids = pd.Series(names, index=table.rows, dtype="str")
    repeated = int(ids.duplicated().sum())
    context.tell("note.no_ids_repeated" if repeated else "note.no_ids", n=len(ids), repeated=repeated)
    return ids


def _resolve_type(context: Context, priority: pd.Series) -> pd.Series:
    """Tell corrective work from planned work, changes and requests; some tools say it in the priority column."""
    table = context.table
    words = words_of("type", table.heading.tool)
    texts = context.texts("type") if table.has("type") else priority
    types = translate(texts, words)
    types = types.fillna(translate(texts.where(types.isna()), _words_within(texts[types.isna()])))
    unknown = sorted(texts[types.isna()].dropna().unique())
    if table.has("type") and unknown:
        context.tell("note.type_unknown", words=", ".join(unknown[:8]), n=int(types.isna().sum()))
    elif not table.has("type") and types.isna().all():
        context.tell("note.no_type")
    return types.fillna("corrective")


def _words_within(texts: pd.Series) -> dict[str, str]:
    """Return our word for each type that no list has, where all known words in it say the same: Storing (spoed)."""
    said = {normalise(text): find_values("type", text) for text in texts.dropna().unique()}
    return {text: min(ours) for text, ours in said.items() if len(ours) == 1}
