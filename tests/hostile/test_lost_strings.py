"""A cell that names no text of the workbook shows an error at its address, and never the first text."""

from __future__ import annotations

import pytest
from good import read_in_process
from tables import cells


@pytest.mark.parametrize("place", ["-1", "99999999999999999999", "abc", "1.0", " 1", "+1"])
def test_a_text_that_cannot_be_found_is_an_error_of_that_cell(tmp_path, place):
    row = f'<row r="9"><c r="A9" s="0" t="s"><v>{place}</v></c><c r="B9" t="s"><v>1</v></c></row>'
    (tmp_path / "x.xlsx").write_bytes(cells(row))
    (sheet,) = read_in_process(tmp_path / "x.xlsx").sheets
    assert (sheet.text_at(9, 0), sheet.text_at(9, 1)) == ("", "Titel")
    assert sheet.marks is not None
    assert dict(sheet.marks.errors) == {(9, 0): "#REF!"}
    assert sheet.text_at(1, 0) == "Incident ID"
