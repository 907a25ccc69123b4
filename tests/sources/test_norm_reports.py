"""KPI reports in the ways people lay them out: results by month and indicator, and never clauses."""

import datetime as dt

import openpyxl
import pandas as pd
import pytest
from builders import make_workbook
from hypothesis import given
from hypothesis import strategies as st
from shared_cases import small_case

import drift
from drift.project import open_project
from drift.sources.files import read_files
from drift.sources.layout.kpi.find import find_blocks
from drift.sources.layout.kpi.labels import norm_in
from drift.sources.opening.child.fills import name_colour
from drift.sources.values.amounts import Amount, is_nothing, read_amount, tell_verdict
from drift.sources.values.periods import find_period, join_periods, read_period
from drift.tables.store import build_tables

CLAUSES = [["Nr", "Eis"], ["1", "Opdrachtnemer herstelt 90 % van de P2-storingen binnen 8 uur."], ["2", "Hij meldt."]]
MONTHS = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]


def read(folder):
    """Return the norm reports as they are stored, and the intake."""
    project = open_project(folder)
    store, intake = build_tables(read_files(project, keep_key=False), project)
    with store:
        return store.fetch("norm_reports").to_pandas(), intake


def report(folder, sheets, name="rapportage.xlsx"):
    make_workbook(folder / name, sheets)
    frame, intake = read(folder)
    assert intake.total("accepted", "clauses") == 0
    for file in intake.files:
        cells = openpyxl.load_workbook(folder / file.file)
        assert sum(sheet.read for sheet in file.sheets) == sum(sheet.max_row for sheet in cells)
    return frame, intake


def results(frame):
    """Return (period, indicator) -> (norm, result)."""
    return {(row.period, row.indicator): (row.norm, row.result) for row in frame.itertuples()}


def told(intake):
    return {note.code for note in intake.every_note}


def test_long_in_dutch_with_percentages_as_text(tmp_path):
    rows = [["Maand", "KPI", "Norm", "Realisatie", "Status"]]
    for month in ("2021-01", "2021-02", "2021-03"):
        rows += [
            [month, "Beschikbaarheid", "99,5 %", "98,7 %", "rood"],
            [month, "Hersteltijd P2", "< 8 uur", "6,5 uur", "groen"],
        ]
    frame, intake = report(tmp_path, {"Blad1": rows})
    assert results(frame)["2021-02", "Beschikbaarheid"] == (99.5, 98.7)
    assert results(frame)["2021-03", "Hersteltijd P2"] == (8, 6.5)
    assert frame.groupby("indicator")["unit"].unique().map(list).to_dict() == {
        "Beschikbaarheid": ["%"], "Hersteltijd P2": ["hour"]
    }  # fmt: skip
    assert set(frame["verdict"]) == {"groen", "rood"}
    assert set(frame["comparator"].dropna()) == {"<"}
    assert intake.total("accepted", "norm_reports") == 6
    assert dict(next(note for note in intake.every_note if note.code == "note.report").values) == {
        "n": 6, "indicators": 2, "periods": 3, "first": "2021-01", "last": "2021-03"
    }  # fmt: skip


def test_long_in_english_with_number_cells_counts_and_totals(tmp_path):
    rows = [["Reporting month", "Service Level", "Target", "Actual", "Within SLA", "Total tickets", "Met / Missed"]]
    for month in range(1, 7):
        rows += [[dt.datetime(2022, month, 1), "P1 in 4 hours", 0.95, 0.9 + month / 100, 9 + month, 20, "Met"]]
    rows.append(["Total", None, 0.95, 0.93, 75, 120, None])
    frame, intake = report(tmp_path, {"Report": rows})
    assert list(frame["period"]) == [f"2022-{month:02}" for month in range(1, 7)]
    assert list(frame["result"]) == pytest.approx([0.91, 0.92, 0.93, 0.94, 0.95, 0.96])
    assert (frame["numerator"].sum(), frame["denominator"].sum()) == (75, 120)
    assert set(frame["verdict"]) == {"Met"}
    assert intake.total("note", "norm_reports") == 1
    assert "note.report_totals" in told(intake)


def test_months_as_columns_with_the_year_in_the_title(tmp_path):
    rows = [
        ["Servicerapportage 2022"],
        ["KPI", "Norm", *MONTHS, "Gemiddelde"],
        ["Beschikbaarheid", "≥ 99,5%", *([99.7] * 11), "n.v.t.", 99.7],
        ["Klanttevredenheid", "7,5", *([None] * 6), *([7.9] * 6), 7.9],
        ["Totaal", None, *([1] * 12), None],
    ]
    frame, intake = report(tmp_path, {"Blad1": rows})
    assert frame.groupby("indicator").size().to_dict() == {"Beschikbaarheid": 11, "Klanttevredenheid": 6}
    assert results(frame)["2022-01", "Beschikbaarheid"] == (99.5, 99.7)
    assert results(frame)["2022-12", "Klanttevredenheid"] == (7.5, 7.9)
    assert set(frame.loc[frame["indicator"] == "Beschikbaarheid", "comparator"]) == {">="}
    assert frame.loc[frame["period"] == "2022-01", "cell"].tolist() == ["C3"]
    assert intake.total("accepted", "norm_reports") == 2


