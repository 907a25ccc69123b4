"""The page in a browser: what it does under a pointer and a keyboard, on paper, and for those who hear it.

Runs where Chromium, playwright and axe-core are: docs/html.md says how they are installed.
"""

import io
import os
import re
import shutil
from pathlib import Path

import pytest
from pypdf import PdfReader

from drift.reports.html.clauses import name_step
from drift.reports.html.document import build_document
from drift.reports.html.months import tell_months
from drift.reports.html.steps import list_steps
from drift.reports.material import gather, translate
from drift.reports.pdf import draw_report
from drift.wording import Wording

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium")
playwright = pytest.importorskip("playwright.sync_api", reason="no playwright")

EN, NL = Wording("en"), Wording("nl")
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
MOST_PAPER = 40  # sheets of A4
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

OPEN_ONE_OF_EACH = """language => {
  const all = (within) => [...document.querySelectorAll(`#${language} ${within}`)];
  for (const one of [...all("nav details"), ...all(".explore > details"), ...all(".numbers details")]) one.open = true;
  for (const one of [...all("details.step").slice(0, 1), ...all("figure > details").slice(0, 3)]) one.open = true;
}"""


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def material(sorteercentrum):
    return gather(sorteercentrum, NL)


@pytest.fixture(scope="module")
def path(material, tmp_path_factory):
    tellings = [(one, draw_report(one)) for one in (material, translate(material, "en"))]
    path = tmp_path_factory.mktemp("html") / "report.html"
    path.write_text(build_document(tellings), encoding="utf-8")
    return path


@pytest.fixture
def opened(browser, path, request):
    """A page of its own, which must end without a word on the console and without a request but the file."""
    page = browser.new_page(viewport=getattr(request, "param", WIDE))
    said, asked = [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda fault: said.append(str(fault)))
    page.on("request", lambda one: asked.append(one.url))
    page.goto(path.as_uri())
    yield page
    page.close()
    assert said == []
    assert [url for url in asked if not url.startswith("data:font/")] == [path.as_uri()]


def told(page, language="nl"):
    """Return what the panel tells: the month, and value, n and window of each band."""
    panel = page.locator(f"#{language} .told")
    bands = [tuple(one.locator("> *").all_text_contents()) for one in panel.locator("dd").all()]
    return panel.locator("p").text_content(), tuple(bands)


def said(material, month):
    """Return what the panel ought to tell of a month."""
    one = next(one for one in tell_months(material).months if str(one.period) == month)
    return one.name, one.bands


def point(page, month, height=0.5):
    """Point at the middle of a month, at a height of the picture, and return where that is."""
    box = page.locator("#nl .inner svg").bounding_box()
    data = page.evaluate("JSON.parse(document.querySelector('#nl .explore script').textContent)")
    begins, ends = next(one["at"] for one in data["months"] if one["month"] == month)
    at = (box["x"] + box["width"] * (begins + ends) / 2, box["y"] + box["height"] * height)
    page.mouse.move(*at)
    return at


def test_a_pointer_on_a_month_tells_its_numbers(opened, material):
    for month in ("2021-03", "2019-11", "2024-05"):
        point(opened, month)
        assert told(opened) == said(material, month)


def test_the_keyboard_reaches_every_month(opened, material):
    for _ in range(12):
        opened.keyboard.press("Tab")
        if opened.evaluate("document.activeElement.type") == "range":
            break
    periods = [str(one.period) for one in tell_months(material).months]
    moves = {"Home": 0, "ArrowRight": 1, "End": -1, "ArrowLeft": -2}
    for key, month in ((key, periods[i]) for key, i in moves.items()):
        opened.keyboard.press(key)
        assert told(opened) == said(material, month)
        assert opened.evaluate("document.activeElement.getAttribute('aria-valuetext')") == said(material, month)[0]
    opened.locator("#nl .numbers summary").click()
    first = opened.locator("#nl .numbers tbody tr").first.locator("td").all_text_contents()
    month = next(one for one in tell_months(material).months if str(one.period) == periods[-2])
    assert tuple(first) == month.numbers[0]


