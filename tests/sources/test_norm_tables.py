"""Tables of norms read by what their cells hold: matrices, bands with credits, KPI sheets; each norm with its cell."""

import datetime as dt
from pathlib import Path

import docx
import openpyxl
import pytest
from builders import CLAUSES
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import drift
from drift.cli.main import cli
from drift.compare.versions import compare_versions
from drift.contract.contract import Contract, read_contract
from drift.project import open_project
from drift.sources.files import read_files
from drift.sources.layout.norms.saying import read_cell
from drift.sources.layout.norms.words import compare_by, direction_of, is_tier, split_label
from drift.tables.store import build_tables

SMALL = Path(__file__).parents[3] / "shared" / "cases" / "small"
NAME = "SLA 01-01-2024.xlsx"
CONTRACT = [CLAUSES, ["1.1", "Leverancier dient te leveren."], ["1.2", "Leverancier dient te melden."]]
COLUMNS = [
    ["Servicelevel", "P1", "P2"],
    ["Reactietijd", "15 min", "1 uur"],
    ["Hersteltijd", "4 uur", "2 werkdagen"],
]
ROWS = [["Prioriteit", "Reactietijd", "Hersteltijd"], ["P1", "15 min", "4 uur"], ["P2", "1 uur", "2 werkdagen"]]
FOUR = {
    ("Reactietijd", "P1", "<=", 15, "minute"),
    ("Reactietijd", "P2", "<=", 1, "hour"),
    ("Hersteltijd", "P1", "<=", 4, "hour"),
    ("Hersteltijd", "P2", "<=", 2, "working_day"),
}


