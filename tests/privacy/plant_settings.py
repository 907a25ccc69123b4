"""What the analyst himself writes beside the data: drift.toml, comments, scope, the form of the round table."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import openpyxl
from builders import make_workbook
from persons import Person
from places import bare_at, person_of, plants_at, quarter_at

PAGES = ("verdict", "path", "growth", "work", "outcomes", "people", "home", "table", "method", "sources")
TOP = 6  # row of the first problem of the form


def quote(text: str) -> str:
    """Write a text as TOML does."""
    return json.dumps(text, ensure_ascii=False)


def write_settings(folder: Path, relation: str) -> None:
    """Write drift.toml with names wherever it takes a text, comments and scope."""
    parties = ", ".join(quote(name) for name in bare_at("parties")[:30])
    aliases = ", ".join(quote(text) for text in plants_at("alias of the relation"))
    nothing = ", ".join(quote(text) for text in plants_at("words for nothing"))
    milestones = "".join(
        f"[[milestone]]\non = 2021-0{i % 9 + 1}-01\nwhat = {quote(text)}\n"
        for i, text in enumerate(plants_at("milestone")[4::10])
    )
    names = plants_at("name of a document")
    documents = "".join(
        f'[[document]]\nfiles = "SLA v{i}*"\nname = {quote(names[3 * i])}\nrole = "sla"\n' for i in (1, 2)
    )
    source = f'[[source]]\nfiles = "meldingen.xlsx"\nnulls = [{nothing}]\n'
    (folder / "drift.toml").write_text(
        f'schema = 1\nrelation = {quote(relation)}\nrelation_column = "none"\n{documents}{source}{milestones}'
        f"[parties]\nsupplier = [{parties}]\n[aliases]\n{quote(relation)} = [{aliases}]\n",
        encoding="utf-8",
    )
    _write_comments(folder)
    _write_scope(folder)


def relation_of(spelling: str) -> str:
    """Return a name of the relation that is a person's, spelt in one of four ways."""
    person: Person = person_of("relation")
    return {"plain": person.full, "upper": person.full.upper(), "firm": f"{person.surname} Installaties"}[spelling]


def _write_comments(folder: Path) -> None:
    remarks, quotes = plants_at("comment of the analyst"), plants_at("quote of the analyst")
    rows: list[list[object]] = [["Pagina", "Datum", "Tekst"]]
    for i, page in enumerate(PAGES):
        rows.append([page, None, "; ".join(remarks[12 * i : 12 * i + 12])[:399]])
        rows += [[page, dt.datetime(2021, 5, 3), text] for text in quotes[3 * i : 3 * i + 3]]
    rows += [[text, "ooit", text] for text in quarter_at("comment (rejected)")]
    make_workbook(folder / "comments.xlsx", {"Woorden": rows})


def _write_scope(folder: Path) -> None:
    rows: list[list[object]] = [["Datum", "Eenheid", "Aantal"]]
    for text in plants_at("scope: unit")[::12]:
        rows += [[dt.datetime(2021, 1, 1), text, 24], [dt.datetime(2022, 1, 1), text, 36]]
    rows += [[text, text, text] for text in quarter_at("scope (rejected)")]
    make_workbook(folder / "scope.xlsx", {"Omvang": rows})


def fill_form(written: Path, filled: Path, held_on: dt.datetime) -> None:
    """Fill in the form that a report wrote, with names in every column, as people do against its advice."""
    book = openpyxl.load_workbook(written)
    sheet = book.worksheets[0]
    sheet.cell(3, 3, held_on)
    outcomes, rejected = plants_at("form: outcome"), plants_at("form (rejected)")
    for i in range(6):
        sheet.cell(TOP + i, 2, f"Probleem {outcomes[7 * i + 1]}")
        for column, text in enumerate((outcomes[7 * i + 2], outcomes[7 * i + 3]), start=3):
            sheet.cell(TOP + i, column, text)
        for column in range(5, 10):
            sheet.cell(TOP + i, column, rejected[11 * i + column])
    book.save(filled)
