import datetime as dt

import pytest
from builders import make_contract, make_workbook

from drift.project import open_project
from drift.sources.accounts import FileAccount
from drift.sources.files import read_files
from drift.sources.people import People
from drift.sources.readings import FileReading, join_files
from drift.tables.store import build_tables

LOG = [
    ["Ticket", "Opened", "Group", "Handler"],
    ["I1", dt.datetime(2024, 3, 5, 10), "Loket", "Anna Bakker"],
    ["I1", dt.datetime(2024, 3, 5, 10), "Loket", "Anna Bakker"],
]


def test_building_tables_leaves_what_was_read_as_it_was(tmp_path):
    make_workbook(tmp_path / "log.xlsx", {"Log": LOG})
    project = open_project(tmp_path)
    readings = read_files(project, keep_key=False)
    before = (readings.accounts, readings.versions)
    store, intake = build_tables(readings, project)
    store.close()
    assert (readings.accounts, readings.versions) == before
    assert [sheet.accepted for sheet in readings.accounts[0].sheets] == [2]
    assert [(sheet.accepted, sheet.repeated) for sheet in intake.files[0].sheets] == [(1, 1)]


def test_a_name_spelled_otherwise_is_that_of_the_earlier_file_in_every_row(tmp_path):
    make_contract(tmp_path, "SLA 2023-01-01", ["a"] * 9)
    make_contract(tmp_path, "Sla 2024-01-01", ["a"] * 9)
    readings = read_files(open_project(tmp_path), keep_key=False)
    assert [version.document for version in readings.versions] == ["SLA", "SLA"]
    assert [set(frame["document"]) for frame in readings.frames["clauses"]] == [{"SLA"}, {"SLA"}]


@pytest.mark.parametrize("names", [["a.xlsx", "b.xlsx"], ["b.xlsx", "a.xlsx"], []])
def test_files_are_joined_in_the_order_they_were_read(names):
    readings = join_files([FileReading(FileAccount(name, "read")) for name in names], People(None))
    assert [account.file for account in readings.accounts] == names
    assert not any(readings.frames.values())
