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
        return max(0.0, float(weights.to_numpy() @ part @ weights.to_numpy()))  # the whole base: a hair below 0

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


def choose_base(specification: pd.PeriodIndex, engagement: pd.PeriodIndex, named: tuple[str, str] | None) -> Base:
    """Choose the months against which each side is measured.

    Parameters
    ----------
    specification, engagement : months in which each side has a value, in order
    named : first and last month that the people named

    Returns
    -------
    Base : named, or the first BASE_MONTHS months with both outside the pandemic; with fewer each side has its own first
    ones, and no drift can be told

    Raises
    ------
    UsageError : the months that people named have no value
    """
    alone = not len(specification) or not len(engagement)
    if named:
        return _named_base(specification, engagement, pd.period_range(*named, freq="M"), alone)
    both = _usual(specification.intersection(engagement))
    if len(both) >= BASE_MONTHS:
        return Base(both[:BASE_MONTHS], both[:BASE_MONTHS], "first")
    return Base(_first(specification), _first(engagement), "alone" if alone else "apart")


def _first(months: pd.PeriodIndex) -> pd.PeriodIndex:
    usual = _usual(months)
    return (usual if len(usual) >= BASE_MONTHS else months)[:BASE_MONTHS]


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

    Where nothing is missing b is the weighted geometric mean of the measures. A measure that comes is linked to the
    others over its own first BASE_MONTHS months with them, wherever the base lies; one that is missing after that
    counts as standing apart from the index as far as in its last BASE_MONTHS months. So none makes a step where it
    comes or goes but for what it moved away from the others within those months, and once a measure has BASE_MONTHS
    months, a month that arrives moves none before it.
    """
    logs = logs[[name for name in logs.columns if weights[name] > 0]]
    observed = logs.notna().to_numpy()
    rows, columns = np.nonzero(observed)
    months = logs.index[np.flatnonzero(observed.any(axis=1))]
    if not len(rows):
        return Index(pd.Series(np.nan, index=logs.index), pd.DataFrame(index=months, columns=months, dtype=float))
    place = np.searchsorted(np.flatnonzero(observed.any(axis=1)), rows)
    say = np.array([weights[name] for name in logs.columns], dtype=float)
    solve = _solve(place, columns, say, len(months))
    in_base = np.asarray(months.isin(base))
    if in_base.any():
        solve = solve - solve[in_base].mean(axis=0)
    effects = solve @ logs.to_numpy()[rows, columns]
    spread = np.nan_to_num(variances[logs.columns].to_numpy(dtype=float)[rows, columns])
    covariance = (solve * spread) @ solve.T
    return Index(
        pd.Series(effects, index=months).reindex(logs.index), pd.DataFrame(covariance, index=months, columns=months)
    )


def _solve(place: np.ndarray, columns: np.ndarray, say: np.ndarray, n_months: int) -> np.ndarray:
    """Return the effect of each month as weights over the cells, shape (n_months, n_cells)."""
    began = {c: int(place[columns == c].min()) for c in map(int, np.unique(columns))}
    levels = _fit_first(place, columns, say, np.array([c for c in began if began[c] == 0]))
    effects = _effects(place, columns, say, levels, n_months)
    for late in sorted((c for c in began if began[c] > 0), key=lambda c: (began[c], c)):
        own = np.flatnonzero(columns == late)
        known = np.isfinite(effects[:, 0])
        met = own[known[place[own]]][:BASE_MONTHS]
        part = met if len(met) else own[:BASE_MONTHS]
        # never together with another: it goes on where the others were last
        beside = place[met] if len(met) else np.flatnonzero(known[: began[late]])[-BASE_MONTHS:]
        levels[late] = 0.0
        levels[late, part] = 1 / len(part)
        levels[late] -= effects[beside].mean(axis=0)
        effects = _effects(place, columns, say, levels, n_months)
    return effects


def _fit_first(place: np.ndarray, columns: np.ndarray, say: np.ndarray, first: np.ndarray) -> np.ndarray:
    """Return the levels of the measures of the first month as weights over the cells, by their first year together."""
    levels = np.full((len(say), len(place)), np.nan)
    cells = np.isin(columns, first) & (place < BASE_MONTHS)
    begun, own_month = np.unique(place[cells], return_inverse=True)
    design = np.zeros((int(cells.sum()), len(say) + len(begun)))
    design[np.arange(len(design)), columns[cells]] = 1
    design[np.arange(len(design)), len(say) + own_month] = 1
    root = np.sqrt(say[columns[cells]])
    levels[first] = 0.0
    levels[np.ix_(first, np.flatnonzero(cells))] = (np.linalg.pinv(design * root[:, None]) * root)[first]
    return levels


def _effects(place: np.ndarray, columns: np.ndarray, say: np.ndarray, levels: np.ndarray, n_months: int) -> np.ndarray:
    """Return the effect of each month as weights over the cells, NaN where no measure with a level has a value."""
    known = np.isfinite(levels[:, 0])[columns]
    weight = np.where(known, say[columns], 0.0)
    whole = np.bincount(place, weights=weight, minlength=n_months)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.where(known, weight / whole[place], 0.0)
    effects = np.zeros((n_months, len(place)))
    effects[place, np.arange(len(place))] = share
    by_measure = np.zeros((n_months, len(say)))
    by_measure[place, columns] = share
    effects -= by_measure @ np.nan_to_num(levels)
    effects[whole == 0] = np.nan
    cells = np.full((n_months, len(say)), -1)
    cells[place, columns] = np.arange(len(place))
    return _stand_in(effects, cells, say, levels, whole)


def _stand_in(
    effects: np.ndarray, cells: np.ndarray, say: np.ndarray, levels: np.ndarray, whole: np.ndarray
) -> np.ndarray:
    """Let a missing measure stand as far from the index as in its last BASE_MONTHS months; with fewer, at its level.

    `cells` : months x measures, the number of the cell; -1: missing
    """
    settled = np.cumsum(cells >= 0, axis=0) >= BASE_MONTHS
    missing = settled & (cells < 0) & (whole > 0)[:, None] & np.isfinite(levels[:, 0])
    for month, c in zip(*np.nonzero(missing), strict=True):  # in order of time: a later month rests on earlier ones
        last = np.flatnonzero(cells[:month, c] >= 0)[-BASE_MONTHS:]
        apart = -levels[c] - effects[last].mean(axis=0)
        apart[cells[last, c]] += 1 / BASE_MONTHS
        effects[month] += say[c] / whole[month] * apart
    return effects


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
