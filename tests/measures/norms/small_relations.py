"""Small relations with norms, as frames: a test shows only the clauses and incidents that it is about."""

import datetime as dt

import pandas as pd

import drift

BEGIN = dt.date(2020, 1, 1)


def make_clauses(**versions):
    """Return clauses; versions: v1=[texts], in force from a year on each: v1 2020, v2 2021, …"""
    rows = [
        {"document": "SLA", "version": name, "effective_on": dt.date(2019 + int(name[1:]), 1, 1),
         "file": f"{name}.xlsx", "sheet": "SLA", "row": i + 2, "clause_id": f"1.{i + 1}", "text": text}
        for name, texts in versions.items()
        for i, text in enumerate(texts)
    ]  # fmt: skip
    return pd.DataFrame(rows)


def make_incidents(opened, hours, priority="P1", **columns):
    """Return incidents that were resolved after so many hours; None: not resolved."""
    opened = pd.Series(pd.to_datetime(list(opened)))
    after = pd.to_timedelta(pd.Series(list(hours), dtype="float64"), unit="h").dt.round("s")
    return pd.DataFrame({
        "incident_id": [f"I{i:05d}" for i in range(len(opened))],
        "opened_at": opened,
        "resolved_at": opened + after,
        "priority": priority,
        "type": "corrective",
        **columns,
    })  # fmt: skip


def analyse(clauses, incidents, events=None, **settings):
    tables = {"clauses": clauses, "incidents": incidents} | ({} if events is None else {"events": events})
    return drift.analyse_tables(tables, settings={"relation": "r", "zone": "Europe/Amsterdam", **settings})


def met_of(analysis):
    """Return share by version and year."""
    return analysis.measured.norms.met.set_index(["version", "year"])["share"]
