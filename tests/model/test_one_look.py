from itertools import product

import numpy as np
import pytest

from drift.model.evidence.one_look import _table, p_values


@pytest.mark.parametrize("n", [13, 24, 36, 60, 84, 120, 400])
def test_the_larger_the_e_value_the_smaller_the_p_value(n):
    e_values = np.exp(np.linspace(-3, 40, 200))
    for r, size in product((0.0, 0.3, 0.6, 0.9), (0.02, 0.07, 0.4)):
        p = p_values(e_values, np.full(200, r), np.full(200, np.log(size)), n)
        assert (np.diff(p) <= 0).all()
        assert p[0] == 1
        assert 0 < p[-1] < 1e-15


@pytest.mark.parametrize("position", range(10))
def test_at_a_quantile_of_the_table_the_p_value_is_its_share(position):
    months, shares, coefficients = _table()
    s = np.log(0.1 / 0.07)
    quantiles = coefficients[position] @ np.array([1, 0.2, 0.04, s, s**2, 0.2 * s])
    found = p_values(np.exp(quantiles), *(np.full(len(shares), x) for x in (0.2, np.log(0.1))), int(months[position]))
    assert found[1:] == pytest.approx(shares[1:])


@pytest.mark.parametrize("n", [24, 36, 60, 120])
def test_the_same_e_value_is_odder_where_months_scatter_little(n):
    e_values = np.full(3, 1.5)
    p = p_values(e_values, np.full(3, 0.3), np.log([0.03, 0.07, 0.15]), n)
    assert (np.diff(p) > 0).all()
