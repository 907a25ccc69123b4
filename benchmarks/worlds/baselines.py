"""What a user would watch a monthly series with otherwise: a chart of individuals, and a test of trend each month."""

from __future__ import annotations

import numpy as np
from scipy.stats import norm

BASE = 12  # months, with a value
SIGMA_OF_RANGE = 1.128  # d2 of two: mean moving range over it is a standard deviation (Shewhart's tables)
LIMIT, RUN = 3.0, 8  # standard deviations below the mean; months in a row below it
LEVEL = 0.05  # one-sided, at every look


def watch_chart(values: np.ndarray) -> int | None:
    """Return the first month after the base in which a chart of individuals tells a fall.

    Parameters
    ----------
    values : shape (n_months,), NaN where there is none; a fall is downwards
    """
    known = np.flatnonzero(~np.isnan(values))
    base = values[known[:BASE]]
    middle, sigma = base.mean(), np.abs(np.diff(base)).mean() / SIGMA_OF_RANGE
    run = 0
    for month in known[BASE:]:
        run = run + 1 if values[month] < middle else 0
        if values[month] < middle - LIMIT * sigma or run >= RUN:
            return int(month)
    return None


def watch_trend(values: np.ndarray) -> int | None:
    """Return the first month after the base in which Mann-Kendall on all months so far says down."""
    known = np.flatnonzero(~np.isnan(values))
    for end in range(BASE + 1, len(known) + 1):
        if trend_down(values[known[:end]]) < LEVEL:
            return int(known[end - 1])
    return None


def trend_down(values: np.ndarray) -> float:
    """Return the one-sided p-value of a falling trend (Mann 1945, Kendall 1975; normal, with continuity)."""
    n = len(values)
    later, earlier = np.tril_indices(n, -1)
    score = np.sign(values[later] - values[earlier]).sum()
    ties = np.unique(values, return_counts=True)[1]
    variance = (n * (n - 1) * (2 * n + 5) - (ties * (ties - 1) * (2 * ties + 5)).sum()) / 18
    if score >= 0 or variance <= 0:
        return 1.0
    return float(norm.cdf((score + 1) / np.sqrt(variance)))
