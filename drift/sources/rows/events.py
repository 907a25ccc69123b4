"""Events of incidents: status updates, notes, steps; one row each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.sources.layout.body import to_ids
from drift.sources.rows.reading import Counts, TableReading
from drift.sources.vocabulary import translate, words_of
from drift.terms import EVENT_KINDS

if TYPE_CHECKING:
    from drift.sources.rows.context import Context

USED: Final = frozenset({"incident_id", "at", "at_time", "status", "actor", "group", "text"})


def read_events(context: Context) -> TableReading:
    """Read one row an event; a row whose incident or moment cannot be read is rejected."""
    body = context.body
    ids = to_ids(body.column("incident_id"))
    at = context.moments("at")
    kept = ids.notna() & at.wall.notna()
    faults = body.faults(ids.isna(), "incident_id", "expected.id")
    faults += body.faults(ids.notna() & at.wall.isna(), "at", "expected.moment")
    words = words_of("status", body.heading.tool)
    status = context.categories("status")
    kinds = translate(status, words, "other")
    frame = pd.DataFrame(
        {
            "file": body.file,
            "sheet": body.cells.sheet,
            "row": body.rows,
            "incident_id": ids,
            "tool": body.heading.tool,
            "at": at.wall,
            "at_utc": at.utc,
            "status": status,
            "kind": pd.Categorical(kinds.fillna("comment"), categories=EVENT_KINDS).astype("str"),
            "actor": context.persons("actor"),
            "group": context.categories("group"),
            "text": context.texts("text"),
        }
    )
    return context.close({"events": frame[kept]}, Counts(int(kept.sum()), rejected=int((~kept).sum())), faults)
