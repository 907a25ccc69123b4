"""What `explain` prints of a number: percentages and points as people read them, never logarithms."""

import math

import pandas as pd
import pytest

from drift.reports.facts import is_told, list_rows, write_fact
from drift.wording import Wording

EN, NL = Wording("en"), Wording("nl")


@pytest.mark.parametrize(
    ("name", "facts", "english", "dutch"),
    [
        ("log", {"log": math.log(1.6), "unit": "share"}, "+60.0\u00a0%", "+60,0\u00a0%"),
        ("low", {"low": math.log(0.5), "log": 0.0, "unit": "hours"}, "−50.0\u00a0%", "−50,0\u00a0%"),
        ("points_low", {"points_low": -0.0002, "unit": "share"}, "0.0 points", "0,0 punt"),
        ("before", {"before": 0.0109, "log": 0.4, "unit": "share"}, "1.1\u00a0%", "1,1\u00a0%"),
        ("value", {"value": 0.3816, "unit": "share"}, "38.2\u00a0%", "38,2\u00a0%"),
        ("low", {"low": 0.31, "unit": "share"}, "31.0\u00a0%", "31,0\u00a0%"),
        ("value", {"value": math.log(0.66), "unit": "ln"}, "−34.0\u00a0%", "−34,0\u00a0%"),
        ("after", {"after": 0.66, "log": -0.4, "unit": "ln"}, "66.0\u00a0%", "66,0\u00a0%"),
        ("value", {"value": 8.4422, "unit": "hours"}, "8.44", "8,44"),
        ("open_h", {"open_h": 20.9167}, "20.92", "20,92"),
        ("e_value", {"e_value": 245_539_208_253.2838}, "more than 1,000,000 to 1", "meer dan 1.000.000 tegen 1"),
        ("e_value", {"e_value": 223_135.1412}, "223,135 to 1", "223.135 tegen 1"),
        ("e_value", {"e_value": 18.27}, "18.3 to 1", "18,3 tegen 1"),
        ("n", {"n": 27, "unit": "share"}, None, None),
        ("variance", {"variance": 0.0206, "unit": "share"}, None, None),
    ],
)
def test_a_figure_is_written_by_its_unit(name, facts, english, dutch):
    assert (write_fact(name, facts, EN), write_fact(name, facts, NL)) == (english, dutch)


def test_of_a_share_the_difference_is_told_and_no_percentage_of_a_percentage():
    facts = {"log": 0.4764, "low": -0.1, "high": 1.0, "points": 0.0246, "before": 0.0109, "alarm": None, "n": []}
    assert [name for name in facts if is_told(name, facts)] == ["points", "before"]
    assert is_told("log", {"log": 0.4764})
    assert [is_told("unit", {"unit": unit}) for unit in ("share", "ln", "hours")] == [False, False, True]


def test_a_table_of_an_answer_is_written_by_the_units_of_its_measures():
    rows = pd.DataFrame(
        {
            "measure": ["same_hands", "engagement", "time_to_restore", "meetings"],
            "value": [0.3816, math.log(0.66), 8.4422, 3.0],
            "known": [1.0, math.nan, 0.9565, None],
            "n": [36, None, 23, 3],
        }
    )
    assert list_rows(rows, EN) == [
        ["the same hands", "38.2\u00a0%", "100.0\u00a0%", "36"],
        ["engagement, index", "−34.0\u00a0%", "", ""],
        ["time to restore", "8.44", "95.7\u00a0%", "23"],
        ["meetings", "3", "", "3"],
    ]
