"""Windows of calendar months: planted changes come out with their months, and what is not known says why."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drift.errors import Note
from drift.measures.index import fit_index
from drift.measures.shares import Shares
from drift.model.change import compare_around, compare_with_base
from drift.wording import Wording

MONTHS = pd.period_range("2022-01", periods=30, freq="M")
BASE = MONTHS[:12]


def cover(known, asked):
    return pd.DataFrame({"asked": asked, "known": known}, index=MONTHS[: len(known)])


def make(logs, variance=0.0004, *, known=None, asked=None, n=10.0, share=False):
    """A measure and its index; a month without a value is NaN."""
    logs = pd.Series(logs, index=MONTHS[: len(logs)], dtype=float)
    there = logs.dropna()
    asked = [10] * len(logs) if asked is None else asked
    known = [int(10 * value) for value in logs.notna()] if known is None else known
    part = pd.Series(n, index=there.index)
    value = there.transform(np.exp)
    steadied = there if share else None
    shares = Shares(value, there, there * 0 + variance, part, part / part, steadied, coverage=cover(known, asked))
    frame = pd.DataFrame({"a": logs})
    return fit_index(frame, frame * 0 + variance, {"a": 1.0}, BASE), shares


def compare(logs, variance=0.0004, base=BASE, **other):
    return compare_with_base(*make(logs, variance, **other), base)


def test_the_last_twelve_months_are_compared_with_the_base():
    change = compare([0.0] * 18 + [np.log(0.5)] * 12)
    assert change.log == pytest.approx(np.log(0.5))
    assert (str(change.before.first), str(change.before.last)) == ("2022-01", "2022-12")
    assert (str(change.after.first), str(change.after.last)) == ("2023-07", "2024-06")
    assert (change.before.level, change.after.level) == pytest.approx((1.0, 0.5))
    assert (change.before.n, change.after.n) == (120, 120)
    assert change.points is None  # no share


def test_the_last_twelve_are_those_of_the_calendar_and_not_the_last_that_have_a_value():
    """Four of the last twelve months have no value: the other eight are compared, and not four from long ago."""
    logs = [0.0] * 18 + [np.log(0.5)] * 12
    gaps = [np.nan if i in (19, 22, 25, 28) else log for i, log in enumerate(logs)]
    known = [0 if np.isnan(log) else 10 for log in gaps]
    asked = [0 if np.isnan(log) else 10 for log in gaps]
    change = compare(gaps, known=known, asked=asked)
    assert (str(change.after.first), str(change.after.last)) == ("2023-07", "2024-06")
    assert (change.after.n, change.log) == (80, pytest.approx(np.log(0.5)))


@pytest.mark.parametrize(
    ("live", "asked", "code"),
    [
        (5, 0, "untold.few_months"),
        (6, 0, None),
        (9, 10, "untold.few_known"),  # 90 of 120 known
        (10, 10, None),  # 100 of 120
        (0, 0, "untold.none"),
    ],
)
def test_a_window_with_too_little_in_it_is_not_known_and_says_why(live, asked, code):
    logs = [0.0] * 18 + [0.1] * live + [np.nan] * (12 - live)
    whole = [10] * (18 + live) + [asked] * (12 - live)
    change = compare(logs, known=[10] * (18 + live) + [0] * (12 - live), asked=whole)
    assert (change.code if isinstance(change, Note) else None) == code
    if code:
        for language in ("nl", "en"):
            assert "2023" in Wording(language).tell(change)
            assert "{" not in Wording(language).tell(change)


def test_a_base_that_is_not_known_says_so_too():
    change = compare([np.nan] * 10 + [0.0] * 20, known=[0] * 10 + [10] * 20)
    assert change.code == "untold.few_known"
    told = "in January 2022 – December 2022 it is known of 17\u00a0% of 120 incidents; 80\u00a0% is needed"
    assert Wording("en").tell(change) == told


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
def test_a_log_too_short_to_compare_gives_nothing_and_says_so(n):
    assert compare([0.0] * n).code == "untold.short"


def test_a_share_has_its_difference_in_points_and_by_it_the_change_is_clear():
    change = compare([np.log(0.011)] * 18 + [np.log(0.035)] * 12, variance=0.5, n=35.0, share=True)
    assert change.points.value == pytest.approx(0.024)
    assert (change.before.level, change.after.level) == pytest.approx((0.011, 0.035))
    pooled = [0.5 * p**2 / 12 + 0.5 / 421**2 for p in (0.011, 0.035)]  # each month weighs the same
    assert change.points.high - change.points.value == pytest.approx(1.959964 * np.sqrt(sum(pooled)), rel=1e-6)
    assert change.sign == 1


def test_a_share_that_was_never_there_has_a_doubt_and_a_difference_though_no_ratio():
    frame = pd.Series(np.r_[np.full(18, 1e-6), np.full(12, 0.16)], index=MONTHS)
    change = compare(np.log(frame).to_list(), variance=0.01, n=35.0, share=True)
    assert change.points.value == pytest.approx(0.16, abs=1e-4)
    assert change.points.low == pytest.approx(0.148, abs=0.003)


@given(st.floats(0.05, 0.9), st.floats(0.05, 0.9))
def test_the_points_are_the_difference_of_both_levels_and_lie_in_their_interval(before, after):
    change = compare([np.log(before)] * 18 + [np.log(after)] * 12, share=True)
    assert change.points.value == pytest.approx(change.after.level - change.before.level, abs=1e-12)
    assert change.points.low < change.points.value < change.points.high
    assert change.sign == int(change.points.low > 0) - int(change.points.high < 0)


def test_a_table_is_compared_with_the_twelve_calendar_months_before_it():
    index, shares = make([0.0] * 15 + [0.3] * 15)
    change = compare_around(index, shares, MONTHS[15])
    assert (str(change.before.first), str(change.before.last)) == ("2022-04", "2023-03")
    assert (str(change.after.first), str(change.after.last)) == ("2023-05", "2024-06")
    assert change.log == pytest.approx(0.3)
    assert compare_around(index, shares, MONTHS[11]) is None  # eleven months before it
    assert compare_around(index, shares, MONTHS[27]) is None  # two after
