"""The sheets beside the clauses: versions, contacts, meetings, escalation; and the papers beside the contract."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from drift.samples.cast import CUSTOMER, SUPPLIER, Cast
from drift.samples.contract_text import (
    Version,
    author_of,
    company,
    load_papers,
    named_contacts,
    sheets_of,
)
from drift.samples.files.sheets import Book, Sheet, open_book
from drift.samples.files.words import LEVEL
from drift.samples.relation import Relation

BY_PHONE: Final = ("operations", "both")  # who escalates by telephone; others write


def add_governance(book: Book, version: Version, relation: Relation) -> None:
    """Add the sheets that most versions have; the first has no escalation, the third no contacts."""
    _versions(book, version, relation)
    if version.name != "1.2":
        _contacts(book, version, relation.cast)
    _meetings(book, version)
    if version.name != "1.0":
        _escalation(book, version)


def _sheet(book: Book, name: str, heads: tuple[str, ...], widths: tuple[float, ...]) -> Sheet:
    sheet = book.add(name, f"{name} Sorteercentrum Zuid (verzonnen)", widths)
    sheet.skip()
    sheet.row(heads, "head")
    return sheet


def _versions(book: Book, version: Version, relation: Relation) -> None:
    heads = ("Versie", "Datum", "Auteur", "Functie", "Wijziging", "Akkoord opdrachtgever", "Akkoord opdrachtnemer")
    sheet = _sheet(book, "Versiebeheer", heads, (10, 12, 26, 28, 70, 26, 26))
    versions = relation.paper.versions
    for one in versions[: versions.index(version) + 1]:
        if one.draft and one is not version:
            continue
        author, signed = author_of(one, relation.cast), not one.draft
        manager = relation.cast.of("Inkoper" if one.author != "operations" else "Bedrijfsleider", one.effective_on)
        other = relation.cast.of("Accountmanager", one.effective_on)
        name = f"{one.name.split()[0]} concept" if one.draft else one.name
        signatures = [manager[0].name if signed and manager else None, other[0].name if signed and other else None]
        sheet.row([name, one.signed_on, author.name, author.role, one.changes, *signatures])


def _contacts(book: Book, version: Version, cast: Cast) -> None:
    heads = ("Naam", "Rol", "Organisatie", "Telefoon", "E-mail")
    sheet = _sheet(book, "Contactpersonen", heads, (28, 34, 32, 16, 46))
    for i, person in enumerate(named_contacts(version, cast)):
        sheet.row([person.name, person.role, company(person), f"06-000000{i + 10}", person.mail])


def _meetings(book: Book, version: Version) -> None:
    heads = ("Overleg", "Niveau", "Frequentie", "Deelnemers", "Voorzitter")
    sheet = _sheet(book, "Overlegstructuur", heads, (28, 16, 18, 50, 34))
    often, attendees, mine = load_papers()["often"], load_papers()["attendees"], sheets_of(version)
    for name, level, n in mine["meetings"]:
        who = attendees.get(f"{level}, {version.author}", attendees[level])
        sheet.row([name, LEVEL[level], often[str(n)], who, mine["chair"]])


def _escalation(book: Book, version: Version) -> None:
    heads = ("Stap", "Wie", "Termijn", "Hoe")
    sheet = _sheet(book, "Escalatiematrix", heads, (8, 46, 16, 24))
    how = "telefonisch" if version.author in BY_PHONE else "schriftelijk"
    steps = zip(sheets_of(version)["steps"], load_papers()["escalation"]["terms"], strict=False)
    for i, (who, term) in enumerate(steps, start=1):
        sheet.row([i, who, term, how])


def write_papers(relation: Relation, folder: Path) -> None:
    """Write what lies beside the contract: working agreements and a price list."""
    for name, lines in load_papers()["dap"].items():
        if name.startswith("DAP v2") and not relation.story.slides:
            continue
        with open_book(folder / "contract" / name, "Dossier Afspraken en Procedures (verzonnen)") as book:
            sheet = _sheet(book, "Werkafspraken", ("Nr", "Afspraak"), (8, 100))
            for i, line in enumerate(lines, start=1):
                sheet.row([f"W-{i:02d}", line])
    with open_book(folder / "contract" / "Prijslijst 2018.xlsx", "Prijslijst (verzonnen)") as book:
        sheet = _sheet(book, "Prijslijst", ("Omschrijving", "Eenheid", "Tarief"), (48, 12, 14))
        for row in load_papers()["prices"]["rows"]:
            sheet.row(row, styles={2: "money"})
        sheet.row([f"Tarieven tussen {CUSTOMER} en {SUPPLIER}, exclusief btw."], "note")
