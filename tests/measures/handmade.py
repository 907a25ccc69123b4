"""Small logs written by hand, in a store: a test shows only the columns it is about."""

from contextlib import contextmanager

import pandas as pd
from operation import names

from drift.measures.work.casebook import build_casebook
from drift.project.settings import Settings
from drift.tables.calendar import Span
from drift.tables.store import Store

OPENED = pd.Timestamp("2020-01-10 08:00")
H = 3600
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


@contextmanager
def make_tables(incidents, events=(), people=(), contacts=()):
    """Open a store with tables of these rows."""
    given = {"incidents": incidents, "events": events, "people": people, "contacts": contacts}
    with Store() as store:
        for table in _TABLES:
            frame = pd.DataFrame(list(given.get(table, ())))
            frame = frame.assign(relation="A", file="log.xlsx", sheet="Log", row=range(2, len(frame) + 2))
            for name in [name for name in frame if name == "at" or name.endswith("_at")]:
                frame[name.removesuffix("at") + ("utc" if name != "at" else "at_utc")] = frame[name]
            store.put(table, frame.reindex(columns=names(table)).astype(object))
        yield store.open_tables()


@contextmanager
def make_casebook(incidents, events=(), people=(), robots=frozenset()):
    """Open a casebook of these rows."""
    with make_tables(incidents, events, people) as tables:
        opened = [row["opened_at"] for row in incidents]
        yield build_casebook(tables, robots, Span(min(opened), max(opened), pd.Timedelta(0)), Settings())


def rows_of(casebook, table):
    """Return rows of cases as a frame, by the number of the incident."""
    numbers = casebook.cases.select("case", "incident_id").to_pyarrow().to_pandas()
    return table.to_pyarrow().to_pandas().merge(numbers, on="case").set_index("incident_id").sort_index()
