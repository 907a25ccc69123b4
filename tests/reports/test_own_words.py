"""The analyst's remarks, quotes and logo: shown as his, on their page, cleaned and accounted for."""

import datetime as dt
import struct
import zlib

import pikepdf
import pytest
from builders import make_contract, make_workbook
from pypdf import PdfReader

import drift
from drift.errors import UsageError
from drift.project import open_project
from drift.reports.logo import read_logo
from drift.reports.pages.blocks import Page, Report
from drift.reports.pages.build import add_remarks
from drift.wording import Wording


def png(width=4, height=4):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    pixels = b"".join(b"\x00" + b"\x1f\x3b\x63" * 4 for _ in range(4))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(pixels)) + chunk(b"IEND", b"")


def make_folder(folder):
    make_contract(folder, "SLA 2020-01-01", ["a"] * 6)
    make_contract(folder, "SLA 2022-01-01", ["a"] * 9)
    return folder


def comments(folder, *rows):
    make_workbook(folder / "comments.xlsx", {"Woorden": [["Pagina", "Datum", "Tekst"], *rows]})


def text_of(pdf):
    return [" ".join(page.extract_text().split()) for page in PdfReader(pdf).pages]


def account(analysis, name):
    return next(file for file in analysis.intake.files if file.file == name)


def test_a_remark_and_a_quote_stand_on_their_page(tmp_path):
    folder = make_folder(tmp_path / "in")
    comments(
        folder,
        ["oordeel", None, "Gebouw B kwam er in 2021 bij."],
        ["growth", dt.datetime(2021, 5, 3), "Wij bellen niet."],
    )
    analysis = drift.analyse(folder)
    pages = text_of(drift.write_report(analysis, tmp_path / "out", language="nl")[0])
    assert "Opmerking van de analist: Gebouw B kwam er in 2021 bij." in pages[2]
    assert "‘Wij bellen niet.’ (3 mei 2021; gekozen door de analist)" in pages[3]
    assert not any("Opmerking van de analist" in page or "Wij bellen" in page for page in pages[4:])
    rows = account(analysis, "comments.xlsx").sheets[0]
    assert (rows.table, rows.read, rows.accepted, rows.heading) == ("comments", 3, 2, 1)


def test_every_row_of_the_comments_is_accounted_for(tmp_path):
    folder = make_folder(tmp_path / "in")
    rows = [["verdict", None, "one"], ["verdict", None, "two"], ["nonsense", None, "x"], [None, None, None]]
    rows += [
        ["together", "soon", "x"],
        ["together", "31-02-2021", "x"],
        ["together", None, "x" * 401],
        ["together", None, None],
    ]
    comments(folder, *rows, *[["sources", f"{day:02}-05-2021", "q"] for day in range(1, 6)])
    told = next(file for file in drift.check(folder).files if file.file == "comments.xlsx")
    sheet = told.sheets[0]
    assert (sheet.read, sheet.accepted, sheet.rejected, sheet.blank, sheet.heading) == (14, 4, 8, 1, 1)
    assert [(problem.at.cell, problem.expected) for problem in told.problems][:4] == [
        ("A3", "expected.fewer_remarks"),
        ("A4", "expected.page"),
        ("B6", "expected.moment"),
        ("B7", "expected.moment"),
    ]


def test_a_remark_on_a_page_of_earlier_reports_stands_on_the_page_that_took_its_place(tmp_path):
    rows = [["thuis", None, "at home"], ["table", None, "together"], ["home", None, "a third"]]
    comments(make_folder(tmp_path / "in"), *rows, ["probleem", None, "of a problem"])
    analysis = drift.analyse(tmp_path / "in")
    told = [(comment.page, comment.text) for comment in analysis.remarks.comments]
    assert told == [("table", "at home"), ("table", "together"), ("problem", "of a problem")]
    pages = tuple(Page(name, name, ()) for name in ("front", "table", "problem", "problem"))
    remarked = add_remarks(Report(pages), analysis.remarks.comments, Wording("en")).pages
    assert [len(page.remarks) for page in remarked] == [0, 2, 1, 0]


def test_comments_are_no_contract_and_no_log(tmp_path):
    folder = make_folder(tmp_path / "in")
    before = drift.analyse(folder)
    comments(folder, *[["verdict", f"0{i}-01-2021", "de leverancier dient binnen 4 uur te komen"] for i in range(1, 4)])
    after = drift.analyse(folder)
    assert len(after.tables["clauses"]) == len(before.tables["clauses"]) == 15
    assert len(after.tables["incidents"]) == 0


