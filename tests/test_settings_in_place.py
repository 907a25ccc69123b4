"""drift.xlsx is the analyst's: what the page and init write goes into its cells; nothing of his is lost."""

import datetime as dt
import shutil

import openpyxl
import pytest
from builders import make_contract, make_log, make_workbook
from commands import run
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from drift.errors import UsageError
from drift.project import open_project
from drift.project.sheets import SHEETS, lay_entry
from drift.setup.book.edit import BookEdit
from drift.setup.book.evidence import Evidence
from drift.setup.book.new import make_book
from drift.setup.overrule import SheetChoice, name_relation, overrule
from drift.wording import Wording

YELLOW = PatternFill("solid", fgColor="FFFFFF00")
CONTENT = {
    "schema": 1,
    "language": "nl",
    "source": [
        {"files": "tickets/*.xlsx", "table": "incidents", "columns": {"title": "Onderwerp", "at": "4.10"}},
        {"files": "b", "day_first": False, "nulls": ["leeg"]},
    ],
    "milestone": [{"on": dt.date(2023, 3, 1), "what": "nieuw systeem"}],
}


@pytest.fixture
def own(tmp_path):
    """A workbook as drift writes it, and as an analyst then makes it his own."""
    path = tmp_path / "drift.xlsx"
    path.write_bytes(make_book(Evidence(CONTENT, {}, {}, (), ()), Wording("nl")))
    book = openpyxl.load_workbook(path)
    sheet = book["source"]
    sheet["N2"], sheet["N3"], sheet["N5"] = "wie", "Gerda", "Jan"
    sheet["A3"].fill = YELLOW
    sheet["A5"].comment = Comment("nog vragen", "Jan")
    sheet["N5"].hyperlink = "https://example.org/"
    sheet.row_dimensions[5].height = 44
    sheet.merge_cells("P5:Q6")
    sheet["P5"] = "samen"
    sheet.auto_filter.ref = "A2:N5"
    sheet.conditional_formatting.add("A3:A5", CellIsRule("equal", ["1"], fill=YELLOW))
    mine = DataValidation("list", formula1='"Gerda,Jan"', sqref="N5")
    sheet.add_data_validation(mine)
    other = book.create_sheet("Van mij")
    other.append(["a", "b"])
    other.append([1, 2])
    other.add_table(Table(displayName="Mijn", ref="A1:B2"))
    book.save(path)
    return tmp_path


def look(folder):
    return openpyxl.load_workbook(folder / "drift.xlsx")


def test_a_choice_goes_before_the_others_and_what_is_his_moves_along(own):
    overrule(own, SheetChoice("tickets/2024 [a].xlsx", "Blad1", "events", {"at": "=Tijd", "text": "Tekst"}))
    settings = open_project(own).settings
    assert [one.files for one in settings.source] == ["tickets/2024 [[]a].xlsx", "tickets/*.xlsx", "b"]
    assert settings.source[0].columns == {"at": "=Tijd", "text": "Tekst"}
    assert settings.source[1].columns == {"title": "Onderwerp", "at": "4.10"}
    book = look(own)
    sheet = book["source"]
    assert [sheet[f"N{row}"].value for row in range(2, 8)] == ["wie", None, None, "Gerda", None, "Jan"]
    assert (sheet["A5"].fill.fgColor.rgb, sheet["A7"].comment.text) == ("FFFFFF00", "nog vragen")
    assert (sheet["N7"].hyperlink.target, sheet["N7"].hyperlink.ref) == ("https://example.org/", "N7")
    assert sheet.row_dimensions[7].height == 44
    assert [str(one) for one in sheet.merged_cells.ranges] == ["P7:Q8"]
    assert sheet.auto_filter.ref == "A2:N7"
    assert [str(part.sqref) for part in sheet.conditional_formatting] == ["A3:A7"]
    assert {str(rule.sqref) for rule in sheet.data_validations.dataValidation} >= {"N7", "C3:C503"}
    assert [[cell.value for cell in row] for row in book["Van mij"]] == [["a", "b"], [1, 2]]
    assert book["Van mij"].tables["Mijn"].ref == "A1:B2"


