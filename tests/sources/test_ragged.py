"""Rows of a text table with another number of cells than their heading: rejected or told, never shifted in silence."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import write

import drift
from drift.sources.opening.child.delimited import _list_uneven

HEADING = "Meldingnummer;Aanmelddatum;Opgelost op;Omschrijving;Behandelaar"


def rows_of_log(n):
    start = dt.datetime(2024, 1, 3, 9, 5)
    days = [start + dt.timedelta(days=i) for i in range(n)]
    return [f"M{i:03};{day:%d-%m-%Y %H:%M};{day:%d-%m-%Y} 17:00;Deur klemt;Jansen" for i, day in enumerate(days)]


def check(folder, lines):
    write(folder, "log.csv", "\n".join(lines) + "\n")
    (file,) = drift.check([folder]).files
    (sheet,) = file.sheets
    return file, sheet


def codes(file):
    return {note.code: note.values for note in file.notes}


def test_rows_with_a_separator_inside_a_text_are_rejected_on_one_line(tmp_path):
    lines = [HEADING, *rows_of_log(30)]
    for row in (6, 7, 21):
        lines[row - 1] = lines[row - 1].replace("Deur klemt", "Deur klemt; gebeld")
    file, sheet = check(tmp_path, lines)
    assert (sheet.read, sheet.heading, sheet.accepted, sheet.rejected) == (31, 1, 27, 3)
    (problem,) = file.problems
    assert (problem.at.cell, problem.found, problem.expected, problem.n) == ("F6", "6", "expected.cells", 3)
    assert problem.values == {"width": 5, "rows": "6, 7, 21", "n": 3}


def test_rows_with_too_few_cells_are_read_and_told(tmp_path):
    lines = [HEADING, *rows_of_log(30)]
    lines[9] = lines[9].removesuffix(";Jansen")
    file, sheet = check(tmp_path, lines)
    assert (sheet.accepted, sheet.rejected, file.problems) == (30, 0, ())
    assert codes(file)["note.cells_differ"] == {"n": 1, "rows": "10", "width": 5}


@pytest.mark.parametrize("end", [";", ";;;"])
def test_separators_at_the_end_of_every_row_are_no_cells(tmp_path, end):
    file, sheet = check(tmp_path, [HEADING, *(row + end for row in rows_of_log(30))])
    assert (sheet.accepted, sheet.rejected) == (30, 0)
    assert "note.cells_differ" not in codes(file)


def test_a_last_column_without_a_heading_costs_no_row(tmp_path):
    file, sheet = check(tmp_path, [HEADING, *(f"{row};x" for row in rows_of_log(30))])
    assert (sheet.accepted, sheet.rejected) == (30, 0)
    assert codes(file)["note.cells_differ"]["n"] == 30


@given(st.lists(st.lists(st.sampled_from(["", "a"]), min_size=1, max_size=5), max_size=12))
def test_every_filled_row_is_of_the_usual_width_or_named(rows):
    width, uneven = _list_uneven(rows)
    named = dict(uneven)
    for number, row in enumerate(rows, 1):
        assert number in named or len(row) == width or not any(row)
    assert all(named[number] == len(rows[number - 1]) != width for number in named)
