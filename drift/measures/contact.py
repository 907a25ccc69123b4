"""Direct contact: did people of both operations speak or meet about an incident, and how soon.

By a visit or a call among the steps of the incident, or by a contact by voice or in person that names it. Unknown where
nothing of the kind was written down at that time: a tool without memo fields is no silent operation.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.measures.cases import DAY_S, FIXED_POINT, to_ordinal
from drift.tables.columns import to_arrow

if TYPE_CHECKING:
    import ibis

    from drift.tables.store import Store

CONTACT, CONTACT_HOURS = "direct_contact", "hours_to_contact"
DIRECT: Final = ("visit", "call")
_BETWEEN = re.compile(r"[;,|\n/]|\s(?:en|and|&)\s")
_BLANKS = re.compile(r"\s+")


def find_references(store: Store) -> None:
    """Put the table `references`: which direct contacts name which incidents."""
    contacts: pd.DataFrame = store.fetch("contacts").to_pandas()
    direct = contacts[contacts["direct"].fillna(value=False).astype(bool) & contacts["refers_to"].notna()]
    named = direct.assign(name=direct["refers_to"].astype("str").map(_split)).explode("name")
    named = named[named["name"].notna() & named["name"].ne("")]
    rows = pd.DataFrame({"tool": [], "incident_id": [], "at_s": []})
    if len(named):
        incidents: pd.DataFrame = store["incidents"].select("tool", "incident_id").to_pyarrow().to_pandas()
        incidents = incidents.assign(name=incidents["incident_id"].map(_plain))
        rows = named.merge(incidents[incidents["name"].isin(set(named["name"]))], on="name", suffixes=("_of", ""))
        rows = rows.assign(at_s=(rows["at_utc"] - pd.Timestamp(0)) // pd.Timedelta(seconds=1))
        rows = rows.sort_values(["tool", "incident_id", "at_s"], ignore_index=True)[["tool", "incident_id", "at_s"]]
    store.put("references", to_arrow("references", rows))


def _split(text: str) -> list[str]:
    return [_plain(part) for part in _BETWEEN.split(text)]


def _plain(name: str) -> str:
    return _BLANKS.sub("", name).casefold()


def judge_contact(store: Store, cut_days: int) -> ibis.Table:
    """Return per case of persons: share (0 or a billion, null: unknown), and after_s until the first contact."""
    import ibis

    cases, steps, references = store["cases"], store["steps"], store["references"]
    people = cases.filter(cases.by_people)
    told = steps.filter(steps.kind.isin(DIRECT)).select("case", "after_s")
    named = references.join(cases.select("tool", "incident_id", "case", "opened_s"), ["tool", "incident_id"])
    named = named.mutate(after_s=named.at_s - named.opened_s).filter(
        lambda row: (row.after_s >= 0) & (row.after_s < cut_days * DAY_S)
    )
    touches = told.union(named.select("case", "after_s"))
    first = touches.group_by("case").agg(after_s=touches.after_s.min())
    judged = people.select("case", "tool", "month").left_join(first, "case").drop("case_right")
    written = _written(store).rename(written_tool="tool")
    span = judged.left_join(written, judged.tool == written.written_tool)
    known = (span.month >= span.first) & (span.month <= span.last)
    met = ibis.ifelse(span.after_s.notnull(), FIXED_POINT, ibis.ifelse(known, 0, ibis.null("int64")))
    return span.select("case", "after_s", share=met.cast("int64"), asked=ibis.literal(True))


def _written(store: Store) -> ibis.Table:
    """Return per tool the first and last month in which visits and calls could be written down.

    From the first step to the last of a tool that tells of visits or calls at all; contacts that name incidents tell
    it of every tool.
    """
    cases, steps, references = store["cases"], store["steps"], store["references"]
    spans = steps.group_by("tool").agg(first=steps.month.min(), last=steps.month.max(), n=steps.kind.isin(DIRECT).sum())
    by_tool = spans.filter(spans.n > 0).select("tool", "first", "last")
    at = references.mutate(month=to_ordinal(references.at_s.as_timestamp("s")))
    every = at.agg(first=at.month.min(), last=at.month.max())
    named = cases.select("tool").distinct().cross_join(every.filter(every.first.notnull()))
    both = by_tool.union(named.select("tool", "first", "last"))
    return both.group_by("tool").agg(first=both.first.min(), last=both.last.max())


def judge_contact_hours(store: Store, cut_days: int) -> ibis.Table:
    """Return per case that had direct contact the seconds until the first."""
    judged = judge_contact(store, cut_days)
    met = judged.filter(judged.after_s.notnull())
    return met.select("case", seconds=met.after_s.nullif(0))


def judge_visits(store: Store, cut_days: int) -> ibis.Table:
    """Return per case of persons whether somebody came: share, asked; known where direct contact is."""
    import ibis

    judged, steps = judge_contact(store, cut_days), store["steps"]
    came = steps.group_by("case").agg(n=(steps.kind == "visit").sum())
    joined = judged.left_join(came, "case")
    share = ibis.ifelse(joined.share.notnull(), (joined.n.fill_null(0) > 0).cast("int64") * FIXED_POINT, None)
    return joined.select("case", share=share.cast("int64"), asked=ibis.literal(True))
