"""The sheets beside the clauses: versions, contacts, meetings, escalation; and the papers beside the contract."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from drift.samples.contract_text import Version, author_of, named_contacts, sheets_of
from drift.samples.files.sheets import Book, Sheet, open_book
from drift.samples.relation import Relation

BY_PHONE: Final = ("operations", "both")  # who escalates by telephone; others write


def add_governance(book: Book, version: Version, relation: Relation) -> None:
    """Add the sheets that most versions have."""
    sheets = book.scene.papers["sheets"]
    for name, add in SHEETS.items():
        if version.name not in sheets[name]["lacking"]:
            add(book, version, relation)


def _sheet(book: Book, kind: str, widths: tuple[float, ...]) -> Sheet:
    words = book.scene.papers["sheets"][kind]
    sheet = book.add(words["name"], book.scene.facts["tagged"].format(words["name"]), widths)
    sheet.skip()
    sheet.row(words["heads"], "head")
    return sheet


def _versions(book: Book, version: Version, relation: Relation) -> None:
    sheet = _sheet(book, "versions", (10, 12, 26, 28, 70, 26, 26))
    versions, cast = relation.paper.versions, relation.cast
    for one in versions[: versions.index(version) + 1]:
        if one.draft and one is not version:
            continue
        author, signed = author_of(one, cast), not one.draft
        manager = cast.holding("buyer" if one.author != "operations" else "manager", one.effective_on)
        other = cast.holding("account", one.effective_on)
        name = f"{one.name.split()[0]} concept" if one.draft else one.name
        signatures = [manager[0].name if signed and manager else None, other[0].name if signed and other else None]
        sheet.row([name, one.signed_on, author.name, author.role, one.changes, *signatures])


def _contacts(book: Book, version: Version, relation: Relation) -> None:
    cast = relation.cast
    sheet = _sheet(book, "contacts", (28, 34, 32, 16, 46))
    phone = book.scene.papers["sheets"]["contacts"]["phone"]
    for i, person in enumerate(named_contacts(version, cast)):
        number = phone.format(n=i + 10)
        sheet.row([person.name, person.role, cast.scene.firm(person.side), number, person.mail])


def _meetings(book: Book, version: Version, _: Relation) -> None:
    sheet, papers = _sheet(book, "meetings", (28, 16, 18, 50, 34)), book.scene.papers
    often, attendees, mine = papers["often"], papers["attendees"], sheets_of(version, book.scene)
    for name, level, n in mine["meetings"]:
        who = attendees.get(f"{level}, {version.author}", attendees[level])
        sheet.row([name, book.scene.say("levels", level), often[str(n)], who, mine["chair"]])


def _escalation(book: Book, version: Version, _: Relation) -> None:
    sheet, papers = _sheet(book, "escalation", (8, 46, 16, 24)), book.scene.papers
    how = papers["sheets"]["escalation"]["by_phone" if version.author in BY_PHONE else "in_writing"]
    steps = zip(sheets_of(version, book.scene)["steps"], papers["escalation"]["terms"], strict=False)
    for i, (who, term) in enumerate(steps, start=1):
        sheet.row([i, who, term, how])


SHEETS: Final[dict[str, Callable[[Book, Version, Relation], None]]] = {
    "versions": _versions,
    "contacts": _contacts,
    "meetings": _meetings,
    "escalation": _escalation,
}


def write_papers(relation: Relation, folder: Path) -> None:
    """Write what lies beside the contract: working agreements and a price list."""
    scene = relation.story.scene
    papers, words = scene.papers, scene.papers["sheets"]
    for name, lines in papers["dap"].items():
        if name.startswith("DAP v2") and not relation.story.slides:
            continue
        with open_book(folder / "contract" / name, words["working"]["title"], scene) as book:
            sheet = _sheet(book, "working", (8, 100))
            for i, line in enumerate(lines, start=1):
                sheet.row([words["working"]["number"].format(n=i), line])
    with open_book(folder / "contract" / words["prices"]["file"], words["prices"]["title"], scene) as book:
        sheet = _sheet(book, "prices", (48, 12, 14))
        for row in papers["prices"]["rows"]:
            sheet.row(row, styles={2: "money"})
        parties = {side: scene.firm(side) for side in ("customer", "supplier")}
        sheet.row([words["prices"]["note"].format(**parties)], "note")
