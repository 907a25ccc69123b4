"""Events of incidents: status updates, notes, steps; one row each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.sources.layout.body import to_ids
from drift.sources.rows.incidents import Read
from drift.sources.vocabulary import translate, words_of
from drift.terms import EVENT_KINDS

if TYPE_CHECKING:
    from drift.sources.rows.context import Context

USED: Final = frozenset({"incident_id", "at", "at_time", "status", "actor", "group", "text"})


def read_events(context: Context) -> Read:
    """Read one row an event; a row whose incident or moment cannot be read is rejected."""
    body = context.body
    ids = to_ids(body.column("incident_id"))
    at = context.moments("at")
    kept = ids.notna() & at.wall.notna()
    problems = [
        *body.problems(ids.isna(), "incident_id", "expected.id"),
        *body.problems(ids.notna() & at.wall.isna(), "at", "expected.moment"),
    ]
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
    body.account.accepted = int(kept.sum())
    body.account.rejected = int((~kept).sum())
    return Read({"events": frame[kept]}, problems)
