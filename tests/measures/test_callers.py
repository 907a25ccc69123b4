import numpy as np
import pandas as pd
import pytest
from handmade import incident, make_casebook
from hypothesis import given, settings
from hypothesis import strategies as st
from logs_of_callers import FIRST, make_calls, months_of, to_cases

from drift.measures.catalogue import ANSWERED, CALLERS_LEFT, measure_named
from drift.measures.work.callers import PACE_DOUBT, count_waits, measure_callers_left

BEFORE, SETTLED, AFTER = 59, 71, 83  # last month before the change; a year after it; when the leavers are forgotten


def left(calls, n=84):
    return measure_callers_left(count_waits(to_cases(calls), months_of(n)), months_of(0))


def mean_left(at, **plan):
    values = [left(make_calls(seed, **plan)).value[FIRST + at] for seed in range(6)]
    return float(np.mean(values))


def waits(rows):
    """Return counts of one month: active, first, n, again."""
    frame = pd.DataFrame(rows, columns=["active", "first", "n", "again"])
    return frame.assign(period=FIRST, known=1.0)


def test_half_of_forty_that_never_come_back_are_half_less_what_chance_keeps_silent():
    # pace: 20 call again in month 3 and in 3 of the 9 months after it, where 20 x 4/12 x 9 = 60 are expected: 1
    shares = measure_callers_left(waits([(4, 3, 20, 60), (4, 0, 20, 0)]), months_of(0))
    chance = np.exp(-4)
    assert shares.value[FIRST] == pytest.approx((0.5 - chance) / (1 - chance))
    greenwood = 0.5 * 0.5 / 40
    pace_error = (65 + (PACE_DOUBT * 65) ** 2) ** 0.5 / 65
    slope = 4 * chance * 0.5 / (1 - chance) ** 2
    spread = greenwood / (1 - chance) ** 2 + (slope * pace_error) ** 2
    assert shares.variance[FIRST] * np.exp(2 * shares.log[FIRST]) == pytest.approx(spread)
    assert shares.n[FIRST] == 40


def test_of_callers_who_all_fall_silent_all_left_and_of_those_who_all_call_again_none():
    assert measure_callers_left(waits([(1, 0, 40, 0)]), months_of(0)).value[FIRST] == 1
    assert measure_callers_left(waits([(12, 1, 40, 440)]), months_of(0)).value[FIRST] == 0


def test_who_calls_seldom_is_not_awaited_for_longer_than_his_gaps():
    seldom = [(1, 0, 60, 0), (1, 6, 60, 30)]
    both = [(12, 1, 40, 440), *seldom]
    alone = measure_callers_left(waits([(12, 1, 40, 440)]), months_of(0)).value[FIRST]
    # forty who always call are followed for four gaps; sixty of the others fell silent, after one gap at most
    assert alone == 0
    assert measure_callers_left(waits(both), months_of(0)).value[FIRST] < 60 / 160


def test_of_none_among_forty_the_logarithm_is_that_of_half_a_caller_and_its_doubt_is_no_larger():
    shares = measure_callers_left(waits([(12, 1, 40, 440)]), months_of(0))
    assert shares.log[FIRST] == pytest.approx(np.log(0.5 / 40))
    assert shares.variance[FIRST] < 11  # of half a count 2; the rest is the doubt of the pace


def test_fewer_than_twenty_callers_tell_nothing():
    assert measure_callers_left(waits([(1, 0, 19, 0)]), months_of(0)).value.empty


def test_a_log_of_less_than_two_years_has_no_month():
    shares = left(make_calls(1, months=23), 23)
    assert shares.value.empty
    assert shares.log.index.freqstr == "M"


def test_steady_turnover_is_flat_and_a_third_that_gives_up_is_told():
    stable = mean_left(SETTLED)
    assert stable == pytest.approx(mean_left(BEFORE), abs=0.06)
    gave_up = mean_left(SETTLED, quit_share=1 / 3)
    assert gave_up == pytest.approx(stable + (1 - stable) / 3, abs=0.08)
    assert mean_left(AFTER, quit_share=1 / 3) == pytest.approx(stable, abs=0.08)


@pytest.mark.parametrize("a_year", [6.0, 24.0])
def test_when_all_call_half_as_often_nobody_left(a_year):
    assert mean_left(SETTLED, a_year=a_year, pace=0.5) == pytest.approx(mean_left(SETTLED, a_year=a_year), abs=0.06)


def test_a_third_that_gives_up_shows_where_the_others_call_half_as_often():
    assert mean_left(SETTLED, pace=0.5, quit_share=1 / 3) > mean_left(SETTLED, pace=0.5) + 0.2


@settings(max_examples=5, deadline=None)
@given(cut=st.integers(24, 83))
def test_no_month_changes_when_later_ones_arrive(cut):
    calls = make_calls(3, quit_share=0.3)
    whole = left(calls)
    part = left(calls[calls["month"] < FIRST.ordinal + cut], cut)
    pd.testing.assert_series_equal(part.value, whole.value[: len(part.value)])
    assert len(part.value) == cut - 23


@settings(max_examples=5, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_new_names_for_the_callers_change_nothing(seed):
    calls = make_calls(4)
    names = np.random.default_rng(seed).permutation(int(calls["caller_number"].max()) + 1)
    renamed = calls.assign(caller_number=names[calls["caller_number"]]).sample(frac=1, random_state=seed)
    one, other = left(calls), left(renamed)
    for part in ("value", "log", "variance", "n"):
        pd.testing.assert_series_equal(getattr(one, part), getattr(other, part))


def test_several_calls_of_one_month_count_as_one():
    calls = make_calls(5)
    pd.testing.assert_series_equal(left(calls).value, left(pd.concat([calls, calls])).value)


def test_months_in_which_callers_are_not_named_are_empty():
    calls = make_calls(6)
    late = calls["month"] >= FIRST.ordinal + 70
    unnamed = calls.assign(caller_number=calls["caller_number"].astype("Int64").mask(late))
    shares = left(unnamed)
    assert shares.value.index[-1] == FIRST + 71  # a fifth of a year may be unnamed
    assert float(shares.known.min()) >= 0.8
    by_portal = unnamed.assign(by_people=~late)  # nobody's by right: a portal reported them
    assert left(by_portal).value.index[-1] == FIRST + 80  # none at all in the last year: nothing is known any more


def test_robots_are_no_callers():
    month_h = 24 * 30.5
    names = ["portal", *(f"caller {i}" for i in range(4))]
    calls = [(f"{month}-{name}", month, name) for month in range(26) for name in names]
    rows = [incident(n, after_h=m * month_h, requester=name, handler="H") for n, m, name in calls]
    with make_casebook(rows, robots=frozenset({"portal"})) as casebook:
        counts = casebook.counts.sums[CALLERS_LEFT]
    assert set(counts.groupby("period")["n"].sum()) == {4}


def test_it_is_no_yes_or_no_of_an_incident_and_stands_apart_from_the_other_outcomes():
    assert CALLERS_LEFT not in ANSWERED
    assert {"same_hands", "waiting", "automatic"} <= set(ANSWERED)
    measure = measure_named(CALLERS_LEFT)
    assert (measure.unit, measure.direction, measure.apart) == ("share", -1, True)
