"""Storms: planted, in calm logs, and never by what comes later."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from operation import Plan, measure, simulate

from drift.measures.catalogue import HANDS
from drift.measures.work.log_shape import LogShape
from drift.measures.work.spoiled import find_spoiled
from drift.measures.work.storms import find_storms
from drift.model.cautions.hands import find_storm_months
from drift.wording import Wording

MONTHS = pd.period_range("2018-01", periods=60, freq="M")


def shape_of(n):
    months = MONTHS[: len(n)]
    frame = pd.DataFrame({"n": np.asarray(n), "n_corrective": np.asarray(n)}, index=months)
    rows = pd.DataFrame(columns=["period", "field", "known", "top"])
    return LogShape(frame, pd.DataFrame(), pd.DataFrame(), rows, pd.DataFrame(columns=["period", "handler", "n"]))


def months_of(n):
    return [storm.month for storm in find_storms(shape_of(n))]


def test_a_storm_is_told_and_spoils_its_month():
    n = np.full(40, 80)
    n[[20, 33]] = 320, 200
    shape = shape_of(n)
    assert list(find_spoiled(shape)) == [MONTHS[20], MONTHS[33]]
    (caution,) = find_storm_months(shape)
    assert (caution.code, caution.effect, caution.periods) == ("storm", "inform", (MONTHS[20], MONTHS[33]))
    assert Wording("en").tell(caution.sentence) == (
        "September 2019 and October 2020: 520 corrective incidents, where 160 would be usual. In a storm whoever is "
        "there handles them, so that it tells nothing of who works with whom: the same hands leave these incidents "
        "out, also of what a caller had before."
    )


@pytest.mark.parametrize(
    ("n", "why"),
    [
        (np.full(48, 80), "nothing happens"),
        (80 * (1 + 0.45 * np.cos(np.arange(60) / 12 * 2 * np.pi)), "a season"),
        (np.linspace(80, 240, 48), "growth over years"),
        ([*[8] * 20, 17, *[8] * 10], "eight become seventeen by chance in one of two hundred months"),
        ([*[80] * 4, 400, *[80] * 20], "four months do not tell what is usual"),
    ],
)
def test_no_storm(n, why):
    assert months_of(np.asarray(n).astype(int)) == [], why


def test_what_lasts_is_how_much_work_there_is_from_the_fourth_month_on():
    assert months_of([80] * 20 + [240] * 28) == list(MONTHS[20:23])


@given(st.lists(st.integers(0, 400), min_size=1, max_size=48), st.data())
def test_months_to_come_change_nothing_of_a_month(n, data):
    through = data.draw(st.integers(1, len(n)))
    assert months_of(n[:through]) == [month for month in months_of(n) if month < MONTHS[0] + through]


def test_the_hands_of_the_months_after_a_storm_are_those_of_a_log_without_it():
    frames = simulate(Plan(months=30, a_month=60, loyal=0.9, callers=12), 5)
    incidents, month = frames["incidents"], pd.PeriodIndex(frames["incidents"]["opened_at"], freq="M")
    stormy = incidents[month == month.min() + 20]
    extra = pd.concat([stormy.assign(incident_id=stormy["incident_id"] + f"-{i}") for i in range(3)])
    anybody = np.random.default_rng(1).permutation(extra["handler"].to_numpy())
    flooded = frames | {"incidents": pd.concat([incidents, extra.assign(handler=anybody)], ignore_index=True)}
    quiet = frames | {"incidents": incidents[month != month.min() + 20]}
    with_storm, without = (measure(one).measures[HANDS].plain for one in (flooded, quiet))
    after = with_storm.index[with_storm.index > month.min() + 20]
    assert month.min() + 20 not in with_storm.index
    assert len(after) >= 6
    pd.testing.assert_series_equal(with_storm[after], without[after], check_freq=False)
