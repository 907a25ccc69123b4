"""e-BH: which alarms hold among many."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drift.portfolio.holds import LEVEL, count_expected, find_holding
from drift.terms import ALARM_AT

E_VALUES = st.lists(st.none() | st.floats(0, 1e6), max_size=40)


@pytest.mark.parametrize(
    ("e_values", "holds"),
    [
        ([100.0, 30.0, 12.0, 1.0], [True, True, False, False]),  # 4 / (.1 k): 40, 20, 13.3, 10
        ([1.0, 19.9, 19.9, 0.0], [False, False, False, False]),
        ([20.0, 20.0, None, 0.5, 1.0], [True, True, False, False, False]),
        ([10.0], [True]),
        ([9.9], [False]),
        ([None, float("nan")], [False, False]),
        ([], []),
    ],
)
def test_the_most_that_each_reach_their_share_hold(e_values, holds):
    assert find_holding(e_values) == holds


@given(E_VALUES)
def test_only_what_would_alarm_alone_holds_and_the_order_does_not_matter(e_values):
    holds = find_holding(e_values)
    assert all(e >= ALARM_AT for e, one in zip(e_values, holds, strict=True) if one)
    assert find_holding(e_values[::-1]) == holds[::-1]


@given(E_VALUES, st.integers(0, 39))
def test_more_evidence_in_one_relation_lets_no_other_fall(e_values, i):
    more = [1e9 if j == i and e is not None else e for j, e in enumerate(e_values)]
    before, after = find_holding(e_values), find_holding(more)
    assert all(new >= old for old, new in zip(before, after, strict=True))


def test_of_those_that_hold_a_tenth_at_most_is_false_on_average():
    """180 of 200 did not fall: their e-values are the likelihood ratios of a normal mean, of mean 1."""
    rng = np.random.default_rng(25)
    false = []
    for _ in range(400):
        z = rng.normal(size=200) + np.where(np.arange(200) < 20, 3.0, 0.0)
        holds = np.array(find_holding(list(np.exp(3 * z - 4.5))))
        false.append(holds[20:].sum() / max(holds.sum(), 1))
    assert np.mean(false) <= LEVEL
    assert count_expected(1000) == 100
