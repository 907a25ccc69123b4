"""Within the norm of the report for half a year, while outcomes are worse by evidence."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reports_beside_tickets import CONTRACT, RESTORE, clauses, incidents, report

import drift
from drift.model.evidence.weigh import Evidence
from drift.model.harm import Harm, follow_outcomes
from drift.model.watermelon import GREEN_MONTHS, find_watermelons, tell_watermelon
from drift.wording import Wording

NL, EN = Wording("nl"), Wording("en")
MONTHS = pd.period_range("2020-01", "2021-12", freq="M")


def harm(since="2020-07", state="worse"):
    """Outcomes that are worse by evidence from a month on."""
    e_values = pd.Series(np.where(pd.Period(since) <= MONTHS, 50.0, 1.0), index=MONTHS)
    evidence = Evidence(e_values, pd.Period(since), None, None, None, None, e_values * np.nan, None)
    return Harm(state, e_values, ("reopened",), {"reopened": evidence}, now=("reopened", "repeated"))


def rows(green, months=MONTHS, **more):
    """One indicator a month; green: a list."""
    frame = pd.DataFrame({"begins_on": months.start_time, "ends_on": (months + 1).start_time, "green": green})
    told = {"document": "rapportage", "indicator": "Herstel", "unit": "%", "reported": 0.9, "recounted": 0.8, "n": 10,
            "norm": 0.85, "contract_norm": np.nan}  # fmt: skip
    return frame.astype({"green": object}).assign(**told | more)


def test_half_a_year_within_the_norm_while_outcomes_are_worse_is_found():
    (found,) = find_watermelons(rows([True] * 24), harm("2020-07"))
    assert (found.first, found.last, found.n_months) == (pd.Period("2020-07"), pd.Period("2021-12"), 18)
    assert found.outcomes == ("reopened", "repeated")
    assert (found.reported, found.recounted, found.n, found.below) == (
        pytest.approx(0.9), pytest.approx(0.8), 180, True
    )  # fmt: skip


@pytest.mark.parametrize(("n", "found"), [(5, 0), (6, 1), (12, 1)])
def test_fewer_than_six_months_are_none(n, found):
    green = [True] * 12 + [False] * (12 - n) + [True] * n
    assert len(find_watermelons(rows(green), harm("2021-01"))) == found


def test_months_before_the_evidence_do_not_count():
    assert find_watermelons(rows([True] * 24), harm("2021-08")) == ()
    assert len(find_watermelons(rows([True] * 24), harm("2021-07"))) == 1


@pytest.mark.parametrize("state", ["held", "unknown"])
def test_without_the_finding_that_outcomes_are_worse_there_is_none(state):
    assert find_watermelons(rows([True] * 24), harm(state=state)) == ()
    assert find_watermelons(pd.DataFrame(), harm()) == ()


def test_evidence_that_was_down_to_nothing_in_between_begins_again():
    again = harm("2020-07")
    again.e_values["2021-03"] = 0.9
    assert list(follow_outcomes(again.e_values)["2021-02":"2021-05"]) == ["worse", "held", "worse", "worse"]
    (found,) = find_watermelons(rows([True] * 24), again)
    assert (found.first, found.n_months) == (pd.Period("2021-04"), 9)


def test_a_month_that_is_not_reported_ends_a_run_and_an_untold_one_counts_as_none():
    gap = rows([True] * 24).drop(index=20)  # 2021-09
    (found,) = find_watermelons(gap, harm("2020-07"))
    assert (found.first, found.last) == (pd.Period("2020-07"), pd.Period("2021-08"))
    untold = rows([True] * 20 + [None] + [True] * 3)
    (found,) = find_watermelons(untold, harm("2020-07"))
    assert (found.last, found.n_months) == (pd.Period("2021-12"), 17)


def test_two_quarters_are_half_a_year():
    quarters = pd.period_range("2021Q1", "2021Q4", freq="Q")
    (found,) = find_watermelons(rows([False, True, True, False], quarters), harm())
    assert (found.first, found.last, found.n_months) == (pd.Period("2021-04"), pd.Period("2021-09"), GREEN_MONTHS)
    assert find_watermelons(rows([False, True, False, True], quarters), harm()) == ()


def test_each_indicator_is_looked_at_by_itself():
    both = pd.concat([rows([True] * 24), rows([True, False] * 12, indicator="Reactie")])
    assert [found.indicator for found in find_watermelons(both, harm())] == ["Herstel"]


@given(st.lists(st.sampled_from([True, False, None]), min_size=24, max_size=24))
def test_a_run_has_no_month_outside_its_norm_and_lies_where_outcomes_are_worse(green):
    for found in find_watermelons(rows(green), harm("2020-07")):
        inside = [is_green for month, is_green in zip(MONTHS, green, strict=True) if found.first <= month <= found.last]
        assert False not in inside
        assert inside.count(True) == found.n_months >= GREEN_MONTHS
        assert found.first >= pd.Period("2020-07")


def test_it_is_told_so_that_both_sides_can_read_it():
    below, alike, uncounted = (
        find_watermelons(rows([True] * 24, **more), harm("2021-07"))[0]
        for more in ({"recounted": 0.84}, {"recounted": 0.88}, {"recounted": np.nan})
    )
    assert EN.tell(tell_watermelon(below)) == (
        "Herstel: the report said within the norm in all 6 months from July 2021 to December 2021; the tickets of "
        "those months say 84\u00a0% (60 incidents), the report 90\u00a0%. In the same time outcomes are worse than in "
        "the good years, by evidence: reopened and repeated on the same object. "
        "The report may count otherwise (by the month of closing, with "
        "the clock stopped)."
    )
    assert "zeggen dat ook (88\u00a0%, 60 storingen)" in NL.tell(tell_watermelon(alike))
    assert "Tickets cannot show this indicator" in EN.tell(tell_watermelon(uncounted))
    for found in (below, alike, uncounted):
        said = " ".join(say.tell(tell_watermelon(found)).casefold() for say in (NL, EN))
        assert not any(word in said for word in ("green", "groen", "red ", "rood", "breach", "watermel", "schend"))


def analyse(reopened_later):
    """Return the analysis of five years, in which more is reopened from the fourth on."""
    months = pd.period_range("2018-01", "2022-12", freq="M")
    rng = np.random.default_rng(5)
    log = incidents(24, 6, months, object=lambda row: f"O{row['opened_at'].day_of_year}")
    share = np.where(log["opened_at"] < pd.Timestamp("2021-01-01"), 0.04, reopened_later)
    log["n_reopened"] = (rng.random(len(log)) < share).astype(int)
    contract = {months[0].start_time.date(): next(iter(CONTRACT.values()))}
    told = report(90.0, periods=months)
    return drift.analyse_tables({"clauses": clauses(contract), "incidents": log, "norm_reports": told})


def test_a_relation_whose_reports_stay_good_while_more_is_reopened():
    judgement = analyse(0.3).judgement
    assert judgement.harm.state == "worse"
    (found,) = judgement.watermelons
    assert (found.indicator, found.last, found.outcomes) == (RESTORE, pd.Period("2022-12"), ("reopened",))
    assert pd.Period("2021-01") < found.first < pd.Period("2022-01")  # as soon as the evidence says so
    assert (found.reported, found.recounted, found.below) == (pytest.approx(0.9), pytest.approx(0.8), True)


def test_a_relation_in_which_nothing_got_worse_has_none():
    judgement = analyse(0.04).judgement
    assert judgement.harm.state == "held"
    assert judgement.watermelons == ()
