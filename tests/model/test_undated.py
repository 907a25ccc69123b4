"""Where nobody asks since when, the rest of the evidence stays the same."""

import numpy as np
import pandas as pd
import pytest

from drift.model.evidence.lines import know_at_once
from drift.model.evidence.weigh import weigh_together

MONTHS = pd.period_range("2018-01", periods=72, freq="M")


def risen_and_back(back: bool) -> pd.Series:
    values = np.random.default_rng(3).normal(0, 0.05, 72)
    values[24:] += 0.5
    if back:
        values[48:] -= 0.5
    return pd.Series(values, index=MONTHS)


@pytest.mark.parametrize("back", [True, False])
def test_without_a_date_alarm_and_e_values_are_the_same_and_a_repair_is_told_or_not(back):
    line = know_at_once(risen_and_back(back), 0.001)
    dated, undated = weigh_together([line]), weigh_together([line], date=False)
    assert dated.onset == MONTHS[24]
    assert (undated.onset, undated.onset_interval, undated.shape) == (None, None, None)
    assert undated.alarm == dated.alarm == MONTHS[26]
    assert np.array_equal(undated.e_values, dated.e_values, equal_nan=True)
    assert (undated.ended is not None) == (dated.ended is not None) == back
    if back:
        assert MONTHS[48] <= undated.ended <= MONTHS[51]
