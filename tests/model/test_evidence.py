import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import drift
from drift.errors import SeriesError, SeriesTypeError
from drift.model.evidence.weigh import weigh_evidence

START = "2018-01"


def engagement(scenario, months=72, seed=5, **law):
    """Return minus the log of a made-up engagement, its variance and the truth."""
    relation = drift.simulate(scenario, months=months, seed=seed, **law)
    return -relation.log_series["engagement"], relation.variances["engagement"], relation.truth


def months(values):
    return pd.Series(values, index=pd.period_range(START, periods=len(values), freq="M"), dtype=float)


@pytest.mark.parametrize(("scenario", "shape", "off"), [("slide_3", "slide", 2), ("step_40", "step", 0)])
def test_a_planted_fall_is_dated_and_told_by_its_shape(scenario, shape, off):
    rise, variance, truth = engagement(scenario)
    evidence = weigh_evidence(rise, variance)
    assert truth.onset == pd.Period("2020-01", "M")
    assert evidence.shape == truth.shape == shape
    assert abs((evidence.onset - truth.onset).n) <= off
    assert evidence.onset_interval[0] <= truth.onset <= evidence.onset_interval[1]
    assert truth.onset + 2 <= evidence.alarm <= truth.onset + 12
    assert evidence.e_values[evidence.alarm] >= evidence.threshold == 10
    assert (evidence.e_values[: evidence.alarm - 1].dropna() < 10).all()
    assert evidence.p_value < 0.001


@pytest.mark.parametrize("scenario", ["plain", "seasonal", "volume_growth", "shocks", "missing", "scope_growth"])
def test_where_nothing_falls_nothing_is_dated(scenario):
    evidence = weigh_evidence(*engagement(scenario)[:2])
    assert (evidence.alarm, evidence.onset, evidence.onset_interval, evidence.shape) == (None,) * 4
    assert evidence.repair_e_values.isna().all()
    assert evidence.ended is None
    assert 0 < evidence.p_value <= 1


def test_twelve_months_come_first():
    rise, variance, _ = engagement("step_40", months=30)
    e_values = weigh_evidence(rise, variance).e_values
    assert e_values.index.equals(rise.index)
    assert e_values[:12].isna().all()
    assert e_values[12:].notna().all()
    short = weigh_evidence(rise[:12], variance[:12])
    assert short.e_values.isna().all()
    assert short.p_value is None


def test_the_twelve_months_begin_with_the_first_that_has_data():
    rise, variance, _ = engagement("plain", months=30)
    rise.iloc[:5] = np.nan
    assert weigh_evidence(rise, variance).e_values.first_valid_index() == rise.index[17]


@pytest.mark.parametrize("scenario", ["plain", "slide_2", "recovery"])
def test_no_later_month_changes_what_a_month_has_shown(scenario):
    rise, variance, _ = engagement(scenario)
    whole = weigh_evidence(rise, variance)
    for n in (13, 37, 60):
        part = weigh_evidence(rise[:n], variance[:n])
        assert np.array_equal(part.e_values, whole.e_values[:n], equal_nan=True)
        assert np.array_equal(part.repair_e_values, whole.repair_e_values[:n], equal_nan=True)


def test_a_later_known_date_changes_nothing_before_it():
    rise, variance, _ = engagement("slide_2")
    one = weigh_evidence(rise, variance, known_onsets=["2019-03"]).e_values
    two = weigh_evidence(rise, variance, known_onsets=["2019-03", "2021-06"]).e_values
    assert np.array_equal(one[:"2021-05"], two[:"2021-05"], equal_nan=True)


def test_a_known_date_where_a_fall_began_makes_it_surer_and_dates_it_closer():
    rise, variance, truth = engagement("slide_2")
    plain, known = (weigh_evidence(rise, variance, known_onsets=dates) for dates in ([], [truth.onset]))
    assert known.e_values.iloc[-1] > 2 * plain.e_values.iloc[-1]
    assert known.alarm <= plain.alarm
    assert known.onset == truth.onset
    assert known.p_value == plain.p_value


