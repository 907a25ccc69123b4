"""Real files, or their first rows: what must be found in them."""

import shutil
from pathlib import Path

import pandas as pd
import pytest

import drift
from drift.project import open_project
from drift.sources.files import read_files

HERE = Path(__file__).parent


@pytest.fixture
def read(tmp_path):
    def read_some(pattern):
        for path in HERE.glob(pattern):
            shutil.copy(path, tmp_path)
        return read_files(open_project(tmp_path))

    return read_some


def rows(readings, table):
    return pd.concat(readings.frames[table], ignore_index=True)


def notes(readings):
    return {note.code: dict(note.values) for account in readings.accounts for note in account.notes}


def test_two_exports_of_one_history_are_equal_on_the_rows_they_share(read):
    events = rows(read("incident_event_log*.csv"), "events")
    one = events[events["file"] == "incident_event_log.csv"].head(300)
    other = events[events["file"] == "incident_event_log_other_export.csv"]
    shared = [name for name in events if name not in ("file", "sheet")]
    pd.testing.assert_frame_equal(one[shared].reset_index(drop=True), other[shared].reset_index(drop=True))


def test_the_history_of_a_service_desk_gives_its_incidents(read):
    readings = read("incident_event_log.csv")
    incidents = rows(readings, "incidents").set_index("incident_id")
    assert len(incidents) == 57
    first = incidents.loc["INC0000045"]
    assert (first["status"], first["opened_at"]) == ("Closed", pd.Timestamp("2016-02-29 01:16"))
    assert first["closed_at"] == pd.Timestamp("2016-03-05 12:00")  # 5/3/2016, day first by the days after the 12th
    assert notes(readings)["note.row_an_event"] == {"rows": 350, "incidents": 57}


def test_of_the_train_file_the_second_sheet_is_the_table_and_the_pivot_is_not(read):
    readings = read("disruptions-2024.xlsx")
    pivot, data = readings.accounts[0].sheets
    assert (pivot.sheet, pivot.table, data.table, data.tool) == ("Blad1", None, "incidents", "rijdendetreinen")
    assert (data.read, data.accepted, data.rejected) == (201, 171, 29)
    told = notes(readings)
    assert told["note.pivot"] == {"sheet": "Blad1"}
    assert told["note.lost_lists"] == {"heading": "rdt_lines_id", "n": 27, "lists": 12, "row": 4}
    assert rows(readings, "incidents")["opened_at"].iloc[0] == pd.Timestamp("2024-01-01 07:03:51")


def test_four_years_of_streetcars_are_one_table_whatever_their_headings(read):
    readings = read("ttc-*.xlsx")
    frame = rows(readings, "incidents")
    assert [len(account.sheets) for account in readings.accounts] == [12, 12, 12, 1]
    assert (len(frame), set(frame["tool"]), frame["incident_id"].nunique()) == (552, {"ttc"}, 552)
    firsts = frame.groupby("file", sort=True)["opened_at"].first().tolist()
    expected = ["2019-01-01 01:08", "2020-01-01 01:23", "2021-01-01 03:15", "2022-01-01 02:21"]
    assert firsts == [pd.Timestamp(stamp) for stamp in expected]
    assert frame["group"].notna().mean() > 0.95  # Route until 2020, Line from 2021


def test_a_specification_of_one_column_is_split_into_numbers_and_texts(read):
    readings = read("RM3830*.xlsx")
    frame = rows(readings, "clauses")
    assert frame["clause_id"].head(4).tolist() == ["1", "1.1", "1.2", "1.3"]
    assert frame["text"].iloc[2].startswith("The Supplier shall provide an integrated Service")
    assert "2.10" in set(frame["clause_id"])
    assert frame["section"].iloc[0] == "Work Package A – Contract Management"
    assert [sheet.table for sheet in readings.accounts[0].sheets].count("clauses") == 1
    assert notes(readings)["note.hidden_sheet"]["sheet"] == "Lists"


def test_numbers_missing_and_twice_are_named(read):
    readings = read("ccs-fm_*.xlsx")
    first, second = ({note.code: dict(note.values) for note in account.notes} for account in readings.accounts)
    assert first["note.ids_missing"] == {"n": 25, "cells": "A2, A38, A42, …"}
    assert second["note.ids_twice"]["n"] == 24  # 25 rows more, two of them of one number
    assert "note.ids_twice" not in first


def test_a_catalogue_of_controls_keeps_its_numbers(read):
    frame = rows(read("nist*.xlsx"), "clauses")
    assert frame["clause_id"].head(3).tolist() == ["AC-1", "AC-2", "AC-2(1)"]
    assert len(frame) == 60


def test_a_checklist_below_its_instructions_keeps_its_sub_items_and_comments(read):
    readings = read("ICTU*.xlsx")
    ((_, _, heading),) = readings.recognised
    assert (heading.table, heading.row, heading.first) == ("clauses", 5, 1)
    checklist, actions = readings.accounts[0].sheets
    assert (checklist.accepted, checklist.note, checklist.heading, actions.table) == (34, 5, 1, None)
    frame = rows(readings, "clauses").set_index("row")
    numbers = {7: "M31", 11: "M01", 27: "M32", 31: "M02", 38: "M03", 39: "M13", 40: "M04"}
    assert frame["clause_id"].dropna().to_dict() == numbers
    assert frame.loc[7, "text"] == "Het project beschikt over vastgestelde informatie"
    assert frame.loc[8, "text"] == "1. Projectstartarchitectuur,"
    assert frame.loc[7, "remark"].startswith("M31: Het project beschikt over vastgestelde informatie")
    assert frame["remark"].notna().sum() == 7
    assert set(frame["section"]) == {"Producten"}
    told = notes(readings)
    assert told["note.comments"] == {"n": 7, "cells": "B7, B11, B27, …"}
    assert told["note.ids_missing"] == {"n": 27, "cells": "A8, A9, A10, …"}


def test_every_row_of_every_extract_is_accounted_for(tmp_path):
    for path in HERE.iterdir():
        if path.suffix in (".xlsx", ".csv"):
            shutil.copy(path, tmp_path)
    intake = drift.check(tmp_path)
    assert {file.status for file in intake.files} == {"read"}
    kinds = ("accepted", "rejected", "repeated", "blank", "heading", "note")
    assert intake.total("read") == sum(intake.total(kind) for kind in kinds)
    assert intake.total("accepted", "events") == 350
    assert intake.total("repeated", "events") == 300
