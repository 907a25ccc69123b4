"""A made-up contract, its incidents and the reports of them: what share met its norm in which month is planted."""

import datetime as dt

import pandas as pd

from drift.contract.contract import read_contract
from drift.measures.relation import build_workings
from drift.project import make_project
from drift.tables.door.read import name_relation, read_tables
from drift.tables.store import build_tables

HOUR = pd.Timedelta(hours=1)
CONTRACT = {
    dt.date(2020, 1, 1): [
        ("3.1", "Bij een storing met prioriteit 1 reageert opdrachtnemer binnen 60 minuten."),
        ("3.2", "Een storing met prioriteit 1 wordt binnen 4 uur hersteld."),
        ("3.3", "Een storing met prioriteit 2 wordt binnen 8 uur hersteld."),
        ("4.1", "Ten minste 85 % van de storingen wordt binnen de hersteltijd hersteld."),
        ("4.2", "De beschikbaarheid bedraagt ten minste 99 % per maand."),
    ],
    dt.date(2021, 1, 1): [
        ("3.1", "Bij een storing met prioriteit 1 reageert opdrachtnemer binnen 60 minuten."),
        ("3.2", "Een storing met prioriteit 1 wordt binnen 4 uur hersteld."),
        ("3.3", "Een storing met prioriteit 2 wordt binnen 6 uur hersteld."),
        ("4.1", "Ten minste 95 % van de storingen wordt binnen de hersteltijd hersteld."),
        ("4.2", "De beschikbaarheid bedraagt ten minste 99 % per maand."),
    ],
}
MONTHS = pd.period_range("2020-01", "2021-12", freq="M")
RESTORE = "Storingen hersteld binnen de norm"


def clauses(contract=None):
    """Return the clauses of each version."""
    rows = [
        {"document": "SLA", "version": str(day), "effective_on": day, "clause_id": number, "text": text,
         "file": f"sla {day}.xlsx", "sheet": "S", "row": row}
        for day, own in (contract or CONTRACT).items()
        for row, (number, text) in enumerate(own, 2)
    ]  # fmt: skip
    return pd.DataFrame(rows)


def incidents(n_met, n_missed, months=MONTHS, **more):
    """Return incidents of both levels, by day: of each month so many that met their norm, and missed it.

    n_met, n_missed : a number, or one a month
    more : columns that every row has; a function of the row, in which stands whether it met, gives each its own
    """
    rows = []
    for month in months:
        met, missed = (n.get(str(month), 0) if isinstance(n, dict) else n for n in (n_met, n_missed))
        for i, is_met in enumerate([True] * met + [False] * missed):
            opened = month.start_time + pd.Timedelta(days=i * (month.days_in_month - 1) / max(met + missed - 1, 1))
            row = {"opened_at": opened.floor("D") + 9 * HOUR, "priority": "P1" if i % 2 else "P2"}
            row["resolved_at"] = row["opened_at"] + (3 if is_met else 20) * HOUR
            row["responded_at"] = row["opened_at"] + (0.5 if is_met else 2) * HOUR
            rows.append(
                row | {name: one(row | {"met": is_met}) if callable(one) else one for name, one in more.items()}
            )
    return pd.DataFrame(rows).assign(incident_id=[f"I{i:05}" for i in range(len(rows))])


def report(share, indicator=RESTORE, norm=85.0, periods=MONTHS, **more):
    """Return the reports of one indicator; share: percent, or a function of the period as it is written."""
    rows = [
        {"document": "rapportage", "period": str(period), "indicator": indicator, "norm": norm, "unit": "%",
         "result": share(str(period)) if callable(share) else share, **more}
        for period in periods
    ]  # fmt: skip
    return pd.DataFrame(rows)


def hold_tables(tables):
    """Return what holding norms gives, as `drift.analyse_tables` does it, without what is measured and judged else."""
    project = make_project({}, name_relation(tables))
    store, _ = build_tables(read_tables(tables, project), project)
    with store:
        contract = read_contract(*(store.fetch(name).to_pandas() for name in ("clauses", "documents", "norms")))
        store.put_all(vars(contract))
        return build_workings(store.open_tables(), project.settings).norms.findings
