"""Every pattern of minutes beside the words that prove it."""

import datetime as dt

import pytest

from drift.sources.patterns import load_rules
from drift.sources.rows.minutes.words import LABELS, PATTERNS, label_of
from drift.sources.values.days import find_day, find_hours, swap_day
from drift.sources.words import normalise

RULES = load_rules("drift.sources.rows.minutes", "words")["patterns"]


@pytest.mark.parametrize("name", RULES)
def test_a_pattern_finds_its_examples_and_leaves_the_others(name):
    rule, read = RULES[name], normalise if name in LABELS else str
    assert rule["finds"]
    assert rule["leaves"]
    assert rule["language"] == "en, nl"
    assert [text for text in rule["finds"] if not PATTERNS[name].search(read(text))] == []
    assert [text for text in rule["leaves"] if PATTERNS[name].search(read(text))] == []


@pytest.mark.parametrize(
    ("label", "kind"),
    [("Aanwezig (klant):", "present"), ("AFWEZIG", "absent"), ("Vergaderdatum", "date"), ("Notulist", "office"),
     ("Aanwezig is ook de directeur", None), ("De leverancier meldt dat de band stilstaat en " * 3, None)],
)  # fmt: skip
def test_a_label_is_known_by_its_words(label, kind):
    assert label_of(label) == kind


@pytest.mark.parametrize(
    ("text", "day"),
    [("1-9-2021", (2021, 9, 1)), ("woensdag 1 september 2021", (2021, 9, 1)), ("2021/09/01", (2021, 9, 1)),
     ("1st September 2021", (2021, 9, 1)), ("September 1, 2021 at noon", (2021, 9, 1)), ("01.09.21", (2021, 9, 1)),
     ("september 2021", None), ("1-9-20256", None), ("binnen 2 weken", None), ("", None)],
)  # fmt: skip
def test_a_day_is_found_in_a_line(text, day):
    assert find_day(text) == (dt.date(*day) if day else None)


@pytest.mark.parametrize(
    ("text", "start", "minutes"),
    [("1 september 2021, 10.00 - 11.30 uur", dt.time(10), 90.0), ("9:05", dt.time(9, 5), None),
     ("23:30-00:15", dt.time(23, 30), 45.0), ("1-9-2021", None, None), ("01.09.2021", None, None)],
)  # fmt: skip
def test_the_hours_are_found_beside_the_day(text, start, minutes):
    assert find_hours(text) == (start, minutes)


def test_day_and_month_change_places_where_both_can():
    assert swap_day(dt.date(2021, 9, 1)) == dt.date(2021, 1, 9)
    assert swap_day(dt.date(2021, 9, 13)) is None
    assert swap_day(dt.date(2021, 9, 9)) is None
