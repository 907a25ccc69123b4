import pandas as pd

from drift.measures.work.experts import _by_year

DAY = 86_400
START = int(pd.Timestamp("2018-01-01").timestamp())


def person(side, first_day, last_day, longest_gap=20):
    return (side, START + first_day * DAY, START + last_day * DAY, longest_gap * DAY)


def count(*rows, tool_turns=()):
    frame = pd.DataFrame(rows, columns=["side", "first_s", "last_s", "gap_s"])
    return _by_year(frame.assign(kind="name"), tool_turns).set_index(["side", "year"])


def test_experts_that_fall_silent_are_counted_from_five_on():
    stays = [person("customer", 0, 1800)] * 7
    gone = [person("customer", 0, 800)] * 6  # last sign in March 2020
    found = count(*stays, *gone)
    assert found.loc[("customer", 2019)].tolist() == ["13", "0"]
    assert found.loc[("customer", 2020)].tolist() == ["13", "6"]
    assert found.loc[("customer", 2021)].tolist() == ["7", "0"]


def test_fewer_than_five_are_not_told_apart():
    found = count(*[person("supplier", 0, 1800)] * 3, person("supplier", 0, 800))
    assert found.loc[("supplier", 2020)].tolist() == ["<5", "<5"]


def test_newcomers_rare_callers_and_holidays_are_no_loss():
    stays = [person("customer", 0, 1800)] * 5
    new = [person("customer", 100, 300)] * 9  # never a year behind them
    rare = [person("customer", 0, 1500, longest_gap=400)] * 5  # silent for 300 days, as before
    assert set(count(*stays, *new, *rare)["lost"]) == {"0"}


def test_who_may_go_on_under_another_name_in_another_tool_did_not_fall_silent():
    turn = pd.Period("2020-05", "M")
    renamed = [person("customer", 0, 840), person("supplier", 0, 1000)]  # last signs in April and September 2020
    stays = [person(side, 0, 1800) for side in ("customer", "supplier")] * 6
    found = count(*stays, *renamed, person("customer", 0, 1400), tool_turns=[turn])
    assert found.loc[("customer", 2020)].tolist() == ["8", "?"]
    assert found.loc[("supplier", 2020), "lost"] == "?"
    assert found.loc[("customer", 2021), "lost"] == "<5"  # in November 2021, long after
    assert count(*stays, *renamed).loc[("customer", 2020), "lost"] == "<5"
