"""What drift says of the metro against what was planted: alarm, paper, deals, green reports, a repair, callers."""

import json

import pandas as pd
import pytest
from conftest import METRO

from drift.reports.pages.clauses import choose_clauses
from drift.samples.scenes.scene import load_scene
from drift.samples.versions import write_paper
from drift.wording import Wording

EN = Wording("en")


@pytest.fixture(scope="module")
def truth():
    return json.loads((METRO / "truth.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def months(truth):
    return pd.DataFrame(truth["by_month"]).set_index("month")


def test_the_truth_tells_the_story(truth, months):
    assert truth["dates"] == {
        "procurement": "2015-06",
        "onset": "2015-12",
        "onset_outcomes": "2016-03",
        "round_table": "2017-06-14",
        "repair": "2017-08",
        "repaired": "2017-11",
        "relapse": "2018-02",
        "relapsed": "2018-06",
    }
    same = months["same_hands"].astype(float)
    good, low, mended, last = (
        same[first:end].mean()
        for first, end in (
            ("2013-06", "2015-11"),
            ("2017-01", "2017-07"),
            ("2017-11", "2018-01"),
            ("2018-07", "2019-03"),
        )
    )
    assert good > 0.7
    assert low < 0.1 < 0.25 < mended
    assert last < 0.1
    for name in ("reopened", "repeated", "pushed_up"):
        early, late = months[name].astype(float)[:24].mean(), months[name].astype(float)[-12:].mean()
        assert late > early + 0.05, name


def test_the_alarm_and_the_onset_lie_within_the_planted_months(truth, metro):
    verdict = metro.verdict
    low, high = verdict.onset_interval
    assert low <= pd.Period(truth["dates"]["onset"], "M") <= high
    assert pd.Period(truth["dates"]["onset"], "M") <= verdict.alarm <= pd.Period("2016-12", "M")


def test_the_repair_that_failed_is_told_and_taken_back(truth, metro):
    evidence, verdict = metro.evidence, metro.verdict
    assert pd.Period(truth["dates"]["repair"], "M") <= evidence.ended < pd.Period(truth["dates"]["relapse"], "M")
    assert evidence.relapsed
    assert verdict.state == "spreadsheets and KPIs"
    assert "a repair that showed by November 2017 did not last" in EN.tell(verdict.sentence)
    assert any("the months since take it back" in EN.tell(reason) for reason in verdict.reasons)


def test_the_paper_grew(truth, metro):
    assert [one["clauses"] for one in truth["versions"]] == [60, 61, 81, 101, 98, 105]
    assert metro.verdict.findings.paper == "grew"
    assert metro.verdict.findings.tightened


def test_no_deal_from_above_is_called_made_by_the_floor_and_two_of_three_are_seen(truth, metro):
    planted = {one["version"]: one["top_down"] for one in truth["first_contact"]}
    found = {one.version: one.top_down for one in metro.measured.levels.first}
    assert planted == {"1.0": False, "1.1": False, "2.0": True, "2.1": True, "2.2": False, "3.0": True}
    # around 2.0 one list of the floor ends and another begins: nobody can tell; before 1.0 there is none
    assert found == planted | {"1.0": None, "2.0": None}


def test_the_reports_are_green_while_outcomes_sink(truth, metro):
    lines = {month: own["restore"] for month, own in truth["reports"]["by_month"].items() if month >= "2016-02"}
    assert all(line["reported"] >= line["norm"] == line["contract_norm"] for line in lines.values())
    late = [line["true"] for month, line in lines.items() if month >= "2017-01"]
    assert sum(true < 90 for true in late) > 15
    assert {"reopened", "pushed_up", "complaints"} <= set(metro.judgement.harm.now)
    melons = {one.indicator: one for one in metro.judgement.watermelons}
    restore = melons["Faults restored within the restore time"]
    assert restore.n_months >= 18
    assert restore.below
    assert restore.reported > 0.9 > restore.recounted


def test_callers_leave_or_fall_quiet_and_fewer_report(truth, metro):
    callers = truth["callers"]
    assert (callers["n"], len(callers["left"]), len(callers["quiet"])) == (40, 10, 20)
    still = pd.DataFrame(callers["by_month"]).set_index("month")["still"]
    assert (still["2015-12"], still["2017-10"], still["2019-03"]) == (40, 20, 10)
    # of the callers of one year those that call no more in the next: none at first, two in five in between
    left = metro.measures[metro.measures["measure"].eq("callers_left")].set_index("period")["value"]
    assert left[: pd.Period("2016-03", "M")].max() < 0.02
    assert left.max() > 0.3
    silent = metro.measured.experts.query("side == 'customer'").set_index("year")["lost"].astype(int)
    assert (silent[[2014, 2015]].sum(), silent.sum()) == (0, 31)  # 30 of the staff, and a supervisor


def test_a_clause_is_shown_beside_what_became_of_it_though_it_lay_in_a_matrix_between(metro):
    """Restore and response stood in clauses, then in a matrix of service levels, and in clauses again."""
    paper = write_paper(load_scene("metro"), ("1.0", "1.1", "2.0", "2.1", "2.2", "3.0"))
    keys = {name: {one.text: one.key for one in paper.clauses[name]} for name in ("1.0", "3.0")}
    stricter = [one for one in choose_clauses(metro) if one.what == "tightened"]
    assert len(stricter) == 2
    assert all(keys["1.0"][one.old] == keys["3.0"][one.new] for one in stricter)
