import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drift.model.growth import Grown, join_growth

TENTH = math.log(1.1)


@pytest.mark.parametrize(
    ("log", "error", "growth"),
    [
        (0.0, 0.0, "held"),
        (-2.2e-16, 0.0, "held"),
        (TENTH, 0.0, "grew"),
        (TENTH - 0.001, 0.0, "held"),
        (TENTH, TENTH / 1.9, "unknown"),  # beyond a tenth, but the interval holds 0
        (TENTH, TENTH / 2.1, "grew"),
        (0.05, 0.01, "held"),  # clear, and of no matter
        (0.05, 0.04, "unknown"),
        (math.log(0.9), 0.01, "shrank"),
        (math.log(0.91), 0.0, "held"),
        (2.0, math.inf, "unknown"),
        (math.log(8), 0.9, "grew"),
    ],
)
def test_growth_matters_from_a_tenth_on_and_beyond_the_reading_error(log, error, growth):
    assert Grown(log, error).growth == growth


@given(st.floats(-3, 3), st.floats(0, 2))
def test_what_is_said_is_never_more_than_the_interval_allows(log, error):
    grown = Grown(log, error)
    if grown.growth == "held":
        assert abs(math.expm1(grown.low)) < 0.1 + 1e-9
        assert abs(math.expm1(grown.high)) < 0.1 + 1e-9
    elif grown.growth in ("grew", "shrank"):
        assert grown.low > -1e-9 if grown.growth == "grew" else grown.high < 1e-9


GREW, HELD, SHRANK, UNTOLD = Grown(0.5, 0.01), Grown(0.0, 0.01), Grown(-0.5, 0.01), Grown(0.2, 0.9)


@pytest.mark.parametrize(
    ("control", "size", "growth"),
    [
        (UNTOLD, GREW, "grew"),  # a paper that grew eightfold is not swallowed by the reading error of control
        (SHRANK, GREW, "grew"),
        (SHRANK, HELD, "shrank"),
        (UNTOLD, HELD, "unknown"),
        (HELD, HELD, "held"),
        (None, GREW, "grew"),
        (None, None, "unknown"),
    ],
)
def test_size_and_control_both_count_and_grew_goes_first(control, size, growth):
    assert join_growth(control, size) == growth
