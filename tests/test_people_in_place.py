"""people.xlsx is the analyst's: init adds persons below and brings counts up to date; nothing of his is lost."""

import datetime as dt
import io
import re
import stat
import zipfile
from contextlib import contextmanager

import openpyxl
import pytest
import xlsxwriter
from builders import make_contract, make_workbook
from click.testing import CliRunner
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

import drift
from drift.cli.main import cli
from drift.setup.keepable import find_lost
from drift.wording import load_texts

pytestmark = pytest.mark.long

HEADS = ["Meldingnummer", "Korte omschrijving", "Aanmelddatum", "Gereed", "Aanmelder", "Behandelaar"]
DAY = dt.datetime(2024, 1, 2, 9)
YELLOW = PatternFill("solid", fgColor="FFFFFF00")


def make_log(folder, more=()):
    rows = [
        [f"M{i}", f"kapot {i}", DAY + dt.timedelta(days=7 * i), DAY + dt.timedelta(days=7 * i, hours=2), *who]
        for i, who in enumerate([("Jan Jansen", "Piet de Vries")] * 12 + [*more])
    ]
    make_workbook(folder / "meldingen.xlsx", {"Log": [HEADS, *rows]})


@pytest.fixture
def folder(tmp_path):
    make_contract(tmp_path, "SLA v1 2023-01-01", ["Leverancier dient te leveren."] * 6)
    make_log(tmp_path)
    init(tmp_path)
    return tmp_path


def init(folder):
    done = CliRunner().invoke(cli, ["init", str(folder), "--lang", "nl"], catch_exceptions=False)
    assert done.exit_code == 0
    return done.output


def make_his_own(path):
    """Move the list down, and add what an analyst adds: columns, colours, notes, rules, filters, a sheet."""
    book = openpyxl.load_workbook(path)
    sheet = book.active
    sheet.title = "Wie is wie"
    sheet.insert_rows(1, 3)
    sheet["A1"], sheet["A1"].font = "Onze mensen, bijgewerkt door mij", Font(bold=True, size=16, color="FF00AA00")
    sheet.insert_cols(2)
    sheet["B4"], sheet["B5"], sheet["B6"] = "Telefoon binnen", "=1+1", 4711
    sheet["A5"].fill, sheet["A6"].fill = YELLOW, YELLOW
    sheet["A5"].comment = Comment("belt liever", "ik", height=80, width=200)
    sheet["C5"], sheet["D5"], sheet["E5"] = "klant", "uitvoering", "operationeel"
    sheet["J5"] = "zit op maandag in Zuid"
    sheet.column_dimensions["B"].width = 31.5
    sheet.row_dimensions[5].height = 44
    sheet.freeze_panes = "C5"
    sheet.auto_filter.ref = "A4:J6"
    sheet.data_validations.dataValidation = []
    choices = DataValidation(type="list", formula1='"vast,los"', sqref="B5:B6")
    sheet.add_data_validation(choices)
    sheet.conditional_formatting.add("H5:H6", CellIsRule(operator="greaterThan", formula=["5"], fill=YELLOW))
    sheet.merge_cells("A1:D1")
    sheet["A2"].hyperlink = "https://example.org/"
    own = book.create_sheet("Mijn lijstje")
    own["A1"], own["B2"] = "niet aankomen", 3.5
    own.add_table(Table(displayName="Mijn", ref="A4:B6"))
    own["A4"], own["B4"] = "kop", "waarde"
    own.sheet_state = "hidden"
    book.active = 1
    book.save(path)


def describe(path):
    """Return every cell of every sheet with its looks, and what holds for the sheet as a whole."""
    book = openpyxl.load_workbook(path)
    cells = {
        (sheet.title, cell.coordinate): (
            *(cell.value, cell.number_format, cell.fill.fgColor.rgb, cell.font.b, cell.font.sz),
            *(cell.comment and cell.comment.text, cell.hyperlink and cell.hyperlink.target),
        )
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
    }
    whole = {
        sheet.title: (
            {name: (one.width, one.hidden) for name, one in sheet.column_dimensions.items()},
            {n: one.height for n, one in sheet.row_dimensions.items() if one.height},
            *(sheet.freeze_panes, sheet.sheet_state, str(sheet.merged_cells), sorted(sheet.tables)),
        )
        for sheet in book
    }
    return cells, whole


