import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from drift.errors import UsageError
from drift.measures.drawn_weights import draw_weights, fit_effects
from drift.measures.index import Index, choose_base, fit_index, show_periods

MONTHS = pd.period_range("2020-01", periods=30, freq="M")
BASE = MONTHS[3:15]
WEIGHTS = {"a": 0.25, "b": 0.25, "c": 0.5}
values = arrays(float, (30, 3), elements=st.floats(-3, 3, allow_nan=False))


def frame(array):
    return pd.DataFrame(array, index=MONTHS, columns=list("abc"))


def fit(logs, base=BASE, variance=0.01):
    return fit_index(logs, logs * 0 + variance, WEIGHTS, base)


@given(values)
def test_an_index_is_zero_in_its_base(array):
    assert fit(frame(array)).values[BASE].mean() == pytest.approx(0, abs=1e-9)


@given(values)
def test_where_nothing_is_missing_it_is_the_weighted_geometric_mean(array):
    logs = frame(array)
    mean = (logs * pd.Series(WEIGHTS)).sum(axis=1)
    assert np.allclose(fit(logs).values, mean - mean[BASE].mean(), atol=1e-9)


@given(values, st.integers(0, 29), st.sampled_from("abc"))
def test_a_measure_that_comes_or_goes_makes_no_step(array, gone_from, name):
    course = array[:, [0]]
    levels = np.array([0.0, 1.3, -2.0])
    logs = frame(course + levels)  # three measures that move alike, at different levels
    whole = fit(logs).values
    logs.loc[MONTHS[gone_from] :, name] = np.nan
    if logs[name].notna().any():
        assert np.allclose(fit(logs).values, whole, atol=1e-8)


NOISE = 0.05
noise = arrays(float, (30, 3), elements=st.floats(-NOISE, NOISE, allow_nan=False))


@given(values, noise, st.integers(1, 29), st.booleans(), st.sampled_from("abc"), st.integers(0, 18))
def test_up_to_its_noise_a_measure_that_comes_or_goes_makes_no_step_wherever_the_base_lies(
    array, around, at, early, name, base_from
):
    base = MONTHS[base_from : base_from + 12]
    whole = frame(array[:, [0]] + np.array([0.0, 1.3, -2.0]) + around)
    cut = whole.copy()
    cut.loc[MONTHS[:at] if early else MONTHS[at:], name] = np.nan
    apart = fit(cut, base).values - fit(whole, base).values
    # noise sets it apart from the others by 2 NOISE at most in a month, as much in a year, and once more in the base
    assert apart.abs().max() <= 2 * (2 + 2) * NOISE * WEIGHTS[name] + 1e-9


def arriving(course, *, at=12, base=slice(40, 52)):
    """Two measures that stand still, and a third of half the weight that arrives and takes a course of its own."""
    months = pd.period_range("2020-01", periods=60, freq="M")
    logs = pd.DataFrame(0.0, index=months, columns=list("abc"))
    logs["c"] = course
    logs.loc[months[:at], "c"] = np.nan
    return fit_index(logs, logs * 0 + 0.01, WEIGHTS, months[base]).values.to_numpy()


def test_a_measure_that_arrives_before_the_base_and_falls_later_makes_no_step_where_it_arrives():
    course = np.r_[np.full(30, 0.7), np.full(30, 0.1)]  # falls by .6 in month 31, the base begins in month 41
    index = arriving(course)
    assert index[:30] == pytest.approx(np.full(30, 0.3))  # linked over the base it would rise from 0 to .3 in month 13
    assert index[30:] == pytest.approx(np.zeros(30), abs=1e-12)


def test_a_measure_that_moves_away_as_it_arrives_steps_by_its_weight_of_half_a_year_of_it():
    slope = 0.02
    index = arriving(-slope * np.arange(60))
    assert index[12] - index[11] == pytest.approx(0.5 * 5.5 * slope)
    assert index[23] - index[11] == pytest.approx(-0.5 * 5.5 * slope)
    assert np.diff(index[12:]) == pytest.approx(np.full(47, -0.5 * slope))


def test_a_measure_that_goes_takes_nothing_of_its_fall_with_it():
    logs = frame(np.zeros((30, 3)))
    logs.loc[MONTHS[15] :, "c"] = -0.6
    whole = fit(logs).values
    logs.loc[MONTHS[27] :, "c"] = np.nan  # a year after it fell, all of it came back
    assert np.allclose(fit(logs).values, whole, atol=1e-12)