def test_months_without_a_year_run_on_into_the_next(tmp_path):
    rows = [
        ["Contractjaar 2021"],
        ["Indicator", "Target", "Oct", "Nov", "Dec", "Jan", "Feb"],
        ["Uptime", "99%", *[98.0] * 5],
    ]
    frame, _ = report(tmp_path, {"KPI": rows})
    assert list(frame["period"]) == ["2021-10", "2021-11", "2021-12", "2022-01", "2022-02"]
    assert set(frame["unit"]) == {"%"}


def test_a_month_with_a_wrong_year_is_told(tmp_path):
    rows = [["Performance Indicator", "Target", "Mar-13", "Apr-14", "May-14"], ["Uptime", "99%", "97%", "98%", "99%"]]
    frame, intake = report(tmp_path, {"Pack": rows})
    assert list(frame["period"]) == ["2013-03", "2014-04", "2014-05"]
    (note,) = (note for note in intake.every_note if note.code == "note.report_jump")
    assert note.at.cell == "D1"


def test_a_tab_a_month(tmp_path):
    def tab(result, verdict):
        return [
            ["KPI nr", "Omschrijving", "Norm", "Resultaat", "Behaald?"],
            ["K1", "Reactietijd P1", "95%", result, verdict],
            ["K2", "Oplostijd P1", "90%", "91%", "ja"],
        ]

    sheets = {"Januari": tab("97%", "ja"), "Februari": tab("92%", "nee"), "Toelichting": [["Gemeten in de tool"]]}
    frame, intake = report(tmp_path, sheets, "SLA rapportage 2023.xlsx")
    assert results(frame)["2023-01", "Reactietijd P1"] == (95, 97)
    assert results(frame)["2023-02", "Reactietijd P1"] == (95, 92)
    assert set(frame["clause_id"]) == {"K1", "K2"}
    assert list(frame["verdict"]) == ["ja", "ja", "nee", "ja"]
    assert [sheet.sheet for sheet in intake.files[0].sheets] == ["Januari", "Februari", "Toelichting"]


def test_a_file_a_month(tmp_path):
    for month, result in (("2023-01", "96 %"), ("2023-02", "94 %")):
        rows = [["Indicator", "Norm", "Realisatie"], ["Op tijd", "95 %", result], ["Klachten", "max. 3", "2"]]
        make_workbook(tmp_path / f"KPI {month}.xlsx", {"Blad1": rows})
    frame, intake = read(tmp_path)
    assert results(frame)["2023-01", "Op tijd"] == (95, 96)
    assert results(frame)["2023-02", "Op tijd"] == (95, 94)
    assert results(frame)["2023-02", "Klachten"] == (3, 2)
    assert intake.total("accepted", "clauses") == 0


def test_the_month_stands_above_the_table(tmp_path):
    rows = [["Customer:", "Noord"], ["Month:", "March"], ["Year:", 2022], [None]]
    rows += [
        ["Cluster", "Service", "SLA Target", "SLA Outcome"],
        ["A", "mail", "99.9%", "99.95%"],
        ["A", "web", "99%", "98%"],
    ]
    frame, _ = report(tmp_path, {"SLA": rows})
    assert set(frame["period"]) == {"2022-03"}
    assert list(frame["result"]) == [99.95, 98.0]
    assert frame["indicator"].nunique() == 2


@pytest.mark.parametrize(
    "line",
    [
        ["Customer: Noord", "Month: March", "Year: 2022"],
        ["Klant: Noord", "Maand: maart", "Jaar: 2022"],
        ["Customer: Noord", None, "Period: March 2022"],
    ],
)
def test_the_month_stands_in_one_line_above_the_table(tmp_path, line):
    rows = [line, ["Cluster", "Service", "SLA Target", "SLA Outcome"], ["A", "mail", "99.9%", "99.95%"]]
    frame, _ = report(tmp_path, {"SLA": [*rows, ["A", "web", "99%", "98%"]]})
    assert frame[["period", "norm", "result"]].to_numpy().tolist() == [
        ["2022-03", 99.9, 99.95],
        ["2022-03", 99.0, 98.0],
    ]


def test_the_target_inside_the_label_of_the_row(tmp_path):
    rows = [
        ["Year 2024", "Jan", "Feb", "Mar"],
        ["Calls answered within 30 s (Target: 90%)", "92%", "89%", "95%"],
        ["Requests solved in a day (Target: 85%)", "88%", "-", "91%"],
    ]
    frame, _ = report(tmp_path, {"Pledge": rows})
    assert results(frame)["2024-02", "Calls answered within 30 s"] == (90, 89)
    assert len(frame) == 5


