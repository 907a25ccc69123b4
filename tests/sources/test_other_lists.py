"""Lists that read like a log or a contract and are neither: of minutes, actions, risks, invoices, prices, assets."""

import pytest
from builders import make_workbook
from documents import add_rows
from docx import Document

import drift
from drift.wording import Wording

SAY = Wording("en")
NORMS = [
    ["Nr", "Eis"],
    *([f"1.{i}", f"De leverancier moet storing {i} binnen {i} uur verhelpen."] for i in range(1, 6)),
]


def look(folder):
    """Return the accepted rows by table, and the codes of notes with the kind of list that they name."""
    intake = drift.check(folder)
    rows = {sheet.table: 0 for sheet in intake.of() if sheet.accepted}
    for sheet in intake.of():
        if sheet.accepted:
            rows[sheet.table] += sheet.accepted
    assert all(sheet.read == sheet.accepted + sheet.rejected + sheet.blank + sheet.heading + sheet.note
               for sheet in intake.of())  # fmt: skip
    return rows, [note for note in intake.every_note if note.code in ("note.minutes_list", "note.other_list")]


def actions(heads, n=12):
    """Return a table of actions: number, what, who, by when, and a column more where there is a heading for it."""
    rows = [[f"{i}", f"Actie {i} uitvoeren", "3", f"{i + 10}-03-2023", "ja"][: len(heads)] for i in range(1, n + 1)]
    return [list(heads), *rows]


@pytest.mark.parametrize(
    "heads", [("Nr", "Omschrijving", "Eigenaar", "Deadline"), ("Nr", "Actie", "Wie", "Datum", "Gereed")]
)
@pytest.mark.parametrize("name", ["Verslag MT 2023-03.docx", "2023-03-14 notulen overleg.docx", "overleg.docx"])
def test_the_actions_of_minutes_are_actions_and_no_clauses_or_incidents(tmp_path, heads, name):
    document = Document()
    document.add_paragraph("Aanwezig: 1, 2 en 3" if name == "overleg.docx" else "Besproken is wat volgt.")
    add_rows(document, actions(heads))
    document.save(tmp_path / name)
    rows, notes = look(tmp_path)
    assert rows == {"actions": 12} | ({} if name == "overleg.docx" else {"contacts": 1})
    assert notes == []


def test_a_contract_with_a_table_of_who_meets_keeps_its_clauses(tmp_path):
    document = Document()
    document.add_paragraph("Dienstverleningsovereenkomst")
    add_rows(document, [["Overleg", "Frequentie", "Aanwezig"], ["Operationeel", "maandelijks", "teamleider"]])
    document.add_paragraph("De eisen staan hieronder.")
    add_rows(document, NORMS)
    document.save(tmp_path / "DVO 01-01-2021.docx")
    rows, notes = look(tmp_path)
    assert (rows["clauses"], notes) == (5, [])


def test_a_word_of_drift_toml_goes_before_that_of_the_file(tmp_path):
    document = Document()
    document.add_paragraph("Afgesproken normen")
    add_rows(document, NORMS)
    document.save(tmp_path / "Verslag 01-01-2021.docx")
    rows, (note,) = look(tmp_path)
    assert (rows, note.code) == ({}, "note.minutes_list")
    entry = '[[source]]\nfiles = "*.docx"\nsheet = "Table 1"\ntable = "clauses"\n'
    (tmp_path / "drift.toml").write_text(f"schema = 1\n{entry}", encoding="utf-8")
    assert look(tmp_path) == ({"clauses": 5}, [])  # of the other sheets nothing is asked