def test_a_month_without_a_measure_is_no_peak_and_its_return_counts_for_what_it_is():
    logs = frame(np.zeros((30, 3)))
    logs.loc[MONTHS[15] :, "c"] = -0.6
    logs.loc[MONTHS[28], "c"] = np.nan
    logs.loc[MONTHS[29], "c"] = -0.8
    index = fit(logs).values
    assert index.iloc[26:].tolist() == pytest.approx([-0.3, -0.3, -0.3, -0.4])


def test_a_measure_that_never_met_another_goes_on_where_the_others_were():
    logs = frame(np.full((30, 3), np.nan))
    logs.loc[MONTHS[:15], "a"] = 0.4
    logs.loc[MONTHS[15] :, "b"] = np.r_[np.full(12, 7.0), np.full(3, 6.5)]
    assert fit(logs).values.to_numpy() == pytest.approx(np.r_[np.zeros(27), np.full(3, -0.5)])


@given(values, st.integers(0, 6), st.integers(24, 29))
def test_a_month_that_arrives_moves_none_before_it(array, began, n):
    logs = frame(array)
    logs.loc[MONTHS[:began], "b"] = np.nan  # by month 18 it has its twelve months
    logs.loc[MONTHS[20], "a"] = np.nan
    assert np.allclose(fit(logs.iloc[:n]).values, fit(logs).values.iloc[:n], atol=1e-9)


@given(values, st.floats(-2, 2))
def test_scaling_a_measure_changes_nothing(array, shift):
    logs = frame(array)
    assert np.allclose(fit(logs).values, fit(logs.assign(b=logs["b"] + shift)).values, atol=1e-8)


def test_a_month_without_any_measure_is_missing():
    logs = frame(np.ones((30, 3)))
    logs.iloc[20] = np.nan
    index = fit(logs)
    assert index.values.isna().tolist() == [i == 20 for i in range(30)]
    assert len(index.months) == 29


def test_the_variance_of_one_measure_carries_that_of_its_base():
    logs = frame(np.zeros((30, 3)))[["a"]]
    index = fit_index(logs, logs * 0 + 0.04, {"a": 1.0}, BASE)
    assert index.covariance.iloc[20, 20] == pytest.approx(0.04 * (1 + 1 / 12))
    assert index.covariance.iloc[5, 5] == pytest.approx(0.04 * (1 - 1 / 12))
    low, high = index.interval()
    assert high.iloc[20] - low.iloc[20] == pytest.approx(2 * 1.959964 * np.sqrt(0.04 * 13 / 12), rel=1e-6)


def test_the_covariance_is_what_repeated_sampling_shows():
    rng = np.random.default_rng(7)
    logs = frame(np.zeros((30, 3)))
    logs.iloc[10:, 1] = np.nan
    variances = logs * 0 + np.array([0.01, 0.04, 0.09])
    noise = rng.normal(size=(4000, 30, 3)) * np.sqrt(variances.to_numpy())
    drawn = np.array([fit_index(frame(one), variances, WEIGHTS, BASE).values.to_numpy() for one in noise[:1500]])
    told = np.diag(fit_index(logs, variances, WEIGHTS, BASE).covariance)
    assert np.allclose(drawn.var(axis=0), told, rtol=0.2)


def months(first, last):
    return pd.period_range(first, last, freq="M")


def names(base):
    return [str(month) for month in base]


def test_the_base_is_the_first_twelve_months_with_both_sides_outside_the_pandemic():
    base = choose_base(months("2015-01", "2026-12"), months("2019-07", "2026-12"), None)
    expected = [*(f"2019-{m:02}" for m in range(7, 13)), *(f"2022-{m:02}" for m in range(1, 7))]
    assert names(base.paper) == names(base.work) == expected
    assert (base.why, base.shared) == ("first", True)


def test_with_fewer_than_twelve_common_months_each_side_has_its_own_and_no_drift_is_told():
    base = choose_base(months("2022-01", "2022-08"), months("2022-06", "2024-01"), None)
    assert (len(base.paper), len(base.work), base.why, base.shared) == (8, 12, "apart", False)


def test_a_side_on_its_own_is_not_measured_against_the_pandemic_either():
    base = choose_base(months("2020-06", "2020-05"), months("2021-01", "2024-12"), None)
    assert (names(base.work)[0], base.why) == ("2022-01", "alone")
    assert names(choose_base(months("2020-06", "2020-05"), months("2020-03", "2021-06"), None).work)[0] == "2020-03"


