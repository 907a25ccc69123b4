"""Any layout: where the tables of a sheet stand, and what around them is no data."""

import datetime as dt

import pandas as pd
import pytest
import xlsxwriter
from builders import CLAUSES, INCIDENTS, make_workbook

import drift
from drift.project import open_project
from drift.sources.files import read_files

DAY = dt.datetime(2024, 3, 5, 14, 30)
LATER = DAY + dt.timedelta(hours=4)


def test_a_legend_below_a_table_is_no_data(tmp_path):
    rows = [
        CLAUSES,
        *([f"1.{i}", "tekst"] for i in range(1, 5)),
        [None],
        ["Legenda"],
        ["Kleur", "Betekenis"],
        ["rood", "x"],
    ]
    make_workbook(tmp_path / "SLA 2024-01-01.xlsx", {"Eisen": rows})
    readings = read_files(open_project(tmp_path))
    assert readings.frames["clauses"][0]["clause_id"].tolist() == ["1.1", "1.2", "1.3", "1.4"]
    (sheet,) = readings.accounts[0].sheets
    assert (sheet.accepted, sheet.note, sheet.blank, sheet.rejected) == (4, 3, 1, 0)


def test_a_section_of_a_contract_that_is_called_as_a_legend_keeps_its_clauses(tmp_path):
    rows = [CLAUSES, *([f"1.{i}", "tekst"] for i in range(1, 5)), [None], ["Toelichting"], ["2.1", "tekst"]]
    make_workbook(tmp_path / "SLA 2024-01-01.xlsx", {"Eisen": rows})
    (frame,) = read_files(open_project(tmp_path)).frames["clauses"]
    assert "2.1" in set(frame["clause_id"])


def read(folder, sheets, name="log.xlsx"):
    make_workbook(folder / name, sheets)
    return read_files(open_project(folder))


def rows_of(readings, table):
    return pd.concat(readings.frames[table], ignore_index=True)


def codes(readings):
    return {note.code: dict(note.values) for account in readings.accounts for note in account.notes}


def test_group_headings_above_a_heading_row_count_along(tmp_path):
    rows = [
        ["Meldingen 2024"],
        ["Melding", None, "Aanmelder", None, "Behandelaar", "Aangemeld", None, "Gereed", None],
        ["Nummer", "Korte\nomschrijving", "Naam", "Afdeling", "Naam", "Datum", "Tijd", "Datum", "Tijd"],
        ["M1", "Lamp", "Ann", "HR", "Bo", dt.datetime(2024, 3, 5), "14:30", dt.datetime(2024, 3, 5), "18:30"],
    ]
    readings = read(tmp_path, {"Blad1": rows})
    frame = rows_of(readings, "incidents")
    assert frame[["incident_id", "title"]].iloc[0].tolist() == ["M1", "Lamp"]
    assert frame[["requester", "handler"]].notna().all(axis=None)
    assert frame["requester"].iloc[0] != frame["handler"].iloc[0]
    assert frame["opened_at"].iloc[0] == DAY
    (sheet,) = readings.accounts[0].sheets
    assert (sheet.heading, sheet.note, sheet.accepted, sheet.read) == (2, 1, 1, 4)


def test_a_heading_cell_merged_over_two_rows_is_read_from_the_upper_one(tmp_path):
    rows = [
        ["Incident", "Title", "Times", None],
        [None, None, "Opened", "Resolved"],
        ["I1", "a", DAY, LATER],
    ]
    frame = rows_of(read(tmp_path, {"Log": rows}), "incidents")
    assert frame[["incident_id", "title", "opened_at", "resolved_at"]].iloc[0].tolist() == ["I1", "a", DAY, LATER]


def test_two_tables_in_one_sheet_are_both_read_and_every_row_counts_once(tmp_path):
    rows = [
        ["Incidents"],
        INCIDENTS,
        ["I1", "a", DAY, LATER],
        [None],
        ["Updates"],
        ["Incident", "At", "Status", "Message"],
        ["I1", LATER, "Resolved", "done"],
    ]
    readings = read(tmp_path, {"All": rows})
    accounts = readings.accounts[0].sheets
    assert [(a.table, a.read, a.accepted, a.heading, a.blank, a.note) for a in accounts] == [
        ("incidents", 4, 1, 1, 1, 1),
        ("events", 3, 1, 1, 0, 1),
    ]


