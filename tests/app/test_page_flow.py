"""From an empty folder to a report, as a person goes: files, what was read, people, report, questions."""

import datetime as dt
import io
import os
import re
import shutil
import tomllib
from dataclasses import replace

import openpyxl
import pytest
from builders import make_contract, make_log, make_workbook
from openpyxl import load_workbook

from drift.app.access import Access
from drift.app.desk import Desk
from drift.app.idle import Idle
from drift.app.results import find_outputs
from drift.app.site import make_site
from drift.project import open_project
from drift.setup.recent import clear_recent, list_recent

PORT = 40003
HOST = f"127.0.0.1:{PORT}"
ORIGIN = f"http://{HOST}"
NAMES = ["Gerda Zonderling", "Piet Onbekend", "Sjaan Verzinsel"]


class Person:
    """Somebody at the page."""

    def __init__(self, language="en"):
        self.access, self.desk = Access(PORT), Desk(language)
        self.client = make_site(self.access, self.desk, Idle()).test_client()
        self.get(f"/?token={self.access.token}")

    def get(self, path):
        return self._take(self.client.get(path, base_url=ORIGIN, headers={"Host": HOST}))

    def post(self, path, **form):
        form["form_token"] = self.access.form
        return self._take(self.client.post(path, base_url=ORIGIN, data=form, headers={"Host": HOST, "Origin": ORIGIN}))

    def _take(self, answer):
        answer.get_data()
        answer.close()
        return answer

    def wait(self, opened):
        assert opened.work.wait(120)
        assert opened.work.state == "done", opened.work.fault

    def open(self, folder):
        """Open a folder through the list, and return what the run remembers of it."""
        answer = self.post("/open", folder=self.desk.name(folder))
        return self.desk.project(re.fullmatch(r"/p/([\w-]+)/", answer.headers["Location"])[1])


@pytest.fixture
def person():
    return Person()


def log_with_names(folder):
    """Write a log of which the title of a column is one that nobody knows, and that names persons."""
    rows = [["Kenmerk", "Omschrijving", "Aanmelddatum", "Afgesloten", "Behandelaar"]]
    for i in range(60):
        day = dt.datetime(2023, 1, 2, 9) + dt.timedelta(days=6 * i)
        rows.append(
            [f"M{i:04}", f"Band {i} staat stil, {NAMES[1]} gebeld", day, day + dt.timedelta(hours=4), NAMES[i % 3]]
        )
    return make_workbook(folder / "meldingen.xlsx", {"Blad1": rows})


