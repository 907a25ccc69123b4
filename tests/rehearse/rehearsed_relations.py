"""Small relations with drafts, in files: two levels of incidents whose times are known."""

import datetime as dt

from builders import make_workbook

from drift.rehearse.flow import rehearse

HEADS = ["Incident", "Type", "Title", "Priority", "Opened", "Resolved"]
MONTHS = 24
A_MONTH = 4
NOW = [
    "Incidents of priority 1 are resolved within 8 hours.",
    "Incidents of priority 2 are resolved within 24 hours.",
    "Each month at least 90 % of incidents are resolved within the resolution time.",
]


def make_relation(folder, *, hours=(2.0, 20.0), months=MONTHS, now=NOW):
    """Write a folder: four incidents of each priority a month, which took `hours`, and a version in force."""
    rows = [HEADS]
    for month in range(months):
        for level, took in enumerate(hours, start=1):
            for day in range(A_MONTH):
                opened = dt.datetime(2022 + month // 12, month % 12 + 1, 3 + 5 * day, 9)
                length = took(month, day) if callable(took) else took
                name = f"P{level}-{month:02d}-{day}"
                rows.append([name, "Incident", "pump stands still", level, opened, opened + dt.timedelta(hours=length)])
    make_workbook(folder / "log.xlsx", {"Log": rows})
    make_version(folder / "SLA v1.0 def 2021-01-01.xlsx", now)
    return folder


def make_version(path, texts, writer=None):
    """Write a version; writer: the function that its version history tells."""
    clauses = [["Nr", "Omschrijving"], *([f"1.{i}", text] for i, text in enumerate(texts, start=1))]
    sheets = {"Eisen": clauses}
    if writer:
        version = path.name.split(" v")[1].split(" ")[0]
        sheets["Versiebeheer"] = [
            ["Versie", "Datum", "Auteur", "Functie"],
            [version, dt.datetime(2023, 12, 1), "Marit de Vries", writer],
        ]
    return make_workbook(path, sheets)


def rehearse_draft(folder, texts, writer=None, **settings):
    """Return what a draft of these clauses would have done."""
    path = make_version(folder / "SLA v2.0 concept.xlsx", texts, writer)
    return rehearse(folder, [path], language="en", **settings).drafts[0]