def test_two_tables_of_one_kind_in_a_sheet_keep_their_own_repeats(tmp_path):
    rows = [INCIDENTS, ["I1", "a", DAY, LATER], [None], INCIDENTS, ["I2", "b", DAY, LATER], ["I1", "a", DAY, LATER]]
    make_workbook(tmp_path / "log.xlsx", {"All": rows})
    sheets = drift.check(tmp_path).files[0].sheets
    assert [(sheet.accepted, sheet.repeated) for sheet in sheets] == [(0, 1), (2, 0)]


def test_blank_rows_and_columns_inside_a_table_are_counted_and_passed(tmp_path):
    rows = [
        [None, *INCIDENTS[:2], None, *INCIDENTS[2:]],
        [None, "I1", "a", None, DAY, LATER],
        [None],
        [None, "I2", "b", None, DAY, LATER],
    ]
    readings = read(tmp_path, {"Log": rows})
    (sheet,) = readings.accounts[0].sheets
    assert (sheet.accepted, sheet.blank, sheet.heading) == (2, 1, 1)
    ((_, _, heading),) = readings.recognised
    assert heading.columns["opened_at"] == 4


@pytest.mark.parametrize("total", ["Eindtotaal", "Totaal", "Total", "Grand Total", "Aantal: 2", "Totaal aantal 2"])
def test_a_totals_row_is_a_note_and_no_incident(tmp_path, total):
    rows = [INCIDENTS, ["I1", "a", DAY, LATER], ["I2", "b", DAY, LATER], [total, None, 2, None]]
    readings = read(tmp_path, {"Log": rows})
    (sheet,) = readings.accounts[0].sheets
    assert (sheet.accepted, sheet.rejected, sheet.note) == (2, 0, 1)
    assert codes(readings)["note.footers"] == {"n": 1, "rows": "4"}


@pytest.mark.parametrize("total", ["Subtotaal week 1", "Totaal januari", "Subtotal: January", "Zwischensumme KW 1"])
@pytest.mark.parametrize("counts", [[None, None], [12, 3]], ids=["few", "full"])
def test_a_subtotal_between_tickets_is_a_note(tmp_path, total, counts):
    tickets = [[f"I{i}", "a", DAY, LATER] for i in range(12)]
    rows = [INCIDENTS, *tickets[:6], [total, counts[0], None, counts[1]], *tickets[6:]]
    readings = read(tmp_path, {"Log": rows})
    (sheet,) = readings.accounts[0].sheets
    assert (sheet.accepted, sheet.rejected, sheet.note) == (12, 0, 1)
    assert codes(readings)["note.footers"] == {"n": 1, "rows": "8"}


@pytest.mark.parametrize("blank", [[], [[None]]], ids=["close", "apart"])
def test_a_title_above_a_repeated_heading_is_a_note_and_a_lone_number_a_fault(tmp_path, blank):
    tickets = [[f"INC {i}", "a", DAY, LATER] for i in range(12)]
    rows = [INCIDENTS, *tickets[:6], *blank, ["Kwartaal 2"], INCIDENTS, *tickets[6:], [None], ["INC 99"], tickets[0]]
    (sheet, *others) = read(tmp_path, {"Log": rows}).accounts[0].sheets
    sheets = [sheet, *others]
    assert sum(one.accepted for one in sheets) + sum(one.repeated for one in sheets) == 13
    assert (sum(one.rejected for one in sheets), sum(one.note for one in sheets)) == (1, 1)


def test_what_a_tool_writes_below_its_export_is_a_note(tmp_path):
    rows = [INCIDENTS, ["I1", "a", DAY, LATER], [None], ["Toegepaste filters: alles"], ["Bron: het systeem"]]
    (sheet,) = read(tmp_path, {"Log": rows}).accounts[0].sheets
    assert (sheet.accepted, sheet.rejected, sheet.note, sheet.blank) == (1, 0, 2, 1)


