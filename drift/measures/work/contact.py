"""Direct contact: did people of both operations speak or meet about an incident, and how soon.

By a visit or a call among the steps of the incident, or by a contact by voice or in person that names it. Unknown where
nothing of the kind was written down at that time: a tool without memo fields is no silent operation.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.measures.work.cases import DAY_S
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
        incidents: pd.DataFrame = store.fetch("incidents").to_pandas()[["tool", "incident_id"]]
        incidents = incidents.assign(name=incidents["incident_id"].map(_plain))
        rows = named.merge(incidents[incidents["name"].isin(set(named["name"]))], on="name", suffixes=("_of", ""))
        rows = rows.assign(at_s=(rows["at_utc"] - pd.Timestamp(0)) // pd.Timedelta(seconds=1))
        rows = rows.sort_values(["tool", "incident_id", "at_s"], ignore_index=True)[["tool", "incident_id", "at_s"]]
    store.put("references", to_arrow("references", rows))


def _split(text: str) -> list[str]:
    return [_plain(part) for part in _BETWEEN.split(text)]


def _plain(name: str) -> str:
    return _BLANKS.sub("", name).casefold()


def find_touches(store: Store, cut_days: int) -> ibis.Table:
    """Return per case that a direct contact names: named_s, seconds from opening to the first within the cut."""
    cases, references = store["cases"], store["references"]
    named = references.join(cases.select("tool", "incident_id", "case", "opened_s"), ["tool", "incident_id"])
    timed = named.mutate(after_s=named.at_s - named.opened_s)
    within = timed.filter((timed.after_s >= 0) & (timed.after_s < cut_days * DAY_S))
    return within.group_by("case").agg(named_s=within.after_s.min())


def judge_touches(told: ibis.Table) -> dict[str, ibis.Value]:
    """Return whether there was direct contact (`direct`) and a visit (`visited`), and when (`direct_s`).

    Of incidents of persons. Null outside the months in which the tool could tell of it.
    """
    import ibis

    step_s, named_s = told.direct_s, told.named_s
    first_s = ibis.least(ibis.coalesce(step_s, named_s), ibis.coalesce(named_s, step_s))
    direct_s = ibis.ifelse(told.by_people, first_s, ibis.null("int64"))
    known = ((told.month >= told.first) & (told.month <= told.last)).fill_null(False) | direct_s.notnull()
    return {
        "direct_s": direct_s,
        "direct": ibis.ifelse(known, direct_s.notnull(), ibis.null("boolean")),
        "visited": ibis.ifelse(known, told.n_visits.fill_null(0) > 0, ibis.null("boolean")),
    }
