import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drift.model.change import Change, Window
from drift.model.evidence.weigh import Evidence
from drift.model.harm import group_outcomes, weigh_harm
from drift.model.points import Points

NAMES = ("reopened", "repeated", "pushed_up")


def outcome(*e_values, alarm=None, ended=None):
    index = pd.period_range("2020-01", periods=len(e_values), freq="M")
    series = pd.Series(e_values, index=index, dtype=float)
    return Evidence(series, alarm, None, None, None, None, series * np.nan, ended)


def change(low, high):
    """A change of a share, in points."""
    window = Window(pd.Period("2019-01"), pd.Period("2019-12"), 0.1, 100)
    return Change(0.0, -1.0, 1.0, window, window, Points((low + high) / 2, low, high))


WORSE, HELD, BETTER = change(0.01, 0.03), change(-0.01, 0.012), change(-0.03, -0.01)
ALARM = pd.Period("2020-02")
ALARMED = outcome(1.0, 40.0, 30.0, alarm=ALARM)
MENDED = outcome(1.0, 40.0, 30.0, alarm=ALARM, ended=pd.Period("2020-03"))
QUIET = outcome(1.0, 1.0, 1.0)


def group(evidence, changes):
    return group_outcomes(weigh_harm(evidence), changes, tuple(changes))


@pytest.mark.parametrize(
    ("e_values", "state"),
    [
        ([np.nan, 1.0, 9.9], "held"),
        ([np.nan, 1.0, 10.0], "worse"),
        ([np.nan, 12.0, 1.1], "worse"),  # less sure than it was, and not yet back to nothing
        ([np.nan, 12.0, 1.0], "held"),
        ([np.nan, 12.0, 1.0, 9.0], "held"),
        ([np.nan, np.nan], "unknown"),
    ],
)
def test_outcomes_are_worse_from_ten_until_nothing_speaks_for_it(e_values, state):
    assert weigh_harm({"reopened": outcome(*e_values)}).state == state


@given(st.lists(st.floats(1.01, 9.99), min_size=1, max_size=30))
def test_what_wavers_between_the_two_bounds_never_changes_the_outcomes(wavering):
    assert weigh_harm({"reopened": outcome(0.5, *wavering)}).state == "held"
    assert weigh_harm({"reopened": outcome(50.0, *wavering)}).state == "worse"


@pytest.mark.parametrize(
    ("evidence", "told", "which"),
    [
        (QUIET, WORSE, "now"),  # the interval tells it; the evidence of all may still be quiet
        (ALARMED, WORSE, "now"),
        (MENDED, WORSE, "now"),  # better than it was, and still worse than the base
        (ALARMED, BETTER, "back"),
        (MENDED, HELD, "back"),
        (ALARMED, change(-0.03, 0.01), "back"),  # its level is the base's or better
        (ALARMED, HELD, "untold"),  # neither worse nor shown to be back
        (ALARMED, None, "untold"),
        (QUIET, None, "untold"),
        (QUIET, HELD, None),
    ],
)
def test_an_outcome_stands_in_one_group_or_in_none(evidence, told, which):
    harm = group({"reopened": evidence}, {"reopened": told})
    groups = {name: getattr(harm, name) for name in ("now", "back", "untold")}
    assert groups == {name: ("reopened",) if name == which else () for name in groups}


def test_together_they_are_worse_only_while_one_that_carries_the_evidence_is_worse_now():
    evidence = {"reopened": ALARMED, "repeated": QUIET}
    assert weigh_harm(evidence).state == "worse"
    assert group(evidence, {"reopened": WORSE, "repeated": HELD}).state == "worse"
    assert group(evidence, {"reopened": BETTER, "repeated": WORSE}).state == "held"  # it carries nothing
    assert group(evidence, {"reopened": BETTER, "repeated": HELD}).state == "held"
    assert group(evidence, {"reopened": None, "repeated": None}).state == "unknown"
    assert group({"reopened": QUIET, "repeated": QUIET}, {"reopened": WORSE, "repeated": WORSE}).state == "held"


def test_the_largest_part_of_the_evidence_carries_it_where_none_has_an_alarm_of_its_own():
    evidence = {"reopened": outcome(1.0, 15.0, 15.0), "repeated": outcome(1.0, 9.0, 9.0)}
    assert weigh_harm(evidence).state == "worse"
    assert group(evidence, {"reopened": WORSE, "repeated": HELD}).state == "worse"
    assert group(evidence, {"reopened": HELD, "repeated": WORSE}).state == "held"


def test_what_is_not_weighed_apart_is_grouped_and_carried_by_the_one_that_speaks_for_it():
    evidence = {"time_to_restore": ALARMED}
    harm = group(evidence, {"time_to_restore": HELD, "time_to_restore_working": WORSE})
    assert (harm.state, harm.now, harm.untold) == ("worse", ("time_to_restore_working",), ("time_to_restore",))


CASE = st.tuples(st.sampled_from([QUIET, ALARMED, MENDED]), st.sampled_from([WORSE, HELD, BETTER, None]))


@given(st.tuples(CASE, CASE, CASE))
def test_the_groups_never_overlap_and_worse_needs_one_that_is_worse_now(cases):
    by_name = dict(zip(NAMES, cases, strict=True))
    harm = group({name: case[0] for name, case in by_name.items()}, {name: case[1] for name, case in by_name.items()})
    told = [*harm.now, *harm.back, *harm.untold]
    assert len(told) == len(set(told))
    assert harm.state != "worse" or harm.now
    assert set(harm.now) == {name for name, case in by_name.items() if case[1] is WORSE}
