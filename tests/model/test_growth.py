import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drift.model.growth import follow_growth

ERROR = 0.05  # enters beyond 0.098, leaves at 0.049


def states(*changes, error=ERROR):
    index = pd.period_range("2020-01", periods=len(changes), freq="M")
    return follow_growth(pd.Series(changes, index=index, dtype=float), pd.Series(error, index=index)).to_list()


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([0, 0.09, 0.1, 0.06, 0.04], ["held", "held", "grew", "grew", "held"]),
        ([0, -0.09, -0.1, -0.06, -0.04], ["held", "held", "shrank", "shrank", "held"]),
        ([np.nan, 0.2, np.nan, -0.2], ["unknown", "grew", "grew", "shrank"]),
        ([0.2, -0.06], ["grew", "held"]),
    ],
)
def test_a_state_is_entered_beyond_the_reading_error_and_left_at_half_of_it(changes, expected):
    assert states(*changes) == expected


def test_without_a_reading_error_any_change_counts_and_none_does_not():
    assert states(0.0, 0.001, -0.001, 0.0, error=0.0) == ["held", "grew", "shrank", "held"]


@given(st.lists(st.floats(0.05, 0.0979), min_size=1, max_size=20))
def test_what_wavers_between_the_two_bounds_never_changes_a_state(changes):
    assert set(states(0.0, *changes)) == {"held"}
    assert set(states(0.2, *changes)) == {"grew"}


def test_a_month_whose_reading_error_cannot_be_told_says_as_little_as_one_without_a_value():
    errors = [np.inf, ERROR, np.inf, np.inf, ERROR]
    index = pd.period_range("2020-01", periods=5, freq="M")
    followed = follow_growth(pd.Series([0.9, 0.2, -0.9, 0.0, 0.0], index=index), pd.Series(errors, index=index))
    assert followed.to_list() == ["unknown", "grew", "grew", "grew", "held"]


@pytest.mark.parametrize("rounding", [-2.2e-16, 2.2e-16])
def test_a_paper_issued_anew_without_a_change_held(rounding):
    months = pd.period_range("2022-01", periods=3, freq="M")
    control = pd.Series([0.0, rounding, rounding], index=months)
    assert list(follow_growth(control, pd.Series(0.0, index=months))) == ["held"] * 3