@pytest.mark.long  # test_page_tour.py goes the same way in a browser
def test_the_whole_way(person, tmp_path):
    made = person.post(f"/folders/{person.desk.name(tmp_path)}", name="../Zuid")
    place = made.headers["Location"]
    assert re.fullmatch(r"/p/[\w-]+/files", place)
    assert (tmp_path / "Zuid").is_dir()
    project = place.split("/")[2]
    opened = person.desk.project(project)
    assert person.get(f"/p/{project}/").headers["Location"] == place

    other = tmp_path / "elsewhere"
    sent = [
        make_contract(other, "SLA v1 2022-01-01", ["Leverancier dient te leveren."] * 6),
        make_contract(other, "SLA v2 2023-01-01", ["Leverancier dient te leveren."] * 8),
        log_with_names(other),
    ]
    files = [(io.BytesIO(path.read_bytes()), path.name) for path in sent]
    person.post(place, files=[*files, (io.BytesIO(b"MZ\x90\x00" + bytes(300)), "virus.xlsx")])
    text = person.get(place).text
    assert "3 files are in the project now" in text
    assert "virus.xlsx was not taken" in text
    assert sorted(path.name for path in opened.folder.iterdir() if not path.name.startswith(".")) == sorted(
        path.name for path in sent
    )

    person.post(f"/p/{project}/sheets/")
    person.wait(opened)
    assert person.get(f"/p/{project}/work").headers["Location"] == f"/p/{project}/sheets/"
    page = person.get(f"/p/{project}/sheets/").text
    assert page.count("SLA, 1 January 202") == 2
    assert ">60<" in page
    number = next(i for i, one in enumerate(opened.seen.sheets) if one.table == "incidents")
    sheet = person.get(f"/p/{project}/sheets/{number}").text
    assert "Band 4 staat stil" in sheet
    assert "Band 5 staat stil" not in sheet
    assert not any(name in page + sheet for name in NAMES)

    # a date that was guessed wrong
    number = next(i for i, one in enumerate(opened.seen.sheets) if "v2" in one.file)
    stamp = re.search(r'name="stamp" value="(\d+)"', person.get(f"/p/{project}/sheets/{number}").text)[1]
    form = {"table": "clauses", "document": "SLA", "role": "sla", "column-0": "clause_id", "column-1": "text"}
    person.post(f"/p/{project}/sheets/{number}", stamp=stamp, effective_on="2023-07-01", **form)
    person.wait(opened)
    assert opened.seen.sheets[number].version.effective_on == dt.date(2023, 7, 1)
    settings = tomllib.loads((opened.folder / "drift.toml").read_text(encoding="utf-8"))
    assert settings["document"][0] == {"files": "SLA v2 2023-01-01.xlsx", "effective_on": dt.date(2023, 7, 1)}
    assert person.post(f"/p/{project}/sheets/{number}", stamp=stamp, **form).status_code == 422

    # people: two are ticked, one is pasted
    grid = person.get(f"/p/{project}/people/").text
    assert all(name in grid for name in NAMES)
    stamp = re.search(r'name="stamp" value="(\d+)"', grid)[1]
    both = {"many-side": "supplier", "many-function": "-", "many-level": "operational"}
    person.post(f"/p/{project}/people/", stamp=stamp, tick=["0", "1"], **both)
    person.wait(opened)
    chosen = [(line.choice.side, line.choice.level) for _, line in opened.seen.persons.lines]
    assert chosen == [("supplier", "operational"), ("supplier", "operational"), (None, None)]
    third = opened.seen.persons.lines[2][1].person.name
    stamp = str(opened.n_looks)
    person.post(f"/p/{project}/people/", stamp=stamp, pasted=f"{third}\tKlant\tTactisch\nNobody\tKlant\n\n")
    assert [*opened.told] == ["1 person has another choice now.", opened.told[1]]
    assert opened.told[1].startswith("1 row of what you pasted could not be understood (2).")
    person.wait(opened)
    book = load_workbook(opened.folder / "people.xlsx")
    rows = {row[0]: row[1:4] for row in book.active.iter_rows(min_row=2, values_only=True)}
    assert rows[third] == ("customer", None, "tactical")
    assert sum(row[0] == "supplier" for row in rows.values()) == 2

    person.post(f"/p/{project}/report/", **{"in": "nl"})
    person.wait(opened)
    shown = person.get(f"/p/{project}/report/").text
    assert f'src="/p/{project}/report/html"' in shown
    html = person.get(f"/p/{project}/report/html")
    assert "sandbox allow-scripts" in html.headers["Content-Security-Policy"]
    assert html.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert not any(name in html.text for name in NAMES)
    pdf = person.get(f"/p/{project}/report/pdf")
    assert pdf.data.startswith(b"%PDF-")
    assert pdf.headers["Content-Disposition"].startswith("attachment; filename=zuid.pdf")
    assert person.get(f"/p/{project}/report/exe").status_code == 404

    answer = person.get(f"/p/{project}/ask/?what=clause+1.1").text
    assert "SLA v1 2022-01-01.xlsx" in answer
    offered = person.get(f"/p/{project}/ask/").text
    words = dict(re.findall(r'what=(\w+)">([^<]+)</a>', offered))
    assert {words[name] for name in ("engagement", "clauses", "targets")} == {
        "engagement, index", "clauses", "measured targets",
    }  # fmt: skip
    assert not [word for word in words.values() if "_" in word]
    assert "<dd>same_hands</dd>" not in person.get(f"/p/{project}/ask/?what=same_hands").text
    assert "<b>x" not in person.get(f"/p/{project}/ask/?what=%3Cb%3Ex").text
    assert person.get(f"/p/{project}/").headers["Location"] == f"/p/{project}/report/"
    listed = re.findall(r"<li>([^<]+\.\w+)\s*</li>", person.get(place).text)
    assert listed == sorted(path.name for path in sent)  # the report, people.xlsx and the purpose are no exports

    assert (opened.folder / ".drift" / "key").exists()
    person.post(f"/p/{project}/forget/")
    assert not (opened.folder / ".drift").exists()
    assert opened.folder not in list_recent()
    assert person.get(f"/p/{project}/ask/").text.count("Get the analysis") == 1


