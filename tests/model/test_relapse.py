"""A repair that did not last: it was told in its time, and no longer once the months since take it back."""

import numpy as np
import pandas as pd
import pytest

from drift.model.evidence.weigh import weigh_evidence

FALLEN, MENDED = 0.8, 0.2  # below the base, natural log


def follow(*spans):
    """Return the evidence of a fall through spans of (months, depth), with a seeded scatter of 0.05."""
    depth = np.concatenate([np.full(n, value) for n, value in spans])
    months = pd.period_range("2013-04", periods=len(depth), freq="M")
    scatter = np.random.default_rng(7).normal(0, 0.05, len(depth))
    return weigh_evidence(pd.Series(depth + scatter, index=months), 0.0025)


def test_a_repair_of_two_quarters_that_is_let_go_is_told_and_taken_back():
    found = follow((24, 0.0), (20, FALLEN), (6, 0.3), (18, FALLEN))
    assert found.ended is not None
    assert 44 <= found.ended.ordinal - pd.Period("2013-04", "M").ordinal <= 49  # its months
    assert found.repair_e_values[found.ended] >= 10
    assert found.relapsed


@pytest.mark.parametrize("depth", [0.0, MENDED, 0.5])
def test_a_repair_that_lasts_stands_however_much_of_the_fall_it_leaves(depth):
    found = follow((24, 0.0), (20, FALLEN), (24, depth))
    assert found.ended is not None
    assert not found.relapsed


def test_a_fall_that_nothing_followed_has_no_repair_to_take_back():
    found = follow((24, 0.0), (44, FALLEN))
    assert found.ended is None
    assert not found.relapsed
