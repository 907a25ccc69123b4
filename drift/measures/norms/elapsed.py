"""How long something took, as a norm counts it: by the clock, in working time, in days, in working days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from drift.tables.engine import DAY_S

if TYPE_CHECKING:
    from drift.tables.working_time import Workdays

MISSING: Final = np.iinfo("int64").min  # of a moment that is not told


@dataclass(frozen=True)
class Moments:
    """The same moments twice: seconds since 1970 in UTC, and on the wall of the project's zone; MISSING: not told."""

    utc: np.ndarray
    wall: np.ndarray

    @property
    def told(self) -> np.ndarray:
        """Whether each is told."""
        told: np.ndarray = self.utc != MISSING
        return told

    def pick(self, rows: np.ndarray) -> Moments:
        """Return some of them."""
        return Moments(self.utc[rows], self.wall[rows])


def measure_elapsed(kind: str, begin: Moments, end: Moments, workdays: Workdays) -> np.ndarray:
    """Return how much time lies between two moments.

    Parameters
    ----------
    kind : clock (seconds that passed, whatever the clock on the wall did), working (seconds of working time), days (the
        day of the begin is day 0), working_days (the first working day after the begin is day 1)
    begin, end : told both; shape (n,)
    workdays : of all days that are met

    Returns
    -------
    array, shape (n,), int64 : seconds, or days; below 0 where the end lies before the begin
    """
    first, last = (moments.wall // DAY_S for moments in (begin, end))
    if kind == "clock":
        elapsed = end.utc - begin.utc
    elif kind == "days":
        elapsed = last - first
    elif kind == "working_days":
        elapsed = workdays.until[last - workdays.first] - workdays.until[first - workdays.first]
    else:
        elapsed = _worked(end.wall, workdays) - _worked(begin.wall, workdays)
    return np.asarray(elapsed)


def _worked(wall: np.ndarray, workdays: Workdays) -> np.ndarray:
    """Return the working seconds until each moment."""
    day = wall // DAY_S - workdays.first
    begin, end = workdays.hours
    today = np.clip(wall % DAY_S, begin, end) - begin
    return np.asarray(workdays.before_s[day] + np.where(workdays.is_open[day], today, 0))
