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
from drift.tables.keys import ends_at, number_of
from drift.terms import LEVELS

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
    """Return which direct contacts name which incidents, columns as in _REFERENCES.

    A contact above the floor is none of both operations: who speaks of a ticket there does not solve it.
    """
    spoken = contacts["direct"].fillna(value=False).astype(bool) & ~contacts["level"].isin(LEVELS[1:])
    direct = contacts[spoken & contacts["refers_to"].notna()]
    named = direct.assign(name=direct["refers_to"].astype("str").map(_split), contact=range(len(direct))).explode(
        "name"
    )
    named = named[named["name"].notna() & named["name"].ne("")]
    rows = pd.DataFrame({"tool": [], "incident_id": [], "at_s": []})
    if len(named):
        rows = named.merge(_list_names(incidents, set(named["name"])), on="name", suffixes=("_of", ""))
        rows = _pick_opened_before(rows)
        rows = rows.assign(at_s=(rows["at_utc"] - pd.Timestamp(0)) // pd.Timedelta(seconds=1))
        rows = rows.sort_values(["tool", "incident_id", "at_s"], ignore_index=True)
    return to_table(rows, _REFERENCES)


def _list_names(incidents: Stored, asked: set[str]) -> pd.DataFrame:
    """Return tool, incident_id, opened_utc and name of the incidents that go by a name that is asked for.

    `by_number`: the number names several incidents, and the name is that number alone.
    """
    rows = incidents.pick("tool", "incident_id", "opened_utc")
    ids = rows["incident_id"]
    whole = rows.assign(name=ids.map(_plain), by_number=False)
    numbers = rows.assign(name=ids.map(number_of), by_number=True).dropna(subset="name")
    both = pd.concat([whole, numbers.assign(name=numbers["name"].map(_plain))], ignore_index=True)
    return both[both["name"].isin(asked)]


def _pick_opened_before(rows: pd.DataFrame) -> pd.DataFrame:
    """Of the incidents that one number names keep the one opened last before the contact."""
    before = rows[~rows["by_number"] | (rows["opened_utc"] <= ends_at(rows))].sort_values("opened_utc", kind="stable")
    return before[~before["by_number"] | ~before.duplicated(["contact", "name", "tool", "by_number"], keep="last")]


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