DAYS = [f"{i + 1:02}-03-2022" for i in range(12)]
LISTS = {
    "risks": [["Nr", "Risico", "Kans", "Impact", "Maatregel", "Eigenaar", "Datum"],
              *([i, f"Uitval van pomp {i}", 3, 4, "Reserve", "3", day] for i, day in enumerate(DAYS))],
    "invoices": [["Factuurnummer", "Omschrijving", "Datum", "Bedrag", "Betaald op"],
                 *([f"2022-{i:04}", f"Onderhoud maand {i}", day, 100.5 + i, day] for i, day in enumerate(DAYS))],
    "rechnungen": [["Rechnungsnummer", "Beschreibung", "Betrag", "MwSt"],
                   *([f"R-{i:04}", f"Wartung {i}", 100.5 + i, 21] for i in range(12))],
    "prices": [["Artikel", "Omschrijving", "Prijs per uur"],
               *([f"A{i}", f"Monteur niveau {i}", 50 + i] for i in range(12))],
    "prix": [["Nr", "Description", "Prix unitaire"], *([f"P{i}", f"Pièce {i}", 5 + i] for i in range(12))],
    "assets": [["Objectnummer", "Omschrijving", "Locatie", "Bouwjaar"],
               *([f"OB-{i:03}", f"Pomp {i}", "Hal 3", 1990 + i] for i in range(12))],
    "names": [["Nr", "Omschrijving", "Waarde 2022"], *([f"N{i:03}", f"Pomp {i}", 1000 + i] for i in range(12))],
}  # fmt: skip
KINDS = {"rechnungen": "invoices", "prix": "prices"}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_of_another_trade_is_named_and_not_counted(tmp_path, name):
    make_workbook(tmp_path / "Bijlage 01-01-2021.xlsx", {"Blad1": LISTS[name]})
    rows, (note,) = look(tmp_path)
    assert rows == {}
    assert note.code == "note.other_list"
    assert (note.values["kind"].code, note.values["n"]) == (f"list.{KINDS.get(name, name)}", 12)
    assert SAY.tell(note).startswith("Bijlage 01-01-2021.xlsx › Blad1: looks like a")


ACTIONS = {
    "actions": [["Nr", "Actie", "Actiehouder", "Datum", "Gereed", "Status"],
                *([i, f"Overleg {i} plannen", "3", day, day, "open"] for i, day in enumerate(DAYS))],
    "binding": [["ID", "Action", "Action owner", "Deadline"],
                *([f"A-{i}", f"The supplier must mend report {i}", "3", day] for i, day in enumerate(DAYS))],
}  # fmt: skip


@pytest.mark.parametrize("name", ACTIONS)
def test_a_list_of_actions_is_read_and_is_no_contract(tmp_path, name):
    make_workbook(tmp_path / "Bijlage 01-01-2021.xlsx", {"Blad1": ACTIONS[name]})
    assert look(tmp_path) == ({"actions": 12}, [])


LOGS = {
    "done": [["Nr", "Omschrijving", "Actie", "Datum", "Gereed", "Wie"],
             *([i, f"Lamp {i} stuk", "vervangen", day, day, "3"] for i, day in enumerate(DAYS))],
    "work": [["Meldingnummer", "Omschrijving", "Datum", "Actiehouder", "Deadline", "Kosten"],
             *([i, f"Lamp {i} stuk", day, "3", day, 20] for i, day in enumerate(DAYS))],
    "change": [["Number", "Short description", "Opened", "Risk", "Impact", "Priority"],
               *([f"C{i}", f"Server {i} slow", day, "high", "2", "3"] for i, day in enumerate(DAYS))],
}  # fmt: skip


@pytest.mark.parametrize("name", LOGS)
def test_a_log_with_a_word_of_such_a_list_stays_a_log(tmp_path, name):
    make_workbook(tmp_path / "x.xlsx", {"Blad1": LOGS[name]})
    assert look(tmp_path) == ({"incidents": 12}, [])


CONTRACTS = {
    "owner": [["Nr", "Eis", "Actiehouder", "Deadline"],
              *([f"1.{i}", f"Reactie {i}", "3", day] for i, day in enumerate(DAYS))],
    "cost": [["Nr", "Omschrijving", "Tarief"],
             *([f"1.{i}", f"De leverancier dient storing {i} te verhelpen.", 5] for i in range(12))],
    "short": [["Nr", "Omschrijving"], *([f"1.{i}", f"Reactietijd {i} uur"] for i in range(12))],
    "target": [["Nr", "Omschrijving", "Norm", "Kosten"], *([f"1.{i}", f"Lamp {i}", "4 uur", 7 + i] for i in range(12))],
}  # fmt: skip


@pytest.mark.parametrize("name", CONTRACTS)
def test_a_contract_with_a_word_of_such_a_list_stays_a_contract(tmp_path, name):
    make_workbook(tmp_path / "SLA 01-01-2021.xlsx", {"Blad1": CONTRACTS[name]})
    assert look(tmp_path) == ({"clauses": 12}, [])


def test_a_list_beside_clauses_leaves_them_and_is_accounted_for(tmp_path):
    rows = [*NORMS, [None], *LISTS["prices"]]
    make_workbook(tmp_path / "SLA 01-01-2021.xlsx", {"Blad1": rows})
    accepted, (note,) = look(tmp_path)
    (account,) = drift.check(tmp_path).files
    assert (accepted, note.values["n"]) == ({"clauses": 5}, 12)
    assert sum(sheet.read for sheet in account.sheets) == len(rows)