def test_nothing_of_the_analyst_is_lost_and_new_persons_stand_below(folder):
    path = folder / "people.xlsx"
    make_his_own(path)
    before, whole = describe(path)
    make_log(folder, more=[("Nieuw Iemand", "Piet de Vries")])
    told = init(folder)
    after, whole_after = describe(path)
    changed = {at: after[at][0] for at in before if after[at] != before[at]}
    assert changed == {("Wie is wie", "H6"): 13}  # the rows of Piet de Vries: 12 and one
    assert whole_after == whole
    new = {at: value[0] for at, value in after.items() if at not in before and value[0] is not None}
    assert new == {
        ("Wie is wie", "A7"): "Nieuw Iemand",
        ("Wie is wie", "H7"): 1,
        ("Wie is wie", "I7"): before["Wie is wie", "I5"][0],
        ("Wie is wie", "J7"): "nieuw sinds de vorige keer",
    }
    assert after["Wie is wie", "A7"][2] == "FFFFFF00"  # as the row above it
    sheet = openpyxl.load_workbook(path)["Wie is wie"]
    assert sheet.auto_filter.ref == "A4:J7"
    assert [str(rule.sqref) for rule in sheet.data_validations.dataValidation] == ["B5:B7"]
    assert [str(part.sqref) for part in sheet.conditional_formatting] == ["H5:H7"]
    assert not (folder / "people-2.xlsx").exists()
    assert "people-2.xlsx" not in told
    assert drift.check(folder).total("accepted", "people") == 3


def test_a_choice_made_before_counts_and_the_next_run_marks_nobody_as_new(folder):
    path = folder / "people.xlsx"
    make_his_own(path)
    make_log(folder, more=[("Nieuw Iemand", "Piet de Vries")])
    init(folder)
    init(folder)
    sheet = openpyxl.load_workbook(path)["Wie is wie"]
    assert [cell.value for cell in sheet["J"]][3:] == ["Opmerking", "zit op maandag in Zuid", None, None]
    assert drift.analyse(folder).tables["people"]["side"].dropna().tolist() == ["customer"]


def test_a_list_in_which_nothing_changes_is_not_written(folder):
    path = folder / "people.xlsx"
    make_his_own(path)
    init(folder)
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    init(folder)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


@pytest.mark.parametrize("mode", [0o600, 0o640])
def test_who_may_read_the_list_is_as_it_was(folder, mode):
    path = folder / "people.xlsx"
    path.chmod(mode)
    make_log(folder, more=[("Nieuw Iemand", "Piet de Vries")])
    init(folder)
    assert "Nieuw Iemand" in [row[0].value for row in openpyxl.load_workbook(path).active]
    assert stat.S_IMODE(path.stat().st_mode) == mode


def add_part(path, name, content=b"<x/>"):
    """Add a part to a workbook, as another program would have left it there."""
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(name, content)


@contextmanager
def write_again(path):
    """Write the list by a library that can add more; give its sheet and what stands in its rows."""
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(path).active]
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Personen")
        for i, row in enumerate(rows):
            sheet.write_row(i, 0, [value or "" for value in row])
        yield sheet, rows


def add_shape(path):
    with write_again(path) as (sheet, _):
        sheet.insert_textbox("L2", "Let op: vrijdag vrij")


def set_cells(path, **values):
    book = openpyxl.load_workbook(path)
    for at, value in values.items():
        book.active[at] = value
    book.save(path)


def merge_over(path):
    """Merge two cells of which the second holds something, as LibreOffice can."""
    set_cells(path, K3="links", L3="rechts")
    cells = b'</sheetData><mergeCells count="1"><mergeCell ref="K3:L3"/></mergeCells>'
    edit_sheet(path, b"</sheetData>", cells)


def add_odd_date(path):
    """Write a number that is no day under a format of days, which openpyxl reads as a fault."""
    book = openpyxl.load_workbook(path)
    book.active["K3"], book.active["K3"].number_format = 61234567890, "dd-mm-yyyy"
    book.save(path)


def edit_sheet(path, pattern, text):
    """Change the xml of the first sheet."""
    edit_part(path, "xl/worksheets/sheet1.xml", pattern, text)


def edit_part(path, name, pattern, text):
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[name] = re.sub(pattern, text, parts[name], count=1)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)


def add_formula(path):
    """Let a formula tell the name of a person, as Excel writes it with what it gave."""
    with write_again(path) as (sheet, rows):
        sheet.write_formula("A2", '=TRIM(" Piet de Vries ")', None, rows[1][0])


LOST = {
    "formula": add_formula,
    "shape": add_shape,
    "slicer": lambda path: add_part(path, "xl/slicers/slicer1.xml"),
    "button": lambda path: add_part(path, "xl/ctrlProps/ctrlProp1.xml"),
    "macro": lambda path: add_part(path, "xl/vbaProject.bin"),
    "pivot": lambda path: add_part(path, "xl/pivotCache/pivotCacheDefinition1.xml"),
    "picture": lambda path: add_part(path, "xl/media/image1.png"),
    "odd": lambda path: add_part(path, "xl/what/nobody/knows.xml"),
    "extension": lambda path: edit_sheet(path, b"</worksheet>", b"<extLst><ext uri='x'/></extLst></worksheet>"),
    "far": lambda path: set_cells(path, A1048576="einde"),
    "merged": lambda path: merge_over(path),
    "open": lambda path: path.with_name("~$people.xlsx").write_bytes(b"\x05admin"),
    "views": lambda path: edit_part(path, "xl/workbook.xml", b"</workbook>", b"<customWorkbookViews/></workbook>"),
    "date": lambda path: add_odd_date(path),
    "damaged": lambda path: path.write_bytes(path.read_bytes()[:900]),
    "other": lambda path: path.write_text("no workbook at all", encoding="utf-8"),
}


