"""A month that is judged stays as it was, whatever comes later: measures, index and evidence of a log cut short."""

from functools import cache

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from operation import Plan, measure, simulate

from drift.model.weighing import weigh_engagement, weigh_outcomes

pytestmark = pytest.mark.long

MONTHS = 42
LATER = {"loyal": 0.3, "repeats": 0.3, "pushed": 0.4, "simple": 0.1}
PLANS = {
    "slides": Plan(months=MONTHS, a_month=25, loyal=0.8, callers=8, change=26, later=LATER),
    "coarse": Plan(months=MONTHS, a_month=25, loyal=0.8, callers=8, objects=3, change=26, later=LATER),
    "flat": Plan(months=MONTHS, a_month=25, loyal=0.8, contact=2.0, change=26, later=LATER | {"contact": 0.1}),
    "late": Plan(months=MONTHS, a_month=25, loyal=0.8, callers=8),
}
ARRIVES = {"late": ["n_reassigned", "object"]}  # columns that are told from month 13 on
WEIGHED = ("time_to_restore", "repeated")
NUMBERS = ("value", "log", "variance", "n", "known")


@cache
def live(name):
    frames = simulate(PLANS[name], 3)
    incidents = frames["incidents"].copy()
    early = pd.PeriodIndex(incidents["opened_at"], freq="M") < pd.Period("2017-02", "M")
    for column in ARRIVES.get(name, ()):
        incidents[column] = incidents[column].mask(early)
    return frames | {"incidents": incidents}


@cache
def judge(name, months):
    """Return every number of the months that are over when a log is cut after some months; None where it has none."""
    first = pd.Timestamp("2016-01-01")
    operations = measure(cut_off(live(name), first + pd.DateOffset(months=months)))
    numbers = {
        f"{what}.{part}": getattr(shares, part) for what, shares in operations.measures.items() for part in NUMBERS
    }
    outcomes = {name: operations.outcomes[name] for name in WEIGHED if name in operations.outcomes}
    weighed = {"fall": weigh_engagement(operations.engagement, {}, ())[0], **weigh_outcomes(outcomes, ())}
    e_values = {f"{what}.e": evidence.e_values for what, evidence in weighed.items()}
    return pd.DataFrame(numbers | e_values | {"index": operations.engagement.index.values})


def cut_off(frames, at):
    """Return the tables as an export of that moment has them: who is not restored yet has no end."""
    incidents, events = frames["incidents"], frames["events"]
    incidents = incidents[incidents["opened_at"] < at].copy()
    for name in ("resolved_at", "resolved_utc"):
        incidents[name] = incidents[name].where(incidents[name] < at, pd.NaT)
    return {"incidents": incidents, "events": events[events["at"] < at]}


@given(st.sampled_from([*PLANS]), st.integers(28, MONTHS - 4))
@example("slides", 28)
@example("coarse", 30)
@example("flat", 30)
@example("late", 28)
@settings(max_examples=2, deadline=None)
def test_a_month_that_arrives_changes_no_month_before_it(name, months):
    whole, part = judge(name, MONTHS), judge(name, months)
    assert set(part) == set(whole)
    over = part.dropna(how="all").index
    assert len(over) >= months - 3  # the last sixty days are not over
    for column in part:
        known = part.loc[: part[column].last_valid_index(), column]  # each measure has a clock of its own
        before = whole.loc[known.index, column]
        pd.testing.assert_series_equal(before, known, check_freq=False, rtol=1e-9, atol=1e-9)
