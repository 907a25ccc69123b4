import math

import pytest

from drift.contract.lineage.tightening import compare_targets


def target(told, condition=None):
    comparator, value, unit = told.split()
    return {"comparator": comparator, "value": float(value), "unit": unit, "condition": condition}


def steps(old, new):
    found = compare_targets([target(told) for told in old], [target(told) for told in new])
    return [(step.change, step.old, step.new) for step in found]


@pytest.mark.parametrize(
    ("old", "new", "change", "size"),
    [
        ("<= 4 hour", "<= 2 hour", "tightened", math.log(2)),
        ("<= 4 hour", "<= 240 minute", "kept", 0.0),
        ("<= 1 day", "<= 48 hour", "relaxed", -math.log(2)),
        (">= 98 %", ">= 99 %", "tightened", math.log(2)),
        (">= 99.95 %", ">= 99.9 %", "relaxed", -math.log(2)),
        ("<= 2 %", "<= 1 %", "tightened", math.log(2)),
        (">= 30 %", ">= 15 %", "relaxed", -math.log(2)),
        (">= 99 %", ">= 100 %", "tightened", None),
        ("<= 4 hour", "<= 4 working_hour", "redefined", None),
        ("<= 4 hour", ">= 4 hour", "redefined", None),
        ("= 100 EUR", "= 200 EUR", "redefined", None),
        ("<= 2 working_day", "<= 1 working_day", "tightened", math.log(2)),
        (">= 1 year", ">= 2 year", "tightened", math.log(2)),
    ],
)
def test_the_direction_is_that_of_the_comparator(old, new, change, size):
    (step,) = compare_targets([target(old)], [target(new)])
    assert (step.change, step.old, step.new) == (change, 0, 0)
    assert step.log_tightening == (size if size is None else pytest.approx(size))


@pytest.mark.parametrize("told", [("<= 4 hour", "<= 3 hour"), (">= 98 %", ">= 99.5 %"), ("<= 5 count", "<= 9 count")])
def test_the_way_back_undoes_the_step(told):
    there, back = ([target(one)] for one in told)
    assert compare_targets(there, back)[0].log_tightening == pytest.approx(
        -compare_targets(back, there)[0].log_tightening
    )


def test_tiers_pair_in_their_order_and_a_tier_that_went_is_gone():
    assert steps(["<= 15 minute", "<= 4 hour"], ["<= 10 minute", "<= 2 hour"]) == [
        ("tightened", 0, 0),
        ("tightened", 1, 1),
    ]
    assert steps(["<= 15 minute", "<= 4 hour", ">= 98 %"], ["<= 4 hour", ">= 99 %"]) == [
        ("kept", 1, 0),
        ("tightened", 2, 1),
        ("gone", 0, None),
    ]


def test_a_tier_that_came_is_new_and_conditions_pair_before_order():
    old = [target("<= 15 minute", "P1"), target("<= 4 hour", "P2")]
    new = [target("<= 8 hour", "P2"), target("<= 5 minute", "P1"), target(">= 95 %")]
    found = [(step.change, step.old, step.new) for step in compare_targets(old, new)]
    assert found == [("relaxed", 1, 0), ("tightened", 0, 1), ("new", None, 2)]