def test_they_may_be_written_as_toml(tmp_path):
    folder = make_folder(tmp_path / "in")
    (folder / "comments.toml").write_text(
        '[[comment]]\npage = "verdict"\ntext = "so it is"\n'
        '[[comment]]\npage = "growth"\non = 2021-05-03\ntext = "we call"\n'
    )
    analysis = drift.analyse(folder)
    assert [(comment.page, comment.on, comment.text) for comment in analysis.remarks.comments] == [
        ("scissors", None, "so it is"),
        ("documents", dt.date(2021, 5, 3), "we call"),
    ]
    assert account(analysis, "comments.toml").sheets[0].accepted == 2


@pytest.mark.parametrize("text", ["comment = 3", "x = ", "[[remark]]\ntext = 'x'", "comment = ['a']"])
def test_a_toml_that_is_no_list_of_comments_is_refused(tmp_path, text):
    folder = make_folder(tmp_path / "in")
    (folder / "comments.toml").write_text(text)
    told = account(drift.analyse(folder), "comments.toml")
    assert (told.status, told.reason.code) == ("refused", "refused.comments")


def test_his_words_are_cleaned_and_masked_as_all_text(tmp_path):
    folder = make_folder(tmp_path / "in")
    rows = [["Incident", "Title", "Opened", "Resolved", "Handler"]]
    rows += [[f"I{i}", "x", dt.datetime(2021, 1, 1, 9), None, "Gerda Zonderling"] for i in range(3)]
    make_workbook(folder / "log.xlsx", {"Log": rows})
    comments(folder, ["verdict", None, "Zonderling \x07 漢 #let x = $1$ <b> 06-12345678"])
    page = text_of(drift.write_report(drift.analyse(folder), tmp_path / "out", language="en")[0])[3]
    assert "Remark of the analyst: […] � #let x = $1$ <b> […]" in page


def test_the_logo_stands_on_page_1_with_an_alternative_text(tmp_path):
    folder = make_folder(tmp_path / "in")
    (folder / "logo.bin").write_bytes(png())
    (folder / "drift.toml").write_text('relation = "Acme"\nlogo = "logo.bin"\n')
    analysis = drift.analyse(folder)
    told = account(analysis, "logo.bin")
    assert (told.status, told.reason.code) == ("skipped", "skipped.logo")
    written = [drift.write_report(analysis, tmp_path / name, language="en")[0] for name in ("1", "2")]
    assert written[0].read_bytes() == written[1].read_bytes()
    with pikepdf.open(written[0]) as pdf:
        images = [len(page.Resources.get("/XObject", {})) for page in pdf.pages]
        alts = [str(node.Alt) for node in pdf.objects if isinstance(node, pikepdf.Dictionary) and "/Alt" in node]
    assert "Logo of the maker of this report on Acme." in alts
    assert images[0] >= 1


SHAPE = b'<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><rect width="4" height="4"/></svg>'


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (png(), None),
        (SHAPE, None),
        (png(100_000, 100_000), "error.logo_kind"),
        (b"GIF89a", "error.logo_kind"),
        (b"%PDF-1.7", "error.logo_kind"),
        (SHAPE.replace(b"<rect", b"<script/><rect"), "error.logo_kind"),
        (SHAPE.replace(b"<rect", b'<image href="file:///etc/passwd"/><rect'), "error.logo_kind"),
        (b"<!DOCTYPE svg [<!ENTITY a 'b'>]>" + SHAPE, "error.logo_kind"),
        (png() + b"\0" * 1_000_001, "error.logo_size"),
    ],
)
def test_a_logo_is_told_by_its_content(tmp_path, content, code):
    (tmp_path / "logo.png").write_bytes(content)
    (tmp_path / "drift.toml").write_text('logo = "logo.png"\n')
    if code is None:
        assert read_logo(open_project(tmp_path)).content == content
    else:
        with pytest.raises(UsageError) as refused:
            read_logo(open_project(tmp_path))
        assert refused.value.note.code == code


@pytest.mark.parametrize(
    ("told", "code"),
    [
        *(("../logo.png", "error.toml_value"), ("/etc/hostname", "error.toml_value")),
        *(("none.png", "error.logo_place"), ("link.png", "error.logo_place")),
    ],
)
def test_a_logo_lies_in_the_folder(tmp_path, told, code):
    folder = tmp_path / "in"
    folder.mkdir()
    (tmp_path / "logo.png").write_bytes(png())
    (folder / "link.png").symlink_to(tmp_path / "logo.png")
    (folder / "drift.toml").write_text(f'logo = "{told}"\n')
    with pytest.raises(UsageError) as refused:
        read_logo(open_project(folder))
    assert refused.value.note.code == code
