"""The pages: sentences equal the numbers, titles are sentences, and every rung and state gives a report."""

import dataclasses
import datetime as dt
import json
import math
import re
from typing import get_args

import pandas as pd
import pytest
from builders import alter, make_contract, make_log

import drift
from drift.charts.style import Chart
from drift.errors import Note
from drift.model.harm import group_outcomes
from drift.model.states import State
from drift.reports.material import gather
from drift.reports.pages.blocks import Cards, Lists, Quiet, Table, find_charts
from drift.reports.pages.build import PAGES, build_report
from drift.reports.pages.clauses import choose_clauses
from drift.reports.pages.growth import say_parties
from drift.reports.pages.outcomes import build_outcomes, say_evidence, say_outcomes
from drift.reports.pages.scissors import build_scissors
from drift.reports.pdf import write_pdf
from drift.tables.calendar import find_quarters
from drift.terms import PAGE_NAMES
from drift.wording import Wording, load_texts
from drift.wording.values import Share

LANGUAGES = ("nl", "en")
EN = Wording("en")
CODE = re.compile(r"\{|\}|\b(?:report|measure|verdict|chart)\.[a-z_]+")
TEXTS = ["The supplier shall restore faults within 4 hours.", "The supplier shall report each month."] * 4


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """Return a contract of two versions beside a log of four years in which attention falls."""
    folder = tmp_path_factory.mktemp("acme")
    make_contract(folder, "SLA 2018-01-01", TEXTS)
    make_contract(folder, "SLA 2019-06-01", [*TEXTS, *TEXTS])
    make_log(folder, dt.datetime(2018, 1, 1), 24, a_month=8, quiet_from=16, updates_h=(1.0, 2.0, 2.9))
    return drift.analyse(folder)


def pages_of(analysis, language):
    """Return the pages by name."""
    return {page.name: page for page in build_report(gather(analysis, Wording(language))).pages}


def page_of(analysis, language, name):
    """Return one page, also where the report leaves it out because nothing happened."""
    return PAGES[name](gather(analysis, Wording(language)))


