import io
import zipfile

import openpyxl
import pytest
from builders import make_workbook
from reading import read_contents, read_result, read_rows, rows_of, write

from drift.sources.opening.child import MOMENT, NUMBER, TEXT


def saved(book, path):
    book.save(path)
    return path


def test_cells_keep_their_addresses_below_and_beside_blanks(tmp_path):
    book = openpyxl.Workbook()
    book.active["C4"] = "c4"
    book.active["E6"] = 6
    cells = read_contents(saved(book, tmp_path / "a.xlsx")).sheets[0]
    rows = rows_of(cells)
    assert (cells.n_rows, cells.n_columns) == (6, 5)
    assert (rows[3][2], rows[5][4]) == ("c4", "6")
    assert sum(text is not None for row in rows for text in row) == 2


def test_every_sheet_is_read_hidden_ones_marked(tmp_path):
    book = openpyxl.Workbook()
    for name, state in (("Zichtbaar", "visible"), ("Oud", "hidden"), ("Diep", "veryHidden")):
        book.create_sheet(name).sheet_state = state
    del book["Sheet"]
    contents = read_contents(saved(book, tmp_path / "a.xlsx"))
    assert [(cells.sheet, cells.hidden) for cells in contents.sheets] == [
        ("Zichtbaar", False),
        ("Oud", True),
        ("Diep", True),
    ]


def test_a_chart_sheet_is_named_and_the_others_are_read(tmp_path):
    book = openpyxl.Workbook()
    book.active["A1"] = "x"
    book.create_chartsheet("Grafiek")
    contents = read_contents(saved(book, tmp_path / "a.xlsx"))
    assert [cells.sheet for cells in contents.sheets] == ["Sheet"]
    assert [(note.code, dict(note.values)) for note in contents.notes] == [("note.no_cells", {"sheet": "Grafiek"})]


def test_words_for_nothing_and_numbers_as_text_stay_what_they_are(tmp_path):
    rows = [["N/A", "None", "null", "007", "1.10", "TRUE", "05-11-2024"]]
    cells = read_contents(make_workbook(tmp_path / "a.xlsx", {"A": rows})).sheets[0]
    assert rows_of(cells) == rows
    assert rows_of(cells, "k") == [[TEXT] * 7]


def test_dates_and_numbers_keep_their_kind(tmp_path):
    import datetime as dt

    path = make_workbook(tmp_path / "a.xlsx", {"A": [[dt.datetime(2024, 3, 5, 14, 30), 0.985, 12]]})
    cells = read_contents(path).sheets[0]
    assert rows_of(cells) == [["2024-03-05 14:30:00", "0.985", "12"]]
    assert rows_of(cells, "k") == [[MOMENT, NUMBER, NUMBER]]


def test_a_cell_beyond_the_last_column_of_excel_refuses_nothing(tmp_path):
    with zipfile.ZipFile(make_workbook(tmp_path / "a.xlsx", {"A": [["x", "y"]]})) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    with zipfile.ZipFile(tmp_path / "b.xlsx", "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part.replace(b'r="B1"', b'r="AAAA1"'))
    contents = read_contents(tmp_path / "b.xlsx")
    (cells,) = contents.sheets
    assert (cells.n_columns, cells.table.column("t0").to_pylist()) == (1, ["x"])
    assert [note.values["cells"] for note in contents.notes] == ["AAAA1"]


@pytest.mark.parametrize("name", ["a.xlsx", "a.xls", "a.ods", "a.csv", "a"])
def test_a_workbook_is_read_under_any_name(tmp_path, name):
    whole = make_workbook(tmp_path / "in.xlsx", {"A": [["x"]]}).read_bytes()
    assert read_rows(write(tmp_path, name, whole)) == {"A": [["x"]]}


@pytest.mark.parametrize("within_a_zip", [False, True])
def test_an_encrypted_ods_is_named_as_such(tmp_path, within_a_zip):
    entry = '<m:file-entry m:full-path="content.xml"><m:encryption-data m:checksum="x"/></m:file-entry>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", bytes(range(256)))
        manifest = f'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{entry}</m:manifest>'
        archive.writestr("META-INF/manifest.xml", manifest)
    if within_a_zip:
        with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
            archive.writestr("a.ods", out.getvalue())
        assert read_result(tmp_path / "a.zip", 0).code == "refused.password"
    else:
        assert read_result(write(tmp_path, "a.ods", out.getvalue())).code == "refused.password"
