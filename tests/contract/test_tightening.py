import math

import pytest

from drift.contract.lineage.tightening import compare_targets


def target(told, condition=None, **more):
    comparator, value, unit = told.split()
    return {"comparator": comparator, "value": float(value), "unit": unit, "condition": condition, **more}


def change(old, new, **said):
    (step,) = compare_targets([target(old, **said)], [target(new, **said)])
    return step.change


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
        ("<= 4 hour", "<= 4 working_hour", "relaxed", None),
        ("<= 4 working_hour", "<= 4 hour", "tightened", None),
        ("<= 8 hour", "<= 4 working_hour", "redefined", None),
        ("<= 2 day", "<= 2 working_day", "relaxed", None),
        ("<= 4 hour", "<= 1 working_day", "relaxed", None),
        (">= 5 day", ">= 5 working_day", "tightened", None),
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


@pytest.mark.parametrize(
    ("old", "new", "said", "became"),
    [
        # what is paid by way of penalty: more asks more, also where it is capped
        ("= 500 EUR", "= 750 EUR", {"kind": "penalty", "metric": "boete"}, "tightened"),
        ("<= 5000 EUR", "<= 10000 EUR", {"kind": "penalty", "metric": "fine"}, "tightened"),
        ("= 5 %", "= 10 %", {"kind": "penalty", "metric": "credit"}, "tightened"),
        ("<= 1000000 EUR", "<= 2000000 EUR", {"kind": "boilerplate", "metric": "liability"}, "tightened"),
        # from where on it is due: a level that is higher fails sooner
        ("< 98 %", "< 99 %", {"kind": "penalty", "metric": "availability"}, "tightened"),
        ("> 5 count", "> 8 count", {"kind": "penalty", "metric": "complaints"}, "relaxed"),
        # a price has no direction, unless its debtor is told
        ("= 100 EUR", "= 120 EUR", {"kind": "boilerplate", "metric": "the price is"}, "redefined"),
        ("= 100 EUR", "= 120 EUR", {"party": "customer", "quote": "the customer pays EUR 100"}, "tightened"),
        # how often: of a duty, of a right of the customer, of a right of the supplier
        ("= 2 count", "= 4 count", {"per": "jaar", "modality": "obligation", "party": "supplier"}, "tightened"),
        ("= 1 count", "= 2 count", {"per": "year", "modality": "permission", "party": "customer"}, "tightened"),
        ("= 1 count", "= 2 count", {"per": "year", "modality": "permission", "party": "supplier"}, "relaxed"),
        ("<= 1 count", "<= 2 count", {"per": "year", "modality": "permission", "party": "supplier"}, "relaxed"),
    ],
)
def test_who_is_bound_tells_which_way_is_stricter(old, new, said, became):
    assert change(old, new, **said) == became
    back = {"tightened": "relaxed", "relaxed": "tightened"}
    assert change(new, old, **said) == back.get(became, became)


def test_a_frequency_is_compared_by_the_year():
    duty = {"modality": "obligation", "party": "supplier"}
    steps = compare_targets([target("= 1 count", per="month", **duty)], [target("= 4 count", per="jaar", **duty)])
    assert [step.change for step in steps] == ["relaxed"]
    assert steps[0].log_tightening == pytest.approx(-math.log(3))
    same = compare_targets([target("= 1 count", per="month", **duty)], [target("= 12 count", per="year", **duty)])
    assert [step.change for step in same] == ["kept"]


def test_a_share_of_another_period_is_another_measure():
    steps = compare_targets([target(">= 99 %", per="month")], [target(">= 99.5 %", per="year")])
    assert [step.change for step in steps] == ["redefined"]


@pytest.mark.parametrize(("event", "year"), [("event", "year"), ("gebeurtenis", "jaar"), ("storing", "maand")])
@pytest.mark.parametrize("amount", [50_000, 250_000])
def test_an_amount_for_each_event_and_one_for_a_period_are_two_measures(event, year, amount):
    each, period = target("<= 100000 EUR", per=event), target(f"<= {amount} EUR", per=year)
    steps = [*compare_targets([each], [period]), *compare_targets([period], [each])]
    assert [(step.change, step.log_tightening) for step in steps] == [("redefined", None)] * 2


@pytest.mark.parametrize("words", ["reviews the plan every", "evalueert het plan om de"])
def test_a_duty_that_comes_back_later_asks_for_less(words):
    old, new = (target(f"= {n} month", quote=f"{words} {n} months") for n in (3, 6))
    assert [(step.change, step.log_tightening) for step in compare_targets([old], [new])] == [
        ("relaxed", pytest.approx(-math.log(2)))
    ]


def test_one_tier_never_pairs_with_another():
    found = compare_targets([target("<= 4 hour", "P1")], [target("<= 8 hour", "P2")])
    assert [(step.change, step.old, step.new) for step in found] == [("new", None, 0), ("gone", 0, None)]
    letters = compare_targets([target("<= 4 hour", "PA")], [target("<= 2 hour", "P1")])
    assert [step.change for step in letters] == ["tightened"]


def test_targets_of_a_split_pair_on_the_same_metric_and_condition_alone():
    old = [
        target("<= 30 minute", metric="responds", sheet="A", row=2),
        target("<= 4 hour", metric="repairs", sheet="A", row=2),
    ]
    new = [
        target("<= 1 hour", metric="hersteltijd", sheet="A", row=2),
        target("<= 2 day", metric="levertijd", sheet="A", row=3),
    ]
    found = [(step.change, step.old, step.new) for step in compare_targets(old, new)]
    assert found == [("tightened", 1, 0), ("new", None, 1), ("gone", 0, None)]
    p1, p2 = (target("<= 4 hour", tier, metric="repair", sheet="A", row=row) for tier, row in (("P1", 2), ("P2", 3)))
    merged = [target("<= 8 hour", "P2", metric="repair", sheet="A", row=9)]
    found = [(step.change, step.old, step.new) for step in compare_targets([p1, p2], merged)]
    assert found == [("relaxed", 1, 0), ("gone", 0, None)]
