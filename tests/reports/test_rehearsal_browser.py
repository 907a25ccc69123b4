"""The page of a rehearsal in a browser: console, requests, keyboard, paper, 320 and 1280 pixels, accessibility.

It has one language and nothing that runs; a page of each language is opened. Runs where the page of the report is
tried (test_html_browser.py); docs/html.md says how the browser is installed.
"""

import io
import os
import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from pypdf import PdfReader

from drift.rehearse.flow import rehearse
from drift.reports.rehearsal.html import build_html
from drift.wording import Wording

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium")
playwright = pytest.importorskip("playwright.sync_api", reason="no playwright")

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "data" / "samples" / "sorteercentrum"
DRAFTS = ("SLA v4.0 concept 15-02-2023.xlsx", "SLA v3.0 def 01-01-2022.xlsx")
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SCROLLED_MS = 500  # a smooth scroll has begun by then; the page lets no script wait for it
BOTH = [(language, size) for language in ("nl", "en") for size in ("wide", "narrow")]


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def paths(tmp_path_factory):
    rehearsal = rehearse(SAMPLE, [SAMPLE / "contract" / name for name in DRAFTS], language="nl")
    folder = tmp_path_factory.mktemp("html")
    for language in ("nl", "en"):
        (folder / f"{language}.html").write_text(build_html(rehearsal, Wording(language)), encoding="utf-8")
    return folder


@pytest.fixture
def opened(browser, paths, request):
    """A page of its own, which must end without a word on the console and without a request but the file."""
    language, size = getattr(request, "param", ("nl", "wide"))
    page = browser.new_page(viewport={"wide": WIDE, "narrow": NARROW}[size])
    said, asked = [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda fault: said.append(str(fault)))
    page.on("request", lambda one: asked.append(one.url))
    path = paths / f"{language}.html"
    page.goto(path.as_uri())
    yield page
    page.close()
    assert said == []
    assert [url for url in asked if not url.startswith("data:font/")] == [path.as_uri()]


@pytest.mark.parametrize("opened", BOTH, indirect=True)
def test_it_fits_a_telephone_and_a_screen_and_every_table_is_within_reach(opened):
    assert opened.evaluate("document.documentElement.scrollWidth") == opened.viewport_size["width"]
    hidden = """() => [...document.querySelectorAll("table")].filter(one => {
      const holder = one.closest("[tabindex]"), box = one.getBoundingClientRect();
      return box.right > innerWidth + 1 && !(holder && holder.scrollWidth > holder.clientWidth);
    }).length"""
    assert opened.locator("table").count() == 5
    assert opened.evaluate(hidden) == 0


@pytest.mark.parametrize("opened", BOTH, indirect=True)
def test_a_checker_of_accessibility_finds_nothing_on_the_page_of_a_rehearsal(opened):
    axe = Path(os.environ.get("AXE_CORE", "node_modules/axe-core/axe.min.js"))
    if not axe.is_file():
        pytest.skip("no axe-core: AXE_CORE names axe.min.js")
    opened.evaluate(axe.read_text(encoding="utf-8"))
    found = opened.evaluate("tags => axe.run(document, {runOnly: tags})", TAGS)
    assert len(found["passes"]) > 15
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found["violations"]] == []


@pytest.mark.parametrize("opened", [("nl", "narrow")], indirect=True)
def test_the_keyboard_reaches_what_scrolls_and_moves_it(opened):
    wide = "one => one.scrollWidth > one.clientWidth"
    scrolled = [one for one in opened.locator("[tabindex='0']").all() if one.evaluate(wide)]
    assert len(scrolled) > 0
    for _ in range(opened.locator("[tabindex='0']").count()):
        opened.keyboard.press("Tab")
        if opened.evaluate(f"({wide})(document.activeElement)"):
            break
    opened.keyboard.press("ArrowRight")
    opened.wait_for_timeout(SCROLLED_MS)
    assert opened.evaluate("document.activeElement.scrollLeft") > 0


@pytest.mark.parametrize("opened", [("nl", "wide"), ("en", "wide")], indirect=True)
def test_it_prints_on_a4_with_every_norm_and_nothing_cut(opened):
    pages = PdfReader(io.BytesIO(opened.pdf(prefer_css_page_size=True))).pages
    text = " ".join(" ".join(page.extract_text().split()) for page in pages)
    assert [float(x) for x in pages[0].mediabox[2:]] == pytest.approx([595, 842], abs=1)
    assert len(pages) < 8
    for cell in opened.locator("td, th").all_text_contents():
        assert "".join(cell.split()) in "".join(text.split())


@pytest.mark.parametrize("language", ["nl", "en"])
def test_each_page_says_its_language_and_has_none_of_the_other(browser, paths, language):
    page = browser.new_page(java_script_enabled=False)
    page.goto((paths / f"{language}.html").as_uri())
    mine, other = ("Wat opvalt", "What stands out") if language == "nl" else ("What stands out", "Wat opvalt")
    assert page.locator("html").get_attribute("lang") == language
    assert (page.get_by_text(mine).count(), page.get_by_text(other).count()) == (2, 0)
    page.close()


def test_the_headings_go_down_one_step_at_a_time(opened):
    levels = opened.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(one => +one.tagName[1])")
    assert levels[0] == 1
    assert max(after - before for before, after in pairwise(levels)) == 1