def test_a_heading_repeated_on_a_new_page_is_a_heading(tmp_path):
    rows = [INCIDENTS, ["I1", "a", DAY, LATER], INCIDENTS, ["I2", "b", DAY, LATER]]
    (sheet,) = read(tmp_path, {"Log": rows}).accounts[0].sheets
    assert (sheet.accepted, sheet.heading, sheet.rejected) == (2, 2, 0)


def test_a_pivot_before_the_data_is_named_and_left_out(tmp_path):
    pivot = [[None], ["Rijlabels", "Aantal van Incident"], ["Ann", 2], ["Eindtotaal", 2]]
    readings = read(tmp_path, {"Draai": pivot, "Data": [INCIDENTS, ["I1", "a", DAY, LATER]]})
    assert [(sheet.table, sheet.note) for sheet in readings.accounts[0].sheets] == [(None, 3), ("incidents", 0)]
    assert codes(readings)["note.pivot"] == {"sheet": "Draai"}


def test_a_summary_with_counts_under_the_names_of_dates_is_no_log(tmp_path):
    rows = [["Group", "Category", "Opened", "Resolved", "Closed"], ["A", "x", 12, 11, 10], ["B", "y", 5, 5, 4]]
    assert [sheet.table for sheet in read(tmp_path, {"Sum": rows}).accounts[0].sheets] == [None]


def test_month_sheets_with_equal_headings_are_one_table_with_an_account_each(tmp_path):
    months = {f"2024-{m:02}": [INCIDENTS, [f"I{m}", "a", DAY, LATER]] for m in range(1, 13)}
    readings = read(tmp_path, months)
    assert sorted(rows_of(readings, "incidents")["incident_id"]) == sorted(f"I{m}" for m in range(1, 13))
    assert [sheet.accepted for sheet in readings.accounts[0].sheets] == [1] * 12
    shared = [note for note in readings.accounts[0].notes if note.code == "note.no_type"]
    assert [(note.at.file, note.at.sheet) for note in shared] == [("log.xlsx", None)]


def test_one_sheet_that_can_only_be_month_first_tells_for_all_sheets_of_the_file(tmp_path):
    sheets = {
        "Jan": [INCIDENTS, ["I1", "a", "02/03/2024 10:00", None]],
        "Feb": [INCIDENTS, ["I2", "a", "02/23/2024 10:00", None]],
    }
    readings = read(tmp_path, sheets)
    opened = rows_of(readings, "incidents").set_index("incident_id")["opened_at"]
    assert opened["I1"] == dt.datetime(2024, 2, 3, 10)
    assert "note.dates_undecided" not in codes(readings)


def test_the_same_year_held_twice_counts_once_and_is_told(tmp_path):
    rows = [INCIDENTS, ["I1", "a", DAY, LATER], ["I2", "b", DAY, LATER]]
    make_workbook(tmp_path / "2024.xlsx", {"Log": rows})
    make_workbook(tmp_path / "2024 kopie.xlsx", {"Log": rows})
    intake = drift.check(tmp_path)
    assert sorted((sheet.accepted, sheet.repeated) for sheet in intake.of("incidents")) == [(0, 2), (2, 0)]
    assert [note.values["n"] for note in intake.notes if note.code == "note.rows_repeated"] == [2]


