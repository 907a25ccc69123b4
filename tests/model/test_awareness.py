"""When each level first spoke of a fall, and what becomes of problems then and now: planted months and counts."""

from types import SimpleNamespace

import pandas as pd
import pytest

from drift.measures.index import Base
from drift.model.awareness import find_awareness
from drift.model.fates import compare_fates

FALL = SimpleNamespace(onset_interval=(pd.Period("2021-03"), pd.Period("2021-05")))


def mentions(*rows):
    frame = pd.DataFrame(rows, columns=["level", "month", "raised", "norm", "trouble"])
    months = {name: pd.PeriodIndex(frame[name], freq="M") for name in ("month", "raised")}
    return frame.assign(**months)


def contacts():
    rows = [("operational", "2021-03"), ("tactical", "2021-01"), ("tactical", "2021-06"), ("strategic", "2020-12")]
    frame = pd.DataFrame(rows, columns=["level", "month"])
    return frame.assign(month=pd.PeriodIndex(frame["month"], freq="M"))


def test_beside_it_stands_when_a_level_had_its_first_contact_at_all():
    rows = mentions(("tactical", "2021-09", None, True, False))
    found = {one.level: None if one.met is None else str(one.met) for one in find_awareness(rows, contacts(), FALL)}
    assert found == {"operational": "2021-03", "tactical": "2021-06", "strategic": None}


def test_the_worst_whole_year_is_told():
    found = compare_fates(quarters([100] * 12, [90] * 4 + [50] * 4 + [80] * 4), BASE)
    assert found.lowest == (2019, 0.5)


def test_each_level_is_aware_from_its_first_contact_that_names_the_fall():
    rows = mentions(
        ("operational", "2020-11", "2020-10", False, False),  # before
        ("operational", "2021-04", "2021-04", False, False),
        ("tactical", "2021-04", "2021-01", False, False),  # an old problem
        ("tactical", "2021-09", None, True, False),
        ("strategic", "2022-02", None, False, True),
    )
    found = {one.level: (str(one.month), one.before) for one in find_awareness(rows, contacts(), FALL)}
    assert found == {"operational": ("2021-04", 1), "tactical": ("2021-09", 0), "strategic": ("2022-02", 0)}


def test_a_level_that_never_spoke_of_it_has_no_month():
    found = find_awareness(mentions(("tactical", "2021-09", None, True, False)), contacts(), FALL)
    assert [(one.level, one.month is None) for one in found] == [
        ("operational", True),
        ("tactical", False),
        ("strategic", True),
    ]


def test_without_a_fall_nobody_is_aware_of_one():
    rows = mentions(("tactical", "2021-09", None, True, False))
    assert find_awareness(rows, contacts(), None) == ()
    assert find_awareness(rows, contacts(), SimpleNamespace(onset_interval=None)) == ()


def quarters(raised, solved, first="2018Q1"):
    index = pd.period_range(first, periods=len(raised), freq="Q")
    frame = pd.DataFrame({"quarter": index, "raised": raised, "solved": solved})
    return frame.assign(**dict.fromkeys(("went_up", "tactical", "strategic", "denied", "parked", "referred_back"), 0))


BASE = Base(pd.PeriodIndex([], freq="M"), pd.period_range("2018-01", "2018-12", freq="M"), "first")


@pytest.mark.parametrize(("after", "standing"), [(60, "less"), (90, "unclear"), (99, "more")])
def test_shares_are_compared_with_the_good_years_by_their_interval(after, standing):
    found = compare_fates(quarters([100] * 12, [90] * 8 + [after] * 4), BASE)
    solved = found.fates[0]
    assert (solved.before, solved.of_before, solved.after, solved.of_after) == (360, 400, 4 * after, 400)
    assert solved.standing == standing
    assert (str(found.then[0]), str(found.then[1]), str(found.now[0])) == ("2018Q1", "2018Q4", "2020Q1")


def test_few_problems_say_nothing():
    assert compare_fates(quarters([1] * 12, [1] * 10 + [0] * 2), BASE).fates[0].standing == "unclear"


def test_windows_that_touch_are_not_compared():
    assert compare_fates(quarters([100] * 7, [90] * 7), BASE) is None
    assert compare_fates(quarters([0] * 12, [0] * 12), BASE) is None
