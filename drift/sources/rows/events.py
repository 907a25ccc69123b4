"""Events of incidents: status updates, notes, steps; one row each."""

from typing import Final

import pandas as pd

from drift.sources.layout.table import to_ids
from drift.sources.rows.context import Context, TableReading
from drift.sources.rows.stampnotes import fault_stamps
from drift.sources.vocabulary import translate, words_of
from drift.terms import EVENT_KINDS

USED: Final = frozenset({"incident_id", "at", "at_time", "status", "actor", "group", "text"})


def read_events(context: Context) -> TableReading:
    """Read one row an event; a row whose incident or moment cannot be read is rejected."""
    table = context.table
    ids = to_ids(table.column("incident_id"))
    at = context.moments("at")
    kept = ids.notna() & at.wall.notna()
    faults = table.faults(ids.isna(), "incident_id", "expected.id")
    faults += fault_stamps(table, ids.notna() & at.wall.isna(), "at")
    words = words_of("status", table.heading.tool)
    status = context.categories("status")
    kinds = translate(status, words, "other")
    frame = pd.DataFrame(
        {
            **table.place,
            "incident_id": ids,
            "tool": table.heading.tool,
            "at": at.wall,
            "at_utc": at.utc,
            "status": status,
            "kind": pd.Categorical(kinds.fillna("comment"), categories=EVENT_KINDS).astype("str"),
            "actor": context.persons("actor"),
            "group": context.categories("group"),
            "text": context.texts("text"),
        }
    )
    account = table.account.count(int(kept.sum()), rejected=int((~kept).sum()))
    return context.close({"events": frame[kept]}, account, faults)