@settings(max_examples=12, deadline=None)
@given(
    seed=st.integers(0, 10**6),
    constant=st.floats(-50, 50),
    scenario=st.sampled_from(["plain", "slide_2", "missing", "step_20"]),
)
def test_the_level_says_nothing(seed, constant, scenario):
    rise, variance, _ = engagement(scenario, months=30, seed=seed)
    moved = weigh_evidence(rise + constant, variance)
    assert moved.e_values.to_numpy() == pytest.approx(
        weigh_evidence(rise, variance).e_values.to_numpy(), rel=1e-5, nan_ok=True
    )


def test_months_left_out_of_the_index_are_months_without_data():
    rise, variance, _ = engagement("slide_2", months=48)
    rise.iloc[[7, 20, 21, 33]] = np.nan
    holes = rise.dropna()
    with_gaps, with_holes = weigh_evidence(rise, variance), weigh_evidence(holes, variance[holes.index])
    assert with_holes.e_values.index.equals(holes.index)
    assert np.array_equal(with_holes.e_values, with_gaps.e_values[holes.index], equal_nan=True)


def test_a_month_without_data_shows_what_the_month_before_showed():
    rise, variance, _ = engagement("slide_2", months=48)
    rise.iloc[40] = np.nan
    e_values = weigh_evidence(rise, variance).e_values
    assert e_values.iloc[40] == pytest.approx(e_values.iloc[39], rel=1e-4)


def test_the_order_of_the_months_does_not_matter():
    rise, variance, _ = engagement("step_20", months=40)
    turned = weigh_evidence(rise[::-1], variance[::-1])
    assert np.array_equal(turned.e_values[::-1], weigh_evidence(rise, variance).e_values, equal_nan=True)


def test_a_month_whose_variance_is_unknown_says_nothing():
    rise, variance, _ = engagement("plain", months=40)
    rise.iloc[30] = 9.0
    for unknown in (np.nan, np.inf):
        variance.iloc[30] = unknown
        gap = rise.where(rise.index != rise.index[30])
        assert np.array_equal(
            weigh_evidence(rise, variance).e_values, weigh_evidence(gap, variance.fillna(0.01)).e_values, equal_nan=True
        )


def test_surer_months_weigh_more():
    rise = months([0.0] * 30 + [0.15] * 12)
    sure, unsure = (weigh_evidence(rise, variance).e_values.iloc[-1] for variance in (0.0001, 0.04))
    assert sure > 1000 * unsure


@pytest.mark.parametrize("variance", [0.0, 0.01, 5.0])
@pytest.mark.parametrize("n", [1, 2, 12, 13, 14, 60])
def test_a_series_that_never_moves_never_alarms(n, variance):
    evidence = weigh_evidence(months([3.0] * n), variance)
    assert evidence.alarm is None
    assert not (evidence.e_values > 1.1).any()


def test_a_series_without_data_shows_nothing():
    for empty in (months([np.nan] * 20), pd.Series([], index=pd.PeriodIndex([], freq="M"), dtype=float)):
        evidence = weigh_evidence(empty, 0.01)
        assert evidence.e_values.isna().all()
        assert (evidence.alarm, evidence.p_value) == (None, None)


def test_thirty_years_of_a_slide_stay_within_what_a_number_can_hold():
    evidence = weigh_evidence(months(np.arange(400) * 0.02), 0.0001)
    assert np.isfinite(evidence.e_values[12:]).all()
    assert evidence.e_values.iloc[-1] > 1e100
    assert evidence.shape == "slide"


def test_a_fall_after_a_rise_is_told_with_its_own_end():
    level = np.concatenate([np.zeros(30), np.full(18, 0.35), np.zeros(24)])
    rise = months(level + np.random.default_rng(2).normal(0, 0.04, 72))
    evidence = weigh_evidence(rise, 0.0005)
    assert pd.Period("2020-09", "M") <= evidence.alarm <= pd.Period("2020-12", "M")
    assert evidence.repair_e_values[: evidence.alarm].isna().all()
    assert evidence.repair_e_values[evidence.alarm + 1 :].notna().all()
    assert pd.Period("2022-02", "M") <= evidence.ended <= pd.Period("2022-05", "M")  # it fell in January


