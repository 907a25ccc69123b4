"""Contacts by level against what was agreed, whose time they took, who came and went: planted counts."""

import datetime as dt

import pandas as pd
import pytest

from drift.measures.levels.actions import count_actions
from drift.measures.levels.balance import bound_count, count_balance, hear_floor, share_time
from drift.measures.levels.met import Met
from drift.measures.levels.swaps import count_swaps

SEATS = ["contact", "person", "side", "function", "level"]


def met(rows, seats=()):
    """Return contacts from (moment, level, minutes) and seats from (contact, person, side, function)."""
    frame = pd.DataFrame(rows, columns=["at", "level", "minutes"])
    frame = frame.assign(contact=range(len(frame)), at=pd.to_datetime(frame["at"]), direct=True, both=True)
    return Met(frame, pd.DataFrame([(*seat, None) for seat in seats], columns=SEATS))


NONE_AGREED = pd.DataFrame({"effective_on": [], "level": [], "times_a_year": []})


def test_contacts_are_counted_by_whole_quarter_with_an_exact_interval():
    rows = [(f"2021-{month:02}-10", "operational", 15) for month in range(1, 8)] + [("2021-05-11", "tactical", 60)]
    counted = count_balance(met(rows), NONE_AGREED).set_index(["quarter", "level"])
    assert counted["n"].to_dict() == {
        (pd.Period(quarter), level): n
        for quarter, counts in {"2021Q1": (3, 0, 0), "2021Q2": (3, 1, 0)}.items()
        for level, n in zip(("operational", "tactical", "strategic"), counts, strict=True)
    }  # of the third quarter one month alone is there
    assert counted.loc[(pd.Period("2021Q1"), "operational"), ["low", "high"]].tolist() == pytest.approx(
        [0.6187, 8.7673], abs=1e-4
    )
    assert bound_count(0) == pytest.approx((0, 3.6889), abs=1e-4)  # Garwood 1936: 0 and -ln(.025)


def test_agreed_is_what_the_version_in_force_on_the_first_day_says():
    agreed = pd.DataFrame(
        {
            "effective_on": [dt.date(2020, 1, 1), dt.date(2020, 1, 1), dt.date(2021, 2, 1)],
            "level": ["operational", "tactical", "tactical"],
            "times_a_year": [52.0, 12.0, 24.0],
        }
    )
    rows = [("2021-01-10", "operational", 15), ("2021-06-30", "tactical", 15)]
    counted = count_balance(met(rows), agreed).set_index(["quarter", "level"])["agreed"]
    assert counted[(pd.Period("2021Q1"), "tactical")] == 3.0
    assert counted[(pd.Period("2021Q2"), "tactical")] == 6.0
    assert counted[(pd.Period("2021Q1"), "operational")] == 13.0
    assert counted[[(pd.Period("2021Q2"), "operational"), (pd.Period("2021Q1"), "strategic")]].isna().all()


def people_at(n, start, function, side="customer", contact=0):
    return [(contact, f"p{i}", side, function) for i in range(start, start + n)]


def test_whose_time_it_took_and_that_few_persons_are_told_together():
    rows = [("2021-01-10", "tactical", 60), ("2021-02-10", "tactical", 120)]
    seats = [
        *people_at(5, 0, "operations"),
        *people_at(3, 10, "procurement", contact=1),
        *people_at(2, 20, "contract management", contact=1),
        (1, "nobody told", "supplier", None),
    ]
    told = share_time(met(rows, seats)).set_index("function")
    assert told["share"].to_dict() == pytest.approx({"operations": 300 / 900, "others": 600 / 900})
    assert told["known"].tolist() == pytest.approx([10 / 11, 10 / 11])


@pytest.mark.parametrize(("n_operations", "n_others"), [(4, 6), (6, 4)])
def test_where_the_rest_would_tell_of_few_nothing_is_told(n_operations, n_others):
    seats = [*people_at(n_operations, 0, "operations"), *people_at(n_others, 10, "management")]
    assert share_time(met([("2021-01-10", "tactical", 60)], seats)).empty


