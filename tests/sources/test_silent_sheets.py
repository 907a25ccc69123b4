"""No dated row is passed over: tabs without heading, headings far down, logs on their side, two dates in a cell."""

import datetime as dt

import pytest
from builders import make_workbook

import drift

HEADS = ["Meldingnummer", "Aanmelddatum", "Opgelost op", "Omschrijving"]
DAY = dt.datetime(2024, 1, 2, 9)


def rows(first, n):
    """Return n tickets, one a day, each ended after 5 hours."""
    days = [(i, DAY + dt.timedelta(days=i)) for i in range(first, first + n)]
    return [[f"M{i:04}", day, day + dt.timedelta(hours=5), f"Deur {i} sluit niet"] for i, day in days]


def look(folder, sheets):
    """Return the problems as (sheet, cell, code, cells), the accepted rows by sheet and the codes of notes."""
    make_workbook(folder / "x.xlsx", sheets)
    (file,) = drift.check(folder).files
    problems = [(one.at.sheet, one.at.cell, one.expected.removeprefix("expected."), one.n) for one in file.problems]
    return problems, {one.sheet: one.accepted for one in file.sheets}, [note.code for note in file.notes]


def test_a_tab_without_heading_is_read_with_that_of_the_tab_before(tmp_path):
    problems, accepted, notes = look(tmp_path, {"Jan": [HEADS, *rows(0, 10)], "Feb": rows(10, 7), "Mrt": rows(17, 3)})
    assert (problems, accepted) == ([], {"Jan": 10, "Feb": 7, "Mrt": 3})
    assert notes.count("note.heading_lent") == 2


CHANGES = {"fewer": lambda row: row[:3], "swapped": lambda row: [row[1], row[0], *row[2:]]}


@pytest.mark.parametrize("change", CHANGES)
def test_a_tab_of_other_columns_is_a_problem(tmp_path, change):
    other = [*map(CHANGES[change], rows(10, 12))]
    problems, accepted, _ = look(tmp_path, {"Jan": [HEADS, *rows(0, 10)], "Feb": other})
    ((sheet, cell, code, _),) = problems
    assert (sheet, cell, code) == ("Feb", "A1" if change == "swapped" else "B1", "heading_above")
    assert accepted == {"Jan": 10, "Feb": 0}


@pytest.mark.parametrize("n_lines", [29, 30, 44, 200])
def test_a_heading_below_many_lines_is_found(tmp_path, n_lines):
    lines = [[f"Toelichting regel {i}"] for i in range(n_lines)]
    problems, accepted, _ = look(tmp_path, {"Log": [*lines, HEADS, *rows(0, 12)]})
    assert (problems, accepted) == ([], {"Log": 12})


def test_a_log_with_a_column_a_ticket_is_a_problem(tmp_path):
    turned = [list(row) for row in zip(HEADS, *rows(0, 12), strict=True)]
    problems, accepted, _ = look(tmp_path, {"Log": turned})
    assert (problems, accepted) == ([("Log", None, "rows_down", 1)], {"Log": 0})


@pytest.mark.parametrize("sign", [" / ", " - ", "\n", " tot "])
def test_two_moments_in_a_cell_are_a_problem_and_no_clauses(tmp_path, sign):
    pairs = [[row[0], f"{row[1]:%d-%m-%Y %H:%M}{sign}{row[2]:%d-%m-%Y %H:%M}", row[3], "3"] for row in rows(0, 12)]
    problems, accepted, _ = look(tmp_path, {"Log": [["Nummer", "Van en tot", "Omschrijving", "Prio"], *pairs]})
    assert (problems, accepted) == ([("Log", "B2", "one_moment", 12)], {"Log": 0})


def test_rows_with_the_numbers_of_clauses_are_no_dates(tmp_path):
    pairs = [["old_id", "new_id", "relation"], *([f"1.5.{i}", f"2.11.{i}", "same"] for i in range(1, 40))]
    assert look(tmp_path, {"Pairs": pairs})[0] == []


def test_headings_without_rows_are_a_note(tmp_path):
    problems, accepted, notes = look(tmp_path, {"Log": [HEADS]})
    assert (problems, accepted, notes.count("note.no_rows")) == ([], {"Log": 0}, 1)