def test_words_for_a_verdict_alone(tmp_path):
    rows = [
        ["Performance Indicator", "Jan-22", "Feb-22", "Mar-22"],
        ["Availability", "G", "A/G", "R"],
        ["Backups", "MET", "OK", "MISSED"],
    ]
    frame, intake = report(tmp_path, {"Pack": rows})
    assert list(frame["verdict"]) == ["G", "A/G", "R", "MET", "OK", "MISSED"]
    assert frame["result"].isna().all()
    assert next(note for note in intake.every_note if note.code == "note.report").values["n"] == 5  # OK is still open


def test_plan_and_actual_by_quarter(tmp_path):
    rows = [
        ["KPI 2023"],
        ["Indicator", "Q1 Plan", "Q1 Actual", "Variance", "Status", "Q2 Plan", "Q2 Actual", "Variance", "Status"],
        ["Inspections", 40, 38, -2, "Behind", 40, 44, 4, "Exceeded"],
    ]
    frame, _ = report(tmp_path, {"Plan": rows})
    assert results(frame) == {("2023-Q1", "Inspections"): (40, 38), ("2023-Q2", "Inspections"): (40, 44)}
    assert list(frame["verdict"]) == ["Behind", "Exceeded"]


def test_norm_and_result_below_a_heading_for_each_month(tmp_path):
    rows = [
        [None, "januari 2022", None, "februari 2022", None],
        ["KPI", "Norm", "Realisatie", "Norm", "Realisatie"],
        ["Beschikbaarheid", "99%", "98%", "99%", "99,4%"],
    ]
    frame, _ = report(tmp_path, {"Blad1": rows})
    assert results(frame) == {("2022-01", "Beschikbaarheid"): (99, 98), ("2022-02", "Beschikbaarheid"): (99, 99.4)}


def test_norm_and_result_in_rows_of_their_own(tmp_path):
    rows = [
        ["KPI", None, "jan 2022", "feb 2022", "mrt 2022"],
        ["Beschikbaarheid", "Norm", "99%", "99%", "99%"],
        [None, "Realisatie", "98%", "99,4%", "n.v.t."],
        ["Op tijd", "Norm", "90%", "90%", "90%"],
        [None, "Realisatie", "91%", "92%", "93%"],
    ]
    frame, intake = report(tmp_path, {"Blad1": rows})
    assert results(frame)["2022-02", "Beschikbaarheid"] == (99, 99.4)
    assert len(frame) == 5
    assert intake.total("accepted", "norm_reports") == 4


def test_a_row_a_month_and_a_column_an_indicator(tmp_path):
    rows = [["Maand", "Beschikbaarheid", "Op tijd"], ["Norm", "99,5%", "90%"]]
    rows += [[f"{month} 2022", "99,6%", "88%"] for month in MONTHS]
    frame, intake = report(tmp_path, {"Blad1": rows})
    assert len(frame) == 24
    assert results(frame)["2022-05", "Op tijd"] == (90, 88)
    assert intake.total("accepted", "norm_reports") == 13


def test_a_row_a_month_with_the_norms_in_the_headings(tmp_path):
    rows = [["Maand", "Beschikbaarheid (norm 99,5%)", "Op tijd (≥ 90%)"]]
    rows += [[f"{month} 2022", "99,6%", 0.88] for month in MONTHS]
    frame, _ = report(tmp_path, {"Blad1": rows})
    assert len(frame) == 24
    assert results(frame)["2022-12", "Op tijd"] == (90, 88)


def test_one_indicator_of_norm_and_result_below_its_title(tmp_path):
    rows = [["Jaar 2022"], [None], ["Beschikbaarheid"], [None, *MONTHS[:4]]]
    rows += [
        ["Norm", *["99%"] * 4],
        ["Realisatie", "98%", "99%", "99%", None],
        [None],
        ["Op tijd"],
        [None, *MONTHS[:4]],
    ]
    rows += [["Norm", *["90%"] * 4], ["Realisatie", "91%", "92%", "93%", "94%"]]
    frame, _ = report(tmp_path, {"Blad1": rows})
    assert frame.groupby("indicator").size().to_dict() == {"Beschikbaarheid": 3, "Op tijd": 4}
    assert results(frame)["2022-01", "Op tijd"] == (90, 91)


def test_two_years_of_months_beside_each_other(tmp_path):
    rows = [[None, None, "2021", *[None] * 11, "2022", *[None] * 11], ["KPI", "Norm", *MONTHS, *MONTHS]]
    rows += [["Op tijd", "90%", *range(76, 100)]]
    frame, intake = report(tmp_path, {"Blad1": rows})
    assert (frame["period"].iloc[0], frame["period"].iloc[12], len(frame)) == ("2021-01", "2022-01", 24)
    assert "note.report_jump" not in told(intake)


def test_year_and_month_in_columns_of_their_own(tmp_path):
    rows = [["Jaar", "Maand", "Prioriteit", "Aantal meldingen", "Binnen norm", "Percentage", "Norm"]]
    rows += [[2022, month, name, 20, 19, "95%", "90%"] for month in range(1, 4) for name in ("P1", "P2")]
    frame, _ = report(tmp_path, {"Blad1": rows})
    assert results(frame)["2022-03", "P2"] == (90, 95)
    assert set(frame["numerator"]) == {19}


