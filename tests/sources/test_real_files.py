"""Files of others as they found them: what must be read of each (benchmarks/cases.py has more of the large ones)."""

import pandas as pd
import pytest
from shared_cases import copy_case

import drift
from drift.project import open_project
from drift.sources.files import read_files


@pytest.fixture
def read(tmp_path):
    return lambda name, pattern="**/*": read_files(open_project(copy_case(name, tmp_path, pattern)))


def rows(readings, table):
    return pd.concat(readings.frames[table], ignore_index=True)


def notes(account):
    return {note.code: dict(note.values) for note in account.notes}


def test_the_history_of_a_service_desk_gives_its_incidents(read):
    readings = read("servicenow", "*.csv")
    incidents = rows(readings, "incidents").set_index("incident_id")
    assert (len(incidents), len(rows(readings, "events"))) == (890, 5_998)
    first = incidents.loc["INC0000045"]
    assert (first["status"], first["opened_at"]) == ("Closed", pd.Timestamp("2016-02-29 01:16"))
    assert first["closed_at"] == pd.Timestamp("2016-03-05 12:00")  # day first, by the days after the 12th
    assert notes(readings.accounts[0])["note.row_an_event"] == {"rows": 5_998, "incidents": 890}


def test_two_exports_of_one_history_are_equal_on_the_rows_they_share(read):
    events = rows(read("servicenow"), "events")
    whole = events["file"].str.contains("zip!")
    shared = [name for name in events if name not in ("file", "sheet")]
    one, other = (events.loc[chosen, shared].reset_index(drop=True) for chosen in (whole, ~whole))
    assert (len(one), len(other)) == (119_998, 5_998)
    pd.testing.assert_frame_equal(one.head(5_998), other)


def test_of_the_train_file_the_second_sheet_is_the_table_and_the_pivot_is_not(read):
    readings = read("treinstoringen")
    (account,) = readings.accounts
    pivot, data = account.sheets
    assert (pivot.sheet, pivot.table, data.table, data.tool) == ("Blad1", None, "incidents", "rijdendetreinen")
    assert (data.read, data.accepted, data.rejected) == (5_965, 5_066, 898)
    assert notes(account)["note.pivot"] == {"sheet": "Blad1"}
    assert notes(account)["note.lost_lists"] == {"heading": "rdt_lines_id", "n": 655, "lists": 573, "row": 4}
    assert rows(readings, "incidents")["opened_at"].iloc[0] == pd.Timestamp("2024-01-01 07:03:51")


def test_four_years_of_streetcars_are_one_table_whatever_their_headings(read):
    readings = read("ttc")
    frame = rows(readings, "incidents")
    assert [len(account.sheets) for account in readings.accounts] == [12, 12, 12, 1]
    assert (len(frame), set(frame["tool"]), frame["incident_id"].nunique()) == (51_963, {"ttc"}, 51_845)
    firsts = frame.groupby("file", sort=True)["opened_at"].first().tolist()
    expected = ["2019-01-01 01:08", "2020-01-01 01:23", "2021-01-01 03:15", "2022-01-01 02:21"]
    assert firsts == [pd.Timestamp(stamp) for stamp in expected]
    assert frame["group"].notna().mean() > 0.99  # Route until 2020, Line from 2021


@pytest.mark.long
def test_a_specification_of_one_column_is_split_into_numbers_and_texts(read):
    readings = read("fm-templates", "2021*")
    frame = rows(readings, "clauses")
    assert (len(frame), frame["clause_id"].head(4).tolist()) == (2_054, ["1", "1.1", "1.2", "1.3"])
    assert frame["text"].iloc[2].startswith("The Supplier shall ")
    assert "2.10" in set(frame["clause_id"])
    assert frame["section"].iloc[0] == "Work Package A – Contract Management"
    (account,) = readings.accounts
    assert [sheet.sheet for sheet in account.sheets if sheet.table] == ["Service Requirements"]
    assert notes(account)["note.inline_numbers"] == {"n": 2_050, "of": 2_054}
    assert notes(account)["note.hidden_table"]["sheet"] == "Lists"


def test_numbers_missing_and_twice_are_named(read):
    readings = read("fm", "*.xlsx")
    assert [len(frame) for frame in readings.frames["clauses"]] == [1_988, 3_295, 3_246]
    first, second, third = map(notes, readings.accounts)
    assert first["note.ids_missing"] == {"n": 524, "cells": "A2, A38, A134, …"}
    assert second["note.ids_twice"] == {"n": 218, "rows": 445, "ids": "20.5.2.1, 56.3, 99.7, …"}
    assert third["note.ids_twice"]["n"] == 4
    assert "note.ids_twice" not in first


def test_a_catalogue_of_controls_keeps_its_numbers(read):
    frame = rows(read("nist", "*rev5*"), "clauses")
    assert frame["clause_id"].head(3).tolist() == ["AC-1", "AC-2", "AC-2(1)"]
    assert len(frame) == 1_007


def test_checklists_below_their_instructions_keep_their_sub_items_and_comments(read):
    readings = read("ictu-checklists")
    assert [(heading.table, heading.row, heading.first) for _, _, heading in readings.recognised] == [
        ("clauses", 5, 1)
    ] * 4
    assert [len(frame) for frame in readings.frames["clauses"]] == [99, 105, 105, 99]
    assert [int(frame["remark"].notna().sum()) for frame in readings.frames["clauses"]] == [27, 27, 27, 25]
    checklist, actions = readings.accounts[0].sheets
    assert (checklist.accepted, checklist.note, checklist.heading, actions.table) == (99, 7, 1, None)
    first = readings.frames["clauses"][0].set_index("row")
    assert first["clause_id"].dropna().head(4).to_dict() == {7: "M31", 11: "M01", 27: "M32", 31: "M02"}
    assert [first.loc[row, "text"][:3] for row in (8, 9, 10)] == ["1. ", "2. ", "3. "]
    assert first.loc[7, "remark"].startswith(f"M31: {first.loc[7, 'text']}")
    assert first["section"].value_counts().to_dict() == {"Producten": 47, "Processen": 46, "Organisatie": 6}
    assert notes(readings.accounts[0])["note.ids_missing"] == {"n": 72, "cells": "A8, A9, A10, …"}


@pytest.mark.parametrize(
    "name",
    [
        "treinstoringen",
        "fm",
        "ictu-checklists",
        "nist",
        *(pytest.param(x, marks=pytest.mark.long) for x in ("ttc", "fm-templates")),
    ],
)
def test_every_row_of_every_file_is_accounted_for(name, tmp_path):
    intake = drift.check(copy_case(name, tmp_path))
    assert {file.status for file in intake.files} == {"read"}
    kinds = ("accepted", "rejected", "repeated", "blank", "heading", "note")
    assert intake.total("read") == sum(intake.total(kind) for kind in kinds)
