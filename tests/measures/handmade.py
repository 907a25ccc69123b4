"""Small logs written by hand, in a store: a test shows only the columns it is about."""

import pandas as pd
from operation import names

from drift.measures.work.cases import build_cases
from drift.measures.work.contact import find_references
from drift.measures.work.histories import build_histories
from drift.measures.work.judging import build_judged
from drift.measures.work.parties import find_parties
from drift.project import Sides
from drift.tables.columns import to_arrow
from drift.tables.store import Store

OPENED = pd.Timestamp("2020-01-10 08:00")
H = 3600
CUT_DAYS = 60
FIRST_MONTH = 600  # ordinal of January 2020
_TABLES = ("incidents", "events", "people", "contacts", "attendees")


def incident(number, *, after_h=0.0, open_h=10.0, **other):
    """Return an incident opened so many hours after OPENED."""
    opened = OPENED + pd.Timedelta(hours=after_h)
    end = {} if open_h is None else {"resolved_at": opened + pd.Timedelta(hours=open_h)}
    plain = {"incident_id": number, "opened_at": opened, "type": "corrective", "end_known": True, "tool": "made up"}
    return plain | {"category": "band", "priority": "P2", "title": "storing"} | end | other


def step(number, at_h, kind="comment", **other):
    """Return a step of an incident so many hours after OPENED."""
    plain = {"incident_id": number, "at": OPENED + pd.Timedelta(hours=at_h), "kind": kind, "tool": "made up"}
    return plain | {"actor": "H1", "text": "gezien"} | other


def make_store(incidents, events=(), people=(), contacts=()):
    """Return a store with tables of these rows."""
    store = Store()
    given = {"incidents": incidents, "events": events, "people": people, "contacts": contacts}
    for table in _TABLES:
        frame = pd.DataFrame(list(given.get(table, ())))
        frame = frame.assign(relation="A", file="log.xlsx", sheet="Log", row=range(2, len(frame) + 2))
        for name in [name for name in frame if name == "at" or name.endswith("_at")]:
            frame[name.removesuffix("_at").removesuffix("at") + ("_utc" if name != "at" else "at_utc")] = frame[name]
        store.put(table, to_arrow(table, frame.reindex(columns=names(table)).astype(object)))
    return store


def judge(store, automatic=frozenset()):
    """Build the working tables up to `judged`."""
    find_parties(store, automatic)
    build_cases(store, Sides(), CUT_DAYS)
    find_references(store)
    build_histories(store)
    build_judged(store, FIRST_MONTH, CUT_DAYS)


def rows_of(store, table, name="incident_id"):
    """Return a working table as a frame, by the number of the incident."""
    numbers = store["cases"].select("case", "incident_id").to_pyarrow().to_pandas()
    frame = store[table].to_pyarrow().to_pandas()
    return frame.merge(numbers, on="case").set_index(name).sort_index() if "case" in frame else frame
