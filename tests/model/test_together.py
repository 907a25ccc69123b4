"""Several series weighed together: the mean of e-values, what each look could see, and whose onset is told."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drift.model.evidence.lines import Line, join_lines
from drift.model.evidence.weigh import weigh_evidence, weigh_together

MONTHS = pd.period_range("2018-01", periods=60, freq="M")
VARIANCE = 0.002


def line(rise, *, seed, wait=0, first=0, n=60):
    noise = np.random.default_rng(seed).normal(0, 0.045, 60)
    values = pd.Series(noise + np.where(np.arange(60) >= 30, rise, 0.0), index=MONTHS)[first : n - wait]
    months = pd.PeriodIndex(values.index)
    return Line(values, VARIANCE, pd.Series(months.asi8 + wait, index=months))


def test_the_e_value_is_the_mean_of_what_each_look_could_see():
    at_once, late, young = line(0.5, seed=1), line(0.0, seed=2, wait=2), line(0.0, seed=3, first=4)
    together = weigh_together([at_once, late, young]).e_values
    alone = [weigh_evidence(one.values, VARIANCE).e_values for one in (at_once, late, young)]
    for month in ("2019-02", "2021-01", "2022-06"):
        look = pd.Period(month, "M")
        seen = [alone[0][look], alone[1].get(look - 2, np.nan), alone[2][look]]
        assert together[look] == pytest.approx(np.mean([1.0 if np.isnan(e) else e for e in seen]), rel=1e-6)


def test_a_rise_that_one_series_shows_at_once_does_not_wait_for_the_others():
    quick = weigh_together([line(0.0, seed=2, wait=2), line(0.5, seed=1)])
    slow = weigh_together([line(0.0, seed=2, wait=2), line(0.5, seed=1, wait=2)])
    assert quick.alarm == slow.alarm - 2
    assert quick.onset == slow.onset == MONTHS[30]


@settings(max_examples=8, deadline=None)
@given(n=st.integers(30, 59))
def test_a_look_never_changes_when_later_months_arrive(n):
    lines = [(0.3, 1, 0, 0), (0.1, 2, 2, 0), (0.2, 3, 1, 4)]
    cut, whole = (
        weigh_together([line(rise, seed=seed, wait=wait, first=first, n=m) for rise, seed, wait, first in lines])
        for m in (n, 60)
    )
    shown = cut.e_values.dropna()
    assert len(shown) == n - 12
    assert shown.to_numpy() == pytest.approx(whole.e_values[shown.index].to_numpy(), rel=1e-9)
    assert cut.alarm is None or cut.alarm == whole.alarm


def test_who_did_not_rise_does_not_date_the_rise():
    alone = weigh_evidence(line(0.5, seed=1).values, VARIANCE)
    together = weigh_together([line(0.0, seed=2), line(0.5, seed=1), line(0.0, seed=4)])
    assert (together.onset, together.onset_interval) == (alone.onset, alone.onset_interval)
    assert together.ended is None


def test_a_series_without_a_month_is_no_series():
    empty = pd.Series(dtype=float, index=MONTHS[:0])
    axis = join_lines([Line(empty, VARIANCE, pd.Series(dtype="int64", index=MONTHS[:0]))])
    assert len(axis.months) == len(axis.looks) == 0
