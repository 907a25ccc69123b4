"""How incidents end: what has no open time is told apart."""

import pandas as pd
import pytest
from handmade import incident, make_casebook
from hypothesis import given
from hypothesis import strategies as st

from drift.measures.work.endings import Endings, add_endings, count_endings
from drift.reports.pages.counted import say_untimed
from drift.wording import Wording

JANUARY = pd.period_range("2020-01", periods=1, freq="M")
ROWS = {
    "known": {"open_h": 2.0},
    "open": {"open_h": None},
    "instant": {"open_h": 0.0},
    "backwards": {"open_h": -3.0},
    "endless": {"open_h": None, "end_known": False},
}


def count(*kinds):
    with make_casebook([incident(f"I{i}", after_h=i, **ROWS[kind]) for i, kind in enumerate(kinds)]) as casebook:
        assert casebook.counts.endings_of(JANUARY) == add_endings(count_endings(casebook.cases), JANUARY)
        return casebook.counts.endings_of(JANUARY)


def test_each_ending_is_counted_and_one_that_is_still_open_is_known():
    found = count("known", "open", "open", "instant", "backwards", "instant", "endless", "instant")
    assert found == Endings(n=8, n_known=3, n_instant=3, n_endless=1, n_backwards=1)
    assert found.instant_share == 3 / 8


def test_only_the_months_asked_for_count():
    with make_casebook([incident("I1", open_h=0.0), incident("I2", after_h=24 * 40, open_h=0.0)]) as casebook:
        assert casebook.counts.endings_of(JANUARY) == Endings(n=1, n_instant=1)
        assert casebook.counts.endings_of(JANUARY[:0]) == Endings()


def test_an_incident_that_ended_at_once_has_no_part_in_the_time_to_restore():
    with make_casebook([incident("I1", open_h=4.0), incident("I2", open_h=0.0)]) as casebook:
        sums = casebook.counts.sums["time_to_restore"]
    assert sums[["n", "known"]].to_numpy().tolist() == [[2, 1]]


@given(st.lists(st.integers(0, 40), min_size=4, max_size=4))
def test_the_parts_of_the_note_add_up(parts):
    known, instant, endless, backwards = parts
    endings = Endings(sum(parts), known, instant, endless, backwards)
    for language in ("nl", "en"):
        told = " ".join(say_untimed(endings, Wording(language)))
        numbers = [int(word) for word in told.replace(":", " ").replace(",", " ").split() if word.isdigit()]
        expected = sorted([known, sum(parts), *(n for n in (instant, endless, backwards) if n)])
        assert sorted(numbers) == (expected if sum(parts) > known else [])


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "en",
            "3 ended in the stamp in which they opened, 1 has no end that can be read and 2 ended before",
        ),
        (
            "nl",
            "eindigden er 3 in het stempel waarin ze zijn geopend, heeft er 1 geen leesbaar einde en eindigden",
        ),
    ],
)
def test_the_note_tells_the_endings_apart(language, sentence):
    (told,) = say_untimed(Endings(10, 4, 3, 1, 2), Wording(language))
    assert sentence in told
