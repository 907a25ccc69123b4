"""What reports said beside the tickets, and what came beside what people named: sentences, page, sheets."""

import dataclasses
import re

import openpyxl
import pandas as pd
import pikepdf
import pytest
from builders import alter
from test_pages import words_of
from test_readable import SMALLEST, sizes_on

from drift.errors import Note
from drift.measures.norms.findings import NormFindings
from drift.measures.norms.reported.notes import RULE
from drift.model.watermelon import Watermelon
from drift.reports.material import gather
from drift.reports.pages.build import build_report
from drift.reports.pages.method import build_method
from drift.reports.pages.reported.lines import take_panels
from drift.reports.pages.reported.lived import list_lived, say_lived
from drift.reports.pages.reported.page import build_reported, say_title
from drift.reports.pages.reported.said import LINES, list_said
from drift.reports.pdf import draw_report, write_drawn
from drift.reports.workbook import write_workbook
from drift.reports.workbook.reported import list_reports
from drift.wording import Wording, load_texts

LANGUAGES = ("nl", "en")
NBSP = "\u00a0"
NAN = float("nan")


def indicate(name, gap, *, n=400, unit="%", **own):
    """Return an indicator over its last 24 months and over all; gap: with its interval."""
    value, low, high = gap
    row = {"document": "KPI", "indicator": name, "unit": unit, "first": "2023-01", "last": "2024-12", "periods": 24}
    row |= {"periods_both": 24, "n": n, "reported": 0.8 + value, "recounted": 0.8, "recounted_stopped": 0.82}
    row |= {"gap": value, "gap_low": low, "gap_high": high, "n_green": 20, "n_green_under": 7, "n_norm_differs": 3}
    row |= {"norm": 0.85, "contract_norm": 0.95, "differs_first": "2023-02", "differs_last": "2023-04"}
    row |= {"n_limit_differs": 2, **own}
    return [row | {"window": "last"}, row | {"window": "all", "first": "2018-01", "periods": 84, "periods_both": 84}]


MORE, LESS, EVEN, ALONE = (0.08, 0.05, 0.11), (-0.04, -0.06, -0.02), (0.01, -0.02, 0.04), (0.08, NAN, NAN)


def plant(*indicators, **own):
    rows = pd.DataFrame([row for one in indicators for row in one])
    nothing = pd.DataFrame(columns=["document", "indicator", "period", "begins_on", "ends_on", "reported", "recounted"])
    nothing = nothing.astype({"begins_on": "datetime64[ns]", "ends_on": "datetime64[ns]"})
    return NormFindings(indicators=rows, **{"reported": nothing, **own})


def alone(analysis, norms, watermelons=()):
    """Return an analysis with these findings."""
    judgement = dataclasses.replace(analysis.judgement, watermelons=watermelons)
    return dataclasses.replace(alter(analysis, "measured", norms=norms), judgement=judgement)


TITLES = [
    ([MORE], "The reports give higher figures than a recount of the tickets"),
    ([LESS], "The reports give lower figures than a recount of the tickets"),
    ([EVEN], "Between the reports and a recount of the tickets no clear difference is seen"),
    ([MORE, EVEN], "Of some indicators the reports give higher figures than a recount of the tickets"),
    ([EVEN, LESS], "Of some indicators the reports give lower figures than a recount of the tickets"),
    ([MORE, LESS, EVEN],
     "The reports give higher figures than a recount of the tickets of some indicators, and lower of others"),
    ([ALONE], "What the reports said, and what of it can be recounted"),
    ([ALONE, EVEN], "What the reports said, and what of it can be recounted"),
]  # fmt: skip


@pytest.mark.parametrize(("gaps", "title"), TITLES)
def test_the_title_says_no_more_than_the_intervals(gaps, title):
    norms = plant(*[indicate(f"Repair {i}", gap) for i, gap in enumerate(gaps)])
    assert say_title(norms, Wording("en")) == title


def test_a_report_that_leaves_waiting_out_is_not_said_to_give_more_than_the_tickets():
    """A supplier whose contract lets the clock stand still counts as agreed."""
    titles = [
        say_title(plant(indicate("Repair", MORE, recounted_stopped=stopped)), Wording("en")) for stopped in (0.88, 0.87)
    ]
    assert titles == [
        "With the time of waiting taken off, the tickets give no lower figures than the reports",
        "The reports give higher figures than a recount of the tickets",
    ]


def test_a_mean_in_hours_makes_no_title():
    norms = plant(indicate("Mean time", (2.0, 1.0, 3.0), unit="hour"))
    assert say_title(norms, Wording("en")) == "What the reports said, and what of it can be recounted"