@pytest.mark.parametrize("kind", LOST)
def test_a_list_that_would_lose_something_stays_as_it_is_and_new_persons_stand_beside_it(folder, kind):
    path = folder / "people.xlsx"
    LOST[kind](path)
    content = path.read_bytes()
    make_log(folder, more=[("Nieuw Iemand", "Piet de Vries")])
    told = init(folder)
    assert path.read_bytes() == content
    names = [row[0].value for row in openpyxl.load_workbook(folder / "people-2.xlsx").active.iter_rows(min_row=2)]
    read = kind not in ("damaged", "other")
    assert names == (["Nieuw Iemand"] if read else ["Piet de Vries", "Jan Jansen", "Nieuw Iemand"])
    assert stat.S_IMODE((folder / "people-2.xlsx").stat().st_mode) == 0o600
    (line,) = [line for line in told.splitlines() if "people-2.xlsx;" in line or "in people-2.xlsx" in line]
    assert line.startswith("people.xlsx blijft zoals het is")
    assert drift.check(folder).total("accepted", "people") == 3
    make_log(folder, more=[("Nieuw Iemand", "Piet de Vries"), ("Nog Een", "Piet de Vries")])
    init(folder)  # the one beside it can be edited
    assert not (folder / "people-3.xlsx").exists()
    assert "Nog Een" in [row[0].value for row in openpyxl.load_workbook(folder / "people-2.xlsx").active]


def test_a_list_whose_headings_nobody_knows_stays_as_it_is(folder):
    path = folder / "people.xlsx"
    book = openpyxl.load_workbook(path)
    for cell in book.active[1]:
        cell.value = f"kolom {cell.column}"
    book.save(path)
    content = path.read_bytes()
    init(folder)
    assert path.read_bytes() == content
    assert (folder / "people-2.xlsx").exists()


def workbook(change=None, **parts):
    """Return a small workbook whose first sheet, or whose parts, are another's."""
    book = openpyxl.Workbook()
    book.active["A1"] = "Naam"
    kept = io.BytesIO()
    book.save(kept)
    content = io.BytesIO()
    with zipfile.ZipFile(kept) as old, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, change(part) if change and name == "xl/worksheets/sheet1.xml" else part)
        for name, part in parts.items():
            new.writestr(name, part)
    return content.getvalue()


def spoil(content, name="xl/worksheets/sheet1.xml"):
    """Return a workbook of which a part cannot be unpacked."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        info = archive.getinfo(name)
    begin = info.header_offset + 30 + len(name)
    return content[:begin] + b"\xff" * 8 + content[begin + 8 :]


def inside(text):
    return lambda part: part.replace(b"</sheetData>", b"</sheetData>" + text)


def test_a_plain_workbook_loses_nothing():
    assert find_lost(workbook()) is None
    assert find_lost(workbook(inside(b'<mergeCells count="1"><mergeCell ref="A1:D20"/></mergeCells>'))) is None


@pytest.mark.parametrize(
    "content",
    [
        workbook(inside(b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>')),
        workbook(inside(b'<hyperlinks><hyperlink location="x" ref="A1:ZZ99999"/></hyperlinks>')),
        workbook(**{"xl/comments1.xml": '<!DOCTYPE a [<!ENTITY b "c">]><x/>'.encode("utf-16")}),
        workbook(lambda part: b'<!DOCTYPE a [<!ENTITY b "c">]>' + part),
        workbook(**{"xl/sharedStrings2.xml": b" " * (1 << 24)}),
        workbook(**{"xl/drawings/vmlDrawing1.vml": b'<x:ClientData ObjectType="Button"/>'}),
        workbook(**{"../evil.xml": b"x"}),
        spoil(workbook()),
        b"PK\x03\x04 nothing",
        b"",
    ],
    ids=["merged", "linked", "utf-16", "entity", "large", "button", "way out", "spoilt", "no zip", "empty"],
)
def test_a_hostile_workbook_is_never_opened_for_editing(content):
    assert find_lost(content) is not None


def test_of_somebody_listed_twice_the_last_row_is_brought_up_to_date(folder):
    path = folder / "people.xlsx"
    book = openpyxl.load_workbook(path)
    rows = [[cell.value for cell in row] for row in book.active]
    book.active.append(rows[1])
    book.save(path)
    make_log(folder, more=[("Nieuw Iemand", rows[1][0])])
    init(folder)
    heads, *after = [[cell.value for cell in row] for row in openpyxl.load_workbook(path).active]
    column = heads.index(load_texts("nl")["people.rows"])
    assert after[-2][column] == 13
    assert (after[-1][0], after[-1][column]) == ("Nieuw Iemand", 1)


def test_a_name_that_looks_like_a_formula_is_a_text_in_the_list(folder):
    make_log(folder, more=[("=cmd|'/c calc'!A1", "Piet de Vries")])
    init(folder)
    sheet = openpyxl.load_workbook(folder / "people.xlsx").active
    assert not [cell for row in sheet for cell in row if cell.data_type == "f"]
