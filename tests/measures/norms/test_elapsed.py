"""Time as norms count it: nights of the clock change, holidays, weekends, the day of opening."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drift.measures.norms.elapsed import Moments, measure_elapsed
from drift.project.settings import WorkingTime
from drift.tables.working_time import build_workdays

ZONE = "Europe/Amsterdam"
DAYS = build_workdays(WorkingTime(), pd.Timestamp("2019-12-20"), pd.Timestamp("2022-01-10"))


def moments(*texts):
    stamps = pd.DatetimeIndex(pd.to_datetime(list(texts)))
    utc = stamps.tz_localize(ZONE).tz_convert("UTC").tz_localize(None)
    second = np.timedelta64(1, "s")
    return Moments(
        *((one.to_numpy().astype("datetime64[s]") - np.datetime64(0, "s")) // second for one in (utc, stamps))
    )


@pytest.mark.parametrize(
    ("kind", "begin", "end", "expected"),
    [
        ("clock", "2021-03-27 22:00", "2021-03-28 06:00", 7 * 3600),  # the clock goes forward
        ("clock", "2021-10-30 22:00", "2021-10-31 06:00", 9 * 3600),  # and back
        ("clock", "2021-05-03 10:00", "2021-05-03 10:00", 0),
        ("clock", "2021-05-03 10:00", "2021-05-03 09:00", -3600),  # ended before it began
        ("working", "2021-05-07 16:00", "2021-05-10 09:00", 2 * 3600),  # Friday to Monday: an hour on either day
        ("working", "2021-05-08 10:00", "2021-05-09 20:00", 0),  # a weekend
        ("working", "2021-04-26 16:00", "2021-04-28 09:00", 2 * 3600),  # the King's day between
        ("days", "2021-05-03 23:50", "2021-05-04 00:10", 1),  # the day of opening is day 0
        ("days", "2021-05-03 00:10", "2021-05-03 23:50", 0),
        ("working_days", "2021-05-07 23:00", "2021-05-10 08:00", 1),  # Friday to Monday
        ("working_days", "2021-05-08 10:00", "2021-05-10 08:00", 1),  # from a Saturday Monday is day 1
        ("working_days", "2021-04-26 10:00", "2021-04-28 10:00", 1),  # the King's day does not count
        ("working_days", "2021-12-24 10:00", "2021-12-27 10:00", 1),  # Christmas on a weekend: no day of it counts
    ],
)
def test_time_is_counted_as_the_norm_says(kind, begin, end, expected):
    assert measure_elapsed(kind, moments(begin), moments(end), DAYS).tolist() == [expected]


@given(
    st.lists(st.integers(0, 700 * 86_400), min_size=3, max_size=3), st.sampled_from(("working", "days", "working_days"))
)
def test_time_adds_up_over_any_moment_between(seconds, kind):
    first, between, last = (Moments(*[np.array([at + 1_577_836_800])] * 2) for at in sorted(seconds))
    whole, parts = measure_elapsed(kind, first, last, DAYS), [(first, between), (between, last)]
    assert whole == sum(measure_elapsed(kind, *part, DAYS) for part in parts)
