"""Two versions of a contract with names in clauses, norms and the sheets that say who has the say."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
from builders import make_workbook
from openpyxl.styles import Font
from places import HERE, bare_at, person_of, plants_at, quarter_at
from spellings import MUST_HOLD

DAY = dt.datetime(2021, 1, 1)
CLAUSES = ["Nr", "Hoofdstuk", "Eis", "Norm", "Opmerking", "Eigenaar"]
VERSIONS = ("SLA v1.0 def 01-01-2021.xlsx", "SLA v2.0 def 01-03-2022.xlsx")


def write_contract(folder: Path) -> None:
    """Write both versions, the sheets of governance, the norms, and a report of norms."""
    for number, name in enumerate(VERSIONS):
        sheets = {"Eisen": _clauses(number), **_governance(), **_norms(number)}
        _strike(make_workbook(folder / name, sheets))
    make_workbook(folder / "rapportage 2022.xlsx", {"KPI": _results()})
    _make_named(folder)


def _clauses(version: int) -> list[list[Any]]:
    """Return clauses: some stay, some go, some come, some change."""
    title = plants_at("title above the clauses")
    rows: list[list[Any]] = [[f"Service level agreement van {title[i]}"] for i in range(3)] + [[None], CLAUSES]
    # a quote of a clause may begin behind a tag: no spelling here that nobody can know
    columns = [plants_at(f"clause: {part}") for part in ("section", "text", "norm", "remark", "owner")]
    columns[1] = columns[1][: len(MUST_HOLD)]
    for i, (section, text, norm, remark, owner) in enumerate(zip(*columns, strict=False), start=1):
        eis = f"Leverancier dient storingen aan {text} te melden en binnen {i % 7 + 2 + version} uur te verhelpen."
        rows.append([f"1.{i}", section, eis, f"{i % 9 + 90} % binnen 4 uur na melding bij {norm}", remark, owner])
    for i, text in enumerate(quarter_at("clause: that came" if version else "clause: that went"), start=1):
        rows.append([f"{3 + version}.{i}", "Overleg", f"Opdrachtgever belt iedere {i} dagen met {text} over band."])
    for i, text in enumerate(quarter_at("clause: that changed"), start=1):
        which = "niet later dan" if version else "uiterlijk"
        rows.append([f"5.{i}", "Rapport", f"Leverancier moet {which} dag {i} rapport {i} sturen aan {text}."])
    for i, text in enumerate(quarter_at("clause: number"), start=1):
        rows.append([f"6.{i} {text}", "Nummers", f"Leverancier levert onderdeel {i} binnen {i} dagen."])
    for i, text in enumerate(quarter_at("clause: struck"), start=1):
        rows.append([f"7.{i}", "Vervallen", f"Leverancier moet {text} iedere {i} weken bezoeken."])
    return rows


def _strike(path: Path) -> None:
    """Strike the clauses of chapter 7 through."""
    book = openpyxl.load_workbook(path)
    for row in book["Eisen"].iter_rows(min_row=6):
        if str(row[0].value).startswith("7."):
            for cell in row:
                cell.font = Font(strike=True)
    book.properties.lastModifiedBy = "; ".join(plants_at("properties: last saved by", fits=str.isprintable)[:20])
    book.save(path)


def _governance() -> dict[str, list[list[Any]]]:
    authors, approvers = bare_at("version: author"), bare_at("version: approver")
    versions = [
        [f"1.{i}", DAY + dt.timedelta(days=i), authors[i], change, approvers[i]]
        for i, change in enumerate(quarter_at("version: change"))
    ]
    author = ["2.0", DAY, person_of("known from the version history").written, "nieuw", "Jan Modaal"]
    contacts = zip(
        bare_at("contact: name")[::4], quarter_at("contact: function"), quarter_at("contact: mail"), strict=False
    )
    meetings = zip(quarter_at("meeting: name"), quarter_at("meeting: participants"), strict=False)
    return {
        "Versiebeheer": [["Versie", "Datum", "Auteur", "Wijziging", "Akkoord opdrachtgever"], *versions, author],
        "Contactpersonen": [
            ["Naam", "Rol", "Telefoon", "E-mail"],
            *([person_of(place).written, "Monteur", None, None] for place in HERE),  # what compare may know them by
            *([name, function, "06-00000010", mail] for name, function, mail in contacts),
            [person_of("known from the contact list").written, "Inkoper", "06-00000011", "inkoop@firma.example"],
        ],
        "Escalatiematrix": [
            ["Stap", "Wie", "Termijn"],
            *([i, who, f"na {i} uur"] for i, who in enumerate(quarter_at("escalation: who"), start=1)),
        ],
        "Overlegstructuur": [
            ["Overleg", "Niveau", "Frequentie", "Deelnemers"],
            *([name, "operationeel", "wekelijks", who] for name, who in meetings),
        ],
        "RACI": [
            ["Taak", "Servicemanager", *plants_at("RACI: role")[:12]],
            *([task, "R", *"ACIACIACIACI"] for task in quarter_at("RACI: task")),
        ],
    }


def _norms(version: int) -> dict[str, list[list[Any]]]:
    """Return matrices of norms with names in the label of a row, in its level, in the cells, and above."""
    titles = plants_at("norms: title")
    heading, levels = ["Servicelevel", "P1", "P2"], ["Prioriteit", "Reactietijd", "Hersteltijd"]
    hours = [[f"{i % 6 + 1 + version} uur", f"{i % 6 + 4} uur"] for i in range(len(titles))]
    labels = [[f"Hersteltijd {text}", *hours[i]] for i, text in enumerate(quarter_at("norms: label"))]
    exceptions = [f"4 uur, bij {text} 8 uur" for text in quarter_at("norms: cell")]
    cells = [[f"Reactietijd {i}", "4 uur", text] for i, text in enumerate(exceptions)]
    rows = [[text, "15 min", hours[i][1]] for i, text in enumerate(quarter_at("norms: level"))]
    return {
        "Servicelevels": [[titles[0]], [None], heading, *labels],
        "Normen": [*([title] for title in titles[1:4]), [None], levels, *rows],
        "Uitzonderingen": [[titles[4]], [None], heading, *cells],
    }


def _results() -> list[list[Any]]:
    rows: list[list[Any]] = [["Maand", "KPI", "Norm", "Realisatie", "Status"]]
    for month in ("2022-01", "2022-02"):
        pairs = zip(quarter_at("KPI: indicator"), quarter_at("KPI: result"), strict=False)
        rows += [[month, f"Hersteltijd {kpi}", "< 8 uur", "6,5 uur", result] for kpi, result in pairs]
    return rows


def _make_named(folder: Path) -> None:
    """Write versions of a document that is called by a person, and a log as well."""
    for spelling, text in enumerate(plants_at("name of a contract", fits=_names_a_file)[:70:7]):
        make_workbook(
            folder / f"Bijlage {text} {2021 + spelling % 2}-0{spelling // 2 + 1}-01.xlsx",
            {"Eisen": [["Nr", "Eis"], *([f"{i}", f"Leverancier levert {i} banden."] for i in range(1, 5))]},
        )
    for i, text in enumerate(plants_at("name of a log", fits=_names_a_file)[::9]):
        opened = DAY + dt.timedelta(days=20 * i)
        rows = [[f"N{i:02}{j}", "Storing", opened, person_of("name of a log").written] for j in range(3)]
        make_workbook(
            folder / f"tickets {text}.xlsx",
            {"Log": [["Meldingnummer", "Korte omschrijving", "Aanmelddatum", "Aanmelder"], *rows]},
        )


def _names_a_file(text: str) -> bool:
    return "/" not in text and len(text.encode()) < 150 and text.isprintable()