def test_the_years_that_people_name_go_before_the_rule():
    both = months("2019-01", "2026-12")
    base = choose_base(both, both, ("2020-03", "2020-08"))
    assert (names(base.work), base.why, base.shared, base.cut) == (
        names(months("2020-03", "2020-08")),
        "named",
        True,
        False,
    )


def test_a_named_base_that_half_fits_says_so():
    base = choose_base(months("2019-01", "2026-12"), months("2019-06", "2026-12"), ("2019-01", "2019-08"))
    assert (names(base.paper), base.cut) == (["2019-06", "2019-07", "2019-08"], True)


@pytest.mark.parametrize("named", [("2010-01", "2010-12"), ("2020-12", "2020-01")])
def test_a_named_base_without_a_month_that_can_be_measured_is_refused_by_name(named):
    both = months("2019-01", "2026-12")
    with pytest.raises(UsageError) as refused:
        choose_base(both, both, named)
    assert refused.value.note.values["known"] == "2019-01 – 2026-12"


def test_a_named_base_holds_for_a_contract_alone():
    base = choose_base(months("2019-01", "2026-12"), months("2020-06", "2020-05"), ("2020-01", "2020-06"))
    assert (len(base.paper), len(base.work), base.shared) == (6, 0, False)


def test_a_quarter_is_shown_only_when_its_three_months_have_a_value():
    values = pd.Series(np.arange(8.0), index=pd.period_range("2024-01", periods=8, freq="M"))
    values.iloc[4] = np.nan
    months = values.dropna().index
    index = Index(values, pd.DataFrame(np.eye(7) * 0.09, index=months, columns=months))
    shown = show_periods(index, quarterly=True)
    assert shown["value"].to_dict() == {pd.Period("2024Q1", "Q"): 1.0}
    assert shown["high"].iloc[0] - 1.0 == pytest.approx(1.959964 * np.sqrt(0.03), rel=1e-6)


def test_a_fall_that_all_measures_share_holds_under_any_weights():
    logs = frame(np.r_[np.zeros((18, 3)), np.full((12, 3), -0.5)])
    groups = {"a": "one", "b": "one", "c": "two"}
    assert draw_weights(logs, BASE, groups, draws=50, seed=1) == 1.0


def test_a_fall_that_one_of_two_groups_shows_holds_under_the_weights_that_favour_it():
    logs = frame(np.r_[np.zeros((18, 3)), np.tile([0.3, 0.3, -0.6], (12, 1))])
    groups = {"a": "one", "b": "one", "c": "two"}
    held = draw_weights(logs, BASE, groups, draws=400, seed=1)
    assert held == pytest.approx(2 / 3, abs=0.06)  # falls where 0.6 w > 0.3 (1 - w): w > 1/3
    assert held == draw_weights(logs, BASE, groups, draws=400, seed=1)


@pytest.mark.parametrize("seed", range(12))
def test_many_weights_at_once_give_the_index_of_each(seed):
    rng = np.random.default_rng(seed)
    values = rng.normal(size=(40, 4))
    for measure, (begins, ends) in enumerate([(0, 40), (0, 30), (5, 40), (14, 22)]):
        values[:begins, measure] = values[ends:, measure] = np.nan
    values[rng.random(values.shape) < 0.1 * (seed % 3)] = np.nan
    values[0, 0] = 0.0
    if seed % 4 == 3:
        values[:14, 1:3] = np.nan  # one comes when the only other has gone
        values[10:, 0] = np.nan
    months = pd.period_range("2018-01", periods=40, freq="M")
    logs = pd.DataFrame(values, index=months, columns=list("abcd")).dropna(how="all")
    say = rng.dirichlet(np.ones(4), size=5)
    found = fit_effects(logs.to_numpy(), say)
    for row, weights in zip(found, say, strict=True):
        one = fit_index(logs, logs * 0, dict(zip("abcd", weights, strict=True)), logs.index[:12]).values.to_numpy()
        assert row - row[:12].mean() == pytest.approx(one, abs=1e-12, nan_ok=True)


@given(arrays(float, 3, elements=st.floats(1e-4, 1)))
def test_a_base_of_one_quarter_has_no_doubt_of_itself_and_no_warning(variances):
    """Its mean is 0 by definition; what rounding leaves may lie below it, and has no root."""
    quarter = MONTHS[:3]
    logs, doubt = (pd.DataFrame({"a": part}, index=quarter) for part in (variances, variances))
    shown = show_periods(fit_index(logs, doubt, {"a": 1.0}, quarter), quarterly=True)
    assert np.allclose(shown.loc["2020Q1"], 0, atol=1e-7)
