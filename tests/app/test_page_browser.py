"""The page in a browser: by the keyboard alone, in both languages, narrow and wide; nothing is asked of another site.

Runs where Chromium, playwright and axe-core are: docs/html.md says how they are installed.
"""

import datetime as dt
import os
import shutil
import threading
import time
from pathlib import Path

import pytest
from builders import make_contract, make_log

from drift.app import serving
from drift.app.idle import IDLE_S, Idle

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium")
playwright = pytest.importorskip("playwright.sync_api", reason="no playwright")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
STEPS = (
    "files",
    "sheets/",
    "sheets/0",
    "people/",
    "report/",
    "ask/",
    "ask/?what=clause+1.1",
    "table/",
    "rehearse/",
    "forget/",
)


@pytest.fixture
def address(tmp_path):
    """The page of a small relation, as long as the test lasts."""
    folder = tmp_path / "Zuid"
    make_contract(folder, "SLA v1 2022-01-01", ["Leverancier dient te leveren."] * 6)
    make_contract(folder, "SLA v2 2023-01-01", ["Leverancier dient te leveren."] * 8)
    make_log(folder, dt.datetime(2022, 1, 1), 14)
    now, told = [0.0], []
    idle = Idle(lambda: now[0])
    served = threading.Thread(
        target=lambda: serving.serve(folder, "nl", told.append, browser=False, idle=idle), daemon=True
    )
    served.start()
    for _ in range(600):
        if told:
            break
        time.sleep(0.05)
    yield told[0]
    for _ in range(60):  # work that goes on is waited for
        now[0] += 2 * IDLE_S
        served.join(0.5)
    assert not served.is_alive()


@pytest.fixture
def page(address):
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        opened = chromium.new_page(viewport={"width": 1280, "height": 900})
        said, asked = [], set()
        opened.on("console", lambda message: said.append(message.text))
        opened.on("pageerror", lambda fault: said.append(str(fault)))
        opened.on("request", lambda one: asked.add(one.url))
        opened.goto(address)
        yield opened
        chromium.close()
    assert said == []
    origin = address.partition("/?")[0]
    assert [url for url in asked if not url.startswith((f"{origin}/", "data:"))] == []


def press(page, name):
    """Go to a button by the keyboard alone, and press it."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == name:
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
            with page.expect_navigation():  # else the next key may go to the page that is left
                page.keyboard.press("Enter")
            return
    raise AssertionError(f"no way to {name!r} by the keyboard")


def wait(page, step):
    """Wait until the work is done and its page is shown: with rows, or with the report in its frame."""
    page.locator("tbody tr, iframe").first.wait_for(timeout=60_000)
    assert page.url.endswith(f"/{step}/")


def test_from_files_to_an_answer_by_the_keyboard(page):
    press(page, "Lees de bestanden")
    wait(page, "sheets")
    assert page.locator("tbody tr").count() == 4
    press(page, "Rapport")
    press(page, "Maak het rapport")
    wait(page, "report")
    frame = page.frame_locator("iframe")
    assert len(frame.locator("h1").first.inner_text()) > 20
    press(page, "Vragen")
    page.wait_for_url("**/ask/")
    page.get_by_label("Waar komt het vandaan?").press_sequentially("clause 1.1")
    page.keyboard.press("Enter")
    page.wait_for_url("**what=clause**")
    assert "SLA v1 2022-01-01.xlsx" in page.locator("main").inner_text()
    page.go_back()
    page.go_back()
    page.wait_for_url("**/report/")


def test_every_step_is_accessible_and_fits_a_narrow_screen_in_both_languages(page):
    axe = Path(os.environ.get("AXE_CORE", "node_modules/axe-core/axe.min.js"))
    page.get_by_role("button", name="Lees de bestanden").click()
    wait(page, "sheets")
    page.get_by_role("link", name="Rapport").first.click()
    page.get_by_role("button", name="Maak het rapport").click()
    wait(page, "report")
    place = page.url.rpartition("report/")[0]
    for language in ("nl", "en"):
        if language == "en":
            page.get_by_role("button", name="English").click()
        for step in STEPS:
            page.goto(place + step)
            assert page.evaluate("document.documentElement.lang") == language
            for width in (1280, 360):
                page.set_viewport_size({"width": width, "height": 900})
                assert page.evaluate("document.documentElement.scrollWidth") <= width, (step, width)
                assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 16
                if axe.is_file():
                    page.evaluate(axe.read_text(encoding="utf-8"))
                    found = page.evaluate(
                        "tags => axe.run(document, { runOnly: tags, iframes: false }).then(r => r.violations)", TAGS
                    )
                    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], (step, width)


def test_it_works_where_no_script_runs(address):
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = chromium.new_context(java_script_enabled=False).new_page()
        page.goto(address)
        page.get_by_role("button", name="Lees de bestanden").click()
        wait(page, "sheets")
        assert page.locator("tbody tr").count() == 4
        chromium.close()