def test_in_german_and_in_french(tmp_path):
    german = [["Monat", "Kennzahl", "Soll", "Ist", "Ampel"], ["Jan 2022", "Pünktlich", "95 %", "96 %", "grün"]]
    french = [["Mois", "Indicateur", "Objectif", "Réalisé"], ["février 2022", "Délai", "4 heures", "3,5 heures"]]
    frame, _ = report(tmp_path, {"Bericht": german, "Rapport": french})
    assert results(frame) == {("2022-01", "Pünktlich"): (95, 96), ("2022-02", "Délai"): (4, 3.5)}


def test_colours_alone_are_a_problem_and_no_contract(tmp_path):
    rows = [["KPI", "Norm", *(f"{month} 2022" for month in MONTHS)], ["Op tijd", "95%"], ["Beschikbaar", "99%"]]
    frame, intake = report(tmp_path, {"Blad1": rows})
    assert frame.empty
    assert [problem.expected for problem in intake.files[0].problems] == ["expected.report_words"]


GOOD, NEUTRAL, BAD, BLUE = "C6EFCE", "FFEB9C", "FFC7CE", "9DC3E6"


def paint(path, fills):
    """Fill cells of the first sheet of a workbook."""
    book = openpyxl.load_workbook(path)
    for cell, rgb in fills.items():
        book.worksheets[0][cell].fill = openpyxl.styles.PatternFill("solid", fgColor=rgb)
    book.save(path)


def test_a_colour_stands_beside_the_word_and_the_figure(tmp_path):
    rows = [["Maand", "KPI", "Norm", "Realisatie", "Status"]]
    rows += [[f"2022-0{m}", "Op tijd", "95%", "96%", word] for m, word in enumerate(("G", "groen", None, "R", None), 1)]
    make_workbook(tmp_path / "rapportage.xlsx", {"Blad1": rows})
    paint(tmp_path / "rapportage.xlsx", {"E2": GOOD, "E3": BAD, "E4": NEUTRAL, "D5": GOOD, "D6": BLUE, "A1": BAD})
    frame, _ = read(tmp_path)
    told = frame[["verdict", "colour"]].astype(object).where(frame[["verdict", "colour"]].notna(), None)
    assert told.to_numpy().tolist() == [["G", "green"], ["groen", "red"], [None, "amber"], ["R", "green"], [None, None]]
    assert set(frame["result"]) == {96}


def test_months_of_colours_alone_are_results(tmp_path):
    rows = [["KPI", "Norm", *(f"{month} 2022" for month in MONTHS)], ["Op tijd", "95%"], ["Beschikbaar", "99%"]]
    make_workbook(tmp_path / "rapportage.xlsx", {"Blad1": rows})
    paint(tmp_path / "rapportage.xlsx", {"C2": GOOD, "D2": BAD, "C3": "FF00B050", "E3": "FFC000", "F3": BLUE})
    frame, intake = read(tmp_path)
    assert [tuple(row) for row in frame[["period", "indicator", "norm", "colour"]].to_numpy()] == [
        ("2022-01", "Op tijd", 95, "green"), ("2022-02", "Op tijd", 95, "red"),
        ("2022-01", "Beschikbaar", 99, "green"), ("2022-03", "Beschikbaar", 99, "amber"),
    ]  # fmt: skip
    assert frame[["result", "verdict"]].isna().all(axis=None)
    assert intake.files[0].problems == ()
    assert next(note for note in intake.every_note if note.code == "note.report").values["n"] == 4


@pytest.mark.parametrize(
    ("rgb", "name"),
    [
        (GOOD, "green"), ("00B050", "green"), ("92D050", "green"), ("E2EFDA", ""), (NEUTRAL, "amber"),
        ("FFC000", "amber"), ("FFFF00", "amber"), ("F79646", "amber"), (BAD, "red"), ("FF0000", "red"),
        ("C00000", "red"), (BLUE, ""), ("D9D9D9", ""), ("FFFFFF", ""), ("000000", ""),
    ],
)  # fmt: skip
def test_a_colour_is_one_of_three_or_says_nothing(rgb, name):
    assert name_colour(rgb) == name


def test_of_two_services_with_the_same_indicator_each_is_told(tmp_path):
    rows = [["Maand", "Dienst", "KPI", "Norm", "Realisatie"]]
    rows += [[f"2022-{m:02}", name, "Op tijd", "95%", "96%"] for m in (1, 2) for name in ("mail", "web")]
    frame, _ = report(tmp_path, {"Blad1": rows})
    assert set(frame["indicator"]) == {"Op tijd · mail", "Op tijd · web"}


