"""Shares are told in steps: no share times incidents, no sum, no quarter and no later report gives a count back."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drift.measures.shares import Shares
from drift.reports.edition.share import share
from drift.reports.edition.steps import (
    FEWEST,
    LEAST,
    count_classes,
    floor_odds,
    round_counts,
    tell_in_steps,
    to_classes,
)
from drift.terms import ALARM_AT, MIN_PERSONS

NOBODY = pd.PeriodIndex([], freq="M")


def tell(x, n, blocks=None, hidden=NOBODY):
    """Return what is told of x yes among n incidents a month, from 2021 on."""
    months = pd.period_range("2021-01", periods=len(n), freq="M")
    x, n = pd.Series(x, months, dtype=float), pd.Series(n, months, dtype=float)
    coverage = pd.DataFrame({"asked": n, "known": n, "total": x}).astype("int64")
    share = Shares(x / n, x * 0, x * 0 + 0.02, n, n / n, x * 0, coverage)
    alone = pd.Series(months.astype(str), months, dtype="str")
    return tell_in_steps(share, alone if blocks is None else blocks, hidden, months[:12])


def place(x, n):
    """Return in which class x of n lies, in whole numbers."""
    classes = (int(round_counts(pd.Series([n])).iloc[0]) - MIN_PERSONS // 2) // MIN_PERSONS
    return min(x * classes // n, classes - 1)


@pytest.mark.parametrize("n", [13, 14, 15, 17, 18, 32, 33, 37, 38, 100, 101, 400, 2999])
def test_a_share_fits_five_counts_or_more_of_any_number_that_the_told_one_may_be(n):
    shares = pd.Series(range(n + 1)) / n
    told = to_classes(shares, round_counts(pd.Series(float(n), shares.index)))
    assert told.value_counts().min() >= MIN_PERSONS
    assert told.nunique() == count_classes(round_counts(pd.Series([n]))).iloc[0] >= LEAST
    assert told.is_monotonic_increasing
    assert (told - shares).abs().max() <= 0.5 / told.nunique() + 1e-9  # the middle of the class in which it lies


def test_fewer_incidents_fall_into_no_two_classes():
    n = round_counts(pd.Series([FEWEST - 1.0, FEWEST]))
    assert to_classes(pd.Series([0.5, 0.5]), n).isna().tolist() == [True, False]


def test_nobody_and_all_are_no_exception():
    told = tell([0, 1, 4, 36, 39, 40], [40] * 6).value.round(3).tolist()
    assert told == [0.071, 0.071, 0.071, 0.929, 0.929, 0.929]


def test_the_floor_of_a_class_does_not_hang_on_the_last_digit():
    """Of 35 incidents in seven classes 5 is the first of the second, however 5/35 is written."""
    for n in range(13, 100):
        classes = int(count_classes(round_counts(pd.Series([n]))).iloc[0])
        edges = [x for x in range(n) if x * classes % n == 0]
        told = to_classes(pd.Series(edges) / n, round_counts(pd.Series(float(n), range(len(edges)))))
        assert (told * classes - 0.5).round().tolist() == [x * classes // n for x in edges]


months = st.lists(
    st.integers(13, 90).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n), st.integers(0, n))),
    min_size=13,
    max_size=30,
)


@settings(max_examples=12)
@given(months)
def test_all_that_is_told_hangs_on_the_classes_alone(drawn):
    """Whatever the counts were within their classes: values, logarithms, windows and coverage are the same."""
    n = [of for of, _, _ in drawn]
    one = [x for _, x, _ in drawn]
    other = [y if place(y, of) == place(x, of) else x for of, x, y in drawn]
    first, second = tell(one, n), tell(other, n)
    for name in ("value", "log", "steadied", "n"):
        pd.testing.assert_series_equal(getattr(first, name), getattr(second, name), check_exact=True)
    pd.testing.assert_frame_equal(first.coverage, second.coverage)
    assert first.level(first.value.index) == second.level(second.value.index)
    assert "total" not in first.coverage


@settings(max_examples=12)
@given(months, st.integers(12, 30))
def test_a_later_report_tells_the_same_of_every_month(drawn, length):
    n, x = [of for of, _, _ in drawn], [x for _, x, _ in drawn]
    whole, early = tell(x, n), tell(x[:length], n[:length])
    for name in ("value", "log", "n"):
        pd.testing.assert_series_equal(
            getattr(early, name), getattr(whole, name)[early.value.index], check_exact=True, check_freq=False
        )


@settings(max_examples=30)
@given(st.lists(st.integers(1, 40), min_size=6, max_size=6), st.integers(1, 6))
def test_no_month_is_told_alone_now_and_in_its_quarter_later(n, length):
    x = [of // 2 for of in n]
    early, whole = tell(x[:length], n[:length]).value, tell(x, n).value
    assert whole[early.index].tolist() == early.tolist()


def test_months_too_small_for_steps_are_told_by_the_quarter():
    told = tell([3, 5, 0, 20, 3, 4], [7, 12, 8, 40, 9, 10]).value
    assert told.index.astype(str).tolist() == ["2021-01", "2021-02", "2021-03", "2021-04"]
    # 8 of 27 lie in the second of four classes; the last two months stand beside a large one
    assert told.tolist() == [0.375] * 3 + [0.5]
    assert tell([1, 1, 1], [3, 3, 3]).value.empty  # nine in a quarter fall into no two classes


def test_a_quarter_of_few_persons_is_told_by_its_own_class():
    index = pd.period_range("2021-01", periods=3, freq="M")
    told = tell([9, 10, 11], [20, 20, 20], pd.Series(["2021Q1"] * 3, index, dtype="str"))
    assert told.value.round(4).tolist() == [0.5] * 3  # 30 of 60: eleven classes
    assert told.n.tolist() == [20] * 3


def test_what_is_told_lies_around_what_is_on_average():
    rng = np.random.default_rng(18)
    for p in (0.2, 0.5, 0.75):
        n = rng.integers(20, 60, 600)
        assert abs(float(tell(rng.binomial(n, p), n).value.mean()) - p) < 0.01


def test_the_doubt_holds_that_of_the_step():
    told = tell([30] * 24, [40] * 24)  # as sure as a sample of 40: .25/30 is .0083, and .02 of it 2.4 times as much
    value, step = told.value.iloc[0], 1 / 7
    sampled = (1 - value) / (value * 40) * 2.5
    assert told.variance.iloc[0] == pytest.approx(sampled + step**2 / 12 / value**2)


def test_a_hidden_month_lends_no_other_its_doubt():
    x, n = [30] * 40, [40] * 40
    index = pd.period_range("2021-01", periods=40, freq="M")
    hidden = index[20:21]
    assert tell(x, n, hidden=hidden).variance.iloc[0] == pytest.approx(tell(x, n).variance.iloc[0])


@given(st.floats(1e-6, 1e9))
def test_evidence_is_told_downwards_and_stays_on_its_side_of_the_alarm(odds):
    told = floor_odds(odds)
    assert told <= odds * (1 + 1e-8) < told * 2.5 * (1 + 1e-7)
    assert (told >= ALARM_AT) == (odds >= ALARM_AT * (1 - 1e-9))
    assert f"{told:e}"[:8] in {"1.000000", "2.000000", "5.000000"}


def test_evidence_in_steps():
    assert [floor_odds(odds) for odds in (0, 0.37, 1, 4.9, 9.99, 10, 187, 1112054)] == [
        *(0, 0.2, 1, 2, 5, 10, 100, 1000000)
    ]


def test_the_pairs_of_a_month_are_not_told(sorteercentrum):
    """Their mean and variance together have one solution: how many incidents each pair had."""
    assert "pairs" in set(sorteercentrum.measures["measure"])
    shared = share(sorteercentrum)
    assert "pairs" not in set(shared.measures["measure"]) | shared.measured.operations.measures.keys()
