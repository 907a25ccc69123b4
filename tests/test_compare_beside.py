"""What stands beside the clauses, where clauses stand, and two languages: told by `compare_versions`."""

import json

import openpyxl
import pytest
from builders import make_workbook
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles import Font
from test_edits import CASES

from drift.cli.main import cli
from drift.compare.cells.grid import Line
from drift.compare.cells.matching import match_columns, match_lines
from drift.compare.versions import build_comparison, compare_versions
from drift.compare.words import write_cell, write_cells, write_sheet
from drift.wording import Wording

NL, EN = CASES["clauses"]["nl"], CASES["clauses"]["en"]
MATRIX = [["Contact", "Dag", "Nacht"], ["Servicedesk", "8100", "8200"], ["Beheer", "8300", "8400"]]


def clauses(texts, *, heads=("Nr", "Eis")):
    return [list(heads), *([number, text] for number, text in texts.items())]


def compare(folder, old, new):
    paths = [
        make_workbook(folder / f"SLA v{k} 01-01-202{k}.xlsx", sheets) for k, sheets in enumerate((old, new), start=1)
    ]
    return compare_versions(*paths)


def told(compared):
    return [(cell.sheet, cell.cell, cell.old, cell.new) for cell in compared.cells]


def test_a_cell_outside_the_clauses_is_told_by_its_address(tmp_path):
    new = [MATRIX[0], MATRIX[1], ["Beheer", "8300", "8499"]]
    compared = compare(tmp_path, {"Eisen": clauses(NL), "Nummers": MATRIX}, {"Eisen": clauses(NL), "Nummers": new})
    assert told(compared) == [("Nummers", "C3", "8400", "8499")]
    assert write_cells(compared.cells, Wording("nl")) == ["Nummers!C3: 8499, was 8400"]


def test_a_row_and_a_column_inserted_shift_nothing(tmp_path):
    new = [
        ["Contact", "Avond", "Dag", "Nacht"],
        ["Wacht", "8500", "8501", "8502"],
        ["Servicedesk", "8150", "8100", "8200"],
        ["Beheer", "8350", "8300", "8400"],
    ]
    compared = compare(tmp_path, {"Eisen": clauses(NL), "Nummers": MATRIX}, {"Eisen": clauses(NL), "Nummers": new})
    assert {cell for _, cell, old, _ in told(compared) if old is None} == {"B1", "A2", "B2", "C2", "D2", "B3", "B4"}
    assert all(old is None for _, _, old, _ in told(compared))


def test_whole_sheets_are_told_in_one_line_each(tmp_path):
    old = {"Eisen": clauses(NL), "Nummers": MATRIX, "Bezoek": [["Dag", "Uur"], ["ma", "9"]]}
    new = {"Eisen": clauses(NL), "Prijzen": [["Post", "Prijs"], ["Deur", "250"]], "Telefoon": MATRIX}
    compared = compare(tmp_path, old, new)
    assert told(compared) == []
    say = Wording("en")
    assert [write_sheet(sheet, say) for sheet in compared.sheets] == [
        "Telefoon: sheet renamed, was Nummers",
        "Prijzen: new sheet, 2 rows",
        "Bezoek: sheet gone, 2 rows",
    ]


def test_what_stands_beside_a_clause_is_compared_by_the_heading_of_its_column(tmp_path):
    rows = [["Nr", "Eis", "Eigenaar"], *([number, text, "beheer"] for number, text in NL.items())]
    moved = [["Nr", "Eigenaar", "Eis"], *([number, "beheer", text] for number, text in NL.items())]
    moved[4][1] = "inkoop"
    compared = compare(tmp_path, {"Eisen": rows}, {"Eisen": moved})
    assert compared.counts["same"] == len(NL)
    assert told(compared) == [("Eisen", "B5", "beheer", "inkoop")]
    one_more = [[*row, "x"] for row in rows]
    one_more[0][3] = "Controle"
    assert told(compare(tmp_path, {"Eisen": rows}, {"Eisen": one_more})) == [("Eisen", "D1", None, "Controle")]