def test_shares_beside_percentages_and_minutes_beside_hours_are_one_unit(tmp_path):
    rows = [["Periode", "KPI", "Norm", "Realisatie"]]
    for month in ("01-2022", "02-2022"):
        rows += [[month, "Op tijd", "95%", 0.97], [month, "Hersteltijd", "8 uur", "240 min"]]
    frame, _ = report(tmp_path, {"Blad1": rows})
    assert results(frame)["2022-01", "Op tijd"] == (95, 97)
    assert results(frame)["2022-02", "Hersteltijd"] == (8, 4)


def test_a_cell_shown_as_a_percentage_is_one(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["Maand", "KPI", "Norm", "Realisatie"],
        ["2022-01", "Op tijd", 0.95, 0.985],
        ["2022-02", "Op tijd", 0.95, 1],
    ):
        sheet.append(row)
    for row in (2, 3):
        for column in "CD":
            sheet[f"{column}{row}"].number_format = "0.0%"
    book.save(tmp_path / "kpi.xlsx")
    frame, _ = read(tmp_path)
    assert results(frame) == {("2022-01", "Op tijd"): (95, 98.5), ("2022-02", "Op tijd"): (95, 100)}


def test_a_forecast_or_an_aim_is_no_result_and_no_norm(tmp_path):
    rows = [["Maand", "KPI", "Streefwaarde", "Prognose", "Realisatie"]]
    rows += [[month, "Op tijd", "99%", "98%", "96%"] for month in ("2022-01", "2022-02", "2022-03")]
    frame, _ = report(tmp_path, {"Blad1": rows})
    assert set(frame["result"]) == {96.0}
    assert frame["norm"].isna().all()


def test_a_result_that_cannot_be_read_is_a_problem_and_the_others_are_read(tmp_path):
    rows = [["Maand", "KPI", "Norm", "Realisatie"]]
    rows += [[f"2022-{month:02}", "Op tijd", "95%", "96%"] for month in range(1, 6)]
    rows += [["2022-06", "Op tijd", "95%", "zie bijlage"], ["later", "Op tijd", "95%", "97%"]]
    frame, intake = report(tmp_path, {"Blad1": rows})
    assert len(frame) == 5
    problems = [(problem.at.cell, problem.found, problem.expected) for problem in intake.files[0].problems]
    assert problems == [("D7", "zie bijlage", "expected.report_value"), ("A8", "later", "expected.report_period")]
    assert intake.total("rejected", "norm_reports") == 2


def test_a_report_without_any_period_is_one_problem_and_never_clauses(tmp_path):
    rows = [["KPI", "Norm", "Realisatie"], ["Op tijd", "95%", "96%"], ["Beschikbaar", "99%", "98%"]]
    frame, intake = report(tmp_path, {"Blad1": rows}, "kpi.xlsx")
    assert frame.empty
    (problem,) = intake.files[0].problems
    assert (problem.at.cell, problem.expected) == ("A1", "expected.report_period")
    assert intake.total("rejected", "norm_reports") == 2


def test_months_of_no_year_are_one_problem(tmp_path):
    rows = [["KPI", "Norm", *MONTHS], ["Op tijd", "95%", *["96%"] * 12]]
    frame, intake = report(tmp_path, {"Blad1": rows}, "kpi.xlsx")
    assert frame.empty
    assert [problem.expected for problem in intake.files[0].problems] == ["expected.report_year"]


def test_a_report_whose_layout_cannot_be_read_is_a_problem(tmp_path):
    rows = [["KPI 1", "Beschikbaarheid"], ["Norm:", "99,5%"], ["Realisatie:", "98,7%"], [None], ["KPI 2", "Op tijd"]]
    frame, intake = report(tmp_path, {"Kaart": rows}, "KPI-rapportage maart 2022.xlsx")
    assert frame.empty
    assert [problem.expected for problem in intake.files[0].problems] == ["expected.report"]
    assert not intake.all_read


@pytest.mark.parametrize(
    "rows",
    [
        [["KPI", "Omschrijving", "Norm", "Streefwaarde", "Gewicht"],
         ["K1", "Beschikbaar", "98,5%", "99,5%", "30%"], ["K2", "Respons P1", "95% binnen 15 min", "98%", "20%"]],
        [["Nr", "Eis", "Norm", "Realisatie"], ["1", "Hij herstelt.", "8 uur", None], ["2", "Hij meldt.", "1 h", None]],
        [["Nr", "KPI", "Norm", "Score"], ["1", "Op tijd", "95%", ">= 95%"], ["1", "Op tijd", "95%", "< 95%"]],
        [["Nr", "Eis", "Norm", "Status"], ["1", "Hij herstelt.", "8 uur", "van kracht"],
         ["2", "Hij meldt.", "1 uur", "vervallen"]],
        [["Datum", "Nr", "Eis", "Norm"], ["2021-01-01", "1", "Hij herstelt.", "8 uur"],
         ["2021-02-01", "2", "Hij meldt.", "1 uur"]],
    ],
    ids=["norms and aims", "a form without results", "bands", "whether it holds", "the day a clause was made"],
)  # fmt: skip
def test_a_contract_stays_a_contract(tmp_path, rows):
    make_workbook(tmp_path / "SLA v1.0 01-01-2021.xlsx", {"Eisen": rows})
    frame, intake = read(tmp_path)
    assert frame.empty
    assert intake.total("accepted", "clauses") == len(rows) - 1


