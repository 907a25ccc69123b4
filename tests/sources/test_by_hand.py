"""Sheets as people keep them by hand: a checklist below instructions, a log whose headings change by the year."""

import datetime as dt

import pandas as pd
import xlsxwriter
from builders import CLAUSES, make_workbook

import drift
from drift.project import open_project
from drift.sources.files import read_files

INSTRUCTIONS = (
    "Loop deze lijst na voor elke lift die wordt overgedragen.",
    "Vul bij Status in of het in orde is; laat niets leeg.",
    "Wat de beheerder van het gebouw doet staat in een andere lijst.",
    "Sla de lijst op onder het nummer van de lift.",
)
CHECKLIST = (
    ("Machinekamer", None),
    ("L07", "De monteur controleert voor overdracht:"),
    (None, "1. de kabels,"),
    (None, "2. de remmen en"),
    (None, "3. de noodverlichting."),
    ("L01", "De monteur legt de metingen vast in het logboek"),
    (None, "1. stopnauwkeurigheid per verdieping"),
    ("L12", "De sleutel van de machinekamer ligt in de kluis"),
)


def make_checklist(path):
    with xlsxwriter.Workbook(str(path)) as book:
        sheet, actions = book.add_worksheet("Overdracht"), book.add_worksheet("Acties")
        for row, text in enumerate(INSTRUCTIONS):
            sheet.merge_range(row, 0, row, 3, text)
        sheet.write_row(4, 0, ["Maatregel", "Omschrijving", "Status", "Toelichting"])
        for row, (number, text) in enumerate(CHECKLIST, start=5):
            if text is None:
                sheet.merge_range(row, 0, row, 3, number)
                continue
            sheet.write_row(row, 0, [number, text])
            if number:
                sheet.write_comment(row, 1, f"{number}: {text} Zo doen wij dat.")
        actions.write_row(0, 0, ["Actie", "Wie", "Wanneer"])


def test_a_checklist_below_its_instructions_keeps_its_sub_items_and_comments(tmp_path):
    make_checklist(tmp_path / "Liften 2023-05-01.xlsx")
    readings = read_files(open_project(tmp_path))
    ((_, _, heading),) = readings.recognised
    assert (heading.table, heading.row, heading.first) == ("clauses", 5, 1)
    checklist, actions = readings.accounts[0].sheets
    assert (checklist.accepted, checklist.note, checklist.heading, actions.table) == (7, 5, 1, None)
    frame = readings.frames["clauses"][0].set_index("row")
    assert frame["clause_id"].dropna().to_dict() == {7: "L07", 11: "L01", 13: "L12"}
    assert frame.loc[8, "text"] == "1. de kabels,"
    assert frame["remark"].dropna().str[:4].tolist() == ["L07:", "L01:", "L12:"]
    assert set(frame["section"]) == {"Machinekamer"}
    told = {note.code: dict(note.values) for note in readings.accounts[0].notes}
    assert told["note.comments"] == {"n": 3, "cells": "B7, B11, B13"}
    assert told["note.ids_missing"] == {"n": 4, "cells": "A8, A9, A10, …"}


def test_numbers_with_brackets_are_numbers(tmp_path):
    ids = ["TB-1", "TB-2", "TB-2(1)", "TB-2(2)"]
    make_workbook(tmp_path / "SLA 2024-01-01.xlsx", {"Eisen": [CLAUSES, *([i, f"Eis {i} geldt."] for i in ids)]})
    (frame,) = read_files(open_project(tmp_path)).frames["clauses"]
    assert frame["clause_id"].tolist() == ids


def make_delays(folder):
    """Write two years of delays without a number: a sheet a month with its times as dates of 1900, then one sheet."""
    first = ["Report Date", "Route", "Time", "Day", "Location", "Incident", "Min Delay", "Vehicle"]
    months = {
        f"{name} 2022": [
            first,
            *(
                [dt.datetime(2022, month, day), 7, dt.datetime(1900, 1, 1, 6, day), "x", "Quay", "Doors", 5, 100 + day]
                for day in (3, 17, 28)
            ),
        ]
        for month, name in ((1, "Jan"), (2, "Feb"))
    }
    second = ["Date", "Line", "Time", "Day", "Location", "Incident", "Min Delay", "Vehicle"]
    year = [[dt.datetime(2023, month, 5), 7, f"{month:02}:15", "x", "Quay", "Brakes", 4, 200] for month in (1, 2, 3)]
    make_workbook(folder / "delays 2022.xlsx", months)
    make_workbook(folder / "delays 2023.xlsx", {"2023": [second, *year]})


def test_a_log_without_numbers_is_one_table_whatever_its_headings_and_sheets(tmp_path):
    make_delays(tmp_path)
    readings = read_files(open_project(tmp_path))
    assert [[sheet.accepted for sheet in account.sheets] for account in readings.accounts] == [[3, 3], [3]]
    frame = pd.concat(readings.frames["incidents"])
    assert frame["incident_id"].nunique() == 9
    assert set(frame["group"]) == {"7"}
    stamps = ["2022-01-03 06:03", "2022-02-03 06:03", "2023-01-05 01:15"]
    firsts = frame.groupby(["file", "sheet"], sort=False)["opened_at"].first()
    assert sorted(firsts) == [pd.Timestamp(stamp) for stamp in stamps]


def test_every_row_of_them_is_accounted_for(tmp_path):
    make_checklist(tmp_path / "Liften 2023-05-01.xlsx")
    make_delays(tmp_path)
    intake = drift.check(tmp_path)
    assert {file.status for file in intake.files} == {"read"}
    kinds = ("accepted", "rejected", "repeated", "blank", "heading", "note")
    assert intake.total("read") == sum(intake.total(kind) for kind in kinds) == 26