def test_a_specification_of_one_column_gives_numbers_and_texts(tmp_path):
    rows = [["Geen invoer nodig"], [None], ["Werkpakket A – Beheer"]]
    rows += [[f"1.{i}.\u00a0\u00a0 De leverancier levert dienst nummer {i} elke werkdag."] for i in range(1, 12)]
    rows += [["2.1.1) The supplier shall answer within 4 hours"], ["Zonder nummer, maar wel een hele zin die bindt."]]
    readings = read(tmp_path, {"Eisen": rows}, "SLA 2024-01-01.xlsx")
    frame = rows_of(readings, "clauses")
    assert frame["clause_id"].tolist()[:2] == ["1.1", "1.2"]
    assert frame["clause_id"].iloc[-2] == "2.1.1"
    assert frame["text"].iloc[-2] == "The supplier shall answer within 4 hours"
    assert frame["section"].iloc[0] == "Werkpakket A – Beheer"
    assert codes(readings)["note.inline_numbers"] == {"n": 12, "of": 13}
    (sheet,) = readings.accounts[0].sheets
    assert (sheet.accepted, sheet.note, sheet.blank, sheet.heading, sheet.read) == (13, 2, 1, 0, 16)


def test_a_list_of_names_is_no_specification(tmp_path):
    rows = [[f"{i}. Jan"] for i in range(1, 20)]
    assert [sheet.table for sheet in read(tmp_path, {"Lijst": rows}).accounts[0].sheets] == [None]


def test_numbers_that_are_missing_twice_or_without_their_zero_are_named(tmp_path):
    ids = ["1.8", "1.9", "1.1", "1.11", None, "2", "2"]
    rows = [CLAUSES, *([number, f"tekst {i}"] for i, number in enumerate(ids))]
    notes = codes(read(tmp_path, {"Eisen": rows}, "SLA 2024-01-01.xlsx"))
    assert notes["note.ids_missing"] == {"n": 1, "cells": "A6"}
    assert notes["note.ids_twice"] == {"n": 1, "rows": 2, "ids": "2"}
    assert notes["note.ids_zero"] == {"n": 1, "cells": "A4"}


def test_a_comment_on_a_clause_is_a_remark_and_no_text(tmp_path):
    with xlsxwriter.Workbook(str(tmp_path / "SLA 2024-01-01.xlsx")) as book:
        sheet = book.add_worksheet("Eisen")
        sheet.write_row(0, 0, CLAUSES)
        sheet.write_row(1, 0, ["1", "tekst"])
        sheet.write_comment(1, 1, "zo bedoeld")
    readings = read_files(open_project(tmp_path))
    frame = rows_of(readings, "clauses")
    assert frame[["text", "remark"]].iloc[0].tolist() == ["tekst", "zo bedoeld"]
    assert codes(readings)["note.comments"] == {"n": 1, "cells": "B2"}


def test_indicator_norm_and_unit_make_the_text_of_a_clause(tmp_path):
    with xlsxwriter.Workbook(str(tmp_path / "SLA 2024-01-01.xlsx")) as book:
        sheet = book.add_worksheet("KPI")
        percent = book.add_format({"num_format": "0.0%"})
        sheet.write_row(0, 0, ["KPI-nr", "KPI", "Norm", "Eenheid", "Boete"])
        sheet.write_row(1, 0, ["KPI-01", "Beschikbaarheid"])
        sheet.write_number(1, 2, 0.985, percent)
        sheet.write_row(2, 0, ["KPI-02", "Hersteltijd", "≤ 4", "uur", "€ 100"])
    readings = read_files(open_project(tmp_path))
    frame = rows_of(readings, "clauses")
    assert frame["text"].tolist() == ["Beschikbaarheid; Norm 98.5 %", "Hersteltijd; Norm ≤ 4 uur"]
    assert frame["clause_id"].tolist() == ["KPI-01", "KPI-02"]
    assert codes(readings)["note.text_joined"] == {"headings": "KPI, Norm, Eenheid"}


def test_a_section_in_merged_cells_stands_for_the_rows_below_it(tmp_path):
    rows = [
        ["Hoofdstuk", "Nr", "Eis"],
        ["A", "1", "a"],
        [None, "2", "b"],
        [None, "3", "c"],
        ["B", "4", "d"],
        [None, "5", "e"],
    ]
    readings = read(tmp_path, {"Eisen": rows}, "SLA 2024-01-01.xlsx")
    assert rows_of(readings, "clauses")["section"].tolist() == ["A", "A", "A", "B", "B"]
    assert codes(readings)["note.filled_down"] == {"heading": "Hoofdstuk", "n": 3}


