"""One cell far from all others costs no table: it is told by its address, and what stands together is read."""

from __future__ import annotations

import io
import zipfile

import pytest
import xlsxwriter
from good import read_in_process
from hypothesis import given
from hypothesis import strategies as st
from tables import HEAD, SHEET, cells, edit, log, repack, saved

import drift
from drift.sources.opening.child.content import Content
from drift.sources.opening.child.far import AREA, WIDTH, find_box, name_cells
from drift.sources.opening.child.near import bring_near

FAR = '<row r="{0}"><c r="{1}{0}"><v>1</v></c></row>'
# as a file lies about it: where its cells stand, and what its rows and cells are called
LIE = "</sheetData>", '<dimension ref="A1:D2"/></sheetData>'
FILLED = '<table:table-cell{} office:value-type="string"><text:p>x</text:p></table:table-cell>'
ROW = "<table:table-row{}>{}</table:table-row>"
TO_THE_END = ' table:number-rows-repeated="1048000"', ' table:number-columns-repeated="{}"'


def check(folder, file: str, data: bytes):
    """Return the notes of far cells and the sheets of one file."""
    (folder / file).write_bytes(data)
    (account,) = drift.check([folder]).files
    assert account.status == "read"
    far = [
        (note.values["sheet"], note.values["n"], note.values["cells"])
        for note in account.notes
        if note.code == "note.far_cells"
    ]
    return far, account.sheets


def open_log(rows: str) -> bytes:
    """Return an .ods with a log and these rows of XML below it."""
    texts = (HEAD, ("H1", "kapot", "2024-03-05 10:00", "2024-03-05 11:00"))
    own = "".join(
        ROW.format("", "".join(FILLED.format("").replace(">x<", f">{text}<") for text in row)) for row in texts
    )

    def change(parts):
        text = parts["content.xml"].decode()
        start, end = text.index("<table:table-row"), text.rindex("</table:table>")
        return {**parts, "content.xml": (text[:start] + own + rows + text[end:]).encode()}

    return repack(change, saved("libreoffice.ods"))


@pytest.mark.parametrize(("row", "column"), [(1_048_576, "XFD"), (100_000, "AZ"), (9, "XFD"), (1_048_576, "F")])
def test_one_cell_at_the_far_end_is_told_and_the_log_is_read(tmp_path, row, column):
    far, (sheet,) = check(tmp_path, "x.xlsx", cells(FAR.format(row, column)))
    assert far == [("Log", 1, f"{column}{row}")]
    assert (sheet.table, sheet.read, sheet.accepted) == ("incidents", 2, 1)


def test_what_names_no_place_is_counted_on_and_a_file_may_lie(tmp_path):
    data = repack(edit(SHEET, *LIE), cells('<row r="1048576"><c r="XFC1048576"><v>1</v></c><c><v>2</v></c></row>'))
    far, (sheet,) = check(tmp_path, "x.xlsx", data)
    assert far == [("Log", 2, "XFC1048576, XFD1048576")]
    assert sheet.accepted == 1


def test_a_cell_far_down_in_each_of_fifty_sheets(tmp_path):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        for i in range(50):
            book.add_worksheet(f"L{i}").write_row(0, 0, [f"H{i}", "kapot"])
    far = FAR.format(1_048_576, "F") + "</sheetData>"
    data = repack(
        lambda parts: {name: part.replace(b"</sheetData>", far.encode()) for name, part in parts.items()},
        out.getvalue(),
    )
    (tmp_path / "x.xlsx").write_bytes(data)
    contents = read_in_process(tmp_path / "x.xlsx")
    told = [note.values for note in contents.notes if note.code == "note.far_cells"]
    assert told == [{"sheet": f"L{i}", "n": 1, "cells": "F1048576"} for i in range(50)]
    assert [sheet.text_at(1, 0) for sheet in contents.sheets] == [f"H{i}" for i in range(50)]


@pytest.mark.parametrize(
    ("rows", "cell"),
    [
        (ROW.format(TO_THE_END[0], "<table:table-cell/>") + ROW.format("", "<table:table-cell" + TO_THE_END[1].format(16_383) + "/>" + FILLED.format("")), "XFD1048003"),
        (ROW.format("", "<table:table-cell" + TO_THE_END[1].format(16_383) + "/>" + FILLED.format("")), "XFD3"),
        (ROW.format("", FILLED.format(TO_THE_END[1].format(16_384))), "A3"),
        (ROW.format(TO_THE_END[0], FILLED.format(TO_THE_END[1].format(16_384))), "A3"),
    ],
    ids=["corner", "last column", "a cell repeated", "a sheet repeated"],
)  # fmt: skip
def test_an_ods_that_repeats_to_the_end(tmp_path, rows, cell):
    far, (sheet,) = check(tmp_path, "x.ods", open_log(rows))
    assert [(n, cells) for _, n, cells in far] == [(1, cell)]
    assert (sheet.table, sheet.read, sheet.accepted) == ("incidents", 2, 1)


@given(st.integers(2, 60), st.integers(1, 12), st.integers(0, 999), st.integers(0, 1_047_000), st.integers(0, 16_000))
def test_the_block_of_a_table_is_found_wherever_a_cell_stands(height, width, down, row, column):
    places = [(down + i, j) for i in range(height) for j in range(width)]
    rows, columns = zip(*[*places, (row, column)], strict=True)
    box = find_box(rows, columns, AREA)
    assert box is not None
    assert all(i in box[0] and j in box[1] for i, j in places)
    assert len(box[1]) <= max(WIDTH, width) or len(box[0]) * len(box[1]) <= 50 * (len(places) + 1)


def test_cells_spread_over_the_whole_sheet_stand_nowhere_together():
    diagonal = [*range(16_384)]
    assert find_box(diagonal, diagonal, 1_000) is None
    assert find_box([], [], AREA) == (range(0), range(0))
    assert name_cells([(0, 0), (8, 25), (1_048_575, 16_383)] * 4) == "A1, Z9, XFD1048576, " * 3 + "A1, …"


def test_a_sheet_that_is_large_and_full_is_left_alone(tmp_path):
    far, (sheet,) = check(tmp_path, "x.xlsx", log(*[["H2", "x", "2024-03-05 10:00", ""] + [""] * 40 + ["y"]] * 200))
    assert (far, sheet.read) == ([], 202)


def test_no_part_is_lost_when_some_are_written_anew():
    data = cells(FAR.format(1_048_576, "XFD"))
    near, _ = bring_near(Content("x.xlsx", data=data))
    with zipfile.ZipFile(io.BytesIO(near.read())) as after, zipfile.ZipFile(io.BytesIO(data)) as before:
        assert {name for name in before.namelist() if before.read(name) != after.read(name)} == {SHEET}
        assert sorted(after.namelist()) == sorted(before.namelist())
        assert after.read(SHEET) == before.read(SHEET).replace(b'<c r="XFD1048576"><v>1</v></c>', b"")
