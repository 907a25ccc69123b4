"""Events of incidents: status updates, notes, steps; one row each."""

from typing import Final

import pandas as pd

from drift.sources.layout.table import to_ids
from drift.sources.rows.context import Context, TableReading
from drift.sources.rows.eventcases import read_attributes, read_kinds
from drift.sources.rows.memos import tell_kinds
from drift.sources.rows.stampnotes import fault_stamps
from drift.sources.vocabulary import translate, words_of
from drift.terms import EVENT_KINDS

FIELDS: Final = ("note", "state")
STATES: Final = ("waiting", "resolved", "closed")  # kinds that a state tells more surely than a note
USED: Final = frozenset({"incident_id", "at", "at_time", "began_at", "status", "lifecycle", "actor", "group", "text"})


def read_events(context: Context) -> TableReading:
    """Read one row an event; a row whose incident or moment cannot be read is rejected.

    Besides the columns of columns.py the frame has `of_case` (a step of a case, no mere comment), `began_at` (where
    the log tells when a step began) and what the rows say of their case (eventcases).
    """
    table = context.table
    ids = to_ids(table.column("incident_id"))
    at = context.moments("at")
    kept = ids.notna() & at.wall.notna()
    faults = table.faults(ids.isna(), "incident_id", "expected.id")
    faults += fault_stamps(table, ids.notna() & at.wall.isna(), "at")
    status = context.categories("status" if table.has("status") or not table.has("lifecycle") else "lifecycle")
    kinds = _read_fields(context, status, read_kinds(context, status))
    attributes, titles = read_attributes(context)
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
            "of_case": table.has("status") or table.has("lifecycle"),
            **_beginnings(context),
            **attributes,
        }
    )
    account = table.account.count(int(kept.sum()), rejected=int((~kept).sum()))
    return context.close({"events": frame if kept.all() else frame[kept]}, account, faults, titles)


def _read_fields(context: Context, fields: pd.Series, kinds: pd.Series) -> pd.Series:
    """Return what happened by the new value, where the log tells of each change which field it is of.

    What people wrote tells it as the notes of a memo do, by what it says first; a state as states do, and where the log
    has states a note tells none.
    """
    tool = context.table.heading.tool
    of = translate(fields, words_of("field", tool), "other")
    if not of.isin(FIELDS).any():
        return kinds
    texts = context.texts("text")
    written = {text: tell_kinds(text)[0] for text in texts[of.eq("note")].dropna().unique()}
    if of.eq("state").any():
        written = {text: "comment" if kind in STATES else kind for text, kind in written.items()}
    states = translate(texts, words_of("status", tool), "other")
    return kinds.where(~of.eq("note"), texts.map(written)).where(~of.eq("state"), states)


def _beginnings(context: Context) -> dict[str, pd.Series]:
    if not context.table.has("began_at"):
        return {}
    began = context.moments("began_at")
    return {"began_at": began.wall, "began_at_utc": began.utc}