def test_the_lines_are_those_of_the_findings_and_the_rule_is_the_last(sorteercentrum):
    say = Wording("en")
    unjoined = pd.DataFrame(
        [{"document": "KPI", "indicator": "Uptime", "reason": "no_column", "column": "downtime_min", "n": 84}]
    )
    melon = Watermelon("KPI", "Repair", pd.Period("2024-01"), pd.Period("2024-12"), 12, ("time_to_restore",))
    said = list_said(alone(sorteercentrum, plant(indicate("Repair", MORE), unjoined=unjoined), (melon,)), say)
    assert said[0] == (
        f"Repair: from January 2023 to December 2024 the reports say 88{NBSP}%, the tickets of the same periods say "
        f"80{NBSP}% (400 incidents): +8.0 points, between +5.0 and +11.0 (95 %). "
        f"Without the time in which somebody waited the tickets say 82{NBSP}%. "
        f"Over all 84 periods since January 2018: the reports 88{NBSP}%, the tickets 80{NBSP}%."
    ).replace("(95 %)", said[0][said[0].index("(95") :][:6])
    assert said[1] == (
        "Repair: in 3 periods (February 2023 to April 2023) the report keeps another norm than the contract in force; "
        f"the last time 85{NBSP}% in the report and 95{NBSP}% in the contract. "
        "Repair: in 2 periods the time in its name is not the time that the contract in force sets; "
        "the tickets are counted by the contract. "
        "In 7 of the 20 periods that the report calls within its norm the tickets say less than the contract asks. "
        "What was agreed outside the contract does not stand here."
    )
    assert said[2].startswith("Repair: the report said within the norm in all 12 months")
    assert "Uptime (84 results) stands beside no norm" in said[3]
    assert load_texts("en")["column.downtime_min"] in said[3]
    assert said[4:] == [say.tell(RULE)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_however_many_indicators_there_are_the_lines_are_five_and_the_rest_is_counted(sorteercentrum, language):
    say = Wording(language)
    reasons = sorted(
        code.rpartition(".")[2] for code in load_texts("en") if code.startswith("norms.reported.unjoined.")
    )
    unjoined = pd.DataFrame(
        [{"document": "K", "indicator": code, "reason": code, "column": None, "n": 1} for code in reasons]
    )
    norms = plant(*[indicate(f"Repair {i}", MORE, n=100 + i) for i in range(6)], unjoined=unjoined)
    melon = Watermelon("KPI", "Repair 5", pd.Period("2024-01"), pd.Period("2024-12"), 12, ("time_to_restore",))
    said = list_said(alone(sorteercentrum, norms, (melon,)), say)
    assert len(said) == LINES
    assert said[-1] == say.tell(RULE)
    assert [line.split(":")[0] for line in said[:2]] == ["Repair 5", "Repair 4"]  # of most incidents
    assert f" {4 + len(reasons) - 2}" in said[3]
    assert not [line for line in said if re.search(r"[{}]", line)]


def test_without_reports_nothing_is_said_of_them_and_without_either_there_is_no_page(sorteercentrum):
    lived = pd.DataFrame({"kind": ["penalty"], "n_first": [1], "n_last": [13], "came": [12], "named": [11]})
    for norms, pages in ((NormFindings(), 0), (NormFindings(lived=lived), 1)):
        page = build_reported(gather(alone(sorteercentrum, norms), Wording("en")))
        assert (page is not None) == bool(pages)
    told = " ".join(words_of(page.blocks))
    assert "reports" not in told
    assert "12 clauses of the last version" in told


def live(came, named):
    kinds = ["penalty", "procedure", "reporting", "target"]
    return NormFindings(lived=pd.DataFrame({"kind": kinds, "n_first": 0, "n_last": came, "came": came, "named": named}))


@pytest.mark.parametrize(
    ("came", "named", "title"),
    [
        ([10, 5, 0, 5], [0, 40, 0, 0],
         "What came is more often penalty, target; what people named is more often procedure"),
        ([10, 10, 0, 0], [51, 49, 0, 0], "The kinds of clauses that came are the kinds that people named"),
        ([9, 0, 0, 0], [0, 50, 0, 0], "The kinds of clauses that came, and the kinds that people named"),
        ([50, 0, 0, 0], [0, 9, 0, 0], "The kinds of clauses that came, and the kinds that people named"),
    ],
)  # fmt: skip
def test_the_title_of_kinds_follows_the_shares_and_needs_ten_of_both(came, named, title):
    assert say_lived(live(came, named), Wording("en")) == title


def test_kinds_are_in_one_order_and_left_out_where_nothing_came_or_nobody_named_any():
    say = Wording("en")
    kinds = list_lived(live([5, 9, 0, 0], [1, 0, 3, 0]), say)
    assert [(kind.name, kind.came, kind.named) for kind in kinds] == [
        ("procedure", 9, 0), ("penalty", 5, 1), ("reporting", 0, 3)
    ]  # fmt: skip
    assert list_lived(live([0, 0, 0, 0], [1, 0, 3, 0]), say) == []
    assert list_lived(live([5, 9, 0, 0], [0, 0, 0, 0]), say) == []


def test_the_sample_tells_the_gap_that_was_planted(sorteercentrum):
    page = build_reported(gather(sorteercentrum, Wording("en")))
    told = " ".join(words_of(page.blocks))
    assert page.title == "The reports give higher figures than a recount of the tickets"
    assert "+8.0 points" in told
    assert (
        "What came is more often penalty, target, meetings and roles; what people named is more often procedure, other"
        in told
    )
    (panel,) = take_panels(sorteercentrum.measured.norms)
    assert len(panel.rows) == 24
    assert (panel.rows["reported"] - panel.rows["recounted"]).sub(0.08).abs().max() < 0.01


def test_a_line_has_the_last_24_months_and_one_row_a_period():
    begins = pd.period_range("2021-01", periods=40, freq="M").start_time
    rows = pd.DataFrame({"document": "KPI", "indicator": "Repair", "begins_on": begins})
    rows = rows.assign(ends_on=rows["begins_on"] + pd.offsets.MonthBegin(1), period="p", reported=0.9, recounted=0.8)
    twice = pd.concat([rows, rows.tail(1).assign(reported=0.7)], ignore_index=True)
    (panel,) = take_panels(plant(indicate("Repair", MORE), reported=twice))
    assert panel.rows["begins_on"].tolist() == [*begins[-24:]]
    assert panel.rows["reported"].tolist() == [0.9] * 23 + [0.7]
    assert take_panels(plant(indicate("Repair", MORE), reported=twice.assign(recounted=float("nan")))) == []


def test_the_page_stands_behind_that_of_the_norms_and_in_no_shared_edition(sorteercentrum):
    names = {
        edition: [page.name for page in build_report(gather(sorteercentrum, Wording("nl"), edition)).pages]
        for edition in ("ours", "shared")
    }
    assert names["ours"][names["ours"].index("norms") + 1] == "reported"
    assert "reported" not in names["shared"]


def test_where_all_is_quiet_the_page_is_there_only_if_reports_and_tickets_differ(quiet):
    names = [
        [page.name for page in build_report(gather(alone(quiet, plant(indicate("Repair", gap))), Wording("en"))).pages]
        for gap in (MORE, EVEN)
    ]
    assert names == [["front", "quiet", "reported", "sources"], ["front", "quiet", "sources"]]


@pytest.mark.long
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_fullest_page_is_one_of_paper_with_no_small_type(sorteercentrum, tmp_path, language):
    long = "Percentage storingen met prioriteit 1 tot en met 4 dat binnen de overeengekomen hersteltijd is verholpen"
    begins = pd.period_range("2023-01", periods=24, freq="M").start_time
    rows = pd.DataFrame({"document": "KPI", "begins_on": begins, "period": [f"{day:%Y-%m}" for day in begins]})
    rows = rows.assign(ends_on=rows["begins_on"] + pd.offsets.MonthBegin(1), reported=0.9, recounted=0.87)
    named = [f"{long} {i}" for i in range(3)]
    unjoined = pd.DataFrame(
        [{"document": "K", "indicator": f"{long}, {i}", "reason": "documents", "column": None, "n": 84} for i in "abc"]
    )
    reported = pd.concat([rows.assign(indicator=name) for name in named])
    outcomes = ("time_to_restore", "repeated", "pushed_up", "waiting", "clause_talk", "time_to_restore_working")
    melon = Watermelon("KPI", named[0], pd.Period("2024-01"), pd.Period("2024-12"), 12, outcomes, 0.9, 0.8, 400, True)
    norms = plant(*[indicate(name, MORE) for name in named], unjoined=unjoined, reported=reported)
    norms = dataclasses.replace(norms, lived=sorteercentrum.measured.norms.lived)
    material = gather(alone(sorteercentrum, norms, (melon,)), Wording(language))
    drawn = draw_report(material)
    pages = [page.name for page in drawn.report.pages]
    write_drawn(drawn, tmp_path / "r.pdf")
    with pikepdf.open(tmp_path / "r.pdf") as pdf:
        assert len(pdf.pages) == len(pages)
        assert min(sizes_on(pdf.pages[pages.index("reported")])) >= SMALLEST - 0.01


@pytest.mark.parametrize(("code", "kept"), [("contract", ("due_at",)), ("bound", ("due_at", "responded_at"))])
def test_what_the_tool_itself_says_stands_beside_the_reason_with_why_nobody_can_recount_it(sorteercentrum, code, kept):
    months = pd.DataFrame(
        {
            "month": pd.period_range("2016-02", periods=4, freq="M"),
            "n": [10, 40, 30, 20],
            "share": [0.1, 0.4, 0.77, 0.8],
        }
    )
    tool = pd.DataFrame({"year": [2016], "n": [100], "share": [0.564]})
    norms = NormFindings(reason=Note(f"norms.none.{code}"), tool=tool, tool_months=months)
    opened = sorteercentrum.tables["incidents"]["opened_at"]
    moments = {name: opened if name in kept else pd.NaT for name in ("due_at", "responded_at", "resolved_at")}
    tables = {**sorteercentrum.tables, "incidents": sorteercentrum.tables["incidents"].assign(**moments)}
    analysis = dataclasses.replace(alone(sorteercentrum, norms), tables=tables)
    told = " ".join(words_of(build_method(gather(analysis, Wording("en")))))
    assert (
        f"What the tool itself calls met: 40{NBSP}% in March 2016, 77{NBSP}% in April 2016, 80{NBSP}% in May 2016; "
        f"of all 100 incidents 56{NBSP}%. It counts by its own due date or rule. This cannot be recounted: "
    ) in told
    why = {
        "contract": (
            "no contract says which time was agreed. Not in the log: the moment of answer and the moment of repair."
        ),
        "bound": "no norm of the contract can be held against an incident. Not in the log: the moment of repair.",
    }
    assert why[code] in told


@pytest.fixture(scope="module", params=LANGUAGES)
def workbook(request, sorteercentrum, tmp_path_factory):
    path = tmp_path_factory.mktemp("reported") / "book.xlsx"
    write_workbook(gather(sorteercentrum, Wording(request.param)), path)
    return openpyxl.load_workbook(path), load_texts(request.param)


def read(workbook, name):
    book, texts = workbook
    head, *rows = book[texts[f"sheet.{name}"]].iter_rows(values_only=True)
    columns = {texts[code]: code.removeprefix("column.") for code in texts if code.startswith("column.")}
    assert [name for name in head if name not in columns] == []
    return pd.DataFrame(rows, columns=[*head])


def test_the_sheets_have_every_row_that_was_found(workbook, sorteercentrum):
    norms, texts = sorteercentrum.measured.norms, workbook[1]
    told = read(workbook, "reports")
    assert len(told) == len(norms.reported) + len(norms.unjoined)
    n = len(norms.reported)
    for name in ("reported", "recounted", "gap_low"):
        assert told[texts[f"column.{name}"]].head(n).tolist() == pytest.approx(
            norms.reported[name].tolist(), nan_ok=True
        )
    assert told[texts["column.n_results"]].tail(len(norms.unjoined)).tolist() == norms.unjoined["n"].tolist()
    assert told[texts["column.cell"]].head(n).tolist() == norms.reported["cell"].tolist()
    means = read(workbook, "indicators")
    assert means[texts["column.gap"]].tolist() == pytest.approx(norms.indicators["gap"].tolist())
    kinds = read(workbook, "lived")
    for name in ("came", "named"):
        assert kinds[texts[f"column.{name}"]].tolist() == norms.lived[name].tolist()


def test_why_nothing_is_counted_and_what_stands_beside_no_norm_are_said_in_words(sorteercentrum):
    untold = pd.DataFrame([{"document": "K", "indicator": "A", "unit": "%", "untold": "outside", "n": 0}])
    unjoined = pd.DataFrame(
        [{"document": "K", "indicator": "B", "reason": "no_column", "column": "responded_at", "n": 9}]
    )
    frame = list_reports(alone(sorteercentrum, NormFindings(reported=untold, unjoined=unjoined)), Wording("en")).frame
    assert frame["not_counted"].tolist()[0] == "the log does not cover the period from end to end"
    assert frame["reason"].tolist()[1].startswith("no column of the log tells the moment; needed: ")
    assert "responded_at" not in frame["reason"].tolist()[1]


def test_the_edition_for_both_has_none_of_these_sheets(sorteercentrum, tmp_path):
    write_workbook(gather(sorteercentrum, Wording("en"), "shared"), tmp_path / "b.xlsx")
    names = set(openpyxl.load_workbook(tmp_path / "b.xlsx").sheetnames)
    assert not names & {load_texts("en")[f"sheet.{name}"] for name in ("reports", "indicators", "lived")}
