import numpy as np
import pytest
from scipy.special import log_ndtr

from drift.model.evidence.aftermath import LENGTHS, OPEN_SD, SIZES, SLOPES, _compare_falls, _log_ratio
from drift.model.evidence.lines import know_at_once
from drift.model.evidence.looks import SLIDE_SIZES, STEP_SIZES
from drift.model.evidence.ramps import list_ramps
from drift.model.evidence.weigh import weigh_evidence, weigh_together
from tests.model.test_evidence import months

N = 16  # months


def products_of_slides(n_laws=2, seed=3):
    """Products as after N months: place 0 the value, m + 1 a slide from month m on, the last always 0."""
    rows = np.random.default_rng(seed).normal(size=(n_laws, 40, N + 2)) / 4
    rows[:, :, -1] = 0.0
    return rows.transpose(0, 2, 1) @ rows


def log_half_normal(value, itself, size):
    spread = np.sqrt(1 + size**2 * itself)
    z = value * size / spread
    return np.log(2) + log_ndtr(z) + z * z / 2 - np.log(spread)


def test_a_fall_after_a_rise_is_weighed_as_written_out_pair_by_pair():
    left, rises = products_of_slides(), list_ramps(np.arange(9), tuple(LENGTHS), N, SIZES, SLOPES)
    law, rise, falls = np.array([0, 1, 1]), np.array([0, 19, 60]), np.arange(10, 14)
    found = _compare_falls(left, rises, (law, rise), falls)
    for row, (one, at) in enumerate(zip(law, rise, strict=True)):
        up = np.zeros(N + 2)
        up[rises.start[at]] += rises.scale[at]
        up[rises.end[at]] -= rises.scale[at]
        open_ = up @ left[one] @ up + OPEN_SD**-2.0
        for column, month in enumerate(falls):
            expected = 0.0
            for end, sizes in ((month + 2, STEP_SIZES), (N + 1, SLIDE_SIZES)):
                down = np.zeros(N + 2)
                down[month + 1] += 1
                down[end] -= 1
                both, alone = down @ left[one] @ up, down @ left[one][:, 0]
                value = both * (up @ left[one][:, 0]) / open_ - alone
                itself = down @ left[one] @ down - both**2 / open_
                expected += np.mean([np.exp(log_half_normal(value, itself, size)) for size in sizes])
            assert found[row, column] == pytest.approx(expected, rel=1e-10)


@pytest.mark.parametrize("value", [-9000.0, -30.0, 0.0, 5.0, 600.0, 9000.0])
def test_a_rise_is_weighed_in_logs_where_it_leaves_the_range_of_a_double(value):
    sizes = np.array([SIZES, SLOPES])
    found = _log_ratio(np.arange(2), np.full((1, 2), value), np.full((1, 2), 900.0), sizes)
    for one, each in zip(found, sizes, strict=True):
        assert one == pytest.approx(np.logaddexp.reduce([log_half_normal(value, 900.0, s) for s in each]) - np.log(3))


def test_a_p_value_is_made_for_who_asks():
    series = months(np.random.default_rng(1).normal(0, 0.05, 40))
    unasked = weigh_together([know_at_once(series, 0.001)])
    asked = weigh_evidence(series, 0.001)
    assert unasked.p_value is None
    assert 0 < asked.p_value <= 1
    assert np.array_equal(asked.e_values, unasked.e_values, equal_nan=True)