def test_two_projects_in_two_tabs_stay_apart(person, tmp_path):
    folders = [tmp_path / name for name in ("one", "two")]
    for i, folder in enumerate(folders):
        make_contract(folder, f"SLA v{i} 202{i}-01-01", ["a"] * (6 + i))
    first, second = map(person.open, folders)
    assert first.id != second.id
    person.post(f"/p/{first.id}/sheets/")
    person.post(f"/p/{second.id}/sheets/")
    for one, n in ((first, 6), (second, 7)):
        person.wait(one)
        assert [sheet.n_rows for sheet in one.seen.sheets] == [n]
        assert person.get(f"/p/{one.id}/sheets/").text.count(f">{n}<") == 1
    assert person.open(folders[0]) is first


def test_work_stops_where_somebody_asks_and_goes_on_afterwards(person, tmp_path):
    make_contract(tmp_path, "SLA v1 2022-01-01", ["a"] * 6)
    opened = person.open(tmp_path)
    with person.desk.line:  # other work goes first
        person.post(f"/p/{opened.id}/sheets/")
        assert person.get(f"/p/{opened.id}/work.json").json == {
            "goes_on": True,
            "stage": "waiting for other work of this page",
            "files": None,
        }
        person.post(f"/p/{opened.id}/cancel")
        assert opened.work.state == "stopped"
    assert "Stopped." in person.get(f"/p/{opened.id}/work").text
    assert opened.seen is None
    person.post(f"/p/{opened.id}/sheets/")
    person.wait(opened)
    assert len(opened.seen.sheets) == 1


def test_work_stops_between_two_files(person, tmp_path, monkeypatch):
    from drift.app.work import Work

    for i in range(4):
        make_contract(tmp_path, f"SLA v{i} 202{i}-01-01", ["a"] * 6)
    opened, seen = person.open(tmp_path), []
    show = Work.show_files

    def stop_at_second(self, done, total):
        seen.append(done)
        if done == 2:
            self.cancel()
        show(self, done, total)

    monkeypatch.setattr(Work, "show_files", stop_at_second)
    person.post(f"/p/{opened.id}/sheets/")
    assert opened.work.wait(60)
    assert (opened.work.state, seen) == ("stopped", [1, 2])
    assert not (tmp_path / "drift.toml").exists()


def test_an_empty_folder_is_told_as_a_person_says_it(person, tmp_path):
    opened = person.open(tmp_path)
    person.post(f"/p/{opened.id}/sheets/")
    assert opened.work.wait(60)
    assert opened.work.state == "failed"
    text = person.get(f"/p/{opened.id}/work").text
    assert "Mend that, and choose the step above again." in text
    assert "Traceback" not in text


def test_what_a_stranger_wrote_is_no_mark_up(person, tmp_path):
    bad = "<img src=x onerror=alert(1)>"
    rows = [["Nr", "Omschrijving", bad], *([f"1.{i}", f"{bad} {{{{ 7*7 }}}}", "x"] for i in range(6))]
    make_workbook(tmp_path / "SLA {{7+7}} 2022-01-01.xlsx", {"{{7+7}}&<b>": rows})
    opened = person.open(tmp_path)
    person.post(f"/p/{opened.id}/sheets/")
    person.wait(opened)
    pages = "".join(person.get(f"/p/{opened.id}/{step}").text for step in ("files", "sheets/", "sheets/0"))
    assert "<img" not in pages
    assert "{{7+7}}" in pages
    assert "{{ 7*7 }}" in pages
    assert "&lt;img src=x onerror=alert(1)&gt;" in pages


def test_the_list_of_folders_shows_no_hidden_one_and_no_link(person, tmp_path):
    for name in ("b", "A", ".hidden"):
        (tmp_path / name).mkdir()
    (tmp_path / "link").symlink_to("/etc")
    (tmp_path / "file.xlsx").write_bytes(b"x")
    text = person.get(f"/folders/{person.desk.name(tmp_path)}").text
    assert re.findall(r">(A|b|link|\.hidden)</a>", text) == ["A", "b"]
    assert "1 file here" in text


@pytest.mark.parametrize("name", ["", "..", "/", "   "])
def test_a_folder_without_a_name_is_not_made(person, tmp_path, name):
    assert person.post(f"/folders/{person.desk.name(tmp_path)}", name=name).status_code == 422
    assert [*tmp_path.iterdir()] == []