def test_the_guess_of_each_field_names_whose_word_it_was_and_what_else_it_could_be(tmp_path):
    rows = [["Incident", "Title", "Created", "Opened", "Resolved"], ["I1", "a", DAY, DAY, LATER]]
    ((file, sheet, heading),) = read(tmp_path, {"Log": rows}).recognised
    assert (file, sheet, heading.row) == ("log.xlsx", "Log", 1)
    (opened,) = [guess for guess in heading.guesses if guess.field == "opened_at"]
    assert (opened.title, opened.via, opened.alternatives) == ("Opened", "generic", ((2, "Created"),))


def test_of_equal_headings_the_fuller_column_is_taken(tmp_path):
    rows = [
        ["Incident", "Description", "Opened", "Description"],
        ["I1", "hall", DAY, "leak"],
        ["I2", "hall", DAY, "stuck"],
    ]
    assert rows_of(read(tmp_path, {"Log": rows}), "incidents")["title"].tolist() == ["leak", "stuck"]


def test_an_action_list_and_a_version_table_are_no_logs(tmp_path):
    version = [["Versie", "Datum", "Auteur", "Omschrijving"], ["1.0", DAY, "Ann", "eerste"]]
    actions = [["Datum", "Actie", "Status", "Toelichting"], [DAY, "bellen", "open", "-"]]
    assert [s.table for s in read(tmp_path, {"V": version, "A": actions}).accounts[0].sheets] == [
        "governance",
        "actions",
    ]


def test_exactly_ten_thousand_rows_of_a_tool_are_told(tmp_path):
    head = "number,short_description,opened_at,assignment_group,sys_updated_on,caller_id\n"
    body = "".join(f"INC{i:07},x,2024-03-05 08:00:00,G,2024-03-05 09:00:{i % 60:02},A\n" for i in range(10_000))
    (tmp_path / "incident.csv").write_text(head + body)
    assert codes(read_files(open_project(tmp_path)))["note.limit"] == {"n": 10_000, "tool": "servicenow"}


@pytest.mark.parametrize(
    "stamp", ["March 5, 2024", "Mar 5, 2024 4:16 PM", "20240305", "woensdag 5 september 2024 10:15"]
)
def test_a_log_without_numbers_is_known_by_dates_in_any_notation(tmp_path, stamp):
    heads = ["Date", "Category", "Object", "Handler"]
    make_workbook(tmp_path / "log.xlsx", {"Log": [heads, *([stamp, "Net", f"P{i}", "Ann Lee"] for i in range(4))]})
    (sheet,) = read_files(open_project(tmp_path)).accounts[0].sheets
    assert (sheet.table, sheet.accepted, sheet.rejected) == ("incidents", 4, 0)


HEADS = ["Meldingnummer", "Aanmelddatum", "Opgelost op", "Omschrijving", "Prioriteit"]
SWAPPED = ["Meldingnummer", "Aanmelddatum", "Opgelost op", "Prioriteit", "Omschrijving"]


def block(first, heads, n=15):
    """Return rows of a log under these headings, numbered from `first` on."""
    cells = [
        {
            "Meldingnummer": f"M{i:03}",
            "Aanmelddatum": DAY + dt.timedelta(days=i),
            "Opgelost op": LATER + dt.timedelta(days=i),
            "Omschrijving": f"Deur {i} klemt",
            "Prioriteit": "P1",
        }
        for i in range(first, first + n)
    ]
    return [[row[name] for name in heads] for row in cells]


@pytest.mark.parametrize("between", [[], [["Kwartaal 2"]], [[None], ["Kwartaal 2"]], [[None]]])
def test_a_second_block_is_read_by_its_own_headings(tmp_path, between):
    rows = [["Kwartaal 1"], HEADS, *block(1, HEADS), *between, SWAPPED, *block(16, SWAPPED)]
    make_workbook(tmp_path / "log.xlsx", {"Blad1": rows})
    readings = read_files(open_project(tmp_path))
    incidents = pd.concat(readings.frames["incidents"])
    assert incidents["title"].tolist() == [f"Deur {i} klemt" for i in range(1, 31)]
    assert set(incidents["priority"]) == {"P1"}
    sheets = readings.accounts[0].sheets
    assert [sheet.accepted for sheet in sheets] == [15, 15]
    assert sum(sheet.read for sheet in sheets) == len(rows)


