"""Who is no person: by name, by rhythm, or as the analyst says."""

import datetime as dt

import openpyxl
import pandas as pd
import pytest
from builders import make_workbook
from shared_cases import small_case

import drift
from drift.project import open_project
from drift.setup.people_list import FILE, write_people
from drift.sources.files import read_files
from drift.sources.robots import RESTLESS_H, find_restless, tell_robot
from drift.tables.store import build_tables
from drift.wording import Wording

START = dt.datetime(2024, 3, 4, 8)  # a Monday


def hours(actor, *spans):
    """Return an act an hour of one actor, over spans of (first, last) hour since START."""
    return [(actor, START + dt.timedelta(hours=h)) for first, last in spans for h in range(first, last + 1)]


def restless(acts):
    return find_restless(pd.Series([who for who, _ in acts]), pd.Series([at for _, at in acts]))


def test_who_acts_for_a_week_without_a_pause_is_no_one_person():
    robot = hours("robot", (0, int(RESTLESS_H)))
    busy = hours("busy", *((day * 24, day * 24 + 19) for day in range(60)))  # 20 hours a day, every day
    short = hours("short", (0, int(RESTLESS_H) - 1))
    assert restless(robot + busy + short) == {"robot"}


def test_one_pause_of_five_hours_begins_a_new_stretch():
    assert restless(hours("a", (0, 100), (105, 205))) == set()
    assert restless(hours("a", (0, 100), (104, 205))) == {"a"}


def test_days_without_a_time_of_day_make_nobody_restless():
    assert restless([("a", START.replace(hour=0) + dt.timedelta(days=day)) for day in range(90)]) == set()


def test_without_acts_nobody_is_restless():
    assert restless([]) == set()
    assert find_restless(pd.Series([None, "a"]), pd.Series([START, pd.NaT])) == set()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Job de Vries", None), ("Jan Bot", None), ("Guest, Ann", None), ("bot 3", "robot"), ("Root", "robot"),
        ("Jansen, J. (Servicedesk)", None), ("jan.jansen@support.acme.nl", None), ("support@acme.nl", "shared mailbox"),
        ("svc_monitoring", "robot"), ("Vergaderzaal 3", "shared mailbox"), ("(Servicedesk)", "shared mailbox"),
        ("SLA Manager", "function account"), ("Incident Manager", "function account"), ("Agent 3", None),
        ("Manager Jansen", None), ("Do Not Reply", "function account"), ("Mark Change", None),
        ("Storingsmonteur", "function account"),
    ],
)  # fmt: skip
def test_a_persons_name_is_not_taken_for_a_robot(name, kind):
    assert tell_robot(name) == kind


EVENTS = ["Incident", "At", "Status", "Message", "Actor"]
PEOPLE = ["Naam", "Partij", "Functie", "Niveau"]


@pytest.fixture
def folder(tmp_path):
    acts = [*hours("X-17", (0, 200)), *hours("Ann Lee", (0, 8), (24, 32)), *hours("Servicedesk", (3, 4))]
    rows = [[f"I{i % 7}", at, "Update", f"text {i}", who] for i, (who, at) in enumerate(acts)]
    make_workbook(tmp_path / "log.xlsx", {"Updates": [EVENTS, *rows]})
    return tmp_path


def names(readings):
    robots = readings.robots
    return {readings.people.persons[row.person].name: (row.why, row.n_rows) for row in robots.itertuples()}


def test_robots_are_listed_with_the_reason_and_their_rows(folder):
    readings = read_files(open_project(folder))
    assert names(readings) == {"X-17": ("rhythm", 201), "Servicedesk": ("name", 2)}
    (note,) = (note for note in readings.notes if note.code == "note.robots")
    assert dict(note.values) == {"n": 2, "rows": 203, "name": 1, "rhythm": 1, "told": 0}


def test_what_the_analyst_says_of_a_function_goes_before_name_and_rhythm(folder):
    rows = [["X-17", "leverancier", "uitvoering", None], ["Servicedesk", "leverancier", None, None]]
    make_workbook(folder / "people.xlsx", {"Personen": [PEOPLE, *rows, ["Ann Lee", "klant", "robot", None]]})
    found = names(read_files(open_project(folder)))
    assert {name: why for name, (why, _) in found.items()} == {"Ann Lee": "told", "Servicedesk": "name"}


def test_the_store_has_the_robots_for_later_steps(folder):
    project = open_project(folder)
    readings = read_files(project)
    store, intake = build_tables(readings, project)
    with store:
        kept = store.fetch("robots").to_pandas()
    assert sorted(kept["why"]) == ["name", "rhythm"]
    assert set(kept["person"]) <= set(readings.people.persons)
    assert "note.robots" in {note.code for note in intake.notes}


def test_a_folder_without_robots_has_an_empty_table_and_no_note(tmp_path):
    make_workbook(tmp_path / "log.xlsx", {"Updates": [EVENTS, ["I1", START, "Update", "text", "Ann Lee"]]})
    project = open_project(tmp_path)
    store, intake = build_tables(read_files(project), project)
    with store:
        assert store.fetch("robots").num_rows == 0
    assert "note.robots" not in {note.code for note in intake.notes}


def test_the_list_for_the_analyst_names_them_with_the_reason(folder, tmp_path):
    readings = read_files(open_project(folder))
    write_people(readings, tmp_path, tmp_path, Wording("en"))
    rows = {row[0]: row for row in openpyxl.load_workbook(tmp_path / FILE).active.values}
    assert (rows["X-17"][2], rows["Ann Lee"][2], rows["Servicedesk"][2]) == ("robot", None, "robot")
    assert rows["X-17"][8].startswith("works day and night for a week")


def test_the_small_case_of_role_accounts_keeps_its_titles_whole():
    analysis = drift.analyse(small_case("role_accounts"))
    assert len(analysis.tables["incidents"]) == 120
    assert set(analysis.tables["incidents"]["title"]) == {
        "Incident after change, SLA at risk", "Printer not responding", "Account locked, service down"
    }  # fmt: skip
