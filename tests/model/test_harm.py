import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drift.model.evidence.weigh import Evidence
from drift.model.harm import weigh_harm


def outcome(*e_values):
    index = pd.period_range("2020-01", periods=len(e_values), freq="M")
    series = pd.Series(e_values, index=index, dtype=float)
    return Evidence(series, None, None, None, None, None, series * np.nan, None)


@pytest.mark.parametrize(
    ("e_values", "state"),
    [
        ([np.nan, 1.0, 9.9], "held"),
        ([np.nan, 1.0, 10.0], "worse"),
        ([np.nan, 12.0, 1.1], "worse"),  # less sure than it was, and not yet back to nothing
        ([np.nan, 12.0, 1.0], "held"),
        ([np.nan, 12.0, 1.0, 9.0], "held"),
        ([np.nan, np.nan], "unknown"),
    ],
)
def test_outcomes_are_worse_from_ten_until_nothing_speaks_for_it(e_values, state):
    assert weigh_harm({"reopened": outcome(*e_values)}).state == state


@given(st.lists(st.floats(1.01, 9.99), min_size=1, max_size=30))
def test_what_wavers_between_the_two_bounds_never_changes_the_outcomes(wavering):
    assert weigh_harm({"reopened": outcome(0.5, *wavering)}).state == "held"
    assert weigh_harm({"reopened": outcome(50.0, *wavering)}).state == "worse"
