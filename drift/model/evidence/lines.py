"""Several monthly series that are weighed together: on one axis of months, each with when its months became known.

A look at the end of a month sees of each series what was known by then. So a look never changes when later months
arrive, and a series that is known at once does not wait for one that is not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from drift.model.evidence.monthly import read_series
from drift.model.evidence.noise import Array, Places


@dataclass(frozen=True)
class Line:
    """One of the series that are weighed together.

    values : natural log, monthly PeriodIndex
    variance : of the values, sampling only, on the same months, or one figure
    clock : index months that are over, without a gap; ordinal of the month by whose end each is known, never falling
    """

    values: pd.Series
    variance: pd.Series | float
    clock: pd.Series


def know_at_once(values: pd.Series, variance: pd.Series | float) -> Line:
    """Return a series of which each month is known at its end."""
    months = pd.PeriodIndex(values.index.sort_values())
    return Line(values, variance, pd.Series(months.asi8, index=months))


@dataclass(frozen=True)
class Axis:
    """Series on one axis.

    months : from the first to the last of any
    values, variances : shape (n_lines, n_months), NaN = no data
    looks : months at whose end somebody looked
    seen : shape (n_lines, n_looks), the last month (place in `months`) of each line that a look saw; -1: none
    """

    months: pd.PeriodIndex
    values: Array
    variances: Array
    looks: pd.PeriodIndex
    seen: Places

    def see(self, each_month: Array) -> Array:
        """Return what looks saw of figures by month, shape (n_lines, n_looks); NaN where they saw nothing."""
        rows = np.arange(len(self.seen))[:, None]
        return np.where(self.seen >= 0, each_month[rows, self.seen], np.nan)


def join_lines(lines: Sequence[Line]) -> Axis:
    """Put series on one axis; looks end with the month that all of them know of."""
    read = [read_series(line.values, line.variance) for line in lines]
    starts, ends = ([part[0][at] for part in read if len(part[0])] for at in (0, -1))
    months = pd.period_range(min(starts), max(ends), freq="M") if starts else pd.PeriodIndex([], freq="M")
    values, variances = (
        np.array([pd.Series(part[of], index=part[0]).reindex(months).to_numpy() for part in read]) for of in (1, 2)
    )
    last = min((int(line.clock.max()) for line in lines if len(line.clock)), default=-1)
    looks = pd.period_range(months[0], pd.Period(ordinal=last, freq="M")) if len(months) else months
    seen = np.array([_see(line.clock, months, looks) for line in lines], dtype="int64").reshape(len(lines), len(looks))
    return Axis(months, values, np.where(np.isfinite(variances), variances, 0.0), looks, seen)


def _see(clock: pd.Series, months: pd.PeriodIndex, looks: pd.PeriodIndex) -> Places:
    over = pd.PeriodIndex(clock.index).asi8
    n_known = np.searchsorted(clock.to_numpy(), looks.asi8, side="right")
    last = np.where(n_known > 0, over[np.maximum(n_known, 1) - 1], months.asi8[0] - 1 if len(months) else 0)
    return np.asarray(np.clip(last - (months.asi8[0] if len(months) else 0), -1, len(months) - 1))
