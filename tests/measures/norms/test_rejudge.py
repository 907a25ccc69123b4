"""The same incidents under every version, and what of a change is the work's and what the norm's."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_relations import analyse, make_clauses, make_incidents, met_of

from drift.measures.norms.rejudge import _mean_variance, _Pair, _pair_cell, _paired_variance

pytestmark = pytest.mark.long

RESTORE = "Een storing met prioriteit 1 is binnen {} uur hersteld."
DAYS = pd.date_range("2020-01-02 09:00", "2021-12-30", freq="3D")
HOURS = [i % 10 + 0.5 for i in range(len(DAYS))]


@pytest.fixture(scope="module")
def tightened():
    clauses = make_clauses(v1=[RESTORE.format(8)], v2=[RESTORE.format(4)])
    return analyse(clauses, make_incidents(DAYS, HOURS))


def test_each_year_has_its_share_under_each_version(tightened):
    met = met_of(tightened)
    year = np.array([day.year for day in DAYS])
    for version, limit in (("v1", 8), ("v2", 4)):
        for one in (2020, 2021):
            assert met[version, one] == np.mean(np.array(HOURS)[year == one] <= limit)


def test_a_change_is_the_works_part_and_the_norms_part_and_nothing_else(tightened):
    split = tightened.measured.norms.splits.iloc[0]
    met = met_of(tightened)
    assert split["change"] == pytest.approx(met["v2", 2021] - met["v1", 2020], abs=1e-12)
    assert split["work"] + split["norm"] == pytest.approx(split["change"], abs=1e-12)
    assert split["work_low"] < 0 < split["work_high"]  # the work is the same in both years
    assert split["norm_high"] < -0.3


def test_work_that_got_slower_under_one_norm_is_all_the_works():
    slower = [hour + 4 * (day.year == 2021) for hour, day in zip(HOURS, DAYS, strict=True)]
    found = analyse(make_clauses(v1=[RESTORE.format(8)], v2=[RESTORE.format(8)]), make_incidents(DAYS, slower))
    split = found.measured.norms.splits.iloc[0]
    assert split["norm"] == split["norm_low"] == split["norm_high"] == 0
    assert split["work"] == pytest.approx(split["change"], abs=1e-12)
    assert split["work_high"] < -0.2


def test_incidents_that_one_version_does_not_bind_are_left_out_of_all():
    """P2 has a norm in the second version alone: it cannot tell whether work or norm changed."""
    second = "Een storing met prioriteit 2 is binnen 1 uur hersteld."
    clauses = make_clauses(v1=[RESTORE.format(8)], v2=[RESTORE.format(8), second])
    priority = ["P1" if i % 2 else "P2" for i in range(len(DAYS))]
    found = analyse(clauses, make_incidents(DAYS, HOURS, priority)).measured.norms
    assert found.met.groupby("year")["n_asked"].unique().map(list).tolist() == [[61], [60]]
    assert found.met.groupby("year")["share"].nunique().tolist() == [1, 1]


def test_what_is_open_and_not_yet_past_is_unknown_and_what_is_past_is_missed():
    days = pd.date_range("2020-01-02 09:00", periods=100, freq="D")
    hours = [None if i >= 98 else 1.0 for i in range(100)]
    hours[50] = None  # open for months
    judged = analyse(make_clauses(v1=[RESTORE.format(8)]), make_incidents(days, hours)).tables["judgements"]
    met = judged.set_index("incident_id")["met"]
    assert met[["I00049", "I00050", "I00098"]].tolist() == [True, False, False]
    last = judged.set_index("incident_id").loc["I00099"]
    assert pd.isna(last["met"])
    assert last["why"] == "open"


def test_where_over_a_fifth_is_open_the_share_is_estimated_from_all():
    """Of those that ended half took six hours; the others opened an hour before the end of the log, and say nothing."""
    days = pd.date_range("2020-03-02 09:00", periods=60, freq="D")
    end = pd.Timestamp("2020-05-01 09:00")
    late = [end - pd.Timedelta(hours=1)] * 30
    opened = [*days, *late, end]
    hours = [6.0 if i % 2 else 9.0 for i in range(60)] + [None] * 31
    found = analyse(make_clauses(v1=[RESTORE.format(8)]), make_incidents(opened, hours)).measured.norms.met.iloc[0]
    assert bool(found["estimated"])
    assert found["n_unknown"] == 31
    assert found["share"] == pytest.approx(0.5, abs=0.01)


@pytest.mark.long
@settings(max_examples=4, deadline=None)
@given(st.permutations([1, 2, 3, 5, 8, 13, 21]))
def test_a_shorter_limit_is_never_met_by_more(limits):
    names = [f"v{i + 1}" for i in range(len(limits))]
    clauses = make_clauses(**{name: [RESTORE.format(limit)] for name, limit in zip(names, limits, strict=True)})
    met = met_of(analyse(clauses, make_incidents(DAYS[:80], HOURS[:80])))
    shares = [met[name, 2020] for _, name in sorted(zip(limits, names, strict=True))]
    assert shares == sorted(shares)


def test_equal_norms_give_equal_shares_in_any_version_whatever_their_words():
    texts = [RESTORE.format(8), "P1: oplostijd 8 uur", "Priority 1 incidents shall be resolved within 480 minutes."]
    clauses = make_clauses(**{f"v{i + 1}": [text] for i, text in enumerate(texts)})
    met = met_of(analyse(clauses, make_incidents(DAYS, HOURS)))
    assert len(met) == 6
    assert met.groupby("year").nunique().tolist() == [1, 1]


def test_pairs_are_counted_with_their_variance_as_by_hand():
    verdicts = np.array([[1, 1], [1, 0], [1, 0], [0, 0], [1, 1], [0, 0]])  # the second norm is the shorter
    pair = _pair_cell({"met": 4, "missed": 2}, {"met": 2, "missed": 4}, alike=True)
    assert pair == _Pair(6, (4, 2), 2)
    step, mean = verdicts[:, 1] - verdicts[:, 0], verdicts.mean(axis=1)
    assert _paired_variance(pair) == pytest.approx(step.var() / 6)
    assert _mean_variance(pair) == pytest.approx(mean.var() / 6)
    assert not math.isnan(_mean_variance(pair))


def test_an_end_in_the_stamp_of_the_opening_or_before_it_is_unknown_and_not_quick():
    days = pd.date_range("2020-01-02 09:00", periods=40, freq="D")
    hours = [0.0 if i == 3 else -1.0 if i == 4 else 2.0 for i in range(40)]
    text = "Een storing met prioriteit 1 is binnen 2 werkdagen hersteld."
    judged = analyse(make_clauses(v1=[text]), make_incidents(days, hours)).tables["judgements"]
    own = judged.set_index("incident_id")
    assert own.loc["I00003", "why"] == "instant"
    assert own.loc["I00004", "why"] == "backwards"
    assert own["met"].isna().sum() == 2
