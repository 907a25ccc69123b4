"""The sheets beside the clauses: versions, contacts, meetings, escalation; and the papers beside the contract."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Final

from drift.samples.cast import CUSTOMER, SUPPLIER, Cast
from drift.samples.contract_text import Version
from drift.samples.files.sheets import Book, Sheet, open_book
from drift.samples.governance import MEETINGS, STEPS, author_of, company, named_contacts
from drift.samples.relation import Relation

LEVEL: Final = {"operational": "operationeel", "tactical": "tactisch", "strategic": "strategisch"}
OFTEN: Final = {250: "iedere werkdag", 52: "wekelijks", 26: "eens per 2 weken", 12: "maandelijks", 6: "6 x per jaar",
                4: "per kwartaal", 2: "halfjaarlijks"}  # fmt: skip
WHO: Final = {
    "operational": "Teamleiders sortering, monteurs, hoofdmonteur",
    "tactical": "Contractmanagers, Inkoop",
    "tactical, operations": "Bedrijfsleider, hoofdmonteur",
    "strategic": "Directies, Hoofd Inkoop, accountmanager",
    "strategic, operations": "Directies, accountmanager",
}
TERMS: Final = ("direct", "na 1 uur", "na 4 uur", "na 1 werkdag", "na 5 werkdagen")
CHANGES: Final = {
    "1.0": "Eerste versie, opgesteld met teamleiders en monteurs",
    "1.1": "Inwerken opvolgers toegevoegd",
    "1.2": "Trillingsmeting toegevoegd, logboek naar rapportage",
    "2.0": "Herzien door Inkoop: hernummerd, meldingen via servicedesk, prestatie-indicatoren, normen aangescherpt",
    "3.0": "Bonus en malus, weekrapportage, centrale planning, normen aangescherpt",
    "3.1": "Aanvullende rapportages, verbeterplan, malus verhoogd",
    "4.0 concept": "Voorstel Inkoop: audit, dubbele malus, vergelijking met andere locaties",
    "4.0": "Na de rondetafel: vaste monteurs terug, bepalingen geschrapt, P1-norm verruimd",
}
DAP: Final = {
    "DAP v1.0 01-03-2018.xlsx": (
        "De teamleider belt zijn vaste monteur; buiten diens dienst de monteur van de andere hal.",
        "De melding wordt dezelfde dienst samen in TOPdesk gezet, met oorzaak en onderdeel.",
        "Een monteur die langs loopt vraagt altijd even wat er speelt.",
        "Onderdelen onder de 500 euro mogen zonder bon uit het magazijn, het lijstje hangt op de kast.",
        "Op donderdag kijken we samen wat in de onderhoudsnacht moet.",
        "Wie een pakket uit de band haalt, drukt eerst op de noodstop en roept om.",
        "Bij de decemberpiek staat er een monteur naast sorteerder 2.",
        "Nieuwe monteurs lopen twee maanden mee met een vaste monteur.",
    ),
    "DAP v2.0 01-11-2023.xlsx": (
        "De teamleider mag de vaste monteur van zijn hal weer rechtstreeks bellen.",
        "De servicedesk maakt de melding achteraf compleet en belt niet terug voor ontbrekende velden.",
        "Eens per twee weken lopen teamleider en monteur samen een ronde.",
        "Wat drie keer terugkomt, bespreken we op de vloer voordat iemand een oorzaakanalyse schrijft.",
        "Onderdelen tot duizend euro bestelt de monteur zelf.",
        "Wie vertrekt, draagt zijn logboek over aan zijn opvolger.",
    ),
}
PRICES: Final = (
    ("Maandvergoeding onderhoud en storingsdienst", "maand", 41_250.0),
    ("Monteur, kantooruren", "uur", 78.5),
    ("Monteur, avond en nacht", "uur", 104.0),
    ("Besturingstechnicus", "uur", 118.0),
    ("Voorrijkosten buiten bezetting", "keer", 65.0),
    ("Opslag onderdelen", "%", 12.0),
)


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
        date = one.effective_on - dt.timedelta(days=20)
        name = f"{one.name.split()[0]} concept" if one.draft else one.name
        signatures = [manager[0].name if signed and manager else None, other[0].name if signed and other else None]
        sheet.row([name, date, author.name, author.role, CHANGES[one.name], *signatures])


def _contacts(book: Book, version: Version, cast: Cast) -> None:
    heads = ("Naam", "Rol", "Organisatie", "Telefoon", "E-mail")
    sheet = _sheet(book, "Contactpersonen", heads, (28, 34, 32, 16, 46))
    for i, person in enumerate(named_contacts(version, cast)):
        sheet.row([person.name, person.role, company(person), f"06-000000{i + 10}", person.mail])


def _meetings(book: Book, version: Version) -> None:
    heads = ("Overleg", "Niveau", "Frequentie", "Deelnemers", "Voorzitter")
    sheet = _sheet(book, "Overlegstructuur", heads, (28, 16, 18, 50, 34))
    chair = {"operations": "Bedrijfsleider", "both": "Bij toerbeurt"}.get(
        version.author, "Contractmanager opdrachtgever"
    )
    for name, level, n in MEETINGS[version.author]:
        sheet.row([name, LEVEL[level], OFTEN[n], WHO.get(f"{level}, {version.author}", WHO[level]), chair])


def _escalation(book: Book, version: Version) -> None:
    heads = ("Stap", "Wie", "Termijn", "Hoe")
    sheet = _sheet(book, "Escalatiematrix", heads, (8, 46, 16, 24))
    by_phone = version.author in ("operations", "both")
    for i, who in enumerate(STEPS[version.author]):
        sheet.row([i + 1, who, TERMS[i], "telefonisch" if by_phone else "schriftelijk"])


def write_papers(relation: Relation, folder: Path) -> None:
    """Write what lies beside the contract: working agreements and a price list."""
    for name, lines in DAP.items():
        if name.startswith("DAP v2") and not relation.story.slides:
            continue
        with open_book(folder / "contract" / name, "Dossier Afspraken en Procedures (verzonnen)") as book:
            sheet = _sheet(book, "Werkafspraken", ("Nr", "Afspraak"), (8, 100))
            for i, line in enumerate(lines, start=1):
                sheet.row([f"W-{i:02d}", line])
    with open_book(folder / "contract" / "Prijslijst 2018.xlsx", "Prijslijst (verzonnen)") as book:
        sheet = _sheet(book, "Prijslijst", ("Omschrijving", "Eenheid", "Tarief"), (48, 12, 14))
        for text, unit, price in PRICES:
            sheet.row([text, unit, price], styles={2: "money"})
        sheet.row([f"Tarieven tussen {CUSTOMER} en {SUPPLIER}, exclusief btw."], "note")