def test_the_floor_is_heard_where_operations_of_both_sides_sit_above_it():
    rows = [("2021-01-10", "tactical", 60), ("2021-02-10", "tactical", 60), ("2021-03-10", "operational", 60)]
    both = [*people_at(5, 0, "operations"), *people_at(5, 10, "operations", "supplier")]
    one = people_at(5, 0, "operations", contact=1)
    heard = hear_floor(met(rows, [*both, *one]))
    assert heard[["year", "level", "n", "heard", "one_side"]].to_numpy().tolist() == [[2021, "tactical", 2, 1, 1]]
    assert hear_floor(met(rows, people_at(5, 0, "operations"))).empty  # of one side nobody is known


def listed(n, side="customer", level="operational", start=0, **days):
    return [
        {
            "person": f"{side}{start + i}",
            "side": side,
            "level": level,
            "function": "operations",
            "from_on": None,
            "to_on": None,
        }
        | days
        for i in range(n)
    ]


def test_who_left_and_came_is_counted_by_quarter_side_and_level_and_a_wave_is_told():
    rows = [
        *listed(20, from_on=dt.date(2018, 1, 1)),
        *listed(6, start=20, from_on=dt.date(2018, 1, 1), to_on=dt.date(2021, 5, 12)),
        *listed(2, start=30, from_on=dt.date(2021, 6, 1)),
        *listed(1, start=40, from_on=dt.date(2018, 1, 1), to_on=dt.date(2019, 2, 1)),
        *listed(1, "supplier", "tactical", from_on=dt.date(2018, 1, 1), to_on=dt.date(2021, 5, 1)),
    ]
    found = count_swaps(pd.DataFrame(rows), None)
    assert found[["quarter", "side", "level", "left", "joined", "wave"]].to_numpy().tolist() == [
        [pd.Period("2019Q1"), "customer", "operational", 1, 0, False],
        [pd.Period("2021Q2"), "customer", "operational", 6, 2, True],
        [pd.Period("2021Q2"), "supplier", "tactical", 1, 0, False],
    ]


def test_a_move_to_another_seat_is_no_leaving():
    rows = [
        *listed(1, from_on=dt.date(2018, 1, 1), to_on=dt.date(2020, 6, 30)),
        *listed(1, level="tactical", from_on=dt.date(2020, 7, 1)),
    ]
    assert count_swaps(pd.DataFrame(rows), None).empty


def test_actions_count_by_the_side_that_owns_them():
    row = {"at": pd.Timestamp("2021-03-01"), "side": None, "owner": None, "status": None, "n_seen": 1}
    actions = pd.DataFrame(
        [
            row | {"owner": "a", "status": "done", "n_seen": 4},
            row | {"side": "supplier", "status": "open"},
            row,
            row | {"at": pd.NaT},
        ]
    )
    people = pd.DataFrame([{"person": "a", "side": "customer"}])
    counted = count_actions(actions, people).set_index("side")
    assert counted[["n", "open", "done", "dropped", "n_seen"]].to_numpy().tolist() == [
        [1, 0, 1, 0, 4],
        [1, 1, 0, 0, 1],
        [1, 0, 0, 0, 1],
    ]
    assert counted.index.tolist() == ["customer", "supplier", "unknown"]


def test_actions_that_nobody_is_told_to_own_are_counted_too():
    actions = pd.DataFrame(
        {"at": [pd.Timestamp("2021-03-01")], "side": [None], "owner": [None], "status": [None], "n_seen": [2]}
    )
    nobody = pd.DataFrame({"person": pd.Series(dtype="str"), "side": pd.Series(dtype="str")})
    assert count_actions(actions, nobody)[["side", "n", "n_seen"]].to_numpy().tolist() == [["unknown", 1, 2]]