def test_the_last_five_are_kept_and_cleared(person, tmp_path):
    clear_recent()
    folders = [tmp_path / str(i) for i in range(7)]
    for folder in folders:
        folder.mkdir()
        person.open(folder)
    assert list_recent() == folders[:1:-1]
    assert all(f"<b>{i}</b>" in person.get("/").text for i in range(2, 7))
    person.post("/recent/clear")
    assert list_recent() == []
    assert "<b>6</b>" not in person.get("/").text


def test_a_record_that_names_a_file_elsewhere_hands_out_nothing(person, tmp_path):
    (tmp_path / "secret.pdf").write_bytes(b"%PDF-secret")
    report = tmp_path / "project" / "report"
    report.mkdir(parents=True)
    (report / "run.json").write_text(
        '{"outputs": [{"file": "../../secret.pdf"}, {"file": "link.pdf"}, {"file": "a\\nb.pdf"}, {"file": 3}]}'
    )
    (report / "link.pdf").symlink_to(tmp_path / "secret.pdf")
    (report / "a\nb.pdf").write_bytes(b"%PDF-")
    opened = person.open(tmp_path / "project")
    assert find_outputs(opened) == {}
    assert person.get(f"/p/{opened.id}/report/pdf").status_code == 404


def test_a_list_that_was_changed_meanwhile_is_left_alone(person, tmp_path):
    make_contract(tmp_path, "SLA v1 2022-01-01", ["a"] * 6)
    log_with_names(tmp_path)
    opened = person.open(tmp_path)
    person.post(f"/p/{opened.id}/sheets/")
    person.wait(opened)
    book = openpyxl.load_workbook(tmp_path / "people.xlsx")
    book.active["A1"].value = "Naam!"
    book.save(tmp_path / "people.xlsx")
    before = (tmp_path / "people.xlsx").read_bytes()
    answer = person.post(f"/p/{opened.id}/people/", stamp=str(opened.n_looks), **{"side-0": "customer"})
    assert answer.status_code == 422
    assert "people.xlsx was not changed" in answer.text
    assert (tmp_path / "people.xlsx").read_bytes() == before


def test_a_log_alone_goes_on_where_it_stopped(tmp_path):
    make_log(tmp_path, dt.datetime(2023, 1, 1), 3)
    again = Person("nl")
    opened = again.open(tmp_path)
    assert again.get(f"/p/{opened.id}/").headers["Location"] == f"/p/{opened.id}/sheets/"
    assert "De bestanden zijn nog niet gelezen." in again.get(f"/p/{opened.id}/sheets/").text


def test_what_keeps_the_data_from_a_higher_step_is_told_with_what_mends_it(person, tmp_path):
    make_contract(tmp_path, "SLA v1 2022-01-01", ["a"] * 6)
    log_with_names(tmp_path)
    rows = [
        ["Wanneer", "Wat gebeurde er"],
        *([dt.datetime(2023, 1, 1 + i), "Iets langers dat gebeurde"] for i in range(20)),
    ]
    make_workbook(tmp_path / "onbekend.xlsx", {"Blad1": rows})
    opened = person.open(tmp_path)
    person.post(f"/p/{opened.id}/sheets/")
    person.wait(opened)
    text = person.get(f"/p/{opened.id}/sheets/").text
    assert "The data reach rung 2 of 4." in text
    unknown = next(i for i, one in enumerate(opened.seen.sheets) if one.looks_like)
    assert f'<a href="/p/{opened.id}/sheets/{unknown}">Say what Blad1 is</a>' in text
    assert f'<a href="/p/{opened.id}/people/">Give them a side</a>' in text
    assert "3 persons in people.xlsx have no side yet" in text


