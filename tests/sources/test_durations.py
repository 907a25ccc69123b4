"""Durations give the end where no column has the moment of it."""

import pandas as pd
import pytest
from reading import write

from drift.project import open_project
from drift.sources.files import read_files
from drift.sources.opening.child import TEXT
from drift.sources.opening.columns import Column
from drift.sources.values.clocks import to_minutes


def log(folder, heading, *cells):
    rows = "".join(f"I{i};a;2023-01-04 09:00;{cell}\n" for i, cell in enumerate(cells))
    write(folder, "log.csv", f"Incident;Title;Opened;{heading}\n{rows}")
    readings = read_files(open_project(folder))
    notes = {note.code: dict(note.values) for note in readings.accounts[0].notes}
    return pd.concat(readings.frames["incidents"]), notes


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("0 days 02:12:00", 132),
        ("1 day, 2:12:00", 1572),
        ("-1 days +21:48:00", -132),
        ("1.02:12:00", 1572),
        ("1 02:12:00", 1572),
        ("2:12", 132),
        ("02:12:00", 132),
        ("PT2H12M", 132),
        ("P1DT2H", 1560),
        ("P1,5D", 2160),
        ("2h12", 132),
        ("2 uur en 12 min", 132),
        ("2 Std. 12 Min.", 132),
        ("1 jour 2 heures", 1560),
        ("P1M", None),  # a month has no length
        ("PT", None),
        ("soon", None),
    ],
)
def test_a_duration_is_read_however_it_is_written(text, minutes):
    column = Column(pd.Series([TEXT], dtype="uint8"), pd.Series([text], dtype="str"))
    read = to_minutes(column)[0]
    assert pd.isna(read) if minutes is None else read == minutes


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("Duration", "0 days 02:12:00"),
        ("Duration", "2:12"),
        ("Duur", "PT2H12M"),
        ("Duration (min)", "132"),
        ("Duration (h)", "2.2"),
        ("Doorlooptijd (uur)", "2,2"),
        ("Duration seconds", "7920"),
    ],
)
def test_an_opening_and_a_duration_give_the_end(tmp_path, heading, cell):
    frame, notes = log(tmp_path, heading, cell, "")
    assert frame["resolved_at"].iloc[0] == pd.Timestamp("2023-01-04 11:12")
    assert frame["resolved_utc"].iloc[0] == pd.Timestamp("2023-01-04 10:12")
    assert frame["resolved_at"].isna().iloc[1]
    assert frame["end_known"].tolist() == [True, False]  # a blank duration is not "still open"
    assert notes["note.end_from_duration"] == {"heading": heading, "n": 1}


def test_a_duration_over_a_clock_change_keeps_its_length(tmp_path):
    write(tmp_path, "log.csv", "Incident;Title;Opened;Duration\nI1;a;2023-03-26 01:00;2:00\n")
    frame = pd.concat(read_files(open_project(tmp_path)).frames["incidents"])
    assert frame["resolved_at"].tolist() == [pd.Timestamp("2023-03-26 04:00")]


def test_a_plain_number_without_a_unit_gives_no_end_and_a_note_says_what_to_write(tmp_path):
    frame, notes = log(tmp_path, "Duration", "132", "45")
    assert frame["resolved_at"].isna().all()
    assert not frame["end_known"].any()
    assert notes["note.duration_unit"] == {"heading": "Duration", "n": 2}
    assert "note.no_end" in notes


def test_a_moment_of_the_end_goes_before_a_duration(tmp_path):
    write(tmp_path, "log.csv", "Incident;Title;Opened;Resolved;Duration\nI1;a;2023-01-04 09:00;2023-01-04 10:00;2:12\n")
    readings = read_files(open_project(tmp_path))
    assert readings.frames["incidents"][0]["resolved_at"].tolist() == [pd.Timestamp("2023-01-04 10:00")]
    assert {note.code for note in readings.accounts[0].notes} >= {"note.duration_differs"}


def test_a_column_of_ends_that_holds_nothing_leaves_it_to_the_duration(tmp_path):
    write(tmp_path, "log.csv", "Incident;Title;Opened;Resolved;Duration\nI1;a;2023-01-04 09:00;;2:12\n")
    frame = pd.concat(read_files(open_project(tmp_path)).frames["incidents"])
    assert frame["resolved_at"].tolist() == [pd.Timestamp("2023-01-04 11:12")]


def test_a_log_without_any_end_says_so(tmp_path):
    _, notes = log(tmp_path, "Remark", "x")
    assert "note.no_end" in notes


def test_reading_a_duration_is_linear_in_its_length():
    import time

    def seconds(n):
        column = Column(pd.Series([TEXT], dtype="uint8"), pd.Series(["1 d" + " " * n + "x"], dtype="str"))
        begin = time.perf_counter()
        to_minutes(column)
        return time.perf_counter() - begin

    seconds(10)
    assert min(seconds(20_000) for _ in range(3)) < 0.5  # quadratic: minutes


def test_an_end_that_is_a_day_is_not_before_the_opening_on_that_day(tmp_path):
    frame, notes = log(tmp_path, "Resolved", "2023-01-04", "2023-01-05", "2023-01-03", "2023-01-04 08:00")
    ends = ["2023-01-04 09:00", "2023-01-05 00:00", "2023-01-03 00:00", "2023-01-04 08:00"]
    assert frame["resolved_at"].tolist() == [pd.Timestamp(end) for end in ends]
    assert frame["resolved_utc"].tolist()[0] == frame["opened_utc"].tolist()[0]
    assert notes["note.end_on_day"] == {"heading": "Resolved", "n": 1, "cells": "D2"}
    assert notes["note.backwards"] == {"n": 2, "cell": "D4"}