def test_a_cell_merged_over_rows_belongs_to_each_of_them(tmp_path):
    path = tmp_path / "dagrapport.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet, moment = book.add_worksheet("Log"), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, ["Datum", "Nummer", "Omschrijving", "Gereed"])
        for i in range(12):
            day = DAY + dt.timedelta(days=i)
            sheet.merge_range(1 + 3 * i, 0, 3 + 3 * i, 0, "")
            sheet.write_datetime(1 + 3 * i, 0, day, moment)
            for j in range(3):
                sheet.write_row(1 + 3 * i + j, 1, [f"M{i}{j}", f"Deur {j} klemt"])
                sheet.write_datetime(1 + 3 * i + j, 3, day + dt.timedelta(hours=1 + j), moment)
    readings = read_files(open_project(tmp_path))
    (incidents,) = readings.frames["incidents"]
    assert incidents["opened_at"].tolist() == [DAY + dt.timedelta(days=i) for i in range(12) for _ in range(3)]
    (account,) = readings.accounts
    assert (account.sheets[0].accepted, account.sheets[0].rejected, account.problems) == (36, 0, ())


def test_a_clause_is_not_told_again_in_the_rows_its_cell_is_merged_over(tmp_path):
    path = tmp_path / "SLA 2024-01-01.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Eisen")
        sheet.write_row(0, 0, ["Nr", "Omschrijving", "Norm"])
        for i in range(6):
            sheet.write_row(1 + 2 * i, 0, [f"1.{i}", f"De leverancier herstelt storing {i}", "4 uur"])
            sheet.merge_range(1 + 2 * i, 1, 2 + 2 * i, 1, f"De leverancier herstelt storing {i}")
            sheet.write(2 + 2 * i, 2, "binnen werktijd")
    (clauses,) = read_files(open_project(tmp_path)).frames["clauses"]
    assert sum(text.startswith("De leverancier") for text in clauses["text"]) == 6


@pytest.mark.parametrize("gap", [0, 1])
def test_a_second_log_beside_the_first_is_a_problem_with_its_rows(tmp_path, gap):
    left, right = block(1, HEADS, 20), block(21, SWAPPED, 12)
    if not gap:
        right = block(21, HEADS, 12)
    heads = [*HEADS, *[None] * gap, *(SWAPPED if gap else HEADS)]
    blank = [None] * len(HEADS)
    rows = [[*one, *[None] * gap, *(right[i] if i < len(right) else blank)] for i, one in enumerate(left)]
    make_workbook(tmp_path / "log.xlsx", {"Blad1": [heads, *rows]})
    readings = read_files(open_project(tmp_path))
    (incidents,) = readings.frames["incidents"]
    assert incidents["incident_id"].tolist() == [f"M{i:03}" for i in range(1, 21)]
    assert incidents["title"].tolist() == [f"Deur {i} klemt" for i in range(1, 21)]
    (account,) = readings.accounts
    (problem,) = account.problems
    assert (problem.at.cell, problem.expected, problem.n) == ("FG"[gap] + "1", "expected.one_log", 12)
    assert (account.sheets[0].accepted, account.sheets[0].rejected) == (20, 0)


def test_of_two_logs_beside_one_another_the_longer_is_read(tmp_path):
    left, right = block(1, HEADS, 8), block(21, HEADS, 14)
    blank = [None] * len(HEADS)
    rows = [[*(left[i] if i < len(left) else blank), None, *one] for i, one in enumerate(right)]
    left_longer = [[*one[6:], None, *one[:5]] for one in rows]
    for name, cells, rest in (("a", rows, "A1"), ("b", left_longer, "G1")):
        make_workbook(tmp_path / name / "log.xlsx", {"Blad1": [[*HEADS, None, *HEADS], *cells]})
        readings = read_files(open_project(tmp_path / name))
        assert readings.frames["incidents"][0]["incident_id"].tolist() == [f"M{i:03}" for i in range(21, 35)]
        assert [(one.at.cell, one.n) for one in readings.accounts[0].problems] == [(rest, 8)]


