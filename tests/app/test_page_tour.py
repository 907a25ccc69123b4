"""The whole way in a browser, in both languages: empty home to PDF, two wrong guesses, 65 persons, a next month."""

import datetime as dt
import os
import threading
import time
from pathlib import Path

import pytest
from builders import make_workbook
from conftest import SORTEERCENTRUM
from test_page_browser import CHROMIUM, TAGS

from drift.app import serving
from drift.app.idle import IDLE_S, Idle
from drift.wording import Wording, load_texts

pytestmark = [pytest.mark.long, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium")]
playwright = pytest.importorskip("playwright.sync_api", reason="no playwright")
WORK_MS = 180_000  # of one piece of work
LAST = "Werkvloer vanaf 2023 (verzonnen).xlsx"  # comes a month later
MORE = [
    f"{first} {last}" for first in ("Anja", "Bram", "Carla", "Dirk") for last in ("Veenstra", "Bosveld", "Hoekstra")
]


@pytest.fixture
def files(tmp_path):
    """Return the files of the made-up relation, a log that no vocabulary knows, and meetings of twelve more persons."""
    nights = [dt.datetime(2024, 1, 2, 22) + dt.timedelta(days=2 * i) for i in range(60)]
    heads = ["Wanneer ontdekt", "Wat er was", "Voorbij"]
    book = [[night, f"Band {i % 7} loopt vast", night + dt.timedelta(hours=3)] for i, night in enumerate(nights)]
    meetings = [
        [dt.datetime(2024, 1, 8) + dt.timedelta(days=7 * i), f"Week {i}", f"{MORE[i % 12]}; {MORE[(i + 1) % 12]}"]
        for i in range(40)
    ]
    made = [
        make_workbook(tmp_path / "Nachtboek 2024.xlsx", {"Boek": [heads, *book]}),
        make_workbook(tmp_path / "Overleg 2024.xlsx", {"Blad1": [["Datum", "Onderwerp", "Deelnemers"], *meetings]}),
    ]
    folders = (SORTEERCENTRUM / name for name in ("contract", "tickets", "overleg"))
    return [*(path for folder in folders for path in sorted(folder.iterdir()) if path.name != LAST), *made]


class Visitor:
    """Somebody who goes through the page, and what the browser said and asked meanwhile."""

    def __init__(self, page, language):
        self.page, self.texts, self.say = page, load_texts(language), Wording(language)
        self.said, self.asked = [], set()
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda fault: self.said.append(str(fault)))
        page.on("request", lambda one: self.asked.add(one.url))

    def press(self, code):
        self.page.get_by_role("button", name=self.texts[code], exact=True).first.click()

    def step(self, name):
        self.page.locator("nav").get_by_role("link", name=self.texts[f"site.step.{name}"]).first.click()
        self.look()

    def wait(self, step):
        """Wait for the end of the work."""
        self.page.wait_for_url(f"**/{step}/", timeout=WORK_MS)
        self.look()

    def look(self):
        """See that the page fits, wide and narrow, and is open to everybody."""
        axe = Path(os.environ.get("AXE_CORE", "node_modules/axe-core/axe.min.js"))
        for width in (1280, 360):
            self.page.set_viewport_size({"width": width, "height": 900})
            assert self.page.evaluate("document.documentElement.scrollWidth") <= width, self.page.url
            if axe.is_file():
                self.page.evaluate(axe.read_text(encoding="utf-8"))
                found = self.page.evaluate(
                    "tags => axe.run(document, { runOnly: tags, iframes: false }).then(r => r.violations)", TAGS
                )
                assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], (self.page.url, width)
        self.page.set_viewport_size({"width": 1280, "height": 900})

    def row(self, text):
        return self.page.locator("tr", has_text=text)


@pytest.fixture(params=["nl", "en"])
def visitor(request, tmp_path, monkeypatch):
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / ".config"))
    now, told = [0.0], []
    idle = Idle(lambda: now[0])
    served = threading.Thread(
        target=lambda: serving.serve(None, request.param, told.append, browser=False, idle=idle), daemon=True
    )
    served.start()
    while not told:
        time.sleep(0.05)
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        visitor = Visitor(chromium.new_page(), request.param)
        visitor.page.goto(told[0])
        yield visitor
        chromium.close()
    for _ in range(120):  # work that goes on is waited for
        now[0] += 2 * IDLE_S
        served.join(0.5)
    assert not served.is_alive()
    assert visitor.said == []
    origin = told[0].partition("/?")[0]
    assert [url for url in visitor.asked if not url.startswith((f"{origin}/", "data:"))] == []


