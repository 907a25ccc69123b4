"""Incidents that stand in several files: the fuller row counts where nothing tells which is later."""

import datetime as dt

import pandas as pd
import pytest
from builders import make_workbook

from drift.project import open_project
from drift.sources.files import read_files
from drift.tables.store import build_tables

DAY = dt.datetime(2024, 3, 5, 14, 30)
PLAIN = ["Meldingnummer", "Aanmelddatum", "Opgelost op", "Omschrijving"]


def rows_of_log(n, *, objects):
    rows = [
        [f"M{i:03}", DAY + dt.timedelta(days=i), DAY + dt.timedelta(days=i, hours=3), f"Deur {i}"] for i in range(n)
    ]
    return [[*PLAIN, "Object"], *([*row, f"OBJ{i}"] for i, row in enumerate(rows))] if objects else [PLAIN, *rows]


def build(folder, files):
    for name, rows in files.items():
        make_workbook(folder / name, {"Blad1": rows})
    project = open_project(folder)
    store, intake = build_tables(read_files(project), project)
    with store:
        return store.fetch("incidents").to_pandas(), intake


def repeated(intake):
    return {file.file: sum(sheet.repeated for sheet in file.sheets) for file in intake.files}


@pytest.mark.parametrize("fuller", ["a.xlsx", "b.xlsx"])
def test_the_fuller_of_two_exports_counts_whichever_comes_first(tmp_path, fuller):
    files = {name: rows_of_log(20, objects=name == fuller) for name in ("a.xlsx", "b.xlsx")}
    incidents, intake = build(tmp_path, files)
    assert incidents["object"].tolist() == [f"OBJ{i}" for i in range(20)]
    assert set(incidents["file"]) == {fuller}
    assert repeated(intake) == {name: 0 if name == fuller else 20 for name in files}
    notes = {note.code: (note.at, note.values) for note in intake.notes}
    assert "note.later_wins" not in notes
    at, values = notes["note.rows_twice"]
    assert (at.file, values) == (({*files} - {fuller}).pop(), {"n": 20})


def test_rows_equal_in_all_fields_are_told_of_the_file_that_does_not_count(tmp_path):
    files = {name: rows_of_log(20, objects=False) for name in ("a.xlsx", "b.xlsx")}
    _, intake = build(tmp_path, files)
    (note,) = (note for note in intake.notes if note.code == "note.rows_repeated")
    assert repeated(intake)[note.at.file] == note.values["n"] == 20


def test_a_later_update_wins_over_a_fuller_row(tmp_path):
    late = [[*row[:2], row[2] + dt.timedelta(days=1), row[3]] for row in rows_of_log(20, objects=False)[1:]]
    incidents, intake = build(tmp_path, {"a.xlsx": [PLAIN, *late], "b.xlsx": rows_of_log(20, objects=True)})
    assert (incidents["resolved_at"] - incidents["opened_at"]).eq(pd.Timedelta(hours=27)).all()
    assert incidents["object"].isna().all()
    assert {note.code: note.values for note in intake.notes}["note.later_wins"] == {"n": 20}


def test_what_the_fuller_row_leaves_blank_comes_from_the_other(tmp_path):
    heads, *rows = rows_of_log(20, objects=True)
    full = [[*heads, "Prioriteit"], *([*row, "P2" if i != 3 else None] for i, row in enumerate(rows))]
    plain = [[*PLAIN, "Prioriteit"], *([*row[:4], "P1"] for row in rows)]
    incidents, _ = build(tmp_path, {"a.xlsx": full, "b.xlsx": plain})
    assert incidents["priority"].tolist() == ["P1" if i == 3 else "P2" for i in range(20)]
    assert incidents["object"].tolist() == [f"OBJ{i}" for i in range(20)]


def test_a_filtered_copy_without_numbers_is_counted_once(tmp_path):
    heads, *rows = rows_of_log(30, objects=True)
    copy = [heads[1:], *(row[1:] for row in rows[::3])]
    make_workbook(tmp_path / "log.xlsx", {"Data": [heads, *rows], "Selectie": copy})
    project = open_project(tmp_path)
    store, intake = build_tables(read_files(project), project)
    with store:
        assert store.fetch("incidents").to_pandas()["incident_id"].tolist() == [row[0] for row in rows]
    assert {note.code for note in intake.notes} >= {"note.rows_repeated"}
    sheets = {sheet.sheet: (sheet.accepted, sheet.repeated) for file in intake.files for sheet in file.sheets}
    assert sheets == {"Data": (30, 0), "Selectie": (0, 10)}
    (note,) = (note for note in intake.notes if note.code in ("note.rows_repeated", "note.rows_twice"))
    assert (note.at.sheet, note.values["n"]) == ("Selectie", 10)


def test_other_work_without_numbers_is_no_copy(tmp_path):
    heads, *rows = rows_of_log(30, objects=True)
    other = [heads[1:], *([row[1] + dt.timedelta(minutes=7), *row[2:]] for row in rows[::3])]
    make_workbook(tmp_path / "log.xlsx", {"Data": [heads, *rows], "Anders": other})
    project = open_project(tmp_path)
    store, _ = build_tables(read_files(project), project)
    with store:
        assert store.fetch("incidents").num_rows == 40
