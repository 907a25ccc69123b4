import numpy as np
import pandas as pd
import pytest

import drift
from drift.errors import SeriesError
from drift.model.evidence.noise import default_noise
from drift.model.pooling import pool_noise


def portfolio(n, phi, seed=0):
    relations = [drift.simulate("plain", months=48, seed=seed + i, phi=phi, n_incidents=2000) for i in range(n)]
    return [(-r.log_series["engagement"], r.variances["engagement"]) for r in relations]


def test_a_portfolio_tells_how_its_months_hang_together():
    calm, slow = (pool_noise(portfolio(25, phi)) for phi in (0.0, 0.6))
    assert calm.n_pooled == slow.n_pooled == 25
    assert [calm.belief.sum(), slow.belief.sum()] == pytest.approx([1, 1])
    assert calm.belief @ calm.phi < 0.2
    assert slow.belief @ slow.phi > 0.4
    default = default_noise()
    assert 0.2 < default.belief @ default.phi < 0.4


def test_pooling_is_off_unless_it_is_asked_for_and_is_told_when_it_is_on():
    series, variance = portfolio(1, 0.3)[0]
    alone, pooled = (drift.weigh_evidence(series, variance, noise=n) for n in (None, pool_noise(portfolio(5, 0.3, 50))))
    assert (alone.n_pooled, pooled.n_pooled) == (0, 5)
    assert not np.array_equal(alone.e_values, pooled.e_values, equal_nan=True)


def test_one_relation_is_no_portfolio():
    empty = (pd.Series(np.nan, index=pd.period_range("2020-01", periods=20, freq="M")), 0.01)
    with pytest.raises(SeriesError) as refused:
        pool_noise([portfolio(1, 0.3)[0], empty])
    assert (refused.value.note.code, refused.value.note.values["n"]) == ("error.pool", 1)