def test_the_same_texts_every_month_are_no_contract_even_without_results(tmp_path):
    rows = [["Maand", "KPI", "Norm"]]
    rows += [[f"{month} 2022", name, "95%"] for month in MONTHS for name in ("Op tijd", "Beschikbaar")]
    frame, _ = report(tmp_path, {"Blad1": rows})
    assert (len(frame), frame["result"].notna().sum()) == (24, 0)


def test_a_log_with_a_norm_and_a_result_is_a_log(tmp_path):
    rows = [["Incident", "Opened", "Resolved", "Title", "Target", "Result"]]
    rows += [
        [f"I{i}", dt.datetime(2022, 1, 1 + i), dt.datetime(2022, 1, 2 + i), "stuk", "4 h", "Met"] for i in range(9)
    ]
    make_workbook(tmp_path / "log.xlsx", {"Blad1": rows})
    frame, intake = read(tmp_path)
    assert frame.empty
    assert intake.total("accepted", "incidents") == 9


def test_what_the_analyst_says_of_a_sheet_goes_first(tmp_path):
    rows = [
        ["Maand", "KPI", "Norm", "Realisatie"],
        ["2022-01", "Op tijd", "95%", "96%"],
        ["2022-02", "Op tijd", "95%", "96%"],
    ]
    make_workbook(tmp_path / "a.xlsx", {"Blad1": rows})
    (tmp_path / "drift.toml").write_text('[[source]]\nfiles = "a.xlsx"\ntable = "clauses"\n')
    frame, intake = read(tmp_path)
    assert frame.empty
    assert intake.total("accepted", "clauses") == 2
    make_workbook(tmp_path / "a.xlsx", {"Blad1": [["iets", "anders"], ["a", "b"]]})
    (tmp_path / "drift.toml").write_text('[[source]]\nfiles = "a.xlsx"\ntable = "norm_reports"\n')
    assert [problem.expected for problem in read(tmp_path)[1].files[0].problems] == ["expected.report"]


MONTHLY = [
    ["KPI", "Norm", "jan 2022", "feb 2022", "mrt 2022"],
    ["Op tijd", "95%", "96%", "97%", "94%"],
    ["Beschikbaar", "99%", "98%", "99%", "99%"],
]


@pytest.mark.parametrize(
    ("rows", "first"),
    [
        ([*CLAUSES, [None], *MONTHLY], 4), ([*MONTHLY, [None], *CLAUSES], 1),
        ([["Eisen"], *CLAUSES, [None], ["Rapportage 2022"], *MONTHLY], 6),
        ([*MONTHLY, [None], ["Eisen"], *CLAUSES, [None], ["Tweede deel"], *MONTHLY], 1),
        ([*CLAUSES, [None], *MONTHLY, [None], ["Nr", "Bepaling"], ["3", "Hij belt."]], 4),
        ([["Nr", "Eis", "KPI"], *([*row, "Op tijd"] for row in CLAUSES[1:]), [None], *MONTHLY], 4),
    ],
    ids=["above", "below", "with titles", "between two reports", "above and below", "with a KPI each"],
)  # fmt: skip
def test_clauses_beside_a_report_in_one_sheet_stay_clauses(tmp_path, rows, first):
    make_workbook(tmp_path / "SLA 2022-01-01.xlsx", {"Alles": rows})
    frame, intake = read(tmp_path)
    n_clauses = sum(row[0] in ("1", "2", "3") for row in rows)
    n_reports = 2 * sum(row[0] == "KPI" for row in rows)
    assert intake.total("accepted", "clauses") == n_clauses
    assert intake.total("accepted", "norm_reports") == n_reports
    assert results(frame)["2022-03", "Op tijd"] == (95, 94)
    assert len(frame) == 3 * n_reports
    assert frame["row"].min() > first
    assert intake.total("read") == len(rows)
    assert not intake.total("rejected")


@pytest.mark.parametrize(
    "other",
    [
        [["KPI", "Omschrijving"], ["Op tijd", "Het deel van de meldingen binnen de norm."], ["Beschikbaar", "Tijd."]],
        [["Status", "Omschrijving"], ["groen", "De norm is gehaald."], ["rood", "De norm is niet gehaald."]],
        [["Acties"], ["Nr", "Omschrijving"], ["1", "Leverancier levert een plan."], ["2", "Klant belt."]],
    ],
    ids=["what each indicator means", "what each colour means", "what is to be done"],
)
def test_what_a_report_explains_of_itself_is_no_clause(tmp_path, other):
    frame, intake = report(tmp_path, {"Blad1": [*MONTHLY, [None], *other]})
    assert len(frame) == 6
    assert intake.total("accepted") == 2