def test_a_month_with_a_version_opens_its_clauses_old_and_new(opened, material):
    step = next(one for one in list_steps(material.analysis) if one.day.year == 2021)
    opened.locator("#nl input[type=range]").focus()
    opened.keyboard.press("Home")
    for _ in range(36):
        opened.keyboard.press("ArrowRight")
    button = opened.locator("#nl .opens button")
    assert button.text_content() == NL("html.open_step", step=name_step(step, NL))
    button.focus()
    opened.keyboard.press("Enter")
    shown = opened.locator("#nl details.step[open]")
    assert shown.count() == 1
    assert shown.locator("summary").text_content() == name_step(step, NL)
    assert shown.locator("tbody tr").first.is_visible()
    assert step.clauses[0].new in " ".join(shown.locator("tbody tr").first.text_content().split())
    assert opened.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_a_click_on_the_paper_opens_the_step_that_lies_there(opened, material):
    opened.mouse.click(*point(opened, "2022-06", height=0.25))
    step = [one for one in list_steps(material.analysis) if one.day.year <= 2022][-1]
    assert opened.locator("#nl details.step[open] summary").all_text_contents() == [name_step(step, NL)]


def test_the_other_language_is_a_button_away_and_the_month_stays(opened, material):
    point(opened, "2020-02")
    title = opened.title()
    opened.get_by_role("button", name="English").click()
    english = translate(material, "en")
    assert opened.evaluate("document.documentElement.lang") == "en"
    assert (opened.title(), title) == tuple(
        say("report.title", relation=material.analysis.relation) for say in (EN, NL)
    )
    assert opened.locator("h1:visible").all_text_contents() == [draw_title(english)]
    assert told(opened, "en") == said(english, "2020-02")
    opened.get_by_role("button", name="Nederlands").click()
    assert opened.evaluate("document.documentElement.lang") == "nl"


def draw_title(material):
    from drift.reports.front.title import say_title

    return say_title(material)


def test_it_prints_one_language_without_what_only_a_screen_can_do(opened):
    pages = PdfReader(io.BytesIO(opened.pdf(prefer_css_page_size=True))).pages
    assert len(pages) < MOST_PAPER
    first, text = pages[0].extract_text(), " ".join(page.extract_text() for page in pages)
    assert "Wat nu" in first  # page 1 is one page of paper
    assert "English" not in text
    assert "What now" not in text
    assert [float(x) for x in pages[0].mediabox[2:]] == pytest.approx([595, 842], abs=1)


@pytest.mark.parametrize("opened", [WIDE, NARROW], indirect=True, ids=["wide", "narrow"])
def test_nothing_hangs_over_the_edge_and_nothing_to_press_is_small(opened):
    assert opened.evaluate("document.documentElement.scrollWidth") == opened.viewport_size["width"]
    boxes = [one.bounding_box() for one in opened.locator("button:visible, summary:visible, input:visible").all()]
    assert len(boxes) > 5
    assert min(min(box["width"], box["height"]) for box in boxes) >= 24


@pytest.mark.parametrize("opened", [WIDE, NARROW], indirect=True, ids=["wide", "narrow"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_checker_of_accessibility_finds_nothing(opened, language):
    axe = Path(os.environ.get("AXE_CORE", "node_modules/axe-core/axe.min.js"))
    if not axe.is_file():
        pytest.skip("no axe-core: AXE_CORE names axe.min.js")
    if language == "en":
        opened.get_by_role("button", name="English").click()
    opened.evaluate(OPEN_ONE_OF_EACH, language)  # all of them would take minutes
    opened.evaluate(axe.read_text(encoding="utf-8"))
    found = opened.evaluate("tags => axe.run(document, {runOnly: tags})", TAGS)
    assert len(found["passes"]) > 20
    assert opened.locator(f"#{language} table:visible").count() > 5
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found["violations"]] == []


def test_without_a_script_all_of_it_is_there(browser, path, material):
    page = browser.new_page(viewport=WIDE, java_script_enabled=False)
    page.goto(path.as_uri())
    assert page.locator("h1:visible").all_text_contents() == [draw_title(material)]
    assert page.locator("button:visible, input[type=range]:visible, .panel:visible").count() == 0
    page.locator("#nl .explore > details > summary").first.click()
    rows = page.locator("#nl .explore > details").first.locator("table").first.locator("tbody tr")
    months = tell_months(material).months
    assert rows.count() == len(months)
    cells = rows.nth(38).locator("th, td").all_text_contents()
    assert cells == [months[38].name, *("; ".join(filter(None, band)) for band in months[38].bands)]
    page.close()


def test_who_wants_no_motion_gets_none(opened):
    assert opened.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "smooth"
    opened.emulate_media(reduced_motion="reduce")
    assert opened.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    assert not re.search(
        r"animation|transition", Path(build_document.__code__.co_filename).with_name("style.css").read_text()
    )
