"""Operations of which it is known how people work together: the measures must order them, and leave harmless change."""

from functools import cache

import numpy as np
import pandas as pd
import pytest
from operation import Plan, mean_of, measure, replace, simulate

pytestmark = pytest.mark.long

CALM = Plan(loyal=0.8, months=54, change=30)


@cache
def operations(plan_and_later, seed=3):
    return measure(simulate(plan_and_later, seed))


def change(later, seed=3, **other):
    """Return the change of the index, last twelve months against the base, and half its 95 % interval."""
    index = measure(simulate(replace(CALM, later=later, **other), seed)).engagement.index
    before, after = index.months[:12], index.months[-12:]
    weights = pd.concat([pd.Series(-1 / 12, index=before), pd.Series(1 / 12, index=after)])
    return float((index.values[weights.index] * weights).sum()), 1.96 * np.sqrt(index.variance_of(weights))


def test_fixed_duos_know_each_other_better_than_a_rotating_team_and_a_call_centre_least():
    duos = mean_of(measure(simulate(Plan())), "same_hands")
    team = mean_of(measure(simulate(Plan(loyal=0.5))), "same_hands")
    centre = mean_of(measure(simulate(Plan(loyal=0.0, handlers=30, callers=60))), "same_hands")
    assert duos == 1.0
    # of six one's own with 7/12, each of the five others with 1/12
    assert team == pytest.approx((7 / 12) ** 2 + 5 / 12**2, abs=0.02)
    assert centre == pytest.approx(1 / 30, abs=0.005)


def test_ping_pong_lowers_what_is_solved_on_the_floor_and_raises_nothing():
    calm, bouncing = (measure(simulate(replace(CALM, bounced=share, change=99))) for share in (0.05, 0.5))
    assert calm.engagement.entered == ("same_hands", "direct_contact", "solved_on_the_floor")
    for name in calm.engagement.entered:
        assert mean_of(bouncing, name) < mean_of(calm, name) + 0.02
    assert mean_of(bouncing, "solved_on_the_floor") < 0.6 * mean_of(calm, "solved_on_the_floor")
    assert mean_of(bouncing, "attention_while_open") > mean_of(calm, "attention_while_open")  # why it does not enter


@pytest.mark.parametrize(
    ("later", "other"),
    [
        ({"automated": 0.9}, {}),
        ({"callers": 12, "handlers": 12, "a_month": 120}, {}),  # a new site with its own people
        ({"a_month": 120}, {"objects": 60}),  # twice the volume on the same objects: more repeats by chance
        ({"portal": True}, {}),
        ({"a_month": 30}, {"objects": 60}),  # better maintenance
    ],
)
def test_what_is_harmless_leaves_the_index_within_its_interval(later, other):
    log, half = change(later, **other)
    assert abs(log) < half


@pytest.mark.parametrize("later", [{"loyal": 0.1}, {"pushed": 0.4}, {"bounced": 0.5}, {"loyal": 0.1, "pushed": 0.4}])
def test_broken_duos_and_push_up_lower_the_index(later):
    log, half = change(later)
    assert log < -half


def test_objects_that_are_not_mended_lower_the_floor():
    log, half = change({"repeats": 0.4}, objects=200)
    assert log < -half
