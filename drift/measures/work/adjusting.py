"""Hours of strata -> hours a month at the mix of the base: as shares are, so that other incidents are not slower work.

A month's level is the sum over strata of (share of the stratum in the base) x (its mean). A stratum that the month
lacks stands as far from its own level in the base as those that are there together: where the simple incidents go to a
robot the others are as slow as they were, and so is the month. The rest is no kind: what falls into it later may be
something else, so a month that has nothing but the rest is as it came.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from drift.measures.shares import Shares, base_rows, pick_months
from drift.measures.work.strata import is_rest
from drift.terms import BASE_MONTHS

if TYPE_CHECKING:
    from collections.abc import Callable

    from drift.measures.catalogue import Spread


@dataclass(frozen=True)
class _Grid:
    """Sums along months x strata, and how the strata weigh in each month."""

    months: pd.PeriodIndex
    asked: np.ndarray  # incidents a month
    known: np.ndarray
    total: np.ndarray
    squares: np.ndarray
    mix: np.ndarray  # of the base, over the strata whose level it knows
    level: np.ndarray  # mean of each stratum over the base; 0 where it is not known
    covered: np.ndarray  # months that have a stratum of the base, the rest apart

    @property
    def means(self) -> np.ndarray:
        """Mean of each stratum; 0 where it has none known."""
        return np.asarray(np.divide(self.total, self.known, out=np.zeros_like(self.total), where=self.known > 0))

    @property
    def weights(self) -> np.ndarray:
        """Weights of the strata that a month has, summing to 1; a month that is not covered has its own mix."""
        there = np.where(self.known > 0, self.mix, 0.0)
        weights = np.where(self.covered[:, None], there, self.known)
        return np.asarray(weights / weights.sum(axis=1, keepdims=True))


def adjust_hours(counts: pd.DataFrame, usable: pd.PeriodIndex, base: pd.PeriodIndex, mix: pd.Series) -> Shares:
    """Return the geometric mean hours of each month at the mix of the base.

    Parameters
    ----------
    counts : period, stratum, n, known, total and squares (sums of ln hours and of their squares)
    usable : months that may be judged
    base : months that give the levels of the strata; those this measure lacks are made up for by its own first twelve
    mix : stratum -> weight

    The variance is the sum of (squared weight) x (variance within the stratum) / (its n).
    """
    grid = _lay_out(counts, usable, base, mix)
    moved = np.where(grid.covered, (grid.mix * grid.level).sum() - (grid.weights * grid.level).sum(axis=1), 0.0)
    log = (grid.weights * grid.means).sum(axis=1) + moved
    return _shares(grid, np.exp(log), log, _spread(grid))


def adjust_means(counts: pd.DataFrame, usable: pd.PeriodIndex, base: pd.PeriodIndex, mix: pd.Series) -> Shares:
    """Return the mean of each month of something that may be 0, at the mix of the base; arguments as of `adjust_hours`.

    The variance of its logarithm is by the delta method, around the means of the twelve months up to it: a month of few
    incidents, all of them 0 but one, is not surer than the others.
    """
    grid = _lay_out(counts, usable, base, mix)
    own, whole = (grid.weights * grid.level).sum(axis=1), (grid.mix * grid.level).sum()
    moved = np.divide(whole, own, out=np.ones_like(own), where=grid.covered & (own > 0) & (whole > 0))
    value = moved * (grid.weights * grid.means).sum(axis=1)
    known, total = _year_sums(grid.known), _year_sums(grid.total)
    usual = (grid.weights * np.divide(total, known, out=np.zeros_like(total), where=known > 0)).sum(axis=1)
    n, first = grid.known.sum(axis=1), base_rows(usable, base)
    mean = float((value * n)[first].sum() / max(float(n[first].sum()), 1.0))
    if not mean > 0:  # nothing has no logarithm
        return pick_months(_shares(grid, value, value, value), usable[:0])
    # one incident of the mean of the base is added, so that a month in which all took nothing is no month without news
    log = np.log((value * n + mean) / (n + 1))
    with np.errstate(divide="ignore", invalid="ignore"):
        return _shares(grid, value, log, _spread(grid) / usual**2 * (n / (n + 1)) ** 2)


def _lay_out(counts: pd.DataFrame, usable: pd.PeriodIndex, base: pd.PeriodIndex, mix: pd.Series) -> _Grid:
    inside = counts[counts["period"].isin(usable)]
    strata = sorted(inside["stratum"].unique())
    sums = inside.groupby(["period", "stratum"])[["known", "total", "squares"]].sum()
    grid = pd.MultiIndex.from_product([usable, strata], names=["period", "stratum"])
    full = sums.reindex(grid, fill_value=0).astype(float)
    shape = (len(usable), len(strata))
    known, total, squares = (full[name].to_numpy().reshape(shape) for name in ("known", "total", "squares"))
    first = base_rows(usable, base)
    n_base = known[first].sum(axis=0)
    level = np.divide(total[first].sum(axis=0), n_base, out=np.zeros(len(strata)), where=n_base > 0)
    told = np.where(n_base > 0, mix.reindex(strata).fillna(0.0).to_numpy(dtype=float), 0.0)
    asked = inside.groupby("period")["n"].sum().reindex(usable).to_numpy(dtype=float)
    covered = ((known > 0) & (told > 0) & ~is_rest(np.array(strata))).any(axis=1)
    return _Grid(usable, asked, known, total, squares, told / (told.sum() or 1.0), level, covered)


def _spread(grid: _Grid) -> np.ndarray:
    """Return the variance of each month's weighted mean.

    The variance within a stratum is pooled over the twelve months up to a month (the first twelve together), so that a
    month with one incident has a doubt too and later months move no earlier one; a stratum that says too little of
    itself in them has that of all strata.
    """
    n = np.maximum(grid.known, 1)
    squares = _year_sums((grid.squares - grid.total**2 / n).clip(min=0))
    freedom = _year_sums((grid.known - 1).clip(min=0))
    common = squares.sum(axis=1, keepdims=True) / np.maximum(freedom.sum(axis=1, keepdims=True), 1)
    within = np.where(freedom >= BASE_MONTHS, squares / np.maximum(freedom, 1), common)
    return np.asarray((grid.weights**2 * within / n).sum(axis=1))


def _year_sums(part: np.ndarray) -> np.ndarray:
    """Return the sums over the twelve rows up to each (the first twelve together), shape (months, strata)."""
    sums = np.array([part[max(row - BASE_MONTHS, 0) : row].sum(axis=0) for row in range(1, len(part) + 1)])
    sums = sums.reshape(part.shape)
    sums[:BASE_MONTHS] = part[:BASE_MONTHS].sum(axis=0)
    return sums


def _shares(grid: _Grid, value: np.ndarray, log: np.ndarray, variance: np.ndarray) -> Shares:
    n = grid.known.sum(axis=1)
    parts = (value, log, variance, n, n / grid.asked)
    one, its_log, doubt, known, share = (pd.Series(part, index=grid.months, dtype=float) for part in parts)
    return Shares(one, its_log, doubt, known, share)


# how a measure that is no share is brought to the mix of the base
ADJUST: Final[dict[Spread, Callable[[pd.DataFrame, pd.PeriodIndex, pd.PeriodIndex, pd.Series], Shares]]] = {
    "pooled": adjust_hours,
    "counts": adjust_means,
}
