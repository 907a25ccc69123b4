"""The page in a browser: by the keyboard alone, in both languages, narrow and wide; nothing is asked of another site.

Runs where Chromium, playwright and axe-core are: docs/html.md says how they are installed.
"""

import datetime as dt
import http.server
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


ATTACK = """async ([page, token, form]) => {
  const wait = made => Promise.race([made, new Promise(done => setTimeout(done, 5000, "nothing"))]);
  const load = (tag, key, url) => wait(new Promise(done => {
    const one = document.createElement(tag);
    one.onload = () => done("loaded"); one.onerror = () => done("error");
    if (tag === "link") one.rel = "stylesheet";
    one[key] = url; document.body.append(one);
  }));
  const found = [];
  for (const [tag, key, url] of [["img", "src", "static/icon.svg"], ["script", "src", "static/work.js"],
      ["link", "href", "static/page.css"], ["img", "src", ""]]) found.push(await load(tag, key, page + url));
  for (const url of [page, page + "static/icon.svg", token]) {
    for (const credentials of ["omit", "include"]) {
      for (const [mode, method] of [["cors", "GET"], ["no-cors", "GET"], ["no-cors", "POST"], ["cors", "PUT"]]) {
        const body = method === "GET" ? undefined : new URLSearchParams({ form_token: form });
        found.push(await fetch(url, { credentials, mode, method, body }).then(answer => answer.status, () => "error"));
      }
    }
  }
  navigator.sendBeacon(page + "recent/clear", new URLSearchParams({ form_token: form }));
  for (const url of [page, token]) found.push(await wait(new Promise(done => {
    const line = new WebSocket(url.replace("http", "ws"));
    line.onopen = () => done("open"); line.onerror = () => done("error");
  })));
  const frame = document.createElement("iframe");
  frame.src = page; document.body.append(frame);
  const opened = window.open(page, "theirs");
  await new Promise(done => setTimeout(done, 1500));
  found.push(frame.contentDocument ? "document" : "error");
  found.push(opened === null || opened.closed ? "error" : "open");
  return found;
}"""


@pytest.fixture
def strangers():
    """Return the addresses of another site on this machine, under three names, and what is asked of it."""
    asked = []

    class Stranger(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(dict(self.headers))
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<!doctype html><title>x</title><body>")

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Stranger) as server:
        served = threading.Thread(target=server.serve_forever, daemon=True)
        served.start()
        yield [f"http://{name}:{server.server_port}/" for name in ("127.0.0.1", "localhost", "evil.example")], asked
        server.shutdown()


def test_a_page_of_another_origin_gets_nothing_in_the_same_browser(address, strangers):
    """It knows all that cannot be known: port, path and the token of forms. The browser brings the cookie, or not."""
    sites, asked = strangers
    names = "MAP evil.example 127.0.0.1, MAP rebound.example 127.0.0.1"
    arguments = ["--no-sandbox", f"--host-resolver-rules={names}", "--disable-features=LocalNetworkAccessChecks"]
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=CHROMIUM, args=arguments)
        browser = chromium.new_context()
        own = browser.new_page()
        own.goto(address)
        place = own.url
        origin = address.partition("/?")[0]
        page = f"{origin}/{place.split('/')[3]}/"
        form = own.locator("input[name=form_token]").first.get_attribute("value")
        own.goto(page)
        recent = own.locator("form.list button").count()  # what a stranger would clear
        assert recent
        for site in sites:
            theirs = browser.new_page()
            theirs.goto(site)
            assert set(theirs.evaluate(ATTACK, [page, f"{origin}/?token=x", form])) <= {"error", 0}, site
            theirs.evaluate(
                """([page, form]) => {
                    document.body.innerHTML =
                        `<form method=post action="${page}recent/clear"><input name=form_token value="${form}"></form>`;
                    document.forms[0].submit();
                }""",
                [page, form],
            )
            theirs.get_by_text("niet van de pagina van drift").wait_for()
            theirs.goto(site)
            theirs.evaluate("page => { location = page }", page)
            theirs.get_by_text("niet van de pagina van drift").wait_for()
        for name in ("rebound.example", "localhost"):
            assert theirs.goto(page.replace("127.0.0.1", name)).status == 403
        own.reload()
        assert own.locator("form.list button").count() == recent
        asked.clear()
        own.evaluate(
            "href => document.body.append(Object.assign(document.createElement('a'), { href, id: 'out', text: 'x' }))",
            sites[0],
        )
        own.locator("#out").click()
        own.wait_for_url(sites[0])
        assert [(one.get("Referer"), one.get("Cookie")) for one in asked[:1]] == [(None, None)]
        chromium.close()


def test_it_works_where_no_script_runs(address):
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = chromium.new_context(java_script_enabled=False).new_page()
        page.goto(address)
        page.get_by_role("button", name="Lees de bestanden").click()
        wait(page, "sheets")
        assert page.locator("tbody tr").count() == 4
        chromium.close()
