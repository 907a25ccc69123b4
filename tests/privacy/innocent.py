"""Texts of tickets and clauses in which nobody is named, beside persons who are called like words of the language."""

from __future__ import annotations

import datetime as dt
from itertools import cycle
from pathlib import Path

from builders import CLAUSES, make_workbook

HERE = Path(__file__).parent
PERSONS = (
    "Mark de Boer",
    "Will Baker",
    "Rob Smit",
    "Bas Visser",
    "Jan de Groot",
    "Anna Bos",
    "Dekker, Piet",
    "Tom Price",
    "Sarah Long",
    "Theresa May",
    "Justin Case",
    "Bakker, W.",
)
ROLES = (
    "Servicedesk",
    "Team Beheer",
    "noreply",
    "Functioneel Beheer",
    "System",
    "Admin",
    "servicedesk@firma.nl",
    "noreply@klant.com",
    "Systeembeheerder",
    "Service Desk",
)
NEVER = ("servicedesk", "service desk", "team", "beheer", "functioneel", "systeem", "system", "admin", "firma.nl",
         "klant.com", "leverancier", "supplier", "customer", "opdrachtgever")  # fmt: skip
HEADING = ("Meldingnummer", "Korte omschrijving", "Aanmelddatum", "Gereed", "Aanmelder", "Behandelaar")
FIRST = dt.datetime(2022, 1, 3, 9)


def read_texts(language: str) -> list[str]:
    """Return the texts in nl or en, one a line of the file."""
    return (HERE / f"innocent_{language}.txt").read_text(encoding="utf-8").splitlines()


def make_folder(folder: Path) -> dict[str, str]:
    """Write a log and two versions of a contract; return the texts by number of the ticket and of the clause."""
    texts = read_texts("nl") + read_texts("en")
    tickets = {f"M{i:04}": text for i, text in enumerate(texts)}
    # every third text alone is a clause: a word that the contract uses is spared, the others have to do without
    clauses = {f"1.{i}": text for i, text in enumerate(texts[::3], start=1)}
    callers, handlers = cycle([*PERSONS, *ROLES]), cycle([*ROLES, *PERSONS[::-1]])
    rows = [
        [number, text, opened, opened + dt.timedelta(hours=5), next(callers), next(handlers)]
        for i, (number, text) in enumerate(tickets.items())
        for opened in [FIRST + dt.timedelta(hours=40 * i)]
    ]
    make_workbook(folder / "meldingen.xlsx", {"Meldingen": [list(HEADING), *rows]})
    for day, upto in (("2022-01-01", 90), ("2022-09-01", len(clauses))):
        make_workbook(folder / f"SLA {day}.xlsx", {"Eisen": [CLAUSES, *list(map(list, clauses.items()))[:upto]]})
    return tickets | clauses