def test_a_rise_that_stays_is_not_told_as_repaired():
    level = np.concatenate([np.zeros(30), np.full(42, 0.35)])
    rise = months(level + np.random.default_rng(2).normal(0, 0.04, 72))
    assert weigh_evidence(rise, 0.0005).ended is None


def partly_repaired(repaired=0.7, size=1.1):
    """A rise over twelve months from month 39 on, a plateau, and from month 65 on a fall over fourteen."""
    month = np.arange(82)
    level = size * np.clip((month - 38) / 12, 0, 1) - repaired * np.clip((month - 64) / 14, 0, 1)
    return months(level + np.random.default_rng(4).normal(0, 0.08, 82))


def test_a_rise_over_a_year_that_is_partly_repaired_is_dated_and_told_as_repaired():
    rise = partly_repaired()
    evidence = weigh_evidence(rise, 0.002)
    assert abs((evidence.onset - rise.index[39]).n) <= 1
    assert evidence.onset_interval[0] <= rise.index[39] <= evidence.onset_interval[1]
    assert (evidence.onset_interval[1] - evidence.onset_interval[0]).n <= 5
    assert evidence.shape == "slide"
    assert rise.index[67] <= evidence.ended <= rise.index[77]


@pytest.mark.parametrize("months_of_rise", [1, 12, 30])
def test_a_rise_that_comes_to_rest_is_not_told_as_repaired(months_of_rise):
    level = 0.5 * np.clip((np.arange(84) - 29) / months_of_rise, 0, 1)
    evidence = weigh_evidence(months(level + np.random.default_rng(6).normal(0, 0.05, 84)), 0.001)
    assert abs((evidence.onset - pd.Period("2020-07", "M")).n) <= 2
    assert evidence.shape == ("step" if months_of_rise == 1 else "slide")
    assert evidence.ended is None


def test_what_is_dated_had_begun_when_the_alarm_came():
    for seed in range(4):
        rise, variance, _ = engagement("slide_3", months=48, seed=seed)
        evidence = weigh_evidence(rise, variance)
        assert evidence.onset_interval[1] <= evidence.alarm


def test_a_falling_series_has_not_risen():
    assert weigh_evidence(months(np.arange(40) * -0.03), 0.001).alarm is None


@pytest.mark.parametrize(
    ("series", "variance", "code"),
    [
        ([1.0, 2.0], 0.1, "error.series_type"),
        (pd.Series([1.0, 2.0]), 0.1, "error.series_index"),
        (pd.Series([1.0], index=pd.PeriodIndex(["2020Q1"], freq="Q")), 0.1, "error.series_index"),
        (pd.Series([1.0], index=pd.DatetimeIndex(["2020-01-31"])), 0.1, "error.series_index"),
        (months([1.0, 2.0]).astype("str"), 0.1, "error.series_numbers"),
        (months([1.0, 2.0]), [0.1, 0.1], "error.variance_type"),
    ],
)
def test_what_is_no_monthly_series_of_numbers_is_a_type_error(series, variance, code):
    with pytest.raises(SeriesTypeError) as refused:
        weigh_evidence(series, variance)
    assert refused.value.note.code == code
    assert isinstance(refused.value, TypeError | drift.DriftError)


@pytest.mark.parametrize(
    ("series", "variance", "known", "code"),
    [
        (pd.concat([months([1.0]), months([2.0])]), 0.1, (), "error.series_twice"),
        (months([1.0, np.inf]), 0.1, (), "error.series_infinite"),
        (months([1.0, 2.0]), -0.1, (), "error.variance_negative"),
        (months([1.0, 2.0]), months([0.1]), (), "error.series_months"),
        (months([1.0, 2.0]), months([0.1] * 3)[1:], (), "error.series_months"),
        (months([1.0, 2.0]), 0.1, ["soon"], "error.known_onset"),
    ],
)
def test_a_series_that_cannot_be_weighed_is_refused(series, variance, known, code):
    with pytest.raises(SeriesError) as refused:
        weigh_evidence(series, variance, known_onsets=known)
    assert refused.value.note.code == code
    assert isinstance(refused.value, ValueError)
