import pytest
from builders import make_contract
from pypdf import PdfReader

import drift
from drift.reports.glyphs import Cleaner, lacks_glyphs


@pytest.mark.parametrize(
    ("name", "lacks"),
    [
        ("北京", True),
        ("القاهرة", True),
        ("🚚", True),
        ("Łódź, Nguyễn", False),
        ("Москва", False),
        ("Αθήνα", False),
        ("Zuid (verzonnen)", False),
    ],
)
def test_a_name_that_cannot_be_drawn_is_known(name, lacks):
    assert lacks_glyphs(name) == lacks


@pytest.mark.parametrize(
    ("text", "cleaned", "replaced"),
    [
        ("Storing in “hal 3” – ≥ 99,5 %", "Storing in “hal 3” – ≥ 99,5 %", 0),
        ("bel\x07 en tab\tnieuw\nregel", "bel en tab nieuw regel", 0),
        ("漢字", "��", 2),
        ("$ # @ < & \\ { }", "$ # @ < & \\ { }", 0),
        ("e\u0301", "é", 0),
        ("\ud800 \u202e", "\ufffd ", 1),
    ],
)
def test_text_is_cleaned_for_layout_and_what_is_replaced_is_counted(text, cleaned, replaced):
    clean = Cleaner()
    assert (clean(text), clean.replaced) == (cleaned, replaced)


def test_a_name_that_the_fonts_cannot_draw_is_told_on_the_page_and_on_the_terminal_and_an_alias_mends_it(
    tmp_path, caplog
):
    make_contract(tmp_path / "in", "SLA 2020-01-01", ["a"] * 6)
    told = 'lack letters of the name “{}” and show � for each; set alias = "…" in drift.toml'
    lines = ['relation = "北京物流 🚚"\n', 'alias = "Peking logistics"\n']
    for i, n in enumerate((1, 2)):
        (tmp_path / "in" / "drift.toml").write_text("".join(lines[:n]), encoding="utf-8")
        caplog.clear()
        written = drift.write_report(drift.analyse(tmp_path / "in"), tmp_path / str(i), language="en")
        pages = " ".join(" ".join(page.extract_text() for page in PdfReader(written[0]).pages).split())
        assert (told.format("北京物流 🚚") in " ".join(caplog.messages)) == (n == 1)
        assert (told.format("���� �") in pages) == (n == 1)
        assert ("Peking logistics" in pages) == (n == 2)
