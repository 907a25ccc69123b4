"""The contract as workbooks: a version a file, in layouts that change with whoever keeps them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from drift.samples.contract_text import Clause, Version
from drift.samples.files.governance_sheets import add_governance
from drift.samples.files.sheets import Book, Sheet, open_book
from drift.samples.relation import Relation

PARTS: Final = {  # the split of 3.0: sheets and the chapters in them
    "1 Algemeen en dienst": ("algemeen", "dienst", "onderhoud", "veilig", "onderdelen"),
    "2 Prestaties": ("storing", "kpi"),
    "3 Rapportage en malus": ("overleg", "rapportage", "malus", "slot"),
}
COMMENTS: Final = {  # what somebody wrote beside a cell
    "reactie_p1": "Inkoop: marktconform is 15 minuten.",
    "malus_max": "Ter discussie in stuurgroep.",
    "kpi_respons": "Meting op systeemstempels, zie rapportage.",
    "vast_duo": "Werkt goed, zo laten.",
    "uitsluiting": "Let op: beroep op dit artikel neemt toe.",
    "rapport_oorzaak": "Wie leest dit? (hoofdmonteur)",
}


def write_versions(relation: Relation, folder: Path) -> None:
    """Write every version of the SLA in the layout of its year."""
    for version in relation.paper.versions:
        title = relation.story.scene.papers["sheets"]["clauses"]["title"]
        with open_book(folder / version.file, f"{title} v{version.name}", relation.story.scene) as book:
            LAYOUTS[version.layout](book, version, relation)
            add_governance(book, version, relation)


def _head(book: Book, name: str, version: Version, widths: tuple[float, ...]) -> Sheet:
    """Begin a sheet of clauses with the block of facts that stands above every one of them."""
    words = book.scene.papers["sheets"]["clauses"]
    sheet = book.add(name, words["title"], widths)
    sheet.row([words["version"], f"{version.name} ({words['draft' if version.draft else 'final']})"])
    sheet.row([words["effective_on"], version.effective_on])
    parties = {side: book.scene.firm(side) for side in ("customer", "supplier")}
    sheet.row([words["parties"], words["between"].format(**parties)])
    sheet.skip()
    return sheet


def _comment(sheet: Sheet, row: int, column: int, clause: Clause) -> None:
    if clause.key in COMMENTS:
        sheet.sheet.write_comment(row, column, COMMENTS[clause.key], {"author": "verzonnen"})


def _plain(book: Book, version: Version, relation: Relation) -> None:
    """Write number, subject, text and remark: the first year."""
    sheet = _head(book, "SLA", version, (13, 24, 90, 30))
    sheet.row(["Artikel", "Onderwerp", "Omschrijving", "Opmerking"], "head")
    for clause in relation.paper.clauses[version.name]:
        row = sheet.row([clause.number, clause.title, clause.text])
        _comment(sheet, row, 2, clause)
    sheet.sheet.freeze_panes(sheet.at - len(relation.paper.clauses[version.name]), 0)


def _numbers(book: Book, version: Version, relation: Relation) -> None:
    """Write the numbers as numbers, shown with their decimals, and merge the chapter over its rows."""
    sheet = _head(book, "Afspraken", version, (13, 24, 90))
    sheet.row(["Nr.", "Hoofdstuk", "Afspraak"], "head")
    clauses = relation.paper.clauses[version.name]
    first = sheet.at
    for clause in clauses:
        style = "two" if len(clause.number.split(".")[1]) > 1 else "one"
        row = sheet.row([float(clause.number), None, clause.text], styles={0: style})
        _comment(sheet, row, 2, clause)
    for title in dict.fromkeys(clause.title for clause in clauses):
        rows = [first + i for i, clause in enumerate(clauses) if clause.title == title]
        sheet.sheet.merge_range(rows[0], 1, rows[-1], 1, title, sheet.styles["text"])


def _headed(book: Book, version: Version, relation: Relation) -> None:
    """Write each chapter under a heading row of its own."""
    sheet = _head(book, "SLA 2020", version, (13, 100, 30))
    sheet.row(["Nr", "Afspraak", "Toelichting"], "head")
    title = ""
    for clause in relation.paper.clauses[version.name]:
        if clause.title != title:
            title = clause.title
            sheet.row([title], "section")
        sheet.row([clause.number, clause.text, "logboek is verhuisd" if clause.key == "logboek" else None])


def _procured(book: Book, version: Version, relation: Relation) -> None:
    """Write procurement's first version: everything renumbered, requirements with an owner, performance apart."""
    clauses = relation.paper.clauses[version.name]
    sheet = _head(book, "Eisen", version, (13, 24, 90, 18, 18))
    sheet.row(["Art.", "Hoofdstuk", "Eis", "Eigenaar", "Rapportagefrequentie"], "head")
    for clause in clauses:
        if clause.chapter != "kpi":
            often = "maandelijks" if clause.kind == "reporting" else None
            row = sheet.row([clause.number, clause.title, clause.text, _owner(clause), often])
            _comment(sheet, row, 2, clause)
    _performance(book, version, clauses)


