"""The difference of two shares in percentage points, with its interval."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from drift.measures.shares import Shares
from drift.terms import INTERVAL_Z


@dataclass(frozen=True)
class Points:
    """A difference of two shares, in shares: 0.01 is one percentage point."""

    value: float
    low: float  # 95 % interval
    high: float


def find_points(shares: Shares, before: pd.PeriodIndex, after: pd.PeriodIndex) -> Points | None:
    """Return the difference between the shares of two windows; None of what is no share.

    Parameters
    ----------
    before, after : the months of either that have a value

    The standard error is the larger of the sampling error and what the months show by how much they differ, as for the
    change in logs. Simulated without clusters, shares of 0.1 to 90 %, 7 to 200 incidents a month, 24 months against 12:
    intervals of 95 % held in 93 to 97 %.
    """
    if shares.steadied is None:
        return None
    sampling, scatter = np.sum([_vary(shares, months) for months in (before, after)], axis=0)
    value = shares.level(after) - shares.level(before)
    spread = INTERVAL_Z * float(np.sqrt(max(sampling, scatter)))
    return Points(value, value - spread, value + spread)


def _vary(shares: Shares, months: pd.PeriodIndex) -> tuple[float, float]:
    """Return the variance of the share of some months together: of sampling, and by how much the months differ."""
    n, value = shares.n[months], shares.plain[months]
    whole, weight = float(n.sum()), n / float(n.sum())
    apart = value - shares.level(months)
    sampling = float((weight**2 * shares.variance[months] * np.exp(2 * shares.log[months])).sum())
    scatter = float((weight**2 * apart**2).sum()) * len(months) / max(len(months) - 1, 1)
    return sampling + 0.5 / (whole + 1) ** 2, scatter  # half an incident: a window without any has a doubt too
