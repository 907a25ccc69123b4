"""Lists that read like a log or a contract and are neither: of minutes, actions, risks, invoices, prices, assets."""

import pytest
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
def test_the_actions_of_minutes_are_no_clauses_and_no_incidents(tmp_path, heads, name):
    document = Document()
    document.add_paragraph("Aanwezig: 1, 2 en 3" if name == "overleg.docx" else "Besproken is wat volgt.")
    add_rows(document, actions(heads))
    document.save(tmp_path / name)
    rows, (note,) = look(tmp_path)
    assert rows == {}
    assert (note.code, note.values["n"], note.at.sheet) == ("note.minutes_list", 12, "Table 1")


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
    assert look(tmp_path)[0] == {}
    entry = '[[source]]\nfiles = "*.docx"\nsheet = "Table 1"\ntable = "clauses"\n'
    (tmp_path / "drift.toml").write_text(f"schema = 1\n{entry}", encoding="utf-8")
    assert look(tmp_path) == ({"clauses": 5}, [])