def test_every_table_of_a_sheet_goes_its_own_way(tmp_path):
    history = [["Versie", "Datum", "Auteur"], ["1.0", "2022-01-01", "Opdrachtgever"], [None]]
    make_workbook(tmp_path / "SLA 2022-01-01.xlsx", {"Alles": [*history, *CLAUSES, [None], *MONTHLY]})
    _, intake = read(tmp_path)
    accounts = [(sheet.table, sheet.accepted, sheet.first_row) for sheet in intake.files[0].sheets]
    assert accounts == [("governance", 1, 1), ("clauses", 2, 4), ("norm_reports", 2, 8)]


def cumulative(last, *, restated=()):
    """Return a report of January to a month, in which some months differ from what was told earlier."""
    rows = [["Maand", "KPI", "Norm", "Realisatie"]]
    for m in range(1, last + 1):
        rows += [[f"2022-{m:02}", "Op tijd", "95%", f"{90 + m + (m in restated)}%"]]
    return rows


def test_a_report_that_repeats_earlier_months_counts_them_once(tmp_path):
    make_workbook(tmp_path / "KPI 2022-01.xlsx", {"Blad1": cumulative(1)})
    make_workbook(tmp_path / "KPI 2022-02.xlsx", {"Blad1": cumulative(2)})
    make_workbook(tmp_path / "KPI 2022-03.xlsx", {"Blad1": cumulative(3, restated=[1])})
    make_workbook(tmp_path / "Andere KPI 2022-03.xlsx", {"Blad1": cumulative(3)})
    frame, intake = read(tmp_path)
    counts = frame.groupby("file").size().to_dict()
    assert counts == {"Andere KPI 2022-03.xlsx": 3, "KPI 2022-03.xlsx": 3}
    assert list(frame.loc[frame["document"] == "KPI", "result"]) == [92, 92, 93]
    assert (intake.total("accepted"), intake.total("repeated")) == (6, 3)
    (note,) = (note for note in intake.every_note if note.code == "note.reports_repeated")
    assert note.values == {"n": 3, "files": 2, "differ": 2}


def test_the_report_that_reaches_further_is_the_later_one_whatever_its_name(tmp_path):
    make_workbook(tmp_path / "KPI april.xlsx", {"Blad1": cumulative(4, restated=[1, 2])})
    make_workbook(tmp_path / "KPI februari.xlsx", {"Blad1": cumulative(2)})
    frame, _ = read(tmp_path)
    assert set(frame["file"]) == {"KPI april.xlsx"}
    assert list(frame["result"]) == [92, 93, 93, 94]


def test_a_later_report_without_a_result_takes_none_away(tmp_path):
    make_workbook(tmp_path / "KPI 2022-02.xlsx", {"Blad1": cumulative(2)})
    rows = [[*row[:3], None] if row[0] == "2022-01" else row for row in cumulative(3)]
    make_workbook(tmp_path / "KPI 2022-03.xlsx", {"Blad1": rows})
    frame, _ = read(tmp_path)
    assert results(frame)["2022-01", "Op tijd"] == (95, 91)
    assert sorted(frame["period"]) == ["2022-01", "2022-02", "2022-03"]


def test_reports_of_two_customers_and_two_tabs_repeat_nothing(tmp_path):
    for folder in ("Noord", "Zuid"):
        make_workbook(tmp_path / folder / "KPI 2022-02.xlsx", {"Mail": cumulative(2), "Web": cumulative(2)})
    frame, intake = read(tmp_path)
    assert len(frame) == 8
    assert intake.total("repeated") == 0


def test_of_a_row_of_months_that_is_repeated_in_part_the_rest_counts(tmp_path):
    make_workbook(tmp_path / "KPI 2022-02.xlsx", {"Blad1": MONTHLY})
    later = [["KPI", "Norm", "feb 2022", "mrt 2022", "apr 2022"], ["Op tijd", "95%", "95%", "95%", "95%"]]
    make_workbook(tmp_path / "KPI 2022-04.xlsx", {"Blad1": later})
    frame, intake = read(tmp_path)
    assert [results(frame)[f"2022-{m:02}", "Op tijd"][1] for m in (1, 2, 3, 4)] == [96, 95, 95, 95]
    assert len(frame) == 7
    assert (intake.total("accepted"), intake.total("repeated")) == (3, 0)


def test_a_report_beside_a_contract_leaves_the_contract_alone(tmp_path):
    make_workbook(tmp_path / "SLA 2021-01-01.xlsx", {"Eisen": CLAUSES})
    rows = [
        ["KPI", "Norm", *(f"{month} 2021" for month in MONTHS)],
        *([f"KPI {i}", "95%", *["96%"] * 12] for i in range(9)),
    ]
    make_workbook(tmp_path / "KPI 2021.xlsx", {"Blad1": rows})
    analysis = drift.analyse(tmp_path)
    assert len(analysis.tables["clauses"]) == 2
    assert len(analysis.tables["norm_reports"]) == 108


