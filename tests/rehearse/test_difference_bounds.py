"""The bounds of a difference: they cover what is true, and say nothing where nothing is known."""

import importlib.util
import sys

import numpy as np
import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from drift.rehearse.intervals import bound_difference, bound_nothing

_SPEC = importlib.util.spec_from_file_location("rehearse_benchmark", ROOT / "benchmarks" / "rehearse.py")
benchmark = sys.modules["rehearse_benchmark"] = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(benchmark)
WORLDS, measure_coverage = benchmark.WORLDS, benchmark.measure_coverage

counts = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9)), min_size=2, max_size=30)


@pytest.mark.parametrize("world", WORLDS[:6], ids=str)
def test_the_interval_covers_on_200_simulated_relations(world):
    covered, _ = measure_coverage(world, 200)
    assert covered >= 0.91  # of 95 %, less two and a half standard errors of 200


def test_months_that_remember_much_make_it_too_narrow():
    covered, _ = measure_coverage(WORLDS[-1], 200)
    assert 0.75 < covered < 0.91  # as docs/rehearse.md says


@given(counts)
def test_the_bounds_lie_between_all_lost_and_all_won_and_turn_with_the_sides(months):
    stricter, between, missed = np.array(months).T
    known = stricter + between + missed
    now, draft = np.column_stack([stricter + between, known]), np.column_stack([stricter, known])
    bounds = bound_difference(now, draft)
    if (known > 0).sum() < 2:
        assert bounds is None
        return
    low, high = bounds
    assert -1 <= low <= high <= 0  # what meets the shorter limit meets the longer one
    turned = bound_difference(draft, now)
    assert turned == pytest.approx((-high, -low))


def test_where_none_differs_fewer_than_three_of_n_do():
    assert bound_nothing(300, stricter=True) == (-0.01, 0.0)
    assert bound_nothing(300, stricter=False) == (0.0, 0.01)
    assert bound_nothing(2, stricter=True) == (-1.0, 0.0)
