"""The contract as workbooks: a version a file, in layouts that change with whoever keeps them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from drift.samples.contract_text import Clause, Version
from drift.samples.files.governance_sheets import add_governance
from drift.samples.files.matrix import add_matrix
from drift.samples.files.sheets import Book, Sheet, open_book
from drift.samples.relation import Relation

PARTS: Final = {  # the split of 3.0: sheets and the chapters in them
    "1 Algemeen en dienst": ("algemeen", "dienst", "onderhoud", "veilig", "onderdelen"),
    "2 Prestaties": ("storing", "kpi"),
    "3 Rapportage en malus": ("overleg", "rapportage", "malus", "slot"),
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


def _comment(book: Book, sheet: Sheet, row: int, column: int, clause: Clause) -> None:
    """Write what somebody wrote beside a cell."""
    said = book.scene.papers["comments"].get(clause.key)
    if said:
        sheet.sheet.write_comment(row, column, said, {"author": book.scene.facts["said_made_up"]})


def _plain(book: Book, version: Version, relation: Relation) -> None:
    """Write number, subject, text and remark: the first year."""
    words = book.scene.papers["layouts"]["plain"]
    sheet = _head(book, words["sheet"], version, (13, 24, 90, 30))
    sheet.row(words["heads"], "head")
    for clause in relation.paper.clauses[version.name]:
        row = sheet.row([clause.number, clause.title, clause.text])
        _comment(book, sheet, row, 2, clause)
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
        _comment(book, sheet, row, 2, clause)
    for title in dict.fromkeys(clause.title for clause in clauses):
        rows = [first + i for i, clause in enumerate(clauses) if clause.title == title]
        sheet.sheet.merge_range(rows[0], 1, rows[-1], 1, title, sheet.styles["text"])


def _headed(book: Book, version: Version, relation: Relation) -> None:
    """Write each chapter under a heading row of its own."""
    words = book.scene.papers["layouts"]["headed"]
    sheet = _head(book, words["sheet"], version, (13, 100, 30))
    sheet.row(words["heads"], "head")
    title = ""
    for clause in relation.paper.clauses[version.name]:
        if clause.title != title:
            title = clause.title
            sheet.row([title], "section")
        sheet.row([clause.number, clause.text, words["notes"].get(clause.key)])


def _procured(book: Book, version: Version, relation: Relation) -> None:
    """Write procurement's first version: everything renumbered, requirements with an owner, performance apart."""
    clauses = relation.paper.clauses[version.name]
    sheet = _head(book, "Eisen", version, (13, 24, 90, 18, 18))
    sheet.row(["Art.", "Hoofdstuk", "Eis", "Eigenaar", "Rapportagefrequentie"], "head")
    for clause in clauses:
        if clause.chapter != "kpi":
            often = "maandelijks" if clause.kind == "reporting" else None
            row = sheet.row([clause.number, clause.title, clause.text, _owner(book, clause), often])
            _comment(book, sheet, row, 2, clause)
    _performance(book, version, clauses)


def _performance(book: Book, version: Version, clauses: tuple[Clause, ...]) -> None:
    sheet = _head(book, "KPI's", version, (13, 28, 80, 16, 20))
    sheet.row(["KPI-nr", "KPI", "Omschrijving", "Norm", "Meetwijze"], "head")
    sign = {">=": "≥", "<=": "≤"}
    for clause in (clause for clause in clauses if clause.chapter == "kpi"):
        unit = {"%": "%", "hour": "uur", "count": "stuks"}.get(clause.unit or "", "")
        norm = f"{sign[clause.comparator or '>=']} {clause.norm:g} {unit}".replace(".", ",") if clause.norm else None
        row = sheet.row([clause.number, (clause.metric or "meting").capitalize(), clause.text, norm, "systeemstempel"])
        _comment(book, sheet, row, 2, clause)


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
                row = sheet.row([clause.number, clause.title, clause.text, _owner(book, clause), "Van kracht"])
                _comment(book, sheet, row, 2, clause)


def _kept(book: Book, version: Version, relation: Relation) -> None:
    """Write one sheet in which what is dropped stays, struck through; what changed is yellow."""
    words = book.scene.papers["layouts"]["kept"]
    sheet = _head(book, words["sheet"], version, (13, 24, 90, 20, 14, 34))
    sheet.row(words["heads"], "head")
    before = relation.paper.before(version)
    old = {clause.key: clause.text for clause in relation.paper.clauses[before.name]} if before else {}
    rows = [(clause, False) for clause in relation.paper.clauses[version.name]]
    rows += [(clause, True) for clause in relation.paper.gone[version.name]]
    for clause, gone in sorted(rows, key=lambda one: tuple(map(int, one[0].number.split(".")))):
        style = "gone" if gone else "text" if old.get(clause.key) == clause.text else "changed"
        change = words["new"] if clause.key not in old else words["changed"] if style == "changed" else None
        remark = words["gone"].format(version.effective_on) if gone else change
        status = words["dropped" if gone else "proposed" if version.draft and change else "in_force"]
        row = sheet.row([clause.number, clause.title, clause.text, _owner(book, clause), status, remark], style)
        _comment(book, sheet, row, 2, clause)


def _matrix(book: Book, version: Version, relation: Relation) -> None:
    """Write requirements with an owner, and what a service level is by priority on a sheet of its own."""
    words = book.scene.papers["layouts"]["matrix"]
    sheet = _head(book, words["sheet"], version, (13, 24, 90, 26, 14))
    sheet.row(words["heads"], "head")
    for clause in relation.paper.clauses[version.name]:
        if not clause.grid:
            often = words["monthly"] if clause.kind == "reporting" else None
            row = sheet.row([clause.number, clause.title, clause.text, _owner(book, clause), often])
            _comment(book, sheet, row, 2, clause)
    add_matrix(book, version, relation, _head)


def _owner(book: Book, clause: Clause) -> str:
    words: dict[str, str] = book.scene.papers["layouts"]["owners"]
    if clause.kind in ("penalty", "reporting"):
        return words["contract"]
    return words["customer" if clause.text.startswith(words["begins"]) else "supplier"]


LAYOUTS: Final[dict[str, Callable[[Book, Version, Relation], None]]] = {
    "plain": _plain,
    "numbers": _numbers,
    "headed": _headed,
    "procured": _procured,
    "split": _split,
    "matrix": _matrix,
    "kept": _kept,
}
