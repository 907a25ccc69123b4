import numpy as np
import pandas as pd
import pytest

from drift.measures.index import Index
from drift.measures.shares import Shares
from drift.measures.work.engagement import Engagement
from drift.model.weighing import vary_months, weigh_again, weigh_engagement, weigh_outcomes

MONTHS = pd.period_range("2018-01", periods=48, freq="M")


def shares(log, variance=0.002):
    log = pd.Series(log, index=MONTHS, dtype=float)
    spread = pd.Series(variance, index=MONTHS).where(log.notna())
    return Shares(np.exp(log), log, spread, log * 0 + 50, log * 0 + 1)


def stepped(size, seed=3):
    noise = np.random.default_rng(seed).normal(0, 0.045, 48)
    return noise + np.where(np.arange(48) >= 24, size, 0.0)


def engagement(log):
    """Engagement that one component makes."""
    name = "solved_on_the_floor"
    clock = pd.Series(MONTHS.asi8, index=MONTHS)
    return Engagement({name: shares(log)}, {name: clock}, Index(pd.Series(log, index=MONTHS), pd.DataFrame()))


def test_a_month_varies_by_the_measures_that_it_has():
    late = shares(np.where(np.arange(48) >= 12, 0.0, np.nan), 0.08)
    varied = vary_months({"a": shares(np.zeros(48), 0.02), "b": late}, {"a": 0.5, "b": 0.5}, MONTHS)
    assert varied.iloc[0] == pytest.approx(0.02)
    assert varied.iloc[-1] == pytest.approx((0.02 + 0.08) / 4)


def test_a_fall_is_evidence_of_a_fall_and_none_of_a_rise():
    log = pd.Series(stepped(-0.4), index=MONTHS)
    fall, rise = weigh_engagement(engagement(log), {}, ())
    assert fall.alarm is not None
    assert rise.alarm is None
    assert weigh_engagement(engagement(log * np.nan), {}, ()) == (None, None)


def test_an_outcome_is_weighed_in_the_direction_in_which_it_is_worse():
    found = weigh_outcomes({"reopened": shares(stepped(0.4)), "time_to_restore": shares(stepped(-0.4))}, ())
    assert found["reopened"].alarm is not None
    assert found["time_to_restore"].alarm is None


def test_of_two_measures_that_move_together_one_speaks():
    both = {"time_to_restore": shares(stepped(0.4)), "time_to_restore_working": shares(stepped(0.4))}
    assert set(weigh_outcomes(both, ())) == {"time_to_restore"}


def test_a_fall_after_a_repair_is_found_anew():
    long = pd.period_range("2014-01", periods=108, freq="M")
    at = np.arange(108)
    noise = np.random.default_rng(5).normal(0, 0.045, 108)
    log = pd.Series(noise - 0.5 * (((at >= 24) & (at < 42)) | (at >= 84)), index=long)
    name, clock = "solved_on_the_floor", pd.Series(long.asi8, index=long)
    one = Shares(np.exp(log), log, log * 0 + 0.002, log * 0 + 50, log * 0 + 1)
    whole = Engagement({name: one}, {name: clock}, Index(log, pd.DataFrame()))
    fall, _ = weigh_engagement(whole, {}, ())
    assert fall.ended is not None
    again = weigh_again(whole, {}, fall)
    assert abs((again.onset - long[84]).n) <= 1
    assert again.ended is None


def test_a_component_without_a_say_or_of_a_later_year_carries_no_evidence():
    calm, falls = shares(stepped(0.0)), shares(stepped(-0.6))
    late = shares(np.where(np.arange(48) >= 20, stepped(-0.6), np.nan))
    clock = pd.Series(MONTHS.asi8, index=MONTHS)
    names = ("solved_on_the_floor", "same_hands", "direct_contact")
    both = Engagement(
        dict(zip(names, (calm, falls, late), strict=True)), dict.fromkeys(names, clock), Index(calm.log, pd.DataFrame())
    )
    told, _ = weigh_engagement(both, {}, ())
    assert told.alarm is not None
    untold, _ = weigh_engagement(both, {"hands": 0.0}, ())
    assert untold.alarm is None
