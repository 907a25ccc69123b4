"""Contract and log that do not cover the same months."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drift.model.cautions.sides import find_uncovered_sides
from drift.wording import Wording

MONTH = st.integers(0, 300).map(lambda at: pd.Period("2000-01") + at)


def sides(days, first, last):
    documents = pd.DataFrame({"role": "sla", "status": None, "effective_on": pd.to_datetime(days)})
    return find_uncovered_sides(documents, pd.period_range(first, last, freq="M"))


@pytest.mark.parametrize(
    ("days", "log", "code", "effect"),
    [
        (["2018-01-01", "2020-01-01"], ("2018-01", "2023-12"), None, None),  # the last version is still in force
        (["2017-03-01", "2020-01-01"], ("2018-01", "2023-12"), None, None),  # ten months are no year
        (["2010-01-01", "2020-01-01"], ("2018-01", "2023-12"), "sides_not_covered", "inform"),
        (["2022-01-01", "2023-01-01"], ("2015-01", "2023-12"), "sides_not_covered", "inform"),
        (
            ["2023-01-01", "2023-06-01"],
            ("2015-01", "2023-12"),
            "sides_not_covered",
            "qualify",
        ),  # one year of three
        (
            ["2018-01-01", "2023-06-01"],
            ("2018-01", "2021-12"),
            "sides_not_covered",
            "qualify",
        ),  # no log lately
        (["2020-01-01", "2021-01-01"], ("2012-01", "2016-12"), "sides_not_covered", "qualify"),  # the log ends before
        (["2008-01-01"], ("2013-01", "2013-12"), "sides_not_covered", "qualify"),
        (["2008-01-01", "2011-01-01"], ("2018-01", "2023-12"), "sides_not_covered", "inform"),
    ],
)
def test_two_sides_are_told_from_when_to_when_each_is_known(days, log, code, effect):
    found = sides(days, *log)
    assert [(caution.code, caution.effect) for caution in found] == ([(code, effect)] if code else [])


def test_the_sentence_says_from_when_to_when_and_tells_of_no_month_that_neither_side_knows():
    (caution,) = sides(["2020-01-01", "2021-01-01"], "2012-01", "2016-12")
    assert pd.Period("2018-01") not in caution.periods
    assert Wording("en").tell(caution.sentence) == (
        "The contract is known from January 2020 on (its last version took effect in January 2021), the log covers "
        "January 2012 – December 2016: 0 months are known of both sides. In the other months one side is known alone, "
        "and nothing can be compared."
    )


@given(st.lists(MONTH, min_size=1, max_size=4), MONTH, st.integers(0, 120))
def test_months_told_are_known_of_exactly_one_side(versions, first, length):
    log = pd.period_range(first, periods=length + 1, freq="M")
    for caution in sides([version.to_timestamp() for version in versions], log[0], log[-1]):
        for month in caution.periods if caution.code == "sides_not_covered" else ():
            in_force = min(versions) <= month <= max(*versions, log[-1])
            assert in_force != (month in log)


def test_a_single_side_has_nothing_to_be_compared_with():
    assert sides([], "2012-01", "2016-12") == []
    assert sides([None], "2012-01", "2016-12") == []
