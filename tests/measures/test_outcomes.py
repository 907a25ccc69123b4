import numpy as np
import pandas as pd
import pytest

from drift.measures.outcomes import measure_hours


def counts_of(hours_by_month):
    months = pd.period_range("2022-01", periods=len(hours_by_month), freq="M")
    logs = [np.log(hours) for hours in hours_by_month]
    rows = {"n": [len(x) for x in logs], "known": [len(x) for x in logs]}
    rows |= {"total": [x.sum() for x in logs], "squares": [(x**2).sum() for x in logs]}
    return pd.DataFrame(rows | {"period": months})


def test_the_time_to_restore_is_a_geometric_mean():
    counts = counts_of([[1.0, 4.0], [2.0, 8.0, 2.0, 8.0]])
    shares = measure_hours(counts, pd.PeriodIndex(counts["period"]))
    assert shares.value.tolist() == pytest.approx([2.0, 4.0])


def test_a_month_with_one_incident_has_the_doubt_of_the_others():
    counts = counts_of([[1.0, 4.0], [3.0]])
    within = 2 * np.log(2) ** 2  # sum of squares in the first month, one degree of freedom
    assert measure_hours(counts, pd.PeriodIndex(counts["period"])).variance.tolist() == pytest.approx(
        [within / 2, within]
    )


def test_ten_times_slower_is_one_factor_of_ten_whatever_the_unit():
    counts = counts_of([[1.0, 2.0, 3.0], [10.0, 20.0, 30.0]])
    shares = measure_hours(counts, pd.PeriodIndex(counts["period"]))
    assert shares.log.iloc[1] - shares.log.iloc[0] == pytest.approx(np.log(10))
