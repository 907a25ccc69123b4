"""Measures -> month effects: a weighted two-way fit, 0 in the base, with covariance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from drift.errors import UsageError
from drift.terms import BASE_MONTHS, INTERVAL_Z

PANDEMIC_YEARS = (2020, 2021)  # no years to measure others by; the people may still name them


@dataclass(frozen=True)
class Index:
    """Month effects in natural logs, 0 = mean over the base; missing where no measure has a value."""

    values: pd.Series  # monthly PeriodIndex
    covariance: pd.DataFrame  # of the values, sampling only; missing months are left out

    @property
    def months(self) -> pd.PeriodIndex:
        """Months that have a value."""
        return pd.PeriodIndex(self.values.dropna().index)

    def variance_of(self, weights: pd.Series) -> float:
        """Return the variance of a weighted sum of months."""
        part = self.covariance.loc[weights.index, weights.index].to_numpy()
        return float(weights.to_numpy() @ part @ weights.to_numpy())

    def interval(self) -> tuple[pd.Series, pd.Series]:
        """Return lower and upper bound of each month (95 %)."""
        spread = pd.Series(INTERVAL_Z * np.sqrt(np.diag(self.covariance)), index=self.covariance.index)
        spread = spread.reindex(self.values.index)
        return self.values - spread, self.values + spread


@dataclass(frozen=True)
class Base:
    """The months against which each side is measured, and why these."""

    paper: pd.PeriodIndex
    work: pd.PeriodIndex
    why: Literal["named", "first", "apart", "alone"]  # apart: no twelve months serve both; alone: there is one side
    cut: bool = False  # named, but not all of the named months can be measured

    @property
    def shared(self) -> bool:
        """Whether both sides have one base, so that a drift can be told."""
        return self.why in ("named", "first") and bool(len(self.paper)) and bool(len(self.work))


def choose_base(specification: pd.PeriodIndex, engagement: pd.PeriodIndex, told: tuple[str, str] | None) -> Base:
    """Choose the months against which each side is measured.

    Parameters
    ----------
    specification, engagement : months in which each side has a value, in order
    told : first and last month that the people named

    Returns
    -------
    Base : named, or the first BASE_MONTHS months with both outside the pandemic; with fewer each side has its own first
    ones, and no drift can be told

    Raises
    ------
    UsageError : the months that people named have no value
    """
    alone = not len(specification) or not len(engagement)
    if told:
        return _named_base(specification, engagement, pd.period_range(*told, freq="M"), alone)
    both = _usual(specification.intersection(engagement))
    if len(both) >= BASE_MONTHS:
        return Base(both[:BASE_MONTHS], both[:BASE_MONTHS], "first")
    return Base(_first(specification), _first(engagement), "alone" if alone else "apart")


def _first(months: pd.PeriodIndex) -> pd.PeriodIndex:
    usual = _usual(months)
    return (usual if len(usual) else months)[:BASE_MONTHS]


def _usual(months: pd.PeriodIndex) -> pd.PeriodIndex:
    return months[~months.year.isin(PANDEMIC_YEARS)]


def _named_base(specification: pd.PeriodIndex, engagement: pd.PeriodIndex, named: pd.PeriodIndex, alone: bool) -> Base:
    known = specification.union(engagement) if alone else specification.intersection(engagement)
    base = known.intersection(named)
    if not len(base):
        span = f"{known[0]} – {known[-1]}" if len(known) else "–"
        raise UsageError("error.base", known=span)
    paper, work = base.intersection(specification), base.intersection(engagement)
    return Base(paper, work, "alone" if alone else "named", cut=len(base) < len(named))


def fit_index(logs: pd.DataFrame, variances: pd.DataFrame, weights: dict[str, float], base: pd.PeriodIndex) -> Index:
    """Fit ln m[c, t] = a[c] + b[t] by weighted least squares and return b.

    Parameters
    ----------
    logs : months x measures, natural logs, missing where unknown
    variances : same shape, sampling variances of `logs`
    weights : a measure's weight in every month it has
    base : months whose mean effect is 0

    Where nothing is missing b is the weighted geometric mean of the measures; one that comes or goes makes no step.
    """
    observed = logs.notna().to_numpy()
    rows, columns = np.nonzero(observed)
    months = logs.index[np.flatnonzero(observed.any(axis=1))]
    if not len(rows):
        return Index(pd.Series(np.nan, index=logs.index), pd.DataFrame(index=months, columns=months, dtype=float))
    place = np.searchsorted(np.flatnonzero(observed.any(axis=1)), rows)
    design = np.zeros((len(rows), logs.shape[1] + len(months)))
    design[np.arange(len(rows)), columns] = 1
    design[np.arange(len(rows)), logs.shape[1] + place] = 1
    root = np.sqrt(np.array([weights[name] for name in logs.columns]))[columns]
    solve = (np.linalg.pinv(design * root[:, None]) * root)[logs.shape[1] :]
    in_base = months.isin(base)
    if in_base.any():
        solve = solve - solve[in_base].mean(axis=0)
    effects = solve @ logs.to_numpy()[rows, columns]
    spread = np.nan_to_num(variances.to_numpy(dtype=float)[rows, columns])
    covariance = (solve * spread) @ solve.T
    return Index(
        pd.Series(effects, index=months).reindex(logs.index), pd.DataFrame(covariance, index=months, columns=months)
    )


def show_periods(index: Index, *, quarterly: bool) -> pd.DataFrame:
    """Return an index as a chart shows it: by month, or the mean of each quarter whose three months all have a value.

    Returns
    -------
    frame : index months or quarters; columns value, low, high in natural logs
    """
    if not quarterly:
        low, high = index.interval()
        return pd.DataFrame({"value": index.values, "low": low, "high": high})
    months = index.months.intersection(pd.PeriodIndex(index.covariance.index))
    quarters = months.asfreq("Q")
    rows = {}
    for quarter in quarters.unique():
        inside = months[quarters == quarter]
        if len(inside) == 3:
            thirds = pd.Series(1 / 3, index=inside)
            spread = INTERVAL_Z * np.sqrt(index.variance_of(thirds))
            value = float(index.values[inside].mean())
            rows[quarter] = (value, value - spread, value + spread)
    index_shown = pd.PeriodIndex([*rows], dtype="period[Q-DEC]")
    return pd.DataFrame([*rows.values()], index=index_shown, columns=["value", "low", "high"], dtype=float)
