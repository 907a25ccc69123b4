"""What `explain` prints of a number: percentages and points as people read them, never logarithms."""

import math

import pytest

from drift.reports.facts import is_told, write_fact
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
        ("value", {"value": 8.4, "unit": "hours"}, None, None),
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
