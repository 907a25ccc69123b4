"""Working time: the hours in which the service is staffed, without public holidays."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from drift.project.settings import WEEKDAYS, WorkingTime
from drift.tables.engine import DAY_S, to_table

if TYPE_CHECKING:
    import ibis


@dataclass(frozen=True)
class Workdays:
    """Every day of a stretch of time, by its number since 1970."""

    first: int  # number of the first day
    is_open: np.ndarray  # whether the service works that day
    hours: tuple[int, int]  # seconds of the day at which it opens and closes

    @property
    def before_s(self) -> np.ndarray:
        """Working seconds of all days before each day."""
        begin, end = self.hours
        return np.concatenate([[0], np.cumsum(self.is_open[:-1] * (end - begin))])

    @property
    def until(self) -> np.ndarray:
        """Working days up to and including each day."""
        return np.cumsum(self.is_open)


def build_workdays(given: WorkingTime, first: pd.Timestamp, last: pd.Timestamp) -> Workdays:
    """Return the working days from one moment to the day after another, wall time."""
    import holidays

    days = pd.date_range(first.normalize(), last.normalize() + pd.Timedelta(days=1), freq="D")
    free = holidays.country_holidays(given.country, years=range(days[0].year, days[-1].year + 1))
    worked = set(_weekdays(given.days))
    is_open = np.array([day.weekday() in worked and day.date() not in free for day in days])
    return Workdays((days[0] - pd.Timestamp(0)).days, is_open, opening_hours(given))


def list_workdays(given: WorkingTime, first: pd.Timestamp, last: pd.Timestamp) -> ibis.Table:
    """Return a row a day, wall time: day (since 1970), before_s (working seconds of all days before it), open."""
    days = build_workdays(given, first, last)
    number = days.first + np.arange(len(days.is_open))
    workdays = pd.DataFrame({"day": number, "before_s": days.before_s, "open": days.is_open})
    return to_table(workdays, {"day": "int64", "before_s": "int64", "open": "boolean"})


def opening_hours(given: WorkingTime) -> tuple[int, int]:
    """Return the second of the day at which the service opens, and at which it closes."""
    begin, end = (_second(part) for part in given.hours.split("-"))
    return begin, max(begin, end)


def _second(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(dt.timedelta(hours=int(hours), minutes=int(minutes)).total_seconds())


def _weekdays(given: str) -> list[int]:
    ends = [WEEKDAYS.index(name) for name in given.split("-")]
    first, last = ends[0], ends[-1]
    return [(first + i) % 7 for i in range((last - first) % 7 + 1)]


def working_seconds(rows: ibis.Table, workdays: ibis.Table, name: str, hours: tuple[int, int]) -> ibis.Table:
    """Add `NAME_worked`: the working seconds from the first day of `workdays` until the second NAME (wall time)."""
    import ibis

    days = workdays.rename(**{f"{name}_before": "before_s", f"{name}_open": "open", f"{name}_day": "day"})
    joined = rows.left_join(days, (rows[name] // DAY_S).cast("int64") == days[f"{name}_day"])
    of_day = ibis.greatest(ibis.least(joined[name] % DAY_S, hours[1]) - hours[0], 0)
    today = ibis.ifelse(joined[f"{name}_open"], of_day, 0)
    worked = (joined[f"{name}_before"] + today).cast("int64")
    return joined.mutate(**{f"{name}_worked": worked}).drop(f"{name}_before", f"{name}_open", f"{name}_day")
