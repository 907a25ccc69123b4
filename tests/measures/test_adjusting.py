"""Times to restore at the mix of the base: other incidents are not slower work."""

import numpy as np
import pandas as pd
import pytest
from handmade import incident, make_casebook
from hypothesis import given, settings
from hypothesis import strategies as st

from drift.measures.work.adjusting import adjust_hours, adjust_means
from drift.measures.work.formulas import measure_hours
from drift.measures.work.operations import measure_operations
from drift.measures.work.strata import REST

MONTHS, GONE = 40, 30
KINDS = {"simple": 1.0, "hard": 16.0}  # median hours
DAY = 24.0
FIRST, LAST = slice(None, 12), slice(GONE, None)
HOURS = ("time_to_restore", "time_to_restore_working")


def live_through(names=("simple", "hard"), gone=GONE):
    """Return incidents of which the simple ones vanish from a month on; each kind takes what it always took."""
    rng = np.random.default_rng(5)
    rows = []
    for day in range(30 * MONTHS):
        for kind, name in zip(KINDS, names, strict=True):
            open_h = KINDS[kind] * float(np.exp(rng.normal(0, 0.5)))
            if kind == "hard" or day < 30 * gone:
                after_h = DAY * (day + 6) + float(rng.uniform(0, 6))
                rows.append(incident(f"{kind} {day}", after_h=after_h, open_h=open_h, category=name))
    return rows


def measure(rows):
    with make_casebook(rows) as casebook:
        months = casebook.span.months
        operations = measure_operations(casebook, casebook.counts.months[:12], months, {})
        raw = measure_hours(casebook.counts.sums["time_to_restore"], casebook.counts.settled)
    return operations.outcomes, raw


@pytest.fixture(scope="module")
def automated():
    return measure(live_through())


def rise(shares):
    return float(shares.log.iloc[LAST].mean() - shares.log.iloc[FIRST].mean())


def test_where_the_simple_incidents_vanish_the_others_are_no_slower(automated):
    outcomes, raw = automated
    assert rise(raw) == pytest.approx(np.log(16) / 2, abs=0.1)  # from the mean of both kinds to the hard ones alone
    assert rise(outcomes["time_to_restore"]) == pytest.approx(0, abs=0.1)
    assert rise(outcomes["time_to_restore_working"]) == pytest.approx(0, abs=0.25)  # most of the hours are at night
    assert outcomes["time_to_restore"].value.iloc[FIRST].mean() == pytest.approx(4, rel=0.1)  # of the mix of the base


def test_a_kind_that_gets_slower_is_seen_at_its_weight():
    slower = [
        incident(f"{kind} {day}", after_h=DAY * (day + 6), open_h=hours * (2 if day >= 600 else 1), category=kind)
        for day in range(900)
        for kind, hours in KINDS.items()
    ]
    assert rise_after(measure(slower)[0]["time_to_restore"], 24) == pytest.approx(np.log(2))


def rise_after(shares, month):
    return float(shares.log.iloc[month:].mean() - shares.log.iloc[FIRST].mean())


@given(st.permutations(["simple", "hard", "band"]))
@settings(max_examples=2)
def test_other_names_of_the_categories_change_nothing(automated, names):
    plain, other = automated[0], measure(live_through(names[:2]))[0]
    for name in HOURS:
        for part in ("value", "log", "variance", "n"):
            found, expected = getattr(other[name], part), getattr(plain[name], part)
            pd.testing.assert_series_equal(found, expected, rtol=1e-10)


def count(hours, adds=np.log):
    """Return the sums of one stratum by month."""
    months = pd.period_range("2020-01", periods=len(hours), freq="M")
    added = [adds(np.asarray(one)) for one in hours]
    rows = {"n": [len(x) for x in added], "known": [len(x) for x in added], "total": [x.sum() for x in added]}
    return pd.DataFrame(rows | {"squares": [(x**2).sum() for x in added], "period": months, "stratum": 3})


LOGS = st.lists(st.lists(st.floats(0.1, 1000), min_size=1, max_size=6), min_size=1, max_size=15)


@given(LOGS)
def test_one_stratum_gives_the_plain_mean(hours):
    mix = pd.Series({3: 1.0})
    counts, plain = count(hours), count(hours, adds=lambda x: x)
    months = pd.PeriodIndex(counts["period"])
    geometric = adjust_hours(counts, months, months[:12], mix)
    assert geometric.log.tolist() == pytest.approx([np.log(one).mean() for one in hours], abs=1e-9)
    assert geometric.value.tolist() == pytest.approx(np.exp(geometric.log).tolist())
    assert adjust_means(plain, months, months[:12], mix).value.tolist() == pytest.approx([np.mean(x) for x in hours])


def test_the_variance_is_that_of_the_weighted_means_of_the_strata():
    one, other = count([[1.0, 4.0]] * 14), count([[2.0, 2.0, 8.0, 8.0]] * 14).assign(stratum=7)
    months = pd.PeriodIndex(one["period"])
    shares = adjust_hours(pd.concat([one, other]), months, months[:12], pd.Series({3: 0.25, 7: 0.75}))
    within = (2 * np.log(2) ** 2 / 1, 4 * np.log(2) ** 2 / 3)
    expected = 0.25**2 * within[0] / 2 + 0.75**2 * within[1] / 4
    assert shares.variance.tolist() == pytest.approx([expected] * 14)


def test_a_month_of_kinds_that_the_base_never_had_is_as_it_came():
    base, new = count([[1.0, 4.0]] * 12), count([[9.0]] * 13).iloc[12:].assign(stratum=8)
    months = pd.period_range("2020-01", periods=13, freq="M")
    shares = adjust_hours(pd.concat([base, new]), months, months[:12], pd.Series({3: 1.0}))
    assert shares.value.tolist() == pytest.approx([2.0] * 12 + [9.0])


def test_a_month_of_which_only_the_rest_is_left_is_as_it_came():
    kinds = [count([[1.0, 4.0]] * 12), count([[8.0, 8.0]] * 12 + [[16.0, 16.0]]).assign(stratum=REST)]
    months = pd.period_range("2020-01", periods=13, freq="M")
    shares = adjust_hours(pd.concat(kinds), months, months[:12], pd.Series({3: 0.5, REST: 0.5}))
    assert shares.value.tolist() == pytest.approx([4.0] * 12 + [16.0])


def test_later_months_move_no_earlier_one():
    rng = np.random.default_rng(1)
    counts = count([rng.gamma(2, 4, 8) for _ in range(20)] + [rng.gamma(2, 40, 8) for _ in range(10)])
    months = pd.PeriodIndex(counts["period"])
    whole = adjust_hours(counts, months, months[:12], pd.Series({3: 1.0}))
    part = adjust_hours(counts[:20], months[:20], months[:12], pd.Series({3: 1.0}))
    assert whole.log[:20].tolist() == part.log.tolist()
    assert whole.variance[:20].tolist() == part.variance.tolist()