def _performance(book: Book, version: Version, clauses: tuple[Clause, ...]) -> None:
    sheet = _head(book, "KPI's", version, (13, 28, 80, 16, 20))
    sheet.row(["KPI-nr", "KPI", "Omschrijving", "Norm", "Meetwijze"], "head")
    sign = {">=": "≥", "<=": "≤"}
    for clause in (clause for clause in clauses if clause.chapter == "kpi"):
        unit = {"%": "%", "hour": "uur", "count": "stuks"}.get(clause.unit or "", "")
        norm = f"{sign[clause.comparator or '>=']} {clause.norm:g} {unit}".replace(".", ",") if clause.norm else None
        row = sheet.row([clause.number, (clause.metric or "meting").capitalize(), clause.text, norm, "systeemstempel"])
        _comment(sheet, row, 2, clause)


def _split(book: Book, version: Version, relation: Relation) -> None:
    """Write three sheets with headings of two rows."""
    for name, chapters in PARTS.items():
        sheet = _head(book, name, version, (13, 24, 90, 20, 14))
        sheet.sheet.merge_range(sheet.at, 0, sheet.at, 2, "Bepaling", sheet.styles["group"])
        sheet.sheet.merge_range(sheet.at, 3, sheet.at, 4, "Beheer", sheet.styles["group"])
        sheet.skip()
        sheet.row(["Art.", "Hoofdstuk", "Omschrijving", "Eigenaar", "Status"], "head")
        for clause in relation.paper.clauses[version.name]:
            if clause.chapter in chapters:
                row = sheet.row([clause.number, clause.title, clause.text, _owner(clause), "Van kracht"])
                _comment(sheet, row, 2, clause)


def _kept(book: Book, version: Version, relation: Relation) -> None:
    """Write one sheet in which what is dropped stays, struck through; what changed is yellow."""
    sheet = _head(book, "SLA", version, (13, 24, 90, 20, 14, 34))
    sheet.row(["Artikel", "Hoofdstuk", "Omschrijving", "Eigenaar", "Status", "Toelichting"], "head")
    before = relation.paper.before(version)
    old = {clause.key: clause.text for clause in relation.paper.clauses[before.name]} if before else {}
    rows = [(clause, False) for clause in relation.paper.clauses[version.name]]
    rows += [(clause, True) for clause in relation.paper.gone[version.name]]
    for clause, gone in sorted(rows, key=lambda one: tuple(map(int, one[0].number.split(".")))):
        style = "gone" if gone else "text" if old.get(clause.key) == clause.text else "changed"
        change = "nieuw" if clause.key not in old else "gewijzigd" if style == "changed" else None
        remark = f"vervallen per {version.effective_on:%d-%m-%Y}" if gone else change
        status = "Vervallen" if gone else "Voorstel" if version.draft and change else "Van kracht"
        row = sheet.row([clause.number, clause.title, clause.text, _owner(clause), status, remark], style)
        _comment(sheet, row, 2, clause)


def _owner(clause: Clause) -> str:
    if clause.kind in ("penalty", "reporting"):
        return "Contractmanager opdrachtnemer"
    return "Opdrachtgever" if clause.text.startswith("Opdrachtgever") else "Opdrachtnemer"


LAYOUTS: Final[dict[str, Callable[[Book, Version, Relation], None]]] = {
    "plain": _plain,
    "numbers": _numbers,
    "headed": _headed,
    "procured": _procured,
    "split": _split,
    "kept": _kept,
}