@pytest.mark.long
def test_next_month_tells_what_changed_and_asks_for_it_in_the_report(person, tmp_path):
    make_contract(tmp_path, "SLA v1 2022-01-01", ["a"] * 6)
    make_contract(tmp_path, "SLA v2 2023-01-01", ["a"] * 9)
    opened = person.open(tmp_path)
    person.post(f"/p/{opened.id}/sheets/")
    person.wait(opened)
    person.post(f"/p/{opened.id}/report/")
    person.wait(opened)
    assert "checked" not in person.get(f"/p/{opened.id}/report/").text
    log = log_with_names(tmp_path / "elsewhere").read_bytes()
    shutil.rmtree(tmp_path / "elsewhere")
    person.post(f"/p/{opened.id}/files", files=[(io.BytesIO(log), "meldingen.xlsx")])
    assert 'name="since" value="1" checked' in person.get(f"/p/{opened.id}/report/").text
    person.post(f"/p/{opened.id}/sheets/")
    person.wait(opened)
    assert opened.seen.outcome.changes
    assert all(sentence in person.get(f"/p/{opened.id}/sheets/").text for sentence in opened.seen.outcome.changes)
    person.post(f"/p/{opened.id}/report/", since="1")
    person.wait(opened)
    record = person.get(f"/p/{opened.id}/report/json").json
    assert record["since"]
    assert "checked" not in person.get(f"/p/{opened.id}/report/").text


def test_nothing_is_written_where_a_link_leads(person, tmp_path):
    make_contract(tmp_path / "project", "SLA v1 2022-01-01", ["a"] * 6)
    (tmp_path / "other").mkdir()
    (tmp_path / "project" / "report").symlink_to(tmp_path / "other")
    opened = person.open(tmp_path / "project")
    person.post(f"/p/{opened.id}/report/")
    assert opened.work.wait(60)
    assert (opened.work.state, opened.work.fault.code) == ("failed", "site.link")
    assert [*(tmp_path / "other").iterdir()] == []


def test_a_sheet_that_was_not_recognised_is_read_as_the_analyst_says(person, tmp_path):
    make_contract(tmp_path, "SLA v1 2022-01-01", ["a"] * 6)
    rows = [["Volgnr.", "Begin ellende", "Waarover", "Weer goed"]]
    for i in range(30):
        day = dt.datetime(2023, 1, 2, 9) + dt.timedelta(days=6 * i)
        rows.append([f"Z{i:03}", day, f"Band {i} staat", day + dt.timedelta(hours=3)])
    make_workbook(tmp_path / "vreemd.xlsx", {"Blad1": rows, "Uitleg": [["Niets"]]})
    opened = person.open(tmp_path)
    person.post(f"/p/{opened.id}/sheets/")
    person.wait(opened)
    number = next(i for i, one in enumerate(opened.seen.sheets) if one.sheet == "Blad1")
    assert (opened.seen.sheets[number].table, opened.seen.sheets[number].looks_like) == (None, "incidents")
    page = person.get(f"/p/{opened.id}/sheets/{number}?as=incidents").text
    assert [text for text in rows[0] if f"<span>{text}</span>" in page] == rows[0]
    columns = {"column-0": "incident_id", "column-1": "opened_at", "column-2": "title", "column-3": "resolved_at"}
    person.post(f"/p/{opened.id}/sheets/{number}", stamp=str(opened.n_looks), table="incidents", **columns)
    person.wait(opened)
    sheet = next(one for one in opened.seen.sheets if one.sheet == "Blad1")
    assert (sheet.table, sheet.n_rows) == ("incidents", 30)
    assert {column.heading: column.field for column in sheet.columns} == {
        "Volgnr.": "incident_id", "Begin ellende": "opened_at", "Waarover": "title", "Weer goed": "resolved_at",
    }  # fmt: skip
    assert opened.seen.rung == 2

    # and no: it was nothing after all
    number = next(i for i, one in enumerate(opened.seen.sheets) if one.sheet == "Blad1")
    person.post(f"/p/{opened.id}/sheets/{number}", stamp=str(opened.n_looks), table="none")
    person.wait(opened)
    assert all(one.table is None for one in opened.seen.sheets if one.file == "vreemd.xlsx")


@pytest.mark.parametrize("form", [{"table": "nonsense"}, {"table": "clauses", "effective_on": "1 juli"}])
def test_what_no_form_of_the_page_says_changes_no_settings(person, tmp_path, form):
    make_contract(tmp_path, "SLA v1 2022-01-01", ["a"] * 6)
    opened = person.open(tmp_path)
    person.post(f"/p/{opened.id}/sheets/")
    person.wait(opened)
    before = (tmp_path / "drift.toml").read_bytes()
    assert person.post(f"/p/{opened.id}/sheets/0", stamp=str(opened.n_looks), **form).status_code == 422
    assert person.get(f"/p/{opened.id}/sheets/9").status_code == 422
    assert person.get(f"/p/{opened.id}/sheets/0?as=nonsense").status_code == 404
    assert (tmp_path / "drift.toml").read_bytes() == before


