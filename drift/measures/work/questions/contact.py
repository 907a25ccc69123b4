"""Direct contact: did people of both operations speak or meet about an incident, and how soon.

By a visit or a call among the steps of the incident, or by a contact by voice or in person that names it. Unknown where
nothing of the kind was written down at that time: a tool without memo fields is no silent operation.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.measures.catalogue import CONTACT, VISITS
from drift.measures.work.questions.ask import ask
from drift.tables.engine import to_table

if TYPE_CHECKING:
    import ibis

    from drift.tables.store import Stored

DIRECT: Final = ("visit", "call")
_REFERENCES: Final = {
    "tool": "string",  # of the incident
    "incident_id": "string",  # that a direct contact was about
    "at_s": "int64",  # when, seconds UTC since 1970
}
_BETWEEN = re.compile(r"[;,|\n/]|\s(?:en|and|&)\s")


def list_references(contacts: pd.DataFrame, incidents: Stored) -> ibis.Table:
    """Return which direct contacts name which incidents, columns as in _REFERENCES."""
    direct = contacts[contacts["direct"].fillna(value=False).astype(bool) & contacts["refers_to"].notna()]
    named = direct.assign(name=direct["refers_to"].astype("str").map(_split)).explode("name")
    named = named[named["name"].notna() & named["name"].ne("")]
    rows = pd.DataFrame({"tool": [], "incident_id": [], "at_s": []})
    if len(named):
        numbers = incidents.pick("tool", "incident_id").assign(name=lambda rows: rows["incident_id"].map(_plain))
        rows = named.merge(numbers[numbers["name"].isin(set(named["name"]))], on="name", suffixes=("_of", ""))
        rows = rows.assign(at_s=(rows["at_utc"] - pd.Timestamp(0)) // pd.Timedelta(seconds=1))
        rows = rows.sort_values(["tool", "incident_id", "at_s"], ignore_index=True)
    return to_table(rows, _REFERENCES)


def _split(text: str) -> list[str]:
    return [_plain(part) for part in _BETWEEN.split(text)]


def _plain(name: str) -> str:
    return "".join(name.split()).casefold()


def flag_contact(rows: ibis.Table) -> dict[str, ibis.Value]:
    """Ask of incidents of persons whether there was direct contact and a visit, and when the first was (`direct_s`).

    Null in months in which nothing of the kind could be written down.
    """
    import ibis

    step_s, named_s = rows.direct_s, rows.named_s
    first_s = ibis.least(ibis.coalesce(step_s, named_s), ibis.coalesce(named_s, step_s))
    direct_s = ibis.ifelse(rows.by_people, first_s, ibis.null("int64"))
    covered = rows.tells_direct | direct_s.notnull()
    met = ibis.ifelse(covered, direct_s.notnull(), ibis.null("boolean"))
    came = ibis.ifelse(covered, rows.n_visits.fill_null(0) > 0, ibis.null("boolean"))
    return {
        "direct_s": direct_s,
        **ask(CONTACT, met, rows.by_people),
        **ask(VISITS, came, rows.by_people),
    }
