import datetime as dt

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font
from reading import read_contents

from drift.terms import MARKS_CELLS


@pytest.fixture
def marked(tmp_path):
    """A workbook written by openpyxl, one mark a row, and what the reader tells of it."""
    book = openpyxl.Workbook()
    sheet = book.active
    rows = [[4.1], ["weg"], ["=1/0"], ["#N/A"], [0.985], [dt.datetime(2024, 3, 5)], ["tekst"], ["zichtbaar"], [12]]
    for row in rows:
        sheet.append(row)
    sheet["A1"].number_format = "0.00"
    sheet["A2"].font = Font(strike=True)
    sheet["A5"].number_format = '"W-"0.0%'
    sheet["A7"].comment = Comment("bespreken", "A")
    sheet.row_dimensions[8].hidden = True
    struck = InlineFont(strike=True)
    sheet["B1"] = CellRichText(TextBlock(struck, "geheel "), TextBlock(struck, "weg"))
    sheet["B2"] = CellRichText(TextBlock(struck, "deels"), " gebleven")
    book.create_sheet("Leeg")
    path = tmp_path / "a.xlsx"
    book.save(path)
    return read_contents(path)


def test_a_number_carries_its_format_unless_it_is_general(marked):
    formats = dict(marked.sheets[0].marks.formats)
    assert (formats[1, 0], formats[5, 0]) == ("0.00", '"W-"0.0%')
    assert formats[6, 0].startswith("yyyy-mm-dd")
    assert (9, 0) not in formats


def test_text_struck_through_by_its_cell_or_run_by_run_is_marked(marked):
    assert marked.sheets[0].marks.struck == {(2, 0), (1, 1)}


def test_an_error_and_a_formula_never_calculated_are_two_things(marked):
    marks = marked.sheets[0].marks
    assert (marks.errors, marks.unvalued) == ({(4, 0): "#N/A"}, {(3, 0)})


def test_hidden_rows_and_comments_are_marked(marked):
    marks = marked.sheets[0].marks
    assert (marks.hidden_rows, marks.comments) == ({8}, {(7, 0): "bespreken"})


def test_a_blank_sheet_has_marks_of_its_own(marked):
    assert [cells.sheet for cells in marked.sheets] == ["Sheet", "Leeg"]
    assert not marked.sheets[1].marks.formats
    assert marked.no_marks is None


def test_a_large_log_is_read_without_marks(tmp_path):
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Log")
    for _ in range(MARKS_CELLS // 10 + 1):
        sheet.append(["x"] * 10)
    book.save(tmp_path / "a.xlsx")
    contents = read_contents(tmp_path / "a.xlsx")
    assert (contents.no_marks, contents.sheets[0].marks) == ("note.marks_large", None)


def test_marks_that_cannot_be_read_refuse_nothing(tmp_path, marked):
    import zipfile

    with zipfile.ZipFile(tmp_path / "a.xlsx") as source, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as archive:
        for name in source.namelist():
            archive.writestr(name, source.read(name).replace(b'fontId="0"', b'fontId="x"'))
    contents = read_contents(tmp_path / "b.xlsx")
    assert contents.no_marks == "note.marks_failed"
    assert contents.sheets[0].table.num_rows == marked.sheets[0].table.num_rows
