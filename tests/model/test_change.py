import numpy as np
import pandas as pd
import pytest

from drift.measures.index import fit_index
from drift.measures.shares import Shares
from drift.model.change import compare_with_base

MONTHS = pd.period_range("2022-01", periods=30, freq="M")
BASE = MONTHS[:12]


def compare(logs, variance=0.0004, base=BASE):
    logs = pd.Series(logs, index=MONTHS[: len(logs)])
    n = pd.Series(10.0, index=logs.index)
    shares = Shares(logs.transform(np.exp), logs, logs * 0 + variance, n, n / n)
    frame = pd.DataFrame({"a": logs})
    index = fit_index(frame, frame * 0 + variance, {"a": 1.0}, base)
    return compare_with_base(index, shares, base)


def test_the_last_twelve_months_are_compared_with_the_base():
    change = compare([0.0] * 18 + [np.log(0.5)] * 12)
    assert change.log == pytest.approx(np.log(0.5))
    assert (str(change.before.first), str(change.before.last)) == ("2022-01", "2022-12")
    assert (str(change.after.first), str(change.after.last)) == ("2023-07", "2024-06")
    assert (change.before.level, change.after.level) == pytest.approx((1.0, 0.5))
    assert (change.before.n, change.after.n) == (120, 120)


def test_without_scatter_the_interval_is_that_of_sampling():
    change = compare([0.0] * 30, variance=0.0144)
    assert change.high - change.log == pytest.approx(1.959964 * np.sqrt(0.0144 / 12 * 2), rel=1e-6)


def test_months_that_scatter_more_than_their_sampling_widen_the_interval():
    scatter = np.tile([0.2, -0.2], 15)
    change = compare(scatter, variance=1e-6)
    assert change.high - change.log == pytest.approx(
        1.959964 * np.sqrt(2 * np.var(scatter[:12], ddof=1) / 12), rel=1e-6
    )
    assert not change.clear


@pytest.mark.parametrize("n", [5, 12, 23])
def test_a_log_too_short_to_compare_gives_nothing(n):
    assert compare([0.0] * n) is None
