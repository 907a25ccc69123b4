"""One hand that fills a month, and handlers who are replaced at a steady rate: planted, and in calm logs."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drift.measures.work.log_shape import LogShape
from drift.measures.work.spoiled import find_spoiled
from drift.model.cautions.hands import find_one_hand, find_turnover
from drift.wording import Wording

MONTHS = pd.period_range("2018-01", periods=48, freq="M")
BASE = MONTHS[:12]
CALM = 100  # logs


def months_of(known, top, field="handler"):
    """Return the shape of a log of which one column matters: incidents by month, and those of the commonest value."""
    rows = pd.DataFrame({"period": MONTHS[: len(known)], "field": field, "known": known, "top": top})
    n = pd.DataFrame({"n": np.asarray(known), "n_corrective": np.asarray(known)}, index=MONTHS[: len(known)])
    return LogShape(n, pd.DataFrame(), pd.DataFrame(), rows, pd.DataFrame(columns=["period", "handler", "n"]))


def planted(first=20, length=3, n=30, share=0.4, field="handler"):
    top = np.full(48, round(n * share))
    top[first : first + length] = n
    return months_of(np.full(48, n), top, field)


def draw(rng, persons, a_month):
    """Draw handlers of every month: each has a part of the work that changes as people are away."""
    parts = rng.dirichlet(np.full(persons, 4.0), size=48)
    return np.array([rng.multinomial(rng.poisson(a_month), part) for part in parts])


def test_three_months_of_an_import_are_told_without_a_name():
    (caution,) = find_one_hand(planted())
    assert (caution.code, caution.effect) == ("one_hand_fills", "qualify")
    assert [str(month) for month in caution.periods] == ["2019-09", "2019-10", "2019-11"]
    assert Wording("en").tell(caution.sentence) == (
        "September 2019 – November 2019: one handler has 100\u00a0% of the incidents (90 of 90); in the year before no "
        "month gave one of them more than 40\u00a0%. Perhaps an import, or a value filled in for all: a step there may "
        "come from that."
    )
    assert list(find_spoiled(planted())) == list(caution.periods)


def test_what_a_log_begins_with_is_told_against_the_year_after_but_decided_of_no_month_by_later_ones():
    shape = planted(first=0)
    (caution,) = find_one_hand(shape)
    assert (list(caution.periods), caution.sentence.values["beside"].code) == (list(MONTHS[:3]), "caution.beside.after")
    assert not len(find_spoiled(shape))


@pytest.mark.parametrize(
    ("shape", "why"),
    [
        (months_of(np.full(48, 30), np.full(48, 30)), "one person always did everything"),
        (planted(n=8, share=0.5), "of eight, all go to one by chance in one of 256"),
        (planted(share=0.7), "most of them went to one anyway"),
    ],
)
def test_no_caution_where_one_always_did_most_or_chance_does_it(shape, why):
    assert find_one_hand(shape) == [], why
    assert not len(find_spoiled(shape))


def test_what_lasts_is_the_way_of_working_from_the_seventh_month_on():
    shape = planted(first=20, length=28)
    assert list(find_spoiled(shape)) == list(MONTHS[20:26])


def test_a_month_of_one_category_is_told_and_spoils_nothing():
    shape = planted(field="category")
    assert [caution.sentence.values["one"].code for caution in find_one_hand(shape)] == ["caution.one.category"]
    assert not len(find_spoiled(shape))


@given(st.lists(st.tuples(st.integers(0, 60), st.floats(0.2, 1.0)), min_size=2, max_size=48), st.data())
def test_months_to_come_change_nothing_of_a_month(drawn, data):
    known = np.array([n for n, _ in drawn])
    top = np.array([round(n * part) for n, part in drawn])
    through = data.draw(st.integers(1, len(known)))
    whole, part = find_spoiled(months_of(known, top)), find_spoiled(months_of(known[:through], top[:through]))
    assert list(part) == [month for month in whole if month < MONTHS[0] + through]


@pytest.mark.parametrize(("persons", "a_month"), [(2, 12), (2, 200), (3, 40), (6, 4), (12, 12), (12, 200)])
def test_calm_logs_have_no_month_filled_by_one(persons, a_month):
    rng = np.random.default_rng(persons * 1000 + a_month)
    told = 0
    for _ in range(CALM):
        n = draw(rng, persons, a_month)
        told += bool(find_one_hand(months_of(n.sum(axis=1), n.max(axis=1))))
    assert told <= 0.02 * CALM


def handlers(spells, a_month=6):
    """Return who handled how many by month; spells: first and last month (number) of each handler."""
    rows = [(MONTHS[at], f"H{i}", a_month) for i, (first, last) in enumerate(spells) for at in range(first, last + 1)]
    return pd.DataFrame(rows, columns=["period", "handler", "n"])


STAY, SIX = (0, 47), [(0, 47)] * 6
STEADY = [*SIX, (0, 11), (0, 11), (12, 23), (12, 23), (24, 35), (24, 35), (36, 47), (36, 47)]


def test_steady_turnover_is_told_by_its_yearly_share():
    (caution,) = find_turnover(handlers(STEADY), BASE, MONTHS)
    assert (caution.code, caution.effect) == ("steady_turnover", "inform")
    values = caution.sentence.values
    assert [float(values[name]) for name in ("share", "first", "later")] == [0.25, 0.25, 0.25]


@pytest.mark.parametrize(
    ("spells", "why"),
    [
        ([STAY] * 8, "nobody leaves"),
        ([*SIX, (0, 23), (0, 23), (24, 47), (24, 47)], "they leave later only"),
        ([*SIX, (0, 11), (0, 11), (12, 47), (12, 47)], "they left after the base only"),
        ([(0, 47)] * 4 + [(0, 11)] * 2 + [(0, 23)] * 2 + [(0, 35)] * 2, "nobody comes in their place"),
        ([(0, 47)] * 2 + [(0, 11)] * 2 + [(12, 35)] * 2 + [(36, 47)] * 2, "fewer than five persons"),
        ([*SIX, (0, 11), *[(12, 23)] * 3, *[(24, 35)] * 4, *[(36, 47)] * 4], "it grew"),
    ],
)
def test_turnover_is_steady_only_where_it_is_alike_in_the_base_and_later(spells, why):
    assert find_turnover(handlers(spells), BASE, MONTHS) == [], why


def test_calm_logs_without_turnover_have_none_told():
    rng = np.random.default_rng(4)
    told = 0
    for _ in range(CALM):
        n = draw(rng, persons=12, a_month=20)  # so few that some are not seen for months
        frame = pd.DataFrame(n, index=MONTHS).stack().reset_index().set_axis(["period", "handler", "n"], axis=1)
        told += bool(find_turnover(frame[frame["n"] > 0], BASE, MONTHS))
    assert told <= 0.02 * CALM