def test_a_second_choice_changes_the_cells_of_the_first(own):
    overrule(own, SheetChoice("a.xlsx", None, "events", {"at": "Tijdstip", "text": "Tekst"}))
    overrule(own, SheetChoice("a.xlsx", None, "events", {"at": "Datum", "text": None}))
    overrule(own, SheetChoice("a.xlsx", None, None, {"actor": "Wie", "status": "Stand"}))
    settings = open_project(own).settings
    assert [one.files for one in settings.source] == ["a.xlsx", "tickets/*.xlsx", "b"]
    assert settings.source[0].columns == {"at": "Datum", "actor": "Wie", "status": "Stand"}
    assert settings.source[2].nulls == ("leeg",)


def test_a_document_gets_its_day_as_a_day(own):
    overrule(own, SheetChoice("a.xlsx", None, document="SLA", role="dap", effective_on=dt.date(2023, 7, 1)))
    entry = open_project(own).settings.document[0]
    assert (entry.name, entry.role, entry.effective_on) == ("SLA", "dap", dt.date(2023, 7, 1))
    assert look(own)["document"]["D3"].is_date


def test_the_relation_gets_its_cell(own):
    name_relation(own, "=Zuid", "Klant")
    settings = open_project(own).settings
    assert (settings.relation, settings.relation_column) == ("=Zuid", "Klant")
    name_relation(own, "Noord", None)
    assert open_project(own).settings.relation == "Noord"
    cells = [cell.value for cell in look(own)["settings"]["A"]]
    assert cells.count("relation") == 1


def test_a_sheet_or_column_that_somebody_took_out_comes_back(own):
    book = look(own)
    del book["document"]
    book["source"].delete_cols(3)
    del book["settings"]
    book.save(own / "drift.xlsx")
    overrule(own, SheetChoice("a.xlsx", None, "events", document="SLA"))
    name_relation(own, "Noord", None)
    settings = open_project(own).settings
    assert (settings.source[0].table, settings.document[0].name, settings.relation) == ("events", "SLA", "Noord")


def test_what_would_not_be_understood_is_not_written(own):
    before = (own / "drift.xlsx").read_bytes()
    for choice in (SheetChoice("a", None, "nonsense"), SheetChoice("a", None, "events", {"nonsense": "x"})):
        with pytest.raises(UsageError):
            overrule(own, choice)
    assert (own / "drift.xlsx").read_bytes() == before


def add_picture(book, tmp_path):
    picture = tmp_path / "p.png"
    picture.write_bytes(
        bytes.fromhex(
            "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63f8ffff3f0005fe02fe"
            "a735810f0000000049454e44ae426082"
        )
    )
    pytest.importorskip("PIL", reason="openpyxl writes no pictures without Pillow")
    book["source"].add_image(Image(str(picture)), "Q2")


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda book, _: book["Van mij"].__setitem__("D1", "=1+1"), "book.formula"),
        (add_picture, "book.lost"),
        (lambda book, _: setattr(book["source"], "print_area", "A1:C3"), "book.lost"),
        (lambda _, folder: (folder / "~$drift.xlsx").write_text("Jan"), "book.opened"),
    ],
)
def test_where_something_would_be_lost_nothing_is_written(own, tmp_path_factory, spoil, code):
    book = look(own)
    spoil(book, own if code == "book.opened" else tmp_path_factory.mktemp("p"))
    book.save(own / "drift.xlsx")
    before = (own / "drift.xlsx").read_bytes()
    with pytest.raises(UsageError) as refused:
        overrule(own, SheetChoice("a.xlsx", None, "events"))
    assert refused.value.note.code == code
    assert (own / "drift.xlsx").read_bytes() == before


def entries():
    texts = st.text("abc4.10=é ", min_size=1, max_size=6).filter(str.strip)
    return st.fixed_dictionaries(
        {"files": texts},
        optional={
            "table": st.sampled_from(["incidents", "events", "none"]),
            "day_first": st.booleans(),
            "heading_row": st.integers(1, 9),
            "nulls": st.lists(texts, min_size=1, max_size=3),
            "columns": st.dictionaries(
                st.sampled_from(["at", "text", "actor", "status"]), texts, min_size=1, max_size=4
            ),
        },
    )


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    path = tmp_path_factory.mktemp("plain") / "drift.xlsx"
    path.write_bytes(make_book(Evidence(CONTENT, {}, {}, (), ()), Wording("en")))
    return path


