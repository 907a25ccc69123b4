"""The PDF as a reader's software sees it; what it looks like is for people."""

import csv
import io
import re
from pathlib import Path

import pikepdf
import pytest
from conftest import ROOT, SORTEERCENTRUM

import drift

LANGUAGES = ("en", "nl")
A4_LANDSCAPE = (841.89, 595.28)


@pytest.fixture(scope="module")
def pdfs(quiet_reports):
    opened = {language: pikepdf.open(folder / "acme.pdf") for language, folder in quiet_reports.items()}
    yield opened
    for pdf in opened.values():
        pdf.close()


def elements(pdf, kind):
    """Return every structure element of a kind."""
    found, queue = [], [pdf.Root.StructTreeRoot]
    while queue:
        node = queue.pop(0)
        if not isinstance(node, pikepdf.Dictionary):
            continue
        if node.get("/S") == f"/{kind}":
            found.append(node)
        below = node.get("/K")
        queue += list(below) if isinstance(below, pikepdf.Array) else [below]
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_tagged_titled_dated_and_in_its_language(pdfs, language):
    pdf = pdfs[language]
    assert bool(pdf.Root.MarkInfo.Marked)
    assert str(pdf.Root.Lang).split("-")[0] == language
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    with pdf.open_metadata() as meta:
        assert meta["dc:title"].startswith("acme: contract")
        assert meta["xmp:CreateDate"].startswith("2021-12-31")
        assert (meta["pdfuaid:part"], meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("1", "3", "A")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_has_an_alternative_text_that_tells_the_finding(pdfs, language):
    figures = elements(pdfs[language], "Figure")
    assert len(figures) == 1  # nothing happened: page 1 alone has a picture
    assert all(len(str(figure.Alt)) > 60 for figure in figures)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_a4_with_one_heading_of_the_first_order(pdfs, language):
    pdf = pdfs[language]
    assert len(pdf.pages) == len(elements(pdf, "H1")) == 3
    for page in pdf.pages:
        assert [float(x) for x in page.MediaBox[2:]] == pytest.approx(A4_LANDSCAPE, abs=0.1)
    assert elements(pdf, "TH")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_font_is_of_type_3_and_all_are_embedded(pdfs, language):
    fonts = {}
    for page in pdfs[language].pages:
        fonts |= {str(font.BaseFont): font for font in page.Resources.Font.values()}
    assert fonts
    assert all(str(font.Subtype) != "/Type3" for font in fonts.values())
    assert any("SourceSansPro" in name for name in fonts)
    assert all("SourceSansPro" in name or "DejaVu" in name for name in fonts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_numbers_behind_each_chart_are_attached(pdfs, language, quiet):
    attached = {name: file.get_file().read_bytes() for name, file in pdfs[language].attachments.items()}
    assert set(attached) == {"bands.csv"}
    rows = {row["period"]: row for row in csv.DictReader(io.StringIO(attached["bands.csv"].decode()))}
    assert list(rows) == [str(month) for month in quiet.indices.index if str(month) in rows]
    assert float(rows["2021-12"]["paper"]) == 8


def test_two_runs_give_equal_bytes_of_all_four_files(sorteercentrum, reports, tmp_path):
    again = drift.analyse(sorteercentrum.project.folder)
    for path in drift.write_report(again, tmp_path, language="nl"):
        assert path.read_bytes() == (reports["nl"] / path.name).read_bytes(), path.name


@pytest.mark.long
def test_a_second_process_gives_equal_bytes_too(reports, started):
    done, folder = started("report", SORTEERCENTRUM.relative_to(ROOT), "--out")
    assert done.returncode == 0, done.stderr
    for path in sorted(folder.iterdir()):
        assert path.read_bytes() == (reports["nl"] / path.name).read_bytes(), path.name


def test_no_sentence_is_left_with_a_gap(reports):
    for folder in reports.values():
        record = Path(folder / "sorteercentrum-zuid-verzonnen.json").read_text(encoding="utf-8")
        assert not re.search(r"\{[a-z_]+\}", record)