def words_of(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, Chart):
        yield value.alt
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from words_of(getattr(value, field.name))
    elif isinstance(value, list | tuple):
        for part in value:
            yield from words_of(part)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", ("Since when: about ", ", with 90 % certainty between ", "How sure: ")),
        ("nl", ("Sinds wanneer: ongeveer ", ", met 90 % zekerheid tussen ", "Hoe zeker: ")),
    ],
)
def test_one_quiet_line_below_the_scissors_tells_since_when_and_how_sure(small, language, told):
    say, found = Wording(language), small.verdict
    assert found.alarm is not None
    page = pages_of(small, language)["scissors"]
    assert [type(block) for block in page.blocks] == [Chart, Quiet, Cards, Lists]
    since, sure, back = page.blocks[1].lines
    assert since.startswith(told[0] + say.show(found.onset) + told[1])
    assert all(say.show(month) in since for month in found.onset_interval)
    assert sure.startswith(told[2])
    assert not {since, sure, back} & set(words_of(page.blocks[3]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_verdict_and_its_reasons_stand_on_page_1_as_in_the_json(sorteercentrum, reports, language):
    record = json.loads((reports[language] / "sorteercentrum-zuid-verzonnen.json").read_text(encoding="utf-8"))[
        "verdict"
    ]
    page = page_of(sorteercentrum, language, "scissors")
    assert page.title == record["sentence"]
    told = [*words_of(page)]
    for reason in record["reasons"][1:]:  # the first is that of the paper, which its card tells
        assert reason in told


def test_the_drivers_told_are_those_of_the_json_and_add_up(sorteercentrum, reports):
    drivers = json.loads((reports["en"] / "sorteercentrum-zuid-verzonnen.json").read_text(encoding="utf-8"))["drivers"]
    say = Wording("en")
    table = page_of(sorteercentrum, "en", "slide").blocks[0].blocks[1][0]
    assert [row[2] for row in table.rows[:-1]] == [say.change(driver["share"]) for driver in drivers]
    assert table.rows[-1][2] == say.change(sum(driver["share"] for driver in drivers))
    assert sum(driver["share"] for driver in drivers) == pytest.approx(
        sorteercentrum.indices["drift"].dropna().iloc[-1], abs=1e-4
    )


def test_the_duties_told_are_those_counted(quiet):
    stocks = quiet.measured.paper.stocks
    now = int(stocks.total["obligations"].dropna().iloc[-1])
    told = say_parties(quiet, pd.Period(quiet.measured.base.paper[0], "M"), EN)
    assert sum(map(int, re.findall(r"now in (\d+)", told))) == now


def test_the_kinds_of_the_contract_add_up_to_the_number_of_page_1(sorteercentrum):
    page = page_of(sorteercentrum, "en", "asks")
    kinds = page.blocks[0].blocks[0][0]
    then, now = ([int(row[k]) for row in kinds.rows] for k in (1, 2))
    assert sum(then[:-1]) == then[-1]
    assert sum(now[:-1]) == now[-1]
    front = page_of(sorteercentrum, "en", "front").blocks[0]
    assert front.pairs[0].value == f"{then[-1]} → {now[-1]}"
    assert f"now prescribes {now[-1]} things" in page.title


def test_the_clauses_shown_are_of_the_contract_then_and_now(sorteercentrum):
    clauses = sorteercentrum.tables["clauses"]
    shown = choose_clauses(sorteercentrum)
    assert [one.what for one in shown] == ["tightened", "tightened", "new", "new", "gone"]
    old, new = (
        set(clauses.loc[clauses["version"].eq(version) & clauses["document"].eq("SLA") & clauses["in_force"], "text"])
        for version in ("1.0", "4.0")
    )
    for one in shown:
        assert one.old in old | {""}
        assert one.new in new | {""}
        assert (one.old == "") == (one.what == "new")
        assert (one.new == "") == (one.what == "gone")
    assert min(one.size for one in shown if one.what == "tightened") >= math.log(4)  # 4 hours became 1; 2 % became .5 %


def test_where_nothing_happened_two_pages_tell_it(quiet):
    assert [page.name for page in build_report(gather(quiet, EN)).pages] == ["front", "quiet", "sources"]
    page = page_of(quiet, "en", "quiet")
    rows = {row[0]: row[1:] for row in page.blocks[0].rows}
    change = quiet.judgement.changes["time_to_restore"]
    assert rows["Time to restore"][2] == EN.change(change.log)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_has_a_gap_and_every_chart_has_its_own_name(quiet, small, language):
    for analysis in (quiet, small):
        report = build_report(gather(analysis, Wording(language)))
        assert not [text for text in words_of(report.pages) if CODE.search(text)]
        names = [chart.name for chart in report.charts]
        assert len(names) == len(set(names))
        assert [page.name for page in report.pages] == [
            name for name in PAGE_NAMES if name in {page.name for page in report.pages}
        ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rung", [None, 0, 1, 2, 3, 4])
def test_every_rung_gives_a_report(small, tmp_path, rung, language):
    analysis = alter(small, "judgement", rung=rung)
    write_pdf(gather(analysis, Wording(language)), tmp_path / "r.pdf")
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_verdict_has_a_title_without_a_gap(small, language):
    codes = sorted(code for code in load_texts(language) if re.fullmatch(r"verdict\.(?!why)[a-z_]+", code))
    assert set(codes) == {f"verdict.{state.replace(' ', '_').casefold()}" for state in get_args(State)}
    values = {
        "paper": "p",
        "work": "w",
        "harm": "h",
        "found": "f",
        "what": "w",
        "base": "b",
        "tightening": "3 %",
        "why": "x",
    }
    for code in codes:
        verdict = dataclasses.replace(small.verdict, sentence=Note(code, values))
        page = build_scissors(gather(alter(small, "judgement", verdict=verdict), Wording(language)))
        assert not CODE.search(page.title)


def test_an_outcome_is_called_worse_from_the_month_of_its_alarm(quiet):
    alarm, ended = pd.Period("2025-06", "M"), pd.Period("2026-01", "M")
    found = dataclasses.replace(quiet.judgement.harm.each["time_to_restore"], alarm=alarm, ended=ended)
    harm = dataclasses.replace(quiet.judgement.harm, each={**quiet.judgement.harm.each, "time_to_restore": found})
    told = say_evidence(alter(quiet, "judgement", harm=harm), "time_to_restore", Wording("en"))
    assert told == "worse: Jun 2025 to Jan 2026"


def test_a_log_in_which_nobody_argues_has_no_clause_talk(sample):
    assert "clause_talk" not in set(sample.measures["measure"])
    assert sample.judgement.harm.worse == ()
    assert say_outcomes(sample, Wording("en")) == "No outcome is clearly worse now than in Apr 2022 – Mar 2023"


@pytest.mark.parametrize("language", LANGUAGES)
def test_title_table_notes_and_page_1_name_the_same_outcomes_in_the_same_groups(sorteercentrum, language):
    say, harm = Wording(language), sorteercentrum.judgement.harm
    outcomes = sorteercentrum.measured.operations.compared
    page = build_outcomes(gather(sorteercentrum, say))
    table = next(block for block in page.blocks if isinstance(block, Table))
    assert len(table.rows) == len(outcomes)
    words = [row[-1] for row in table.rows]
    for group in ("now", "back", "untold"):
        names = getattr(harm, group)
        which = say.join([say(f"measure.{name}.name") for name in names])
        assert words.count(say(f"report.outcomes.is_{group}")) == len(names)
        reasons = [say.tell(reason) for reason in sorteercentrum.verdict.reasons]
        if names:
            assert which in page.title
            assert any(which in reason for reason in reasons)
    assert words == sorted(words, key=words.index)  # the groups stand together


def test_a_share_is_told_as_two_shares_and_points_and_hours_in_percent(sorteercentrum):
    page = build_outcomes(gather(sorteercentrum, Wording("en")))
    rows = {row[0]: row for row in next(block for block in page.blocks if isinstance(block, Table)).rows}
    changes = sorteercentrum.judgement.changes
    windows = (changes["complaints"].before, changes["complaints"].after)
    assert rows["Complaints"][1:3] == [EN.percent(window.level, 1) for window in windows]
    assert rows["Complaints"][4] == EN.points(changes["complaints"].points.value)
    assert rows["Time to restore"][4] == EN.change(changes["time_to_restore"].log)
    assert "Waiting (the open time)" in rows  # a share of time is not one of incidents
    shares = [name for name in sorteercentrum.measured.operations.compared if changes[name].points]
    for name in shares:
        assert changes[name].points.value == pytest.approx(changes[name].after.level - changes[name].before.level)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_share_of_open_time_is_told_as_that_wherever_it_is_told(quiet, language):
    """The card of attention, the course page and the axis of the workbook do not call it a share of incidents."""
    told = [text for page in build_report(gather(quiet, Wording(language))).pages for text in words_of(page)]
    wrong = {"en": "Of the incidents", "nl": "Van de storingen"}[language]
    assert not [text for text in told if wrong in text]
    assert load_texts(language)["charts.share"] == {"en": "share", "nl": "deel"}[language]


def test_what_is_not_known_says_why_on_its_page(sample):
    months = tuple(pd.period_range("2025-06", "2026-05", freq="M"))
    why = Note("untold.few_known", {"months": months, "share": Share(0.75), "n": 261, "least": Share(0.8)})
    judgement, names = sample.judgement, sample.measured.operations.compared
    changes, untold = {**judgement.changes, "time_to_restore": None}, {"time_to_restore": why}
    harm = group_outcomes(judgement.harm, changes, names)
    page = build_outcomes(gather(alter(sample, "judgement", changes=changes, untold=untold, harm=harm), EN))
    assert page.title.endswith("; cannot be told: time to restore")
    told = "in June 2025 – May 2026 it is known of 75\u00a0% of 261 incidents; 80\u00a0% is needed"
    assert f"Cannot be told, time to restore: {told}." in [*words_of(page)]
    row = next(block for block in page.blocks if isinstance(block, Table)).rows[0]
    assert row == ["Time to restore", *["–"] * 5, "not clear"]


def test_pages_without_data_are_named_on_the_last(quiet):
    report = build_report(gather(quiet, Wording("en")))
    assert report.left_out == ("the round table",)
    told = "Left out for want of data: the round table."
    assert any(told in text for text in words_of(report.pages[-1]))


def test_a_quarter_counts_where_its_first_and_last_month_are_touched():
    quarters = pd.period_range("2020Q1", "2020Q3", freq="Q")
    whole = quarters.isin(find_quarters(pd.period_range("2020-02-03", "2020-09-01", freq="M")))
    assert whole.tolist() == [False, True, True]


def test_shares_that_are_hardly_there_have_a_scale_whose_ticks_differ(sorteercentrum):
    operations = sorteercentrum.measured.operations
    seen = operations.seen_of("clause_talk")
    tiny = dataclasses.replace(seen, log=seen.log * 0 + math.log(0.001), variance=seen.variance * 0)
    rare = dataclasses.replace(operations, as_seen={**operations.as_seen, "clause_talk": tiny})
    page = build_outcomes(gather(alter(sorteercentrum, "measured", operations=rare), Wording("en")))
    axes = next(chart for chart in find_charts(page.blocks) if chart.name == "clause_talk").figure.axes[0]
    axes.figure.canvas.draw()
    ticks = [tick.get_text() for tick in axes.get_yticklabels()]
    assert len(set(ticks)) == len(ticks) >= 2