@how(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(changes=st.lists(st.tuples(st.sampled_from(["first", "put", "add"]), entries()), min_size=1, max_size=3))
def test_any_changes_say_what_they_were_to_say(plain, tmp_path_factory, changes):
    folder = tmp_path_factory.mktemp("edited")
    shutil.copy(plain, folder)
    meant = [dict(one) for one in CONTENT["source"]]
    for how_, entry in changes:
        edit = BookEdit(folder / "drift.xlsx")
        if how_ == "first":
            edit.put_first("source", entry)
            meant.insert(0, entry)
        elif how_ == "put":
            edit.put("source", 1, entry)
            meant[1] = entry
        else:
            edit.add("source", entry, "")
            meant.append(entry)
        edit.save()
    settings = open_project(folder).settings
    assert [one.model_dump(exclude_unset=True) for one in settings.source] == [
        {key: tuple(value) if key == "nulls" else value for key, value in one.items()} for one in meant
    ]
    assert settings.milestone[0].what == "nieuw systeem"


def test_an_entry_lies_in_as_many_rows_as_it_has_of_what_it_has_most_of():
    rows = lay_entry("source", {"files": "a", "nulls": ["x"], "columns": {"at": "T", "text": "U"}})
    assert rows == [
        {"files": "a", "nulls": "x", "field": "at", "heading": "T"},
        {"field": "text", "heading": "U"},
    ]
    assert SHEETS["source"].first == "files"


@pytest.fixture
def folder(tmp_path):
    make_contract(tmp_path, "SLA v1 2022-01-01", ["Leverancier dient te leveren."] * 6)
    make_log(tmp_path, dt.datetime(2022, 1, 1), 3)
    assert run("init", tmp_path, "--lang", "nl", "--xlsx").exit_code == 0
    return tmp_path


def test_init_adds_what_is_new_and_nothing_twice(folder):
    before = open_project(folder).settings
    first = (folder / "drift.xlsx").read_bytes()
    assert run("init", folder, "--lang", "nl").exit_code == 0
    assert (folder / "drift.xlsx").read_bytes() == first
    make_contract(folder, "DAP v1 2022-01-01", ["Leverancier belt eerst."] * 6)
    days = [dt.datetime(2024, 1, 2, 9) + dt.timedelta(days=2 * i) for i in range(12)]
    rows = [[day, f"Deur {i} sluit niet", day + dt.timedelta(hours=5)] for i, day in enumerate(days)]
    strange = [["Wanneer ontdekt", "Wat er was", "Voorbij"], *rows]
    make_workbook(folder / "raar.xlsx", {"Blad1": strange})
    assert "drift.xlsx" in run("init", folder, "--lang", "nl").stdout
    after = open_project(folder).settings
    assert after.source == before.source
    assert after.document[: len(before.document)] == before.document
    assert [one.files for one in after.document[len(before.document) :]] == ["DAP v*.xlsx"]
    proposed = [cell.value for cell in look(folder)["proposed"]["A"] if cell.value]
    assert "raar.xlsx" in proposed
    again = (folder / "drift.xlsx").read_bytes()
    assert run("init", folder, "--lang", "nl").exit_code == 0
    assert (folder / "drift.xlsx").read_bytes() == again
    assert run("check", folder, "--strict").exit_code in (0, 1)


def test_init_tells_what_it_could_not_add(folder):
    (folder / "~$drift.xlsx").write_text("Jan")
    make_contract(folder, "DAP v1 2022-01-01", ["Leverancier belt eerst."] * 6)
    before = (folder / "drift.xlsx").read_bytes()
    done = run("init", folder, "--lang", "nl")
    assert done.exit_code == 0
    assert "nieuwe gissingen staan niet in drift.xlsx: drift.xlsx is open in Excel" in done.stdout
    assert (folder / "drift.xlsx").read_bytes() == before
