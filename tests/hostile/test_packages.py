"""A workbook of which one sheet, or the package around it, is odd: it loses that sheet alone, and by name."""

from __future__ import annotations

import io
from pathlib import Path

import packages
import pytest
from good import read_in_process
from locks import lock_old
from packages import BOOK, MACRO, MICROSOFT, OFFICE, RELATIONS, SHEET, edit, make_book, of_kind, repack

from drift.sources.opening.cells import Contents

DIALOG = f'<dialogsheet xmlns="{packages.MAIN}"><sheetPr/></dialogsheet>'.encode()


def read_result(tmp_path, data, name="x.xlsx"):
    (tmp_path / name).write_bytes(data)
    return read_in_process(tmp_path / name)


def sheets_of(tmp_path, data, name="x.xlsx"):
    contents = read_result(tmp_path, data, name)
    assert isinstance(contents, Contents), contents
    return contents


def cells_of(sheet):
    return [(sheet.kinds(i).to_pylist(), sheet.texts(i).to_pylist()) for i in range(sheet.n_columns)]


@pytest.mark.parametrize(
    "change",
    [
        of_kind("macrosheets", f"{MICROSOFT}/xlMacrosheet", MACRO),
        of_kind("macrosheets", f"{MICROSOFT}/xlIntlMacrosheet", MACRO),
        of_kind("dialogsheets", f"{OFFICE}/dialogsheet", DIALOG),
        of_kind("chartsheets", f"{OFFICE}/chartsheet", DIALOG),
        of_kind("odd", "urn:odd/sheet", b"<x/>"),
        packages.lose_relation,
    ],
    ids=["macro", "international macro", "dialog", "chart", "unknown", "no relation"],
)
def test_a_sheet_without_cells_loses_itself_alone_and_is_named(tmp_path, change):
    contents = sheets_of(tmp_path, repack(change), "x.xlsm")
    whole = sheets_of(tmp_path, make_book())
    assert [sheet.sheet for sheet in contents.sheets] == ["A", "B"]
    assert [cells_of(sheet) for sheet in contents.sheets] == [cells_of(whole.sheets[0]), cells_of(whole.sheets[2])]
    assert [(note.code, note.values) for note in contents.notes] == [("note.no_cells", {"sheet": "M"})]
    assert contents.sheets[0].marks == whole.sheets[0].marks


def test_a_very_hidden_sheet_is_read_as_hidden(tmp_path):
    contents = sheets_of(tmp_path, repack(edit(BOOK, 'name="M"', 'name="M" state="veryHidden"')))
    assert [(sheet.sheet, sheet.hidden) for sheet in contents.sheets] == [("A", False), ("M", True), ("B", False)]


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (packages.move_book, ["A, M, B"]),
        (edit(RELATIONS, 'Target="worksheets', 'Target="../xl/worksheets'), ["A", "M", "B"]),
        (packages.widen, ["M"]),
    ],
    ids=["moved", "climbing targets", "utf-16"],
)
def test_what_the_first_reader_cannot_read_the_second_reads_to_the_same_cells_and_marks(tmp_path, change, named):
    contents, whole = sheets_of(tmp_path, repack(change)), sheets_of(tmp_path, make_book())
    assert [note.values["sheet"] for note in contents.notes if note.code == "note.second_reader"] == named
    assert [sheet.sheet for sheet in contents.sheets] == ["A", "M", "B"]
    assert [cells_of(sheet) for sheet in contents.sheets] == [cells_of(sheet) for sheet in whole.sheets]
    assert [sheet.marks for sheet in contents.sheets] == [sheet.marks for sheet in whole.sheets]


@pytest.mark.parametrize(
    "change",
    [
        lambda parts: {**parts, "[Content_Types].xml": b"<Types/>"},
        packages.drop("[Content_Types].xml"),
        edit(RELATIONS, 'Target="worksheets', 'Target="/xl/worksheets'),
        lambda parts: {name.replace("/", "\\"): data for name, data in parts.items()},
        lambda parts: {name.replace("sheets/", "Sheets/"): data for name, data in parts.items()},
        edit(SHEET, 's="1"', 's="9999"'),
    ],
    ids=["wrong types", "no types", "absolute targets", "backslashes", "other case", "style that is not there"],
)
def test_a_package_that_is_wrong_in_another_way_is_read(tmp_path, change):
    contents = sheets_of(tmp_path, repack(change))
    assert [(sheet.sheet, sheet.text_at(2, 1)) for sheet in contents.sheets] == [("A", "A"), ("M", "M"), ("B", "B")]


@pytest.mark.parametrize("kind", ['t="zz"', 't="s" t2="x" s="-7"'])
def test_a_cell_of_an_unknown_kind_is_never_given_as_the_place_of_its_text(tmp_path, kind):
    contents = sheets_of(tmp_path, repack(edit(SHEET, 't="s"', kind)))
    texts = {text for sheet in contents.sheets for i in range(sheet.n_columns) for text in sheet.texts(i).to_pylist()}
    assert not texts & {"0", "2", "3"}
    assert [sheet.sheet for sheet in contents.sheets][0::2] in (["A"], ["A", "B"])


@pytest.mark.parametrize(
    ("password", "code"), [("VelvetSweatshop", None), ("geheim", "refused.password"), ("", "refused.password")]
)
def test_excels_own_password_opens_a_workbook_and_any_other_is_refused(tmp_path, password, code):
    from msoffcrypto.format.ooxml import OOXMLFile

    packed = io.BytesIO()
    OOXMLFile(io.BytesIO(make_book())).encrypt(password, packed)
    read = read_result(tmp_path, packed.getvalue())
    if code:
        assert read.code == code
    else:
        assert [sheet.sheet for sheet in read.sheets] == ["A", "M", "B"]
        assert read.sheets[0].marks is not None


def test_a_bomb_behind_excels_own_password_is_refused(tmp_path):
    from msoffcrypto.format.ooxml import OOXMLFile

    bomb = repack(lambda parts: {**parts, SHEET: b" " * (101 << 20)})
    packed = io.BytesIO()
    OOXMLFile(io.BytesIO(bomb)).encrypt("VelvetSweatshop", packed)
    assert read_result(tmp_path, packed.getvalue()).code == "refused.bomb"


def test_an_ods_laid_out_for_people_is_read_as_the_same_without_its_blanks(tmp_path):
    def lay_out(parts):
        text = parts["content.xml"].decode().replace("<table:table-cell", "\n  <table:table-cell")
        return {**parts, "content.xml": text.replace("</table:table-row>", "\n</table:table-row>").encode()}

    plain = (Path(__file__).parents[1] / "workbooks" / "saved" / "libreoffice.ods").read_bytes()
    contents, whole = sheets_of(tmp_path, repack(lay_out, plain), "x.ods"), sheets_of(tmp_path, plain, "y.ods")
    assert [cells_of(sheet) for sheet in contents.sheets] == [cells_of(sheet) for sheet in whole.sheets]


@pytest.mark.parametrize(("password", "code"), [("VelvetSweatshop", None), ("geheim", "refused.password")])
def test_excels_own_password_opens_an_old_workbook_too(tmp_path, password, code):
    plain = (Path(__file__).parents[1] / "workbooks" / "saved" / "libreoffice.xls").read_bytes()
    read = read_result(tmp_path, lock_old(plain, password), "x.xls")
    if code:
        assert read.code == code
    else:
        whole = sheets_of(tmp_path, plain, "y.xls")
        assert [cells_of(sheet) for sheet in read.sheets] == [cells_of(sheet) for sheet in whole.sheets]