def test_the_sample_is_written_once_and_opened_again(person):
    first = person.post("/sample")
    opened = person.desk.project(first.headers["Location"].split("/")[2])
    assert (opened.folder / "drift.toml").exists()
    assert str(opened.folder).startswith(os.environ["XDG_CONFIG_HOME"])
    stamp = (opened.folder / "truth.json").stat().st_mtime_ns
    assert person.post("/sample").headers["Location"] == first.headers["Location"]
    assert (opened.folder / "truth.json").stat().st_mtime_ns == stamp
    assert "SLA v1.0 def 01-01-2018.xlsx" in person.get(f"/p/{opened.id}/files").text
    clear_recent()


def test_choices_stand_in_a_workbook_for_who_prefers_excel(person, tmp_path):
    folder = tmp_path / "Zuid"
    make_contract(folder, "SLA v1 2022-01-01", ["Leverancier dient te leveren."] * 6)
    log_with_names(folder)
    opened = person.open(folder)
    place = f"/p/{opened.id}/sheets/"
    person.post(place)
    person.wait(opened)
    assert "Your choices stand in drift.toml" in person.get(place).text
    person.post(place, book="1")
    person.wait(opened)
    assert sorted(path.name for path in folder.glob("drift.*")) == ["drift.toml.old", "drift.xlsx"]
    page = person.get(place).text
    assert "Your choices stand in drift.xlsx" in page
    assert "Put the choices into drift.xlsx" not in page
    number = next(i for i, one in enumerate(opened.seen.sheets) if one.table == "clauses")
    sheet = person.get(f"{place}{number}").text
    assert "Your choice is kept in drift.xlsx" in sheet
    stamp = re.search(r'name="stamp" value="(\d+)"', sheet)[1]
    form = {"table": "clauses", "document": "Eisen", "role": "sla", "column-0": "clause_id", "column-1": "text"}
    person.post(f"{place}{number}", stamp=stamp, effective_on="2022-07-01", **form)
    person.wait(opened)
    version = opened.seen.sheets[number].version
    assert (version.document, version.effective_on) == ("Eisen", dt.date(2022, 7, 1))
    assert load_workbook(folder / "drift.xlsx")["document"]["B3"].value == "Eisen"
    person.post(f"{place}relation", relation="Noord")
    person.wait(opened)
    assert open_project(folder).name == "Noord"
    person.post(f"/p/{opened.id}/files", files=[(io.BytesIO((folder / "drift.xlsx").read_bytes()), "Drift.xlsx")])
    assert "Drift.xlsx was not taken" in person.get(f"/p/{opened.id}/files").text


def test_a_sheet_that_was_not_recognised_offers_what_it_may_be(person, tmp_path):
    folder = tmp_path / "Zuid"
    days = [dt.datetime(2024, 1, 2, 9) + dt.timedelta(days=2 * i) for i in range(20)]
    rows = [[day, f"Deur {i} sluit niet", day + dt.timedelta(hours=5)] for i, day in enumerate(days)]
    make_workbook(folder / "boek.xlsx", {"Boek": [["Wanneer ontdekt", "Wat er was", "Voorbij"], *rows]})
    make_workbook(folder / "prijs.xlsx", {"Prijs": [["Artikel", "Bedrag"], *([f"A{i}", 2.5 * i] for i in range(9))]})
    opened = person.open(folder)
    place = f"/p/{opened.id}/sheets/"
    person.post(place)
    person.wait(opened)
    numbers = {one.sheet: i for i, one in enumerate(opened.seen.sheets)}
    columns = {one.heading: one.field for one in opened.seen.sheets[numbers["Boek"]].columns}
    assert columns == {"Wanneer ontdekt": "opened_at", "Wat er was": "title", "Voorbij": "resolved_at"}
    page = person.get(f"{place}{numbers['Boek']}").text
    assert page.count("selected>") == 1 + len(columns)
    assert [one.heading for one in opened.seen.sheets[numbers["Prijs"]].columns] == ["Artikel", "Bedrag"]
    stamp = re.search(r'name="stamp" value="(\d+)"', page)[1]

    # said to be tickets, and no column told: it says what is missing, and the columns are there to choose
    person.post(f"{place}{numbers['Boek']}", stamp=stamp, table="incidents")
    person.wait(opened)
    sheet = opened.seen.sheets[numbers["Boek"]]
    assert (sheet.table, [one.heading for one in sheet.columns]) == (None, [*columns])
    assert "no heading for: opened" in person.get(place).text
    page = person.get(f"{place}{numbers['Boek']}").text
    assert "no heading for: opened" in page
    stamp = re.search(r'name="stamp" value="(\d+)"', page)[1]
    chosen = {f"column-{i}": field for i, field in enumerate(columns.values())}
    person.post(f"{place}{numbers['Boek']}", stamp=stamp, table="incidents", **chosen)
    person.wait(opened)
    sheet = opened.seen.sheets[numbers["Boek"]]
    assert (sheet.table, sheet.n_rows, sheet.problems) == ("incidents", 20, ())


