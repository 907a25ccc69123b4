"""Short and long series, gaps, and the states that a folder of files can reach: each gives a sensible report."""

import datetime as dt

import numpy as np
import pikepdf
import pytest
from builders import make_contract, make_log
from pypdf import PdfReader

import drift
from drift.charts.course import draw_course
from drift.charts.inputs import take_course, take_marks
from drift.charts.scissors import draw_scissors
from drift.charts.shown import show_measures
from drift.charts.style import COLOUR
from drift.measures.catalogue import ATTENTION
from drift.measures.work.engagement import ENGAGEMENT
from drift.reports.front.title import say_title
from drift.reports.material import gather
from drift.reports.pdf import write_pdf
from drift.reports.record import build_record
from drift.wording import Wording

pytestmark = pytest.mark.long

EN = Wording("en")
FIRST = dt.datetime(2018, 1, 1)
DUTY = "The supplier shall restore faults within {} hours."
PLAIN = ["The supplier shall clean part {}.", "The supplier shall report on part {} each month."]


def draw(analysis):
    return draw_scissors(analysis.indices, show_measures(analysis.measured), take_marks(analysis), EN, "T")


def texts(n, hours=4):
    return [DUTY.format(hours), *(PLAIN[i % 2].format(i) for i in range(n - 1))]


def pages_text(path):
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(path).pages)


def make(folder, versions, **log):
    """Write versions (day: clauses) and a log, where there is one."""
    for day, clauses in versions.items():
        make_contract(folder, f"SLA {day}", clauses)
    if log:
        make_log(folder, FIRST, log.pop("months"), **log)
    return drift.analyse(folder)


# what a folder holds: versions, the log, the state that it must lead to
STATES = {
    "not enough data": ({}, {"months": 14}),
    "inventory": ({"2018-01-01": texts(20)}, {}),
    "paper grew": ({"2018-01-01": texts(20), "2020-01-01": texts(60)}, {}),
    "paper held": ({"2018-01-01": texts(20), "2020-01-01": texts(20)}, {}),
    "paper shrank": ({"2018-01-01": texts(60), "2020-01-01": texts(20)}, {}),
    "in step": ({"2018-01-01": texts(20)}, {"months": 30}),
    "formalising": ({"2018-01-01": texts(20), "2019-06-01": texts(60)}, {"months": 30}),
    "looser": ({"2018-01-01": texts(20)}, {"months": 30, "quiet_from": 16, "updates_h": (1.0, 2.0, 2.9)}),
}


@pytest.mark.parametrize("state", STATES)
def test_a_state_that_files_reach_is_told_alike_in_pdf_and_json(state, tmp_path):
    versions, log = STATES[state]
    analysis = make(tmp_path, versions, **dict(log))
    for language in ("nl", "en"):
        say = Wording(language)
        record = build_record(analysis, say)
        assert record["verdict"]["state"] == state
        write_pdf(gather(analysis, say), tmp_path / f"{language}.pdf")
        with pikepdf.open(tmp_path / f"{language}.pdf") as pdf, pdf.open_outline() as outline:
            sentence = record["verdict"]["sentence"].rstrip(".")
            assert outline.root[0].title
            assert len(pdf.pages) >= 3  # page 1, what moved or the verdict, sources
            if state == "in step":
                assert len(pdf.pages) == 3
                told = pages_text(tmp_path / f"{language}.pdf")
                assert say_title(gather(analysis, say)).replace("\u00a0", " ") in told
                assert say("report.quiet.title") in told
            else:
                assert sentence in [one.title for one in outline.root]


@pytest.mark.parametrize("months", [12, 84])
def test_a_short_and_a_long_series_give_a_report(months, tmp_path):
    versions = {"2018-01-01": texts(20)} | ({"2021-01-01": texts(40)} if months > 12 else {})
    analysis = make(tmp_path / "in", versions, months=months, a_month=4)
    written = drift.write_report(analysis, tmp_path / "out", language="nl")
    assert [path.stat().st_size > 1_000 for path in written] == [True] * 6
    engagement = analysis.indices["engagement"]
    assert engagement.notna().sum() == months - 3  # the last sixty days are not over
    assert (
        analysis.measured.base.shared is bool(analysis.indices["drift"].notna().any()) is (months > 12)
    )  # no year, no drift
    figure = draw(analysis).figure
    labels = [label.get_text() for label in figure.axes[-1].get_xticklabels()]
    assert len(labels) == len(set(labels)) <= 14


@pytest.fixture(scope="module")
def gapped(tmp_path_factory):
    """Return a relation whose log is silent from month 14 to month 17."""
    import openpyxl

    folder = tmp_path_factory.mktemp("gap")
    make_contract(folder, "SLA 2018-01-01", texts(20))
    make_log(folder, FIRST, 30, a_month=21)
    book = openpyxl.load_workbook(folder / "log.xlsx")
    for sheet in book:
        for row in range(sheet.max_row, 1, -1):
            if "I014" <= sheet.cell(row, 1).value[:4] <= "I017":
                sheet.delete_rows(row)
    book.save(folder / "log.xlsx")
    return drift.analyse(folder)


def test_a_gap_in_the_log_is_a_gap_in_every_line(gapped):
    months = ["2019-03", "2019-04", "2019-05", "2019-06"]
    engagement = gapped.indices[ENGAGEMENT].loc["2018-02":"2020-03"]  # complete months, over long enough
    assert engagement.index[engagement.isna()].astype(str).tolist() == months
    assert (gapped.indices.loc[months, "n_incidents"] == 0).all()
    course = take_course(gapped, show_measures(gapped.measured), ATTENTION)
    for chart in (draw(gapped), draw_course(course, EN, "T")):
        lines = [line for line in chart.figure.axes[0].get_lines() if line.get_color() == COLOUR.engagement]
        heights = np.asarray(lines[0].get_ydata(), dtype=float)
        assert np.isnan(heights).tolist() == engagement.isna().tolist()
