"""The page of a rehearsal: one side of paper a draft, accessible, whatever the draft holds."""

import io

import lxml.html
import pypdf
import pytest
from rehearsed_relations import NOW, make_relation, make_version

from drift.rehearse.flow import rehearse
from drift.reports.rehearsal.html import build_html
from drift.reports.rehearsal.pdf import build_pdf
from drift.wording import Wording

pytestmark = pytest.mark.long

MANY = [f"Incidents of priority {i % 2 + 1} at pump {i} are resolved within {i} hours." for i in range(2, 40)]
UNSEEN = [f"The supplier responds to incidents of priority 1 within {i} minutes." for i in range(15, 45)]


@pytest.fixture(scope="module")
def relation(tmp_path_factory):
    return make_relation(tmp_path_factory.mktemp("relation"))


def lay_out(relation, language, *drafts):
    return pypdf.PdfReader(io.BytesIO(build_pdf(rehearse(relation, drafts, language=language), Wording(language))))


def read(page):
    return " ".join(page.extract_text().split())


def test_the_page_says_what_the_draft_would_have_done(relation, tmp_path):
    texts = ["Incidents of priority 1 are resolved within 1 hour.", *NOW[1:]]
    pdf = lay_out(relation, "en", make_version(tmp_path / "SLA v2.0 concept.xlsx", texts, "Inkoper"))
    assert len(pdf.pages) == 1
    text = read(pdf.pages[0])
    for told in (
        "1.1, repair, priority 1: the draft asks 1 hour; one in ten took 2 hours or more",
        "1.1 (1 hour): not feasible as it stands",
        "Three of four incidents ended within 2 hours",
        "Operations are not named.",
        "Rehearsed on the past; people act differently under other norms.",
    ):
        assert told in text
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]  # tagged: a screen reader can follow it
    assert pdf.trailer["/Root"]["/Lang"] == "en-GB"


def test_the_page_for_a_browser_has_the_same_words_and_fetches_nothing(relation, tmp_path):
    path = make_version(tmp_path / "SLA v2.0 concept.xlsx", ["Incidents of priority 1 are resolved within 1 hour."])
    page = lxml.html.document_fromstring(build_html(rehearse(relation, [path], language="en"), Wording("en")))
    text = " ".join(page.text_content().split())
    assert "1.1, repair, priority 1: the draft asks 1 hour; one in ten took 2 hours or more" in text
    assert [row.text_content() for row in page.xpath("//table//td")][:2] == ["stricter", "8 hours"]
    assert page.xpath("//script | //link | //img | //iframe | //*[@href]") == []
    assert page.get("lang") == "en"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_long_draft_still_is_one_page(relation, tmp_path, language):
    path = make_version(tmp_path / "SLA v2.0 concept.xlsx", [*NOW, *MANY, *UNSEEN], "Inkoper")
    assert len(lay_out(relation, language, path).pages) == 1


def test_drafts_stand_beside_each_other_before_their_pages(relation, tmp_path):
    paths = [
        make_version(tmp_path / f"SLA v2.{i} concept.xlsx", [f"Incidents of priority 1 are resolved within {i} hours."])
        for i in (1, 3)
    ]
    pdf = lay_out(relation, "nl", *paths)
    assert len(pdf.pages) == 3
    assert "voor de handtekening 2 concepten naast elkaar" in read(pdf.pages[0])
    text = read(pdf.pages[0])
    assert "nooit gehaald, van de normen met tien storingen of meer 1 van 1 0 van 1" in text
    assert "herstel, prioriteit 1 1.1: 8 uur, gehaald 100 % van 96 1.1: 1 uur, gehaald 0 % van 96 1.1: 3 uur" in text
    assert "herstel, prioriteit 2 1.2: 24 uur, gehaald 100 % van 96 niet gesteld niet gesteld" in text
    assert "herstel 1.3: 90 % per maand, niet gehaald 0 van 24 niet gesteld niet gesteld" in text
    assert "zo niet haalbaar, van die waarover de regel kan oordelen – –" in text  # no version sheet: none was judged