def write(path, sheets, merged=(), formats=()):
    """Write sheets as they stand; merged and formats are of the first one."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    first = book.worksheets[0]
    for cells in merged:
        first.merge_cells(cells)
    for cell, shape in dict(formats).items():
        first[cell].number_format = shape
    book.save(path)


def read(folder) -> tuple[object, Contract, object]:
    """Return clauses, contract and intake of a folder."""
    project = open_project(folder)
    store, intake = build_tables(read_files(project, keep_key=False), project)
    with store:
        clauses, documents, norms = (store.fetch(name).to_pandas() for name in ("clauses", "documents", "norms"))
        return clauses, read_contract(clauses, documents, norms), intake


def norms_of(folder, rows, **shape):
    """Return what is read of one sheet: (metric, condition, comparator, value, unit) of every target with a number."""
    write(folder / NAME, {"Niveaus": rows}, **shape)
    return numbers(read(folder)[1].targets)


def numbers(targets):
    kept = targets.dropna(subset="value")
    columns = ("metric", "condition", "comparator", "value", "unit")
    return {*zip(*(kept[name] for name in columns), strict=True)}


def levels(metric, comparator, *values):
    """Return the norms of one metric for P1, P2, …: (value, unit) each."""
    return {(metric, f"P{i}", comparator, value, unit) for i, (value, unit) in enumerate(values, 1)}


HEADINGS_OF_TWO_ROWS = [
    ["Dienst", "Reactietijd", None, "Hersteltijd", None],
    [None, "P1", "P2", "P1", "P2"],
    ["Netwerk", "15 min", "1 uur", "4 uur", "2 werkdagen"],
]
WITH_SERVICE = {(metric, f"Netwerk; {tier}", *rest) for metric, tier, *rest in FOUR}
FROM_TO = {
    ("Uptime", "", ">=", 99.0, "%"),
    ("Uptime", "", "<", 99.9, "%"),
    ("Credit", "99,0% - 99,9%", "=", 5, "%"),
    ("Uptime", "", ">=", 0, "%"),
    ("Uptime", "", "<", 99.0, "%"),
    ("Credit", "0% - 99,0%", "=", 25, "%"),
}
UNITS_BELOW = levels("Reactietijd", "<=", (15, "minute"), (60, "minute")) | levels(
    "Oplostijd", "<=", (4, "hour"), (8.5, "hour")
)
LAYOUTS = {
    "levels as columns": (COLUMNS, FOUR),
    "levels as rows": (ROWS, FOUR),
    "headings of two rows": (HEADINGS_OF_TWO_ROWS, WITH_SERVICE),
    "group headings that come back": (
        [["Dienst", "Reactietijd", "Reactietijd", "Hersteltijd", "Hersteltijd"], *HEADINGS_OF_TWO_ROWS[1:]],
        WITH_SERVICE,
    ),
    "a level a row, its metric once": (
        [
            ["Norm", "Prioriteit", "Tijd"],
            ["Reactietijd", "P1", "15 min"],
            [None, "P2", "1 uur"],
            ["Hersteltijd", "P1", "4 uur"],
            [None, "P2", "2 werkdagen"],
        ],
        FOUR,
    ),
    "labels with a level and no heading": (
        [["Reactietijd P1", "15 min"], ["Reactietijd - P2", "1 uur"], ["Hersteltijd (P1)", "4 uur"],
         ["Hersteltijd P2", "2 werkdagen"]],
        FOUR,
    ),
    "a heading over the levels": ([[None, "Prioriteit", None], *COLUMNS], FOUR),
    "a blank row below the headings": ([COLUMNS[0], [None], *COLUMNS[1:]], FOUR),
    "blank columns and rows around": ([[None], *([None, *row] for row in ROWS)], FOUR),
    "numbers of its own": (
        [["Nr", *COLUMNS[0]], ["4.1", *COLUMNS[1]], ["4.2", *COLUMNS[2]]],
        FOUR,
    ),
    "numbers beside the text of an Eis": (
        [["Nr", "Eis", "P1", "P2"], ["4.1", *COLUMNS[1]], ["4.2", *COLUMNS[2]]],
        FOUR,
    ),
    "units in the headings": (
        [["Prioriteit", "Reactietijd (min)", "Hersteltijd in uren"], ["P1", 15, 4], ["P2", 60, 8.5]],
        levels("Reactietijd", "<=", (15, "minute"), (60, "minute"))
        | levels("Hersteltijd", "<=", (4, "hour"), (8.5, "hour")),
    ),
    "units in the labels": (
        [["Norm", "P1", "P2"], ["Reactietijd (minuten)", 15, 60], ["Hersteltijd (uur)", 4, 8.5]],
        levels("Reactietijd", "<=", (15, "minute"), (60, "minute"))
        | levels("Hersteltijd", "<=", (4, "hour"), (8.5, "hour")),
    ),
    "the metric in the title": (
        [["Reactietijden in uren"], ["Dienst", "P1", "P2"], ["Netwerk", 1, 2]],
        {("Reactietijden", "Netwerk; P1", "<=", 1, "hour"), ("Reactietijden", "Netwerk; P2", "<=", 2, "hour")},
    ),
    "figures as levels, repair first, a sign that turns": (
        [
            ["Prioriteit", "Oplostijd", "Reactietijd"],
            [1, "< 4 kantooruren", "≤ 1 kantooruur"],
            [2, "> 32 kantooruren", "1 werkdag"],
        ],
        {
            ("Oplostijd", "Prioriteit 1", "<", 4, "working_hour"),
            ("Reactietijd", "Prioriteit 1", "<=", 1, "working_hour"),
            ("Oplostijd", "Prioriteit 2", ">", 32, "working_hour"),
            ("Reactietijd", "Prioriteit 2", "<=", 1, "working_day"),
        },
    ),
    "a time and its share": (
        [
            ["Prioriteit", "Maximale reactietijd", "Richtlijn oplostijd", "Norm"],
            ["P1", "< 1 kantooruur", "< 4 kantooruren", "90%"],
            ["P2", "< 2 kantooruren", "< 8 kantooruren", "80 %"],
        ],
        {
            ("Maximale reactietijd", "P1", "<", 1, "working_hour"),
            ("Maximale reactietijd", "P2", "<", 2, "working_hour"),
            ("Richtlijn oplostijd", "P1; 90 %", "<", 4, "working_hour"),
            ("Richtlijn oplostijd", "P2; 80 %", "<", 8, "working_hour"),
        },
    ),
    "a time as service level and its share as norm": (
        [["Indicator", "Service level", "Norm"], ["Oplostijd P1", "< 4 uur", "90 %"], ["Bezetting", "", "80%"]],
        {("Oplostijd P1", "P1; 90 %", "<", 4, "hour"), ("Bezetting", "", ">=", 80, "%")},
    ),
    "a share for all levels of a row": (
        [["Servicelevel", "P1", "P2", "Norm"], ["Reactietijd", "15 min", "1 uur", "90%"]],
        {("Reactietijd", "P1; 90 %", "<=", 15, "minute"), ("Reactietijd", "P2; 90 %", "<=", 1, "hour")},
    ),
    "two metrics in one cell": (
        [["Severity", "Response / Resolution"], ["High", "1 hr / 4 hrs"], ["Low", "4 hrs / 5 days"]],
        {
            ("Response", "High", "<=", 1, "hour"),
            ("Resolution", "High", "<=", 4, "hour"),
            ("Response", "Low", "<=", 4, "hour"),
            ("Resolution", "Low", "<=", 5, "day"),
        },
    ),
    "plans as columns": (
        [["", "Gold", "Silver"], ["Response Time - Severity 1", "1 hour", "-"], ["Availability", "99.9%", "99%"]],
        {
            ("Response Time", "Gold; Severity 1", "<=", 1, "hour"),
            ("Availability", "Gold", ">=", 99.9, "%"),
            ("Availability", "Silver", ">=", 99, "%"),
        },
    ),
    "bands": (
        [["Monthly uptime", "Service credit"], ["≥ 99.9%", "0%"], ["99.0% - 99.9%", "10%"], ["< 99.0%", "25%"]],
        {
            ("Monthly uptime", "", ">=", 99.9, "%"),
            ("Service credit", "≥ 99.9%", "=", 0, "%"),
            ("Monthly uptime", "", ">=", 99.0, "%"),
            ("Monthly uptime", "", "<", 99.9, "%"),
            ("Service credit", "99.0% - 99.9%", "=", 10, "%"),
            ("Monthly uptime", "", "<", 99.0, "%"),
            ("Service credit", "< 99.0%", "=", 25, "%"),
        },
    ),
    "bands in words": (
        [["Beschikbaarheid", "Korting"], ["Less than 99.9% but greater than 99.0%", "€ 500"], ["< 98 but ≥ 97", "5 %"]],
        {
            ("Beschikbaarheid", "", "<", 99.9, "%"),
            ("Beschikbaarheid", "", ">", 99.0, "%"),
            ("Korting", "Less than 99.9% but greater than 99.0%", "=", 500, "EUR"),
            ("Beschikbaarheid", "", "<", 98, "%"),
            ("Beschikbaarheid", "", ">=", 97, "%"),
            ("Korting", "< 98 but ≥ 97", "=", 5, "%"),
        },
    ),
    "aim and weight": (
        [
            ["KPI", "Norm", "Streefwaarde", "Gewicht", "Score"],
            ["Beschikbaarheid", 0.985, 0.995, 0.3, 7],
            ["Aantal storingen", 12, 8, 0.25, 6],
            ["Klanttevredenheid", "≥ 7,5", 8, 0.25, 8],
            ["Reactietijd (min)", 15, 10, 0.2, 9],
        ],
        {
            ("Beschikbaarheid", "", ">=", 98.5, "%"),
            ("Aantal storingen", "", "<=", 12, "count"),
            ("Klanttevredenheid", "", ">=", 7.5, "other"),
            ("Reactietijd (min)", "", "<=", 15, "minute"),
        },
    ),
    "a target alone is the norm": (
        [["KPI", "Target", "Weight"], ["Availability", "99.5%", "40%"], ["Response time", "15 min", "60%"]],
        {("Availability", "", ">=", 99.5, "%"), ("Response time", "", "<=", 15, "minute")},
    ),
    "a target beside a norm is an aim": (
        [["KPI", "Norm", "Target"], ["Availability", "99.5%", "99.9%"], ["Response time", "15 min", "10 min"]],
        {("Availability", "", ">=", 99.5, "%"), ("Response time", "", "<=", 15, "minute")},
    ),
    "numbers of indicators, and a share with its time": (
        [
            ["KPI", "Omschrijving", "Norm", "Gewicht"],
            ["KPI 1", "Tijdige respons P1", "95% binnen 15 min", "50%"],
            ["KPI 2", "Storingen opgelost binnen 4 uur", "90%", "50%"],
        ],
        {
            ("Tijdige respons P1", "P1", ">=", 95, "%"),
            ("Tijdige respons P1", "P1", "<=", 15, "minute"),
            ("Storingen opgelost binnen 4 uur", "", ">=", 90, "%"),
            ("Storingen opgelost binnen 4 uur", "", "<=", 4, "hour"),
        },
    ),
    "a card": (
        [["KPI Attribute", "Description"], ["KPI Id", "K-01"], ["Indicator", "Uptime"], ["Definition", "is up"],
         ["Target", "99.5 %"], ["Frequency", "monthly"]],
        {("Uptime", "", ">=", 99.5, "%")},
    ),
    "minimum and maximum": (
        [["Parameter", "Minimum", "Maximum", "Eenheid"], ["Ruimte", 18, 24, "graden"], ["Wachttijd", None, 5, "min"]],
        {
            ("Ruimte", "", ">=", 18, "other"),
            ("Ruimte", "", "<=", 24, "other"),
            ("Wachttijd", "", "<=", 5, "minute"),
        },
    ),
    "a row of units": (
        [["Prioriteit", "Reactietijd", "Oplostijd"], ["–", "minuten", "uren"], ["P1", 15, 4], ["P2", 60, 8.5]],
        UNITS_BELOW,
    ),
    "a row of units in brackets": (
        [["Prioriteit", "Reactietijd", "Oplostijd"], [None, "(min)", "(uur)"], ["P1", 15, 4], ["P2", 60, 8.5]],
        UNITS_BELOW,
    ),
    "a row of units with per cent": (
        [["Eenheid", "Reactietijd", "Beschikbaarheid"], [None, "[min]", "%"], ["P1", 15, 99.5], ["P2", 60, 99]],
        levels("Reactietijd", "<=", (15, "minute"), (60, "minute"))
        | levels("Beschikbaarheid", ">=", (99.5, "%"), (99, "%")),
    ),
    "a row of units with a share": (
        [["Prio", "Reactietijd", "Binnen norm"], ["", "minuten", "%"], ["P1", 15, 95], ["P2", 60, 90]],
        {("Reactietijd", "P1; 95 %", "<=", 15, "minute"), ("Reactietijd", "P2; 90 %", "<=", 60, "minute")},
    ),
    "a column of units": (
        [["Norm", "Eenheid", "P1", "P2"], ["Reactietijd", "minuten", 15, 60], ["Oplostijd", "uren", 4, 8.5]],
        UNITS_BELOW,
    ),
    "minimum and maximum with the unit in the label": (
        [
            ["Meting", "Minimum", "Maximum"],
            ["Temperatuur serverruimte (°C)", 18, 24],
            ["Relatieve vochtigheid (%)", 40, 60],
            ["Beschikbaarheid (%)", 99.5, None],
        ],
        {
            ("Temperatuur serverruimte (°C)", "", ">=", 18, "other"),
            ("Temperatuur serverruimte (°C)", "", "<=", 24, "other"),
            ("Relatieve vochtigheid (%)", "", ">=", 40, "%"),
            ("Relatieve vochtigheid (%)", "", "<=", 60, "%"),
            ("Beschikbaarheid (%)", "", ">=", 99.5, "%"),
        },
    ),
    "bands from and to": (
        [["Uptime from", "Uptime to", "Credit"], ["99,0%", "99,9%", "5%"], ["0%", "99,0%", "25%"]],
        FROM_TO,
    ),
    "bands from and to below one heading": (
        [["Uptime", None, "Credit"], ["from", "to", None], ["99,0%", "99,9%", "5%"], ["0%", "99,0%", "25%"]],
        FROM_TO,
    ),
    "bands from and to below a title": (
        [["Uptime"], ["Van", "Tot", "Credit"], ["99,0%", "99,9%", "5%"], ["0%", "99,0%", "25%"]],
        FROM_TO,
    ),
    "a band with one end": (
        [["Uptime from (%)", "Uptime to (%)", "Credit"], ["99,9%", None, "0%"], [None, "99,9%", "5%"]],
        {
            ("Uptime", "", ">=", 99.9, "%"),
            ("Credit", "≥ 99,9%", "=", 0, "%"),
            ("Uptime", "", "<", 99.9, "%"),
            ("Credit", "< 99,9%", "=", 5, "%"),
        },
    ),
    "blocks side by side under their titles": (
        [
            ["Reactietijden", None, None, "Oplostijden", None],
            ["Prio", "Norm", None, "Prio", "Norm"],
            ["P1", "15 min", None, "P2", "8 uur"],
            ["P2", "1 uur", None, "P1", "4 uur"],
        ],
        levels("Reactietijden", "<=", (15, "minute"), (1, "hour"))
        | levels("Oplostijden", "<=", (4, "hour"), (8, "hour")),
    ),
    "impact and urgency beside the priority": (
        [
            ["Impact", "Urgentie", "Prioriteit", "Oplostijd"],
            ["Hoog", "Hoog", "P1", "4 uur"],
            ["Hoog", "Laag", "P2", "8 uur"],
        ],
        levels("Oplostijd", "<=", (4, "hour"), (8, "hour")),
    ),
    "impact and urgency behind the priority": (
        [["Prio", "Impact", "Oplostijd"], ["P1", "Hoog", "4 uur"], ["P2", "Hoog", "8 uur"]],
        levels("Oplostijd", "<=", (4, "hour"), (8, "hour")),
    ),
    "levels stacked in a cell": (
        [["Prioriteit", "Reactietijd", "Hersteltijd"], ["P1\nP2", "15 min\n1 uur", "4 uur\n2 werkdagen"]],
        FOUR,
    ),
    "levels stacked in a cell with one for all": (
        [["Prioriteit", "Reactietijd", "Beschikbaarheid"], ["P1\nP2", "15 min\n1 uur", "99%"]],
        levels("Reactietijd", "<=", (15, "minute"), (1, "hour")) | {("Beschikbaarheid", "P1, P2", ">=", 99, "%")},
    ),
    "levels stacked in one cell alone": (
        [["Prioriteit", "Reactietijd"], ["P1\nP2", "15 min\n1 uur"]],
        levels("Reactietijd", "<=", (15, "minute"), (1, "hour")),
    ),
    "a column a colour": (
        [
            ["KPI", "Groen", "Oranje", "Rood"],
            ["Beschikbaarheid", "≥ 99,5%", "99,0-99,5%", "< 99,0%"],
            ["Reactietijd", "< 15 min", "15-30 min", "> 30 min"],
        ],
        {("Beschikbaarheid", "", ">=", 99.5, "%"), ("Reactietijd", "", "<", 15, "minute")},
    ),
    "a row a colour": (
        [
            ["", "Beschikbaarheid", "Reactietijd"],
            ["Green", "≥ 99,5%", "< 15 min"],
            ["Amber", "99,0-99,5%", "15-30 min"],
            ["Red", "< 99,0%", "> 30 min"],
        ],
        {("Beschikbaarheid", "", ">=", 99.5, "%"), ("Reactietijd", "", "<", 15, "minute")},
    ),
    "a row of units below a column of words": (
        [
            ["Prio", "Omschrijving", "Reactietijd", "Oplostijd"],
            [None, None, "minuten", "uren"],
            ["P1", "alles staat stil", 15, 4],
            ["P2", "hinder", 60, 8.5],
        ],
        UNITS_BELOW,
    ),
    "bands from and to in brackets": (
        [["Uptime (from)", "Uptime (to)", "Credit"], ["99,0%", "99,9%", "5%"], ["0%", "99,0%", "25%"]],
        FROM_TO,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LAYOUTS)
def test_each_cell_of_a_layout_is_one_norm(tmp_path, name):
    rows, expected = LAYOUTS[name]
    assert norms_of(tmp_path, rows) == expected
    assert drift.check(tmp_path).all_read


@pytest.mark.parametrize("name", ["levels as columns", "levels as rows", "two metrics in one cell", "bands", "a card"])
def test_a_table_turned_a_quarter_has_the_same_norms(tmp_path, name):
    rows, expected = LAYOUTS[name]
    assert norms_of(tmp_path, [*zip(*rows, strict=True)]) == expected


def test_merged_headings_and_labels_are_those_of_all_their_cells(tmp_path):
    above = norms_of(tmp_path, HEADINGS_OF_TWO_ROWS, merged=["A1:A2", "B1:C1", "D1:E1"])
    left = norms_of(tmp_path, LAYOUTS["a level a row, its metric once"][0], merged=["A2:A3", "A4:A5"])
    assert (above, left) == (WITH_SERVICE, FOUR)


def test_numbers_are_read_as_their_format_shows_them(tmp_path):
    rows = [
        ["Servicelevel", "P1", "P2"],
        ["Beschikbaarheid", 0.985, 0.99],
        ["Hersteltijd", 4, 8],
        ["Reactietijd", dt.time(0, 15), dt.timedelta(hours=30)],
    ]
    formats = {"B2": "0.0%", "C2": "0%", "B3": '0 "uur"', "C3": '0 "uur"', "C4": "[h]:mm"}
    assert norms_of(tmp_path, rows, formats=formats) == (
        levels("Beschikbaarheid", ">=", (98.5, "%"), (99, "%"))
        | levels("Hersteltijd", "<=", (4, "hour"), (8, "hour"))
        | levels("Reactietijd", "<=", (0.25, "hour"), (30, "hour"))
    )


def test_a_cell_merged_over_several_levels_is_one_norm_of_all_of_them(tmp_path):
    rows = [["Servicelevel", "P1", "P2"], ["Reactietijd", "15 min", "1 uur"], ["Beschikbaarheid", "99,5%", None]]
    assert norms_of(tmp_path, rows, merged=["B3:C3"]) == levels("Reactietijd", "<=", (15, "minute"), (1, "hour")) | {
        ("Beschikbaarheid", "P1, P2", ">=", 99.5, "%")
    }


def test_quantities_that_no_heading_names_are_told_as_a_column_not_used(tmp_path):
    rows = [["Prioriteit", "Reactietijd", "Anders"], ["P1", "15 min", "4 uur"], ["P2", "1 uur", "8 uur"]]
    assert norms_of(tmp_path, rows) == levels("Reactietijd", "<=", (15, "minute"), (1, "hour"))
    notes = [note for file in drift.check(tmp_path).files for note in file.notes]
    assert [note.values["headings"] for note in notes if note.code == "note.unused"] == ["Anders"]


LEVELS_LEFT = [["Reactietijd", "P1", "15 min"], [None, "P2", "1 uur"], ["Oplostijd", "P1", "4 uur"],
               [None, "P2", "8 uur"], ["Beschikbaarheid", None, "99%"]]  # fmt: skip


@pytest.mark.parametrize("merged", [[], ["A2:A3", "A4:A5"]], ids=["bare", "merged"])
def test_a_level_is_not_carried_to_a_row_of_another_metric(tmp_path, merged):
    assert norms_of(tmp_path, [["Indicator", "Prio", "Streven"], *LEVELS_LEFT], merged=merged) == (
        levels("Reactietijd", "<=", (15, "minute"), (1, "hour"))
        | levels("Oplostijd", "<=", (4, "hour"), (8, "hour"))
        | {("Beschikbaarheid", "", ">=", 99, "%")}
    )


def test_norms_of_one_name_keep_the_service_they_hold_for(tmp_path):
    rows = [
        ["Service", "Prioriteit", "Indicator", "Norm"],
        ["Netwerk", "P1", "Responstijd", "15 min"],
        ["Werkplek", "P1", "Responstijd", "30 min"],
    ]
    assert norms_of(tmp_path, rows) == {
        ("Responstijd", "P1; Netwerk", "<=", 15, "minute"),
        ("Responstijd", "P1; Werkplek", "<=", 30, "minute"),
    }
    assert unused_of(tmp_path) == []


@pytest.mark.parametrize("heading", ["Norm", "Waarde"])
def test_a_column_of_signs_and_a_rhythm_among_the_units_are_read(tmp_path, heading):
    rows = [
        ["KPI", "Teken", heading, "Eenheid"],
        ["Aantal klachten", "<=", 5, "per maand"],
        ["Bezetting", "min", 8, "uren/week"],
        ["Reactietijd", "<", 15, "min"],
    ]
    assert norms_of(tmp_path, rows) == {
        ("Aantal klachten", "", "<=", 5, "count"),
        ("Bezetting", "", ">=", 8, "hour"),
        ("Reactietijd", "", "<", 15, "minute"),
    }
    assert read(tmp_path)[1].targets["per"].fillna("").tolist() == ["maand", "week", ""]
    assert unused_of(tmp_path) == []


def test_minutes_in_a_column_of_units_are_no_sign(tmp_path):
    rows = [["KPI", "Waarde", "Eenheid"], ["Reactietijd", 15, "min"], ["Hersteltijd", 90, "min"]]
    assert norms_of(tmp_path, rows) == {
        ("Reactietijd", "", "<=", 15, "minute"),
        ("Hersteltijd", "", "<=", 90, "minute"),
    }


def test_a_norm_on_what_came_in_is_none_of_what_happened(tmp_path):
    rows = [["KPI", "Value"], ["Calls received within 30 seconds", "95%"], ["Response time", "15 min"]]
    assert {(metric, value) for metric, _, _, value, _ in norms_of(tmp_path, rows)} == {
        ("Calls received within 30 seconds", 95),
        ("Response time", 15),
    }


def test_impact_and_urgency_that_are_not_the_level_are_told(tmp_path):
    rows = [["Impact", "Prioriteit", "Oplostijd"], ["Hoog", "P1", "4 uur"], ["Laag", "P2", "8 uur"]]
    write(tmp_path / NAME, {"Niveaus": rows})
    assert unused_of(tmp_path) == ["Impact"]


def unused_of(folder):
    """Return what the notes of a folder call columns not used."""
    notes = [note for file in drift.check(folder).files for note in file.notes]
    return [note.values["headings"] for note in notes if note.code == "note.unused"]


def test_hours_to_be_open_stand_in_a_column_for_each_day(tmp_path):
    rows = [
        ["Dienst", "Ma-vr", "Zaterdag", "Zondag"],
        ["Servicedesk", "08:00-18:00", "09:00-13:00", "gesloten"],
        ["Storingsdienst", "24 uur", "24 uur", "24 uur"],
    ]
    write(tmp_path / NAME, {"Niveaus": rows})
    targets = read(tmp_path)[1].targets
    told = targets[["metric", "condition", "stated"]].assign(window=targets["window"].fillna(""))
    assert [*told.itertuples(index=False, name=None)] == [
        ("Servicedesk", "Ma-vr", "window", "08:00-18:00"),
        ("Servicedesk", "Zaterdag", "window", "09:00-13:00"),
        ("Servicedesk", "Zondag", "not applicable", ""),
        ("Storingsdienst", "Ma-vr", "window", "24 uur"),
        ("Storingsdienst", "Zaterdag", "window", "24 uur"),
        ("Storingsdienst", "Zondag", "window", "24 uur"),
    ]
    assert targets["value"].isna().all()
    assert unused_of(tmp_path) == []


def test_every_column_that_gives_no_norm_is_told(tmp_path):
    rows = [
        ["Prioriteit", "Reactietijd", "Anders", "Gewicht", "Frequentie", "Eigenaar"],
        ["P1", "15 min", "10 min", "30 %", "maandelijks", "rol 1"],
        ["P2", "30 min", "20 min", "70 %", "maandelijks", "rol 2"],
    ]
    write(tmp_path / NAME, {"Niveaus": rows})
    assert unused_of(tmp_path) == ["Anders, Gewicht, Frequentie, Eigenaar"]


TIERS = ["Gold", "Silver", "Bronze", "P1", "P2", "P3", "Critical", "High", "Low", "Severity 1", "Severity 2"]
METRICS = ["Reactietijd", "Hersteltijd", "Doorlooptijd", "Wachttijd"]
CELLS = {"15 min": (15, "minute"), "≤ 4 uur": (4, "hour"), "2 werkdagen": (2, "working_day"), "8 hours": (8, "hour")}


@st.composite
def matrices(draw):
    """Draw levels, metrics and a cell for each pair."""
    tiers = draw(st.lists(st.sampled_from(TIERS), min_size=2, max_size=4, unique=True))
    metrics = draw(st.lists(st.sampled_from(METRICS), min_size=2, max_size=3, unique=True))
    cells = {(metric, tier): draw(st.sampled_from([*CELLS])) for metric in metrics for tier in tiers}
    return tiers, metrics, cells


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(matrices(), st.randoms(use_true_random=False), st.booleans())
def test_the_names_the_order_and_the_side_of_levels_change_no_norm(tmp_path, matrix, random, turned):
    tiers, metrics, cells = matrix
    expected = {(metric, tier, "<=", *CELLS[cell]) for (metric, tier), cell in cells.items()}
    random.shuffle(tiers)
    random.shuffle(metrics)
    rows = [["Norm", *tiers], *([metric, *(cells[metric, tier] for tier in tiers)] for metric in metrics)]
    assert norms_of(tmp_path, [*zip(*rows, strict=True)] if turned else rows) == expected


def test_a_stacked_cell_is_one_norm_with_its_tiers_and_their_points(tmp_path):
    bands = "Target Performance Level: 99.9%\nMinor KPI Failure: 99.8 % - 99.89%\nKPI Service Threshold: below 99.6%"
    heads = ["No.", "Key Performance Indicator Title", "Definition", "Severity Levels", "Service Points"]
    rows = [heads, ["1", "Availability", "Share", bands, "0\n1\n5"], ["2", "Uptime", "Share", bands, "0 1 5"]]
    found = norms_of(tmp_path, rows)
    assert {norm for norm in found if norm[0] == "Uptime"} == {
        ("Uptime", "Target Performance Level", ">=", 99.9, "%"),
        ("Uptime", "Minor KPI Failure", ">=", 99.8, "%"),
        ("Uptime", "Minor KPI Failure", "<", 99.89, "%"),
        ("Uptime", "KPI Service Threshold", "<", 99.6, "%"),
    }
    assert {norm[1:] for norm in found if norm[0] == "Service Points"} == {
        ("Target Performance Level; 99.9%", "=", 0, "other"),
        ("Minor KPI Failure; 99.8 % - 99.89%", "=", 1, "other"),
        ("KPI Service Threshold; below 99.6%", "=", 5, "other"),
    }
    clauses, contract, _ = read(tmp_path)
    assert clauses["clause_id"].tolist() == ["1", "2"]
    assert contract.readings["kind"].tolist() == ["target", "target"]


def test_windows_and_words_are_norms_without_a_number(tmp_path):
    rows = [
        ["Servicelevel", "P1", "P2", "P3"],
        ["Reactietijd", "15 min", "Best effort", "n.v.t."],
        ["Openstelling", "24x7", "ma t/m vr 08:00-17:00 uur", "kantooruren"],
        ["Herstel", "4 uur, 24x7", "in overleg", "-"],
    ]
    write(tmp_path / NAME, {"Niveaus": rows})
    _, contract, intake = read(tmp_path)
    targets = contract.targets
    stated = [(row.cell, row.stated, row.window) for row in targets[targets["value"].isna()].itertuples()]
    assert [tuple(None if part != part else part for part in one) for one in stated] == [
        ("C2", "best effort", None),
        ("D2", "not applicable", None),
        ("B3", "window", "24x7"),
        ("C3", "window", "ma t/m vr 08:00-17:00 uur"),
        ("D3", "window", "kantooruren"),
        ("C4", "to be agreed", None),
        ("D4", "not applicable", None),
    ]
    known = targets.dropna(subset="value")
    assert list(zip(known["cell"], known["value"], known["window"].fillna(""), strict=True)) == [
        ("B2", 15, ""),
        ("B4", 4, "24x7"),
    ]
    assert contract.readings["kind"].tolist() == ["target", "outcome", "target"]
    assert contract.readings["n_targets"].tolist() == [1, 0, 1]
    assert intake.of("norms")[0].accepted == 3


def test_a_row_is_one_clause_with_the_title_as_its_section(tmp_path):
    rows = [*CONTRACT, [None], ["Servicelevels"], *COLUMNS, [None], ["2.1", "Leverancier dient te bellen."]]
    write(tmp_path / NAME, {"Blad": rows})
    clauses, contract, intake = read(tmp_path)
    told = zip(clauses["row"], clauses["clause_id"].fillna(""), clauses["section"].fillna(""), strict=True)
    assert [*told] == [
        (2, "1.1", ""),
        (3, "1.2", ""),
        (7, "", "Servicelevels"),
        (8, "", "Servicelevels"),
        (10, "2.1", ""),
    ]
    assert clauses["text"].tolist()[2] == "Reactietijd | P1: 15 min | P2: 1 uur"
    matrix = contract.readings.iloc[2]
    assert (matrix["obligation"], matrix["party"], matrix["kind"], matrix["n_targets"]) == (
        True,
        "supplier",
        "target",
        2,
    )
    assert numbers(contract.targets) == FOUR
    assert (intake.total("read"), intake.total("accepted", "clauses"), intake.total("accepted", "norms")) == (10, 3, 2)


def test_a_matrix_above_the_clauses_and_several_on_a_sheet_are_all_read(tmp_path):
    changes = [["Type wijziging", "Doorlooptijd"], ["Standaard", "5 werkdagen"], ["Groot", "20 werkdagen"]]
    write(tmp_path / NAME, {"Blad": [*COLUMNS, [None], ["Wijzigingen"], *changes, [None], *CONTRACT]})
    clauses, contract, intake = read(tmp_path)
    assert len(clauses) == 6
    assert numbers(contract.targets) == FOUR | {
        ("Doorlooptijd", "Standaard", "<=", 5, "working_day"),
        ("Doorlooptijd", "Groot", "<=", 20, "working_day"),
    }
    assert intake.all_read


def test_a_matrix_in_a_text_document_is_read(tmp_path):
    document = docx.Document()
    document.add_heading("Niveaus van dienstverlening", 1)
    table = document.add_table(rows=0, cols=3)
    for row in COLUMNS:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.save(tmp_path / "SLA 01-01-2024.docx")
    assert numbers(read(tmp_path)[1].targets) == FOUR


def test_a_text_that_binds_keeps_its_reading_and_takes_its_norms_from_their_column(tmp_path):
    rows = [
        ["Nr", "Eis", "Norm"],
        ["1", "Opdrachtgever betaalt de facturen van opdrachtnemer na ontvangst en controle.", "binnen 30 dagen"],
        ["2", "Opdrachtnemer meldt binnen 2 uur aan opdrachtgever wat hij heeft gedaan.", "95 %"],
        ["3", "Opdrachtnemer houdt de ruimte schoon en ruimt zijn gereedschap dagelijks op.", None],
    ]
    write(tmp_path / NAME, {"Eisen": rows})
    clauses, contract, _ = read(tmp_path)
    assert contract.readings["party"].tolist() == ["customer", "supplier", "supplier"]
    assert contract.readings["n_targets"].tolist() == [1, 2, 0]
    targets = contract.targets
    assert [*zip(targets["row"], targets["cell"].fillna(""), targets["value"], strict=True)] == [
        (2, "C2", 30),
        (3, "", 2),
        (3, "C3", 95),
    ]
    assert clauses["text"].iloc[0].endswith("controle; Norm binnen 30 dagen")


NO_NORMS = {
    "impact and urgency": [["Impact / Urgentie", "Hoog", "Laag"], ["Hoog", "P1", "P2"], ["Laag", "P2", "P3"]],
    "the same in figures": [[None, "Urgentie", None], ["Impact", "Hoog", "Laag"], ["Hoog", 1, 2], ["Laag", 2, 3]],
    "prices": [["Dienst", "Prijs per uur"], ["Monteur", "€ 85"], ["Engineer", "€ 110"], ["Rit", "€ 45"]],
    "an agenda": [["Tijd", "Onderwerp"], ["10:00", "Opening"], ["10:15", "Cijfers"], ["11:00", "Sluiting"]],
    "meetings": [["Overleg", "Frequentie", "Duur"], ["Werk", "wekelijks", "1 uur"], ["Stuurgroep", "2x", "2 uur"]],
    "data of a contract": [["Onderwerp", "Waarde"], ["Looptijd", "3 jaar"], ["Opzegtermijn", "6 maanden"]],
    "a month": [["KPI", "Value"], ["Tickets logged", 83], ["Resolved within SLA", "87.7%"], ["Tickets reopened", 1]],
    "a month in words": [["KPI", "Waarde"], ["Aangemelde storingen", "83"], ["Binnen norm hersteld", "87,7%"]],
    "shares": [["Afdeling", "Percentage"], ["Noord", "40%"], ["Zuid", "30%"]],
    "years": [["Jaar", "Vergoeding"], ["2024", "€ 100.000"], ["2025", "€ 102.000"]],
    "dates": [["Naam", "Hersteldatum", "Reactiedatum"], ["a", dt.date(2024, 1, 2), dt.date(2024, 1, 3)]],
}  # fmt: skip


@pytest.mark.parametrize("name", NO_NORMS)
def test_what_is_no_norm_stays_a_note(tmp_path, name):
    write(tmp_path / NAME, {"Blad": NO_NORMS[name], "Eisen": CONTRACT})
    clauses, contract, intake = read(tmp_path)
    assert (len(clauses), intake.of("norms"), len(contract.targets)) == (2, [], 0)


KEPT = {
    "escalation": (
        [["Stap", "Escalatie naar", "Binnen"], ["1", "Contractmanager", "2 uur"], ["2", "Directie", "3 dagen"]],
        "governance",
    ),
    "meetings": (
        [["Niveau", "Overleg", "Frequentie", "Deelnemers"], ["Tactisch", "Contract", "maandelijks", "allen"]],
        "governance",
    ),
    "raci": ([["Taak", "Opdrachtgever", "Opdrachtnemer"], ["Melden", "R", "I"], ["Herstel", "I", "R/A"]], "governance"),
    "report": (
        [["KPI", "Norm", "jan 2024", "feb 2024", "mrt 2024"], ["Oplostijd", "90%", "91%", "88%", "95%"]],
        "norm_reports",
    ),
    "clauses": (CONTRACT, "clauses"),
}


@pytest.mark.parametrize("name", KEPT)
def test_other_tables_stay_what_they_are(tmp_path, name):
    rows, table = KEPT[name]
    write(tmp_path / NAME, {name: rows})
    assert [sheet.table for sheet in drift.check(tmp_path).of()] == [table]


def test_quantities_below_a_table_of_norms_that_nothing_names_are_a_problem(tmp_path):
    odd = [["Zaak", "Aa", "Bb"], ["Noord", "4 uur", "8 uur"], ["Zuid", "2 uur", "3 uur"]]
    write(tmp_path / NAME, {"Niveaus": [*COLUMNS, [None], *odd]})
    intake = drift.check(tmp_path)
    ((problem,),) = (file.problems for file in intake.files)
    assert (problem.found, problem.expected) == ("Zaak, Aa, Bb", "expected.known_norms")
    assert intake.total("accepted", "norms") == 2


def test_words_among_the_norms_are_told_with_their_cells(tmp_path):
    write(tmp_path / NAME, {"Niveaus": [*ROWS, ["P3", "direct", "zie bijlage"], ["P4", "1 dag", "volgende werkdag"]]})
    done = CliRunner().invoke(cli, ["check", str(tmp_path), "--lang", "en"], catch_exceptions=False)
    told = " ".join(done.output.split())
    assert done.exit_code == 0
    assert "norms: 3 rows, 6 targets" in told
    assert "2 cells among the norms hold words and no norm: B4, C4" in told
    assert told.endswith("5 rows: 3 accepted, 0 rejected.")


def test_a_norm_struck_through_is_none_and_a_row_of_them_is_not_in_force(tmp_path):
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    for cell in ("B2", "B3", "C3"):
        book.active[cell].font = openpyxl.styles.Font(strike=True)
    book.save(tmp_path / NAME)
    clauses, contract, _ = read(tmp_path)
    assert clauses["in_force"].tolist() == [True, False]
    assert contract.targets["cell"].tolist() == ["C2", "B3", "C3"]


def test_what_init_proposes_leaves_the_norms_as_they_are_and_they_can_be_declared(tmp_path):
    history = [["Versie", "Datum", "Auteur"], ["1.0", dt.date(2024, 1, 1), "persoon 1"]]
    write(tmp_path / NAME, {"Eisen": CONTRACT, "Niveaus": COLUMNS, "Versiebeheer": history})
    done = CliRunner().invoke(cli, ["init", str(tmp_path), "--lang", "en"], catch_exceptions=False)
    assert done.exit_code == 0
    assert numbers(read(tmp_path)[1].targets) == FOUR
    declared = f'schema = 1\n[[source]]\nfiles = "{NAME}"\nsheet = "Niveaus"\ntable = "norms"\n'
    (tmp_path / "drift.toml").write_text(declared, encoding="utf-8")
    clauses, contract, _ = read(tmp_path)
    assert (len(clauses), numbers(contract.targets)) == (4, FOUR)
    (tmp_path / "drift.toml").write_text(declared.replace('"norms"', '"none"'), encoding="utf-8")
    assert len(read(tmp_path)[0]) == 2


def test_norms_come_with_frames_as_with_files(tmp_path):
    write(tmp_path / NAME, {"Eisen": CONTRACT, "Niveaus": COLUMNS})
    project = open_project(tmp_path)
    store, _ = build_tables(read_files(project, keep_key=False), project)
    with store:
        tables = {name: store.fetch(name).to_pandas() for name in ("clauses", "norms", "documents")}
    from_files, from_frames = drift.analyse(tmp_path), drift.analyse_tables(tables)
    for name in ("readings", "targets"):
        assert from_files.tables[name].equals(from_frames.tables[name])
    assert numbers(from_frames.tables["targets"]) == FOUR


def compared(folder, old, new):
    for name, rows in (("old.xlsx", old), ("new.xlsx", new)):
        write(folder / name, {"Eisen": CONTRACT, "Niveaus": rows})
    return compare_versions(folder / "old.xlsx", folder / "new.xlsx")


@pytest.mark.parametrize("rows", [COLUMNS, ROWS], ids=["columns", "rows"])
def test_a_level_renamed_with_equal_figures_is_no_growth(tmp_path, rows):
    names = {"P1": "Critical", "P2": "High"}
    renamed = [[names.get(text, text) for text in row] for row in rows]
    found = compared(tmp_path, rows, renamed)
    assert {name: n for name, n in found.counts.items() if n} == {"same": 2, "reworded": 2}
    assert found.targets.empty


@pytest.mark.parametrize("rows", [COLUMNS, ROWS], ids=["columns", "rows"])
def test_a_shorter_limit_in_one_cell_is_one_tightening(tmp_path, rows):
    shorter = [["2 uur" if text == "4 uur" else text for text in row] for row in rows]
    targets = compared(tmp_path, rows, shorter).targets
    assert [*zip(targets["change"], targets["old_value"], targets["new_value"], strict=True)] == [("tightened", 4, 2)]


SAID = {
    "max. 12 per maand": [(12, None, "<=")],
    "95% binnen 15 min": [(95, "%", None), (15, "minute", "<=")],
    "90% < 4 uur": [(90, "%", None), (4, "hour", "<")],
    "1 uur 30 min": [(1.5, "hour", None)],
    "4-8 uur": [(4, "hour", ">="), (8, "hour", "<=")],
    "95 tot 98 %": [(95, "%", ">="), (98, "%", "<")],
    "99.9% - 99.0%": [(99.0, "%", ">="), (99.9, "%", "<")],
    "100% - 99.9%": [(99.9, "%", ">=")],
    "< target but ≥ 99.0%": [(99, "%", ">=")],
    "99,99%¹": [(99.99, "%", None)],
    "95% of hoger": [(95, "%", ">=")],
    "volgende werkdag": [(1, "working_day", "<=")],
    "8,0 (schaal 1-10)": [(8, None, None)],
    "P1": [],
    "KPI 1": [],
    "zie bijlage 3": [],
    "2024-05-08": [],
    "2024": [],
    "Installatie staat stil": [],
}


@pytest.mark.parametrize("text", SAID)
def test_a_cell_says_what_stands_in_it(text):
    assert [(said.value, said.unit, said.comparator) for said in read_cell(text)] == SAID[text]


@pytest.mark.parametrize(
    ("metric", "unit", "comparator"),
    [
        ("Hersteltijd", "hour", "<="),
        ("Resolution time", "hour", "<="),
        ("Beschikbaarheid", "%", ">="),
        ("Uitval", "%", "<="),
        ("Opgelost binnen de norm", "%", ">="),
        ("Aantal klachten", "count", "<="),
        ("Klanttevredenheid", "other", ">="),
        ("MTBF", "hour", ">="),
        ("Minimale bezetting", "count", ">="),
        ("Max. aantal wachtenden", "count", "<="),
        ("Openingstijden", "hour", ">="),
    ],
)
def test_a_number_without_a_sign_is_meant_as_its_metric_is(metric, unit, comparator):
    assert compare_by(metric, unit) == comparator


def test_levels_and_metrics_are_told_apart_in_a_label():
    assert split_label("Response time - Severity 1 (hours)") == ("Response time", "Severity 1", "hour")
    assert split_label("Hersteltijd prio 2 in uren") == ("Hersteltijd", "prio 2", "hour")
    assert all(map(is_tier, ("P1", "1 - Urgent", "Gold", "Prio 1 (hoog)", "Severity 2", "Kritiek")))
    assert not any(map(is_tier, ("Oplostijd", "Noord", "99,5 %", "Herstel P1", "")))
    assert [direction_of(text) for text in ("Hersteltijd", "Uptime", "Servicevenster", "Omschrijving")] == [
        "most", "least", "window", None,
    ]  # fmt: skip


EXPECTED = {  # folder -> rows of norms or clauses with one, targets with a number, windows
    "norms_B_matrix_prio_columns": (3, 8, ["24x7", "24x7", "kantooruren", "kantooruren"]),
    "norms_C_matrix_prio_rows": (4, 8, []),
    "norms_E_kpi": (4, 5, []),
    "norms_F_credits": (4, 10, []),  # four tiers: their bands have six ends, and there are four credits
    "norms_I_full": (2, 8, []),
    "sla_matrix": (9, 27, []),
}


@pytest.mark.parametrize("folder", EXPECTED)
@pytest.mark.skipif(not SMALL.exists(), reason="the small cases are not here")
def test_a_small_case_has_the_norms_that_its_readme_tells(folder):
    _, contract, intake = read(SMALL / folder)
    told = contract.targets[contract.targets["cell"].notna()]
    n = int(told["value"].notna().sum())
    assert (told.drop_duplicates(["sheet", "row"]).shape[0], n, told["window"].dropna().tolist()) == EXPECTED[folder]
    assert intake.all_read
