import numpy as np
import pandas as pd
import pytest

from drift.measures.index import Index
from drift.model.path import trace_path


def index_of(values, variance=0.01):
    return Index(values, pd.DataFrame(np.eye(len(values)) * variance, index=values.index, columns=values.index))


def test_a_year_is_the_mean_of_its_months_with_their_doubt():
    months = pd.period_range("2018-01", periods=24, freq="M")
    engagement = pd.Series([0.1] * 12 + [-0.3] * 12, index=months)
    control = pd.Series([0.0] * 18 + [0.4] * 6, index=months)
    path = trace_path(index_of(engagement), control)
    assert [str(year) for year in path.index] == ["2018", "2019"]
    assert path["engagement"].to_list() == pytest.approx([0.1, -0.3])
    assert path["control"].to_list() == pytest.approx([0.0, 0.2])
    assert (path["high"] - path["low"]).to_list() == pytest.approx([2 * 1.96 * np.sqrt(0.01 / 12)] * 2, abs=1e-4)


def test_a_year_with_too_few_months_of_both_is_left_out():
    months = pd.period_range("2018-08", periods=17, freq="M")
    engagement = pd.Series(0.0, index=months)
    control = pd.Series(0.0, index=months).where(months.month < 10)
    path = trace_path(index_of(engagement), control)
    assert [str(year) for year in path.index] == ["2019"]
    assert path["n_months"].to_list() == [9]