def test_numbers_are_told_as_people_see_them(tmp_path):
    paths = []
    for k, share in ((1, 0.985), (2, 0.99)):
        path = make_workbook(
            tmp_path / f"SLA v{k} 01-01-202{k}.xlsx",
            {"Eisen": clauses(NL), "Doel": [["Wat", "Begroot"], ["Aandeel", share], ["Prijs", 32.5 + k]]},
        )
        book = openpyxl.load_workbook(path)
        book["Doel"]["B2"].number_format = "0.0%"
        book["Doel"]["B3"].number_format = '"€" #,##0.00'
        book.save(path)
        paths.append(path)
    compared = compare_versions(*paths)
    assert told(compared) == [("Doel", "B2", "98.5 %", "99 %"), ("Doel", "B3", "€ 33.5", "€ 34.5")]
    assert write_cell("98.5 %", Wording("nl")) == "98,5 %"
    assert write_cell("0612345678", Wording("nl")) == "0612345678"


def test_names_in_cells_are_masked(tmp_path):
    old = [["Rol", "Naam", "E-mail"], ["Beheerder", "Jan Jansen", "jan.jansen@voorbeeld.nl"]]
    new = [["Rol", "Naam", "E-mail"], ["Beheerder", "Piet Pietersen", "piet.pietersen@voorbeeld.nl"]]
    compared = compare(tmp_path, {"Eisen": clauses(NL), "Contact": old}, {"Eisen": clauses(NL), "Contact": new})
    assert "voorbeeld.nl" not in json.dumps(build_comparison(compared))


def test_clauses_on_another_sheet_are_moved_and_the_sheets_named(tmp_path):
    first, last = dict(list(NL.items())[:14]), dict(list(NL.items())[14:])
    paths = [
        str(make_workbook(tmp_path / f"SLA v{k} 01-01-202{k}.xlsx", sheets))
        for k, sheets in (
            (1, {"Eisen": clauses(NL)}),
            (2, {"Eisen": clauses(first), "Boetes": clauses(last)}),
        )
    ]
    output = CliRunner(env={"COLUMNS": None}).invoke(cli, ["compare", *paths, "--lang", "nl"]).output
    assert output.splitlines()[1] == "gelijk 14, verplaatst 6"
    assert "Naar een ander blad (6)\nEisen → Boetes: 4.2, 4.3, 4.4, 4.5, 5.1, 5.2\n" in output
    renamed = compare(
        tmp_path, {"Eisen": clauses(NL), "Nummers": MATRIX}, {"Eisen 2023": clauses(NL), "Nummers": MATRIX}
    )
    assert renamed.counts["same"] == len(NL)
    assert [(sheet.change, sheet.old, sheet.sheet) for sheet in renamed.sheets] == [("renamed", "Eisen", "Eisen 2023")]


@pytest.fixture
def struck(tmp_path):
    paths = [make_workbook(tmp_path / f"SLA v{k} 01-01-202{k}.xlsx", {"Eisen": clauses(NL)}) for k in (1, 2)]
    book = openpyxl.load_workbook(paths[1])
    sheet = book["Eisen"]
    sheet["B7"].font = Font(strike=True)  # 2.2
    sheet["B8"] = "Vervallen"  # 2.3
    sheet.row_dimensions[14].hidden = True  # 3.4
    book.save(paths[1])
    return paths


def test_a_change_of_formatting_that_changes_force_is_told_as_such(struck):
    compared = compare_versions(*struck)
    rows = compared.clauses.dropna(subset="standing").set_index("old_id")
    assert rows["standing"].to_dict() == {"2.2": "ended", "2.3": "ended", "3.4": "hidden"}
    assert (rows.loc["2.2", "new_sheet"], rows.loc["2.2", "new_row"]) == ("Eisen", 7)
    assert rows.loc["2.2", "effects"] == ["duty_lifted"]
    assert rows.loc["3.4", "change"] == "same"
    output = CliRunner(env={"COLUMNS": None}).invoke(cli, ["compare", *map(str, struck), "--lang", "en"]).output
    assert "2.2  no longer in force: struck through or withdrawn at Eisen, row 7; duty lifted" in output
    assert "3.4  hidden: its row or sheet is no longer shown" in output
    assert "Dropped" not in output
    back = compare_versions(*reversed(struck)).clauses.dropna(subset="standing").set_index("new_id")
    assert back["standing"].to_dict() == {"2.2": "revived", "2.3": "revived", "3.4": "shown"}


