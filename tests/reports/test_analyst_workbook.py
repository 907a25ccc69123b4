import openpyxl
import pytest

from drift.tables.columns import TABLES


@pytest.fixture(scope="module")
def books(reports):
    return {language: openpyxl.load_workbook(folder / "github.xlsx") for language, folder in reports.items()}


def rows(sheet):
    heads, *body = sheet.iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in body]


def test_every_table_is_a_sheet_with_all_its_rows(books, sample):
    book = books["en"]
    counts = {name: book[title].max_row - 1 for name, title in [("clauses", "Clauses"), ("incidents", "Incidents")]}
    assert counts == {"clauses": 11_310, "incidents": 819}
    assert book["Updates"].max_row - 1 == 4_570
    assert book["Months"].max_row - 1 == len(sample.indices)
    assert book["Versions"].max_row - 1 == 97
    assert book["Intake"].max_row - 1 == 99


def test_every_row_names_file_sheet_and_row(books):
    first = rows(books["en"]["Incidents"])[0]
    assert (first["file"], first["sheet"], first["row"]) == (
        "operations/github-incidents-2022-2026.xlsx",
        "Incidents",
        2,
    )
    assert first["incident"] == "9622130"
    assert str(first["opened"]) == "2022-03-24 19:11:00"


def test_headings_and_sheets_are_in_the_language_of_the_reader(books):
    assert "Meldingen" in books["nl"].sheetnames
    assert books["nl"]["Meldingen"]["D1"].value == "melding"
    assert books["nl"]["Meldingen"]["F2"].number_format.startswith("dd-mm-yyyy")


def test_every_column_of_every_table_has_a_heading_in_wording():
    from drift.wording import Wording

    missing = {
        column.name
        for columns in TABLES.values()
        for column in columns
        if not Wording("nl").knows(f"column.{column.name}") and column.name != "relation"
    }
    assert missing == set()


def test_nothing_is_a_formula_and_every_heading_row_is_frozen(books):
    for sheet in books["en"]:
        assert sheet.freeze_panes == "A2"
        assert not any(cell.data_type == "f" for row in sheet.iter_rows(max_row=50) for cell in row)