def test_who_gave_sides_comes_back_to_the_people_and_is_told(person, tmp_path):
    folder = tmp_path / "Zuid"
    log_with_names(folder)
    opened = person.open(folder)
    person.post(f"/p/{opened.id}/sheets/")
    person.wait(opened)
    with person.desk.line:  # other work goes first: the page that waits is shown
        person.post(
            f"/p/{opened.id}/people/", stamp=str(opened.n_looks), pasted=f"{NAMES[0]}\tcustomer\nNobody\tcustomer"
        )
        waiting = person.get(f"/p/{opened.id}/work").text
        assert "Keeping this, and reading the files again" in waiting
        assert "weighing the evidence" not in waiting
    person.wait(opened)
    assert person.get(f"/p/{opened.id}/work").headers["Location"] == f"/p/{opened.id}/people/"
    page = person.get(f"/p/{opened.id}/people/").text
    assert "1 person has another choice now." in page
    assert "1 row" in page
    assert "another choice now" not in person.get(f"/p/{opened.id}/people/").text


def test_who_stopped_finds_the_way_back(person, tmp_path):
    log_with_names(tmp_path)
    opened = person.open(tmp_path)
    with person.desk.line:
        person.post(f"/p/{opened.id}/report/")
        person.post(f"/p/{opened.id}/cancel")
    opened.work.wait(10)
    page = person.get(f"/p/{opened.id}/work").text
    assert f'href="/p/{opened.id}/report/">Back to where you were' in page


def test_the_name_of_the_relation_stands_there_and_several_can_be_said_to_be_one(person, tmp_path):
    folder = tmp_path / "Hal Zuid"
    rows = [["Kenmerk", "Klant", "Omschrijving", "Aanmelddatum", "Afgesloten", "Behandelaar"]]
    for i in range(60):
        day, who = dt.datetime(2023, 1, 2, 9) + dt.timedelta(days=6 * i), ("Aarde BV", "Maan BV", "Zon BV")[i % 3]
        rows.append([f"M{i:04}", who, f"Band {i}", day, day + dt.timedelta(hours=4), NAMES[i % 2]])
    opened = person.open(make_workbook(folder / "meldingen.xlsx", {"Blad1": rows}).parent)
    place = f"/p/{opened.id}/sheets/"
    person.post(place)
    person.wait(opened)
    assert [heading for heading, _ in opened.seen.relations] == ["Klant"]
    assert 'name="relation" value=""' in person.get(place).text  # the folder is none of them
    person.post(f"{place}relation", relation="", relation_column="none")
    person.wait(opened)
    page = person.get(place).text
    assert opened.seen.relations == ()
    assert 'name="relation" value="Hal Zuid"' in page
    assert '<option value="none" selected>' in page
    person.post(f"{place}relation", relation="Aarde en meer")
    person.wait(opened)
    assert 'name="relation" value="Aarde en meer"' in person.get(place).text


def test_a_sheet_of_a_kind_that_nobody_can_choose_is_shown(person, tmp_path):
    make_contract(tmp_path, "SLA v1 2022-01-01", ["a"] * 6)
    opened = person.open(tmp_path)
    person.post(f"/p/{opened.id}/sheets/")
    person.wait(opened)
    opened.seen = replace(opened.seen, sheets=(replace(opened.seen.sheets[0], table="actions"),))
    answer = person.get(f"/p/{opened.id}/sheets/0")
    assert answer.status_code == 200
    assert '<option value="none" selected>' in answer.text
