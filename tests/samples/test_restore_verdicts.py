"""Every incident against the restore norm of every version: counted by hand, and again from the tables."""

import dataclasses
import datetime as dt
import json

import holidays
import numpy as np
import pandas as pd
import pytest
from conftest import SORTEERCENTRUM
from hypothesis import given
from hypothesis import strategies as st
from made_up import simulate_relation

from drift.samples.norms.restore import Elapsed, count_hours, count_working_days, judge_restore, measure_restore
from drift.samples.relation import make_relation

HOUR = pd.Timedelta(hours=1)
# by hand from contract.toml, in the order of the versions; P1 and P2 in hours, P3 in working days
LIMITS = {"1": (8, 8, 8, 6, 4, 4, 4, 4), "2": (24, 24, 24, 24, 12, 12, 12, 12), "3": (10, 10, 10, 5, 5, 5, 5, 5)}


@pytest.fixture(scope="module")
def relation():
    return make_relation()


@pytest.fixture(scope="module")
def told():
    return json.loads((SORTEERCENTRUM / "truth.json").read_text(encoding="utf-8"))["verdicts"]


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2018-02-24 23:43", "2018-02-25 05:33", 5 + 50 / 60),
        ("2018-03-25 00:30", "2018-03-25 06:30", 5.0),  # the clock went forward at 2
        ("2018-10-28 00:30", "2018-10-28 06:30", 7.0),  # and back at 3
        ("2018-10-28 02:30", "2018-10-28 03:30", 2.0),  # an hour that comes twice is its first pass
        ("2018-06-01 09:00", "2018-06-01 09:00", 0.0),
    ],
)
def test_hours_are_those_that_passed(start, end, hours):
    assert count_hours(dt.datetime.fromisoformat(start), dt.datetime.fromisoformat(end)) == pytest.approx(hours)


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2019-06-03", "2019-06-03", 0),  # the day of opening is day 0
        ("2019-06-07", "2019-06-10", 0),  # Friday to Whit Monday
        ("2019-06-14", "2019-06-17", 1),  # Friday to Monday
        ("2019-06-15", "2019-06-16", 0),  # Saturday to Sunday
        ("2018-04-26", "2018-04-30", 1),  # King's Day on a Friday
        ("2018-05-09", "2018-05-11", 1),  # Ascension Day between
        ("2018-12-24", "2019-01-02", 4),  # both days of Christmas and New Year
        ("2020-05-04", "2020-05-06", 1),  # Liberation Day is free in a year of five
        ("2021-05-04", "2021-05-06", 2),  # and in no other
    ],
)
def test_working_days_are_those_after_the_day_of_opening(start, end, days):
    assert count_working_days(dt.datetime.fromisoformat(start), dt.datetime.fromisoformat(f"{end} 23:59")) == days


@pytest.mark.parametrize(
    ("number", "opened", "resolved", "signs"),
    [
        ("M1802 0075", "2018-02-24 23:43", "2018-02-25 05:33", "11110000"),  # P1, 5 h 50: 6 hours yes, 4 no
        ("M1812 0461", "2018-12-12 19:58", "2018-12-13 08:03", "11110000"),  # P2, 12 h 5: 24 yes, 12 no
        ("M2403 0121", "2024-03-30 23:34", "2024-03-31 09:06", "11111111"),  # P2, 8 h 32 over the change of the clock
        ("M2112 0513", "2021-12-01 13:29", "2021-12-09 15:02", "11100000"),  # P3, 6 working days: 10 yes, 5 no
        ("M2207 0289", "2022-07-28 21:47", "2022-08-07 19:47", "11100000"),  # P3, up to a Sunday: 6
        ("M2205 0176", "2022-05-08 19:30", "2022-05-14 00:00", "11111111"),  # P3, Sunday to Saturday: 5
    ],
)
def test_some_incidents_judged_by_hand(relation, told, number, opened, resolved, signs):
    ticket = next(one for one in relation.tickets if one.number == number)
    assert (f"{ticket.opened_at:%Y-%m-%d %H:%M}", f"{ticket.resolved_at:%Y-%m-%d %H:%M}") == (opened, resolved)
    assert told["restore"][number] == signs


def test_the_truth_is_what_the_tables_say_counted_in_another_way(told):
    tables, truth = simulate_relation("sliding")
    assert truth["verdicts"] == told
    assert told["versions"] == ["1.0", "1.1", "1.2", "2.0", "3.0", "3.1", "4.0 concept", "4.0"]
    incidents = tables["incidents"]
    rows = incidents[(incidents["type"] == "corrective") & incidents["priority"].isin(LIMITS)]
    assert rows["incident_id"].tolist() == list(told["restore"])
    hours = (rows["resolved_utc"] - rows["opened_utc"]) / HOUR
    after, until = (rows[name].to_numpy().astype("datetime64[D]") + 1 for name in ("opened_at", "resolved_at"))
    free = np.array(list(holidays.country_holidays("NL", years=range(2018, 2026))), dtype="datetime64[D]")
    days = np.busday_count(after, until, holidays=free)
    spent = np.where(rows["priority"].eq("3"), days, hours)
    met = spent[:, None] <= np.array(rows["priority"].map(LIMITS).tolist())
    assert ["".join("01"[int(one)] for one in row) for row in met] == list(told["restore"].values())


def test_the_shares_of_2018_and_2023_are_as_counted_by_hand_before(told):
    def share(year, version):
        at = told["versions"].index(version)
        own = [signs[at] for number, signs in told["restore"].items() if number.startswith(f"M{year}")]
        return round(100 * own.count("1") / len(own))

    assert [share(18, "1.0"), share(18, "3.1"), share(23, "1.0"), share(23, "3.1")] == [96, 92, 84, 75]


def test_a_tighter_norm_is_never_met_where_a_wider_one_is_not(told):
    assert set(told["restore"].values()) == {"11111111", "11110000", "11100000", "00000000"}


@given(st.floats(0, 400), st.floats(1, 400), st.floats(0, 400))
def test_a_verdict_only_turns_to_not_met_as_a_norm_tightens(hours, norm, off):
    wide, tight = (judge_restore(Elapsed(hours, 0, True), limit, "hour") for limit in (norm + off, norm))
    assert (wide, tight) != ("0", "1")


@pytest.mark.parametrize(
    ("resolved", "exported", "norm", "unit", "sign"),
    [
        ("2020-02-03 16:00", "2020-03-01", 8, "hour", "1"),  # to the minute
        ("2020-02-03 16:01", "2020-03-01", 8, "hour", "0"),
        (None, "2020-02-03 16:00", 8, "hour", "?"),  # open, and in time so far
        (None, "2020-02-03 16:01", 8, "hour", "0"),  # open and past the norm
        ("2020-02-04 12:00", "2020-02-03 12:00", 8, "hour", "?"),  # resolved after the export
        (None, "2020-02-10 08:00", 5, "working_day", "?"),  # its fifth working day has begun
        (None, "2020-02-11 08:00", 5, "working_day", "0"),
        ("2020-02-10 23:59", "2020-03-01", 5, "working_day", "1"),
    ],
)
def test_what_is_open_is_unknown_until_its_norm_is_past(relation, resolved, exported, norm, unit, sign):
    resolved_at = dt.datetime.fromisoformat(resolved) if resolved else None
    opened_at = dt.datetime(2020, 2, 3, 8)
    ticket = dataclasses.replace(relation.tickets[0], opened_at=opened_at, resolved_at=resolved_at)
    assert judge_restore(measure_restore(ticket, dt.datetime.fromisoformat(exported)), norm, unit) == sign