def test_one_log_with_an_empty_column_in_it_is_one_log(tmp_path):
    rows = [[*row[:3], None, *row[3:]] for row in (HEADS, *block(1, HEADS, 12))]
    make_workbook(tmp_path / "log.xlsx", {"Blad1": rows})
    readings = read_files(open_project(tmp_path))
    assert readings.accounts[0].problems == ()
    assert readings.frames["incidents"][0]["title"].tolist() == [f"Deur {i} klemt" for i in range(1, 13)]


@pytest.mark.parametrize(
    ("opening", "end", "date", "time"),
    [
        ("Melding", "Afhandeling", "Datum", "Tijd"),
        ("Aanmelding", "Oplossing", "Datum", "Tijd"),
        ("Reported", "Resolution", "Date", "Time"),
        ("Opened", "Closed", "Date", "Time"),
    ],
)
@pytest.mark.parametrize("ends_first", [False, True])
@pytest.mark.parametrize("each", [False, True])  # whether the group's heading stands in each of its columns
@pytest.mark.parametrize("timed", [False, True])
def test_headings_that_come_back_are_read_with_the_heading_above(
    tmp_path, opening, end, date, time, ends_first, each, timed
):
    starts = [DAY + dt.timedelta(days=i) for i in range(12)]
    day = DAY.replace(hour=0, minute=0)
    groups, heads = [], []
    for group in (end, opening) if ends_first else (opening, end):
        own = [date, time] if timed else [date]
        groups += [group, *([group] if each else [None]) * len(own)]
        heads += [*own, "Naam" if group == end else "Omschrijving"]
    rows = []
    for i, start in enumerate(starts):
        at = {opening: start, end: start + dt.timedelta(hours=4)}
        texts = {opening: f"Deur {i} klemt", end: "Jansen"}
        cells = {
            group: ([day + dt.timedelta(days=i), f"{at[group]:%H:%M}"] if timed else [at[group]]) + [texts[group]]
            for group in at
        }
        first, last = (end, opening) if ends_first else (opening, end)
        rows.append([f"M{i}", *cells[first], *cells[last]])
    make_workbook(tmp_path / "log.xlsx", {"Blad1": [[None, *groups], ["Nummer", *heads], *rows]})
    (incidents,) = read_files(open_project(tmp_path)).frames["incidents"]
    assert incidents["opened_at"].tolist() == starts
    ends = incidents["resolved_at"].fillna(incidents["closed_at"])
    assert ends.tolist() == [start + dt.timedelta(hours=4) for start in starts]


def told_unused(folder):
    (account,) = read_files(open_project(folder)).accounts
    return {note.code: note.values for note in account.notes if note.code.startswith("note.unused")}


def test_a_heading_that_comes_back_unused_is_named_with_its_column(tmp_path):
    heads = ["Meldingnummer", "Datum", "Omschrijving", "Datum", "Behandelaar"]
    rows = [[f"M{i}", DAY + dt.timedelta(days=i), "Deur klemt", LATER + dt.timedelta(days=i), "Kok"] for i in range(12)]
    make_workbook(tmp_path / "log.xlsx", {"Blad1": [heads, *rows]})
    assert told_unused(tmp_path) == {"note.unused": {"headings": "Datum (D)"}}


def test_of_many_unused_columns_the_first_are_named_and_the_others_counted(tmp_path):
    rows = [[*row, *range(300)] for row in block(1, HEADS, 12)]
    make_workbook(tmp_path / "log.xlsx", {"Blad1": [[*HEADS, *(f"Veld {i}" for i in range(300))], *rows]})
    named = ", ".join(f"Veld {i}" for i in range(40))
    assert told_unused(tmp_path) == {"note.unused_more": {"headings": named, "n": 260}}