TRANSLATED = {
    "1.1": (
        "De leverancier reageert binnen 20 minuten op een melding.",
        "The supplier responds to a call in 20 minutes.",
    ),
    "1.2": ("De leverancier herstelt een storing binnen 4 uur.", "The supplier repairs a fault within 4 hours."),
    "2.1": (
        "De klant betaalt de factuur van de leverancier op tijd.",
        "The client pays the supplier by the end of term.",
    ),
    "2.2": ("De leverancier houdt een logboek bij van het werk.", "The supplier keeps a log of all of the work."),
    "3.1": ("De boete is € 5.000 per keer dat het niet lukt.", "The penalty is € 5,000 for each time that it fails."),
    "3.2": ("Partijen overleggen elk kwartaal over de resultaten.", "The parties meet every quarter on the results."),
}


def test_a_translation_is_one_fact_and_its_clauses_pair_by_number_figures_and_place(tmp_path):
    old = {number: texts[0] for number, texts in TRANSLATED.items()}
    new = {number: texts[1] for number, texts in TRANSLATED.items()}
    compared = compare(tmp_path, {"Eisen": clauses(old)}, {"SLA": clauses(new)})
    assert compared.languages == ("nl", "en")
    assert compared.counts["reworded"] == 6
    assert compared.counts["added"] == compared.counts["dropped"] == 0
    assert list(compared.clauses["old_id"]) == list(compared.clauses["new_id"])
    assert compared.targets.empty
    assert not compared.clauses["to_check"].any()
    renumbered = {f"A{k}": text for k, text in enumerate(new.values())}
    compared = compare(tmp_path, {"Eisen": clauses(old)}, {"SLA": clauses(renumbered)})
    pairs = dict(zip(compared.clauses["old_id"], compared.clauses["new_id"], strict=True))
    assert pairs == dict(zip(old, renumbered, strict=True))
    check = dict(zip(compared.clauses["old_id"], compared.clauses["to_check"], strict=True))
    assert check == {"1.1": False, "1.2": False, "2.1": True, "2.2": True, "3.1": False, "3.2": True}


def test_a_translation_that_changes_a_number_is_told(tmp_path):
    old = {number: texts[0] for number, texts in TRANSLATED.items()}
    new = {number: texts[1] for number, texts in TRANSLATED.items()} | {
        "1.2": "The supplier repairs a fault within 8 hours."
    }
    paths = [
        str(make_workbook(tmp_path / f"SLA v{k} 01-01-202{k}.xlsx", {"SLA": clauses(texts)}))
        for k, texts in ((1, old), (2, new))
    ]
    output = CliRunner(env={"COLUMNS": None}).invoke(cli, ["compare", *paths, "--lang", "en"]).output
    assert "The versions are in different languages (Dutch, English): 6 clauses are paired by number" in output
    assert "What the contract now does differently" not in output
    assert "Reworded (" not in output
    record = json.loads(CliRunner(env={"COLUMNS": None}).invoke(cli, ["compare", *paths, "--json"]).output)
    assert record["languages"] == {"old": "nl", "new": "en"}
    assert [(row["change"], row["old_id"]) for row in record["targets"]] == [("relaxed", "1.2")]
    assert [row["effects"] for row in record["clauses"]] == [[], ["relaxed"], [], [], [], []]


words = st.text("abcdefgh", min_size=1, max_size=6)
tables = st.lists(st.tuples(words, words, words), min_size=1, max_size=8, unique_by=lambda row: row[0])


def lines(rows):
    return [Line(k, tuple(row)) for k, row in enumerate(rows, start=1)]


@given(tables, st.integers(0, 8), st.tuples(words, words, words))
def test_rows_that_stay_pair_whatever_is_put_between_them(rows, at, row):
    head = ("Name", "Day", "Night")
    old, new = lines([head, *rows]), lines([head, *rows[:at], ("zz" + row[0], *row[1:]), *rows[at:]])
    pairs = match_lines(old, new, match_columns(old, new))
    kept = [(old[i].cells, new[j].cells) for i, j in pairs if i is not None and j is not None]
    assert [a for a, _ in kept] == [b for _, b in kept] == [head, *rows]
    assert [new[j].cells[0] for i, j in pairs if i is None] == ["zz" + row[0]]


@given(tables)
def test_a_table_does_not_differ_from_itself(rows):
    old = lines(rows)
    assert match_lines(old, old, match_columns(old, old)) == [(k, k) for k in range(len(rows))]
