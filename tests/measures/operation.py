"""Simulated operations of which it is known who works with whom: tables as reading would leave them, no files."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from drift.measures.index import choose_base
from drift.measures.work.casebook import build_casebook
from drift.measures.work.log_shape import count_shape
from drift.measures.work.operations import measure_operations
from drift.measures.work.spoiled import find_spoiled
from drift.project.settings import Settings
from drift.tables.calendar import span_log
from drift.tables.columns import TABLES
from drift.tables.store import Store

FIRST = pd.Timestamp("2016-01-01")
HOUR = 3600


@dataclass(frozen=True)
class Plan:
    """How an operation works, and what changes from month `change` on (fields of `later`)."""

    months: int = 48
    a_month: float = 60
    callers: int = 6
    handlers: int = 6
    loyal: float = 1.0  # chance that a call goes to the caller's own person; else to anybody
    contact: float = 0.5  # chance of a call or a visit
    pushed: float = 0.1
    bounced: float = 0.05
    reopened: float = 0.03
    repeats: float = 0.0  # chance that the same object fails again within 30 days because it was not mended
    objects: int = 400
    simple: float = 0.4  # share of a category that is easy
    portal: bool = False  # tickets come in by a portal, with an automatic confirmation
    automated: float = 0.0  # share of the simple ones that a robot solves
    wide: bool = True  # whether the objects of later volume are other ones
    change: int = 10_000
    later: dict = field(default_factory=dict)


def simulate(plan: Plan, seed: int = 1) -> dict[str, pd.DataFrame]:
    """Return incidents and events of an operation."""
    rng = np.random.default_rng(seed)
    incidents, events = [], []
    for month in range(plan.months):
        now = replace(plan, **plan.later) if month >= plan.change else plan
        start = FIRST + pd.DateOffset(months=month)
        days = (start + pd.DateOffset(months=1) - start).days
        stamps = np.sort(rng.uniform(0, days * 24 * HOUR, rng.poisson(now.a_month)))
        for stamp in stamps:
            _incident(now, rng, start + pd.Timedelta(seconds=int(stamp)), incidents, events)
    return {"incidents": _frame("incidents", incidents), "events": _frame("events", events)}


def _incident(plan, rng, opened, incidents, events):
    caller = int(rng.integers(plan.callers))
    own = rng.random() < plan.loyal
    handler = caller % plan.handlers if own else int(rng.integers(plan.handlers))
    easy = rng.random() < plan.simple
    robot = easy and rng.random() < plan.automated
    bounced = rng.random() < plan.bounced
    pushed = rng.random() < plan.pushed * (0.3 if easy else 1.4)
    reopened = rng.random() < plan.reopened
    met = rng.random() < plan.contact * (0.8 if easy else 1.1)
    row = {
        "incident_id": f"I{len(incidents):06}",
        "opened_at": opened,
        "resolved_at": opened + pd.Timedelta(hours=float(rng.gamma(2, 4)) * (2 if bounced else 1)),
        "category": "easy" if easy else "hard",
        "priority": "P3" if rng.random() < 0.8 else "P2",
        "object": f"O{int(rng.integers(plan.objects))}",
        "requester": f"caller {caller}",
        "handler": "robot" if robot else f"handler {handler}",
        "channel": "portal" if plan.portal else "phone",
        "n_reassigned": int(rng.integers(3, 7)) if bounced else int(rng.random() < 0.3),
        "n_reopened": int(reopened),
    }
    incidents.append(row)
    kinds = [("comment", 1.0), ("comment", 3.0)]
    kinds += [("comment", 1.0 + i) for i in range(12)] if bounced else []
    kinds += [("call", 2.0)] if met else []
    kinds += [("escalated", 4.0)] if pushed else []
    for i, (kind, after) in enumerate([*kinds, ("resolved", 6.0)]):
        actor = f"handler {(handler + (i if bounced else 0)) % plan.handlers}"
        events.append(_event(row, opened, after, kind, actor, i))
    if plan.portal:
        events.append(_event(row, opened, 0.01, "comment", "portal", 99))
    if rng.random() < plan.repeats:
        again = dict(row, incident_id=f"I{len(incidents):06}", opened_at=opened + pd.Timedelta(days=12))
        incidents.append(again | {"resolved_at": again["opened_at"] + pd.Timedelta(hours=5)})


def _event(row, opened, after, kind, actor, i):
    at = opened + pd.Timedelta(hours=after)
    return {"incident_id": row["incident_id"], "at": at, "kind": kind, "actor": actor, "text": f"step {i}"}


def _frame(table, rows):
    frame = pd.DataFrame(rows).assign(relation="A", file="log.xlsx", sheet="Log", tool="made up")
    frame["row"] = range(2, len(frame) + 2)
    for name in [name for name in frame if name.endswith("_at")]:
        frame[name.removesuffix("_at") + "_utc"] = frame[name]
    if table == "incidents":
        return (
            frame.assign(end_known=True, type="corrective", title="storing")
            .reindex(columns=names(table))
            .astype(object)
        )
    return frame.assign(at_utc=frame["at"]).reindex(columns=names(table)).astype(object)


def names(table):
    return [column.name for column in TABLES[table]]


def measure(frames, people=(), settings=None, automatic=frozenset({"robot", "portal"})):
    """Measure tables as `drift.analyse` would, without a contract."""
    settings = settings or Settings()
    rows = [dict(zip(("person", "side", "function", "level"), one, strict=False)) for one in people]
    with Store() as store:
        for table in ("contacts", "attendees", "people"):
            given = frames.get(table, pd.DataFrame(rows if table == "people" else []))
            store.put(table, given.reindex(columns=names(table)).astype(object))
        for table in ("incidents", "events"):
            store.put(table, frames[table])
        incidents = frames["incidents"]
        span = span_log(incidents["opened_at"], max(incidents["resolved_at"].max(), frames["events"]["at"].max()))
        tables = store.open_tables()
        spoiled = find_spoiled(count_shape(tables.incidents.rows, automatic))
        casebook = build_casebook(tables, automatic, span, settings, spoiled)
        base = choose_base(span.months, casebook.counts.months, settings.base)
        return measure_operations(casebook, base.work, span.months, settings.weights)


def mean_of(operations, name, months=slice(None)):
    """Return the mean of a measure's own values."""
    return float(operations.shares_of(name).value[months].mean())