def test_from_an_empty_home_to_the_next_month(visitor, files, tmp_path):
    page, texts = visitor.page, visitor.texts
    visitor.look()
    page.get_by_role("link", name="home").click()
    page.get_by_label(texts["site.folders.name"]).fill("Zuid")
    visitor.press("site.folders.make")
    page.set_input_files("#files", files)
    visitor.press("site.files.send")
    visitor.look()
    visitor.press("site.sheets.read")
    visitor.wait("sheets")

    # two wrong guesses: the name of a document, and a log that was not recognised
    visitor.row("DAP v1.0").get_by_role("link").first.click()
    page.get_by_label(texts["site.sheet.name"], exact=True).fill("Werkafspraken")
    page.locator("button.main").click()
    visitor.wait("sheets")
    assert "Werkafspraken" in visitor.row("DAP v1.0").inner_text()
    visitor.row("Nachtboek").get_by_role("link").first.click()
    visitor.look()
    page.locator("button.main").click()
    visitor.wait("sheets")
    assert visitor.row("Nachtboek").locator(".number").inner_text() == "60"
    visitor.press("site.sheets.settings_book")
    visitor.wait("sheets")
    assert (tmp_path / "home" / "Zuid" / "drift.xlsx").is_file()

    # persons: many at once, and rows of Excel
    visitor.step("people")
    rows = page.locator("tbody tr")
    assert rows.count() >= 60
    for i in range(6):
        rows.nth(i).locator("input[type=checkbox]").check()
    for column, word in (("side", "supplier"), ("function", "operations"), ("level", "operational")):
        page.locator(f"select[name=many-{column}]").select_option(word)
    visitor.press("site.people.give")
    visitor.wait("people")
    assert [rows.nth(i).locator("select").first.input_value() for i in (0, 5, 6)] == ["supplier", "supplier", ""]
    page.locator("#pasted").fill(f"{MORE[0]}\topdrachtgever\n{MORE[1]}\tcustomer\nNiemand\tklant")
    visitor.press("site.people.paste_in")
    visitor.wait("people")
    told = page.locator(".told").inner_text().split("\n\n")
    assert told == [visitor.say("site.people.saved", n=2), visitor.say("site.people.unknown", n=1, rows="3")]

    # a stop, and the report
    visitor.step("report")
    visitor.press("site.report.make")
    visitor.press("site.work.cancel")
    page.get_by_text(texts["site.work.stopped"]).wait_for(timeout=WORK_MS)
    page.get_by_role("link", name=texts["site.work.back"]).click()
    visitor.press("site.report.make")
    visitor.wait("report")
    assert len(page.frame_locator("iframe").locator("h1").first.inner_text()) > 20
    with page.expect_download() as download:
        page.get_by_role("link", name=texts["site.report.pdf"]).click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF-")

    # a question, the table, a draft
    visitor.step("questions")
    page.get_by_label(texts["site.ask.what"]).fill("engagement 2023-05")
    start = time.perf_counter()
    with page.expect_navigation():
        visitor.press("site.ask.ask")
    assert time.perf_counter() - start < 3  # .3 s where nothing else runs
    visitor.look()
    visitor.step("outcome")
    page.locator("input[name=held_on]").fill("2025-02-03")
    page.locator("textarea").first.fill("Vaste monteur voor lijn 3")
    visitor.press("site.outcome.keep")
    assert "zuid-roundtable.xlsx" in page.locator(".told").inner_text()
    visitor.step("rehearsing")
    page.set_input_files("#files", SORTEERCENTRUM / "contract" / "SLA v4.0 concept 15-02-2023.xlsx")
    visitor.press("site.rehearse.do")
    visitor.wait("rehearse")

    # next month
    visitor.step("project")
    page.set_input_files("#files", SORTEERCENTRUM / "overleg" / LAST)
    visitor.press("site.files.send")
    visitor.press("site.sheets.read")
    visitor.wait("sheets")
    visitor.step("report")
    assert page.locator("input[name=since]").is_checked()
    visitor.press("site.report.again")
    visitor.wait("report")
    visitor.step("forgetting")
    visitor.press("site.forget.do")
    assert page.locator(".told").count() == 1
