import pytest

from drift.contract.targets import find_targets


def targets(text):
    return [(target.comparator, target.value, target.unit) for target in find_targets(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("available at least 99.5% of the time", [(">=", 99.5, "%")]),
        ("beschikbaarheid minimaal 99,5 %", [(">=", 99.5, "%")]),
        ("hersteltijd binnen 4 werkuren", [("<=", 4.0, "working_hour")]),
        ("uiterlijk binnen vijf werkdagen", [("<=", 5.0, "working_day")]),
        ("within thirty (30) days", [("<=", 30.0, "day")]),
        ("within [7 days] of the quarter", [("<=", 7.0, "day")]),
        ("a minimum of seventy five per cent (75%)", [(">=", 75.0, "%")]),
        ("up to $5,000.00 USD", [("<=", 5000.0, "USD")]),
        ("boete van maximaal € 1.250", [("<=", 1250.0, "EUR")]),
        ("responstijd 1 uur", [("<=", 1.0, "hour")]),
        ("90 days' prior written notice", [(">=", 90.0, "day")]),
        ("P1 15 min / P2 4 uur responstijd", [("<=", 15.0, "minute"), ("<=", 4.0, "hour")]),
        ("more than 3 months", [(">", 3.0, "month")]),
    ],
)
def test_a_measured_target_is_comparator_value_and_unit(text, expected):
    assert targets(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "see article 4.2 and Schedule 12",
        "Version Effective Date: August 10, 2021",
        "ISO 9001 and RFC 2616",
        "before 22:00 uur",
        "best effort",
        "n.v.t.",
        "for example 4 hours",
        "averaged over each 4-week period",
    ],
)
def test_article_numbers_dates_times_and_examples_are_no_targets(text):
    assert targets(text) == []