def test_frames_may_hold_norm_reports():
    clauses = pd.DataFrame({"document": "SLA", "text": ["Hij herstelt."], "effective_on": [dt.date(2021, 1, 1)]})
    reports = pd.DataFrame({"period": ["2021-01"], "indicator": ["Op tijd"], "result": [96.0]})
    analysis = drift.analyse_tables({"clauses": clauses, "norm_reports": reports})
    assert analysis.tables["norm_reports"][["period", "result"]].to_numpy().tolist() == [["2021-01", 96.0]]


def test_the_small_case_is_four_clauses_and_a_report_of_72_results():
    frame, intake = read(small_case("kpi_report"))
    assert intake.total("accepted", "clauses") == 4
    assert intake.total("accepted", "norm_reports") == 72
    assert (frame["indicator"].nunique(), frame["period"].nunique(), frame["result"].notna().sum()) == (3, 24, 72)
    analysis = drift.analyse(small_case("kpi_report"))
    assert sorted(analysis.tables["targets"]["value"]) == [8.0, 30.0, 90.0, 95.0, 99.5]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("98,5 %", Amount(98.5, "%")), ("≥ 95%", Amount(95, "%", ">=")), ("< 4 uur", Amount(4, "hour", "<")),
        ("95% binnen 15 min", Amount(95, "%")), ("max. 12 per maand", Amount(12, None, "<=")), ("1.234", Amount(1234)),
        ("99,995%", Amount(99.995, "%")), ("1 uur 30 min", Amount(1.5, "hour")), ("01:30", Amount(1.5, "hour")),
        ("> 32 kantooruren", Amount(32, "working_hour", ">")), ("€ 500", Amount(500, "EUR")), ("P1", None),
        ("KPI 1", None), ("n.v.t.", None), ("zie bijlage 3", None), ("95 % or more", Amount(95, "%", ">=")),
    ],
)  # fmt: skip
def test_norms_and_results_as_they_are_written(text, amount):
    assert read_amount(text) == amount


@given(st.floats(0, 100).map(lambda x: round(x, 2)))
def test_comma_and_point_are_one_number(value):
    text = f"{value:.2f} %"
    assert read_amount(text) == read_amount(text.replace(".", ",")) == Amount(round(value, 6), "%")


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2021-03", "2021-03"), ("mrt-21", "2021-03"), ("maart 2021", "2021-03"), ("März 2021", "2021-03"),
        ("202103", "2021-03"), ("31-03-2021", "2021-03"), ("Q1 2021", "2021-Q1"), ("1e kwartaal 2021", "2021-Q1"),
        ("2021-Q1", "2021-Q1"), ("week 5 2021", "2021-W05"), ("H1 2021", "2021-H1"), ("Year 2021", "2021"),
        ("P1", None), ("Totaal", None), ("95 %", None), ("12", None), ("13-2021", None),
    ],
)  # fmt: skip
def test_periods_as_they_are_written(text, period):
    read = read_period(text)
    assert (str(read) if read else None) == period


def test_a_period_is_found_among_words_and_joined_with_what_stands_elsewhere():
    assert str(find_period("SLA_rapportage_2021_03 def")) == "2021-03"
    assert str(find_period("Month: March Year: 2021")) == "2021-03"
    assert str(join_periods(read_period("maart"), None, find_period("Rapportage 2021"))) == "2021-03"
    assert join_periods(read_period("maart"), None) is None
    assert find_period("It may rain") is None


def test_words_of_verdicts_and_of_nothing():
    assert [tell_verdict(text) for text in ("Groen", "niet-behaald", "A/G", "OK", "✓", "98")] == [
        "met", "missed", "between", "open", "met", None
    ]  # fmt: skip
    assert all(map(is_nothing, ("", "n.v.t.", "-", "N/A")))
    assert norm_in("Answered (Target: 90%)") == ("Answered", "Target: 90%")
    assert norm_in("Beschikbaarheid ≥ 99,5 %") == ("Beschikbaarheid", "≥ 99,5 %")
    assert norm_in("Hersteltijd P1 (storingen)") is None


def test_looking_for_a_report_takes_time_by_the_cell():
    rows = [["KPI", "Norm", "Opmerking"], *([f"a{i}", "tekst", "2021"] for i in range(20_000))]
    assert find_blocks(rows, "Blad1", "x") == []


@pytest.mark.parametrize("name", ["Firma maandrapport dec 2019.xlsx", "Monthly report December 2019.xlsx"])
def test_a_report_that_repeats_no_norm_is_no_contract(tmp_path, name):
    rows = [
        ["KPI", "Realisatie", "Score"],
        ["Hersteltijd binnen norm", "94,8%", "groen"],
        ["Gepland werk", "98,5%", "groen"],
    ]
    frame, _ = report(tmp_path, {"Blad1": rows}, name=name)
    found = {(str(row.period), row.indicator): row.result for row in frame.itertuples()}
    assert found == {("2019-12", "Hersteltijd binnen norm"): 94.8, ("2019-12", "Gepland werk"): 98.5}
