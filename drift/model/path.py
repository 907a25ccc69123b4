"""The path of a relation through the plane of engagement and control, a point a year."""

from __future__ import annotations

import numpy as np
import pandas as pd

from drift.measures.index import Index
from drift.terms import INTERVAL_Z

MIN_MONTHS = 6  # of a year that have both; with fewer a season would pass for a year


def trace_path(engagement: Index, control: pd.Series) -> pd.DataFrame:
    """Return where the relation stood, year by year.

    Parameters
    ----------
    engagement : index, natural logs, with the covariance of its months
    control : index of control at the end of each month, natural logs

    Returns
    -------
    frame : index years (annual Period); engagement, low, high (95 %, sampling), control: means over the year's months
    that have both, n_months; a year with fewer than MIN_MONTHS is left out
    """
    both = engagement.months.intersection(pd.PeriodIndex(control.dropna().index))
    rows = {}
    for year in sorted({month.year for month in both}):
        months = both[both.year == year]
        if len(months) >= MIN_MONTHS:
            mean = float(engagement.values[months].mean())
            variance = engagement.variance_of(pd.Series(1 / len(months), index=months))
            spread = INTERVAL_Z * np.sqrt(max(variance, 0.0))  # rounding may leave -1e-20
            rows[year] = (mean, mean - spread, mean + spread, float(control[months].mean()), len(months))
    columns = ["engagement", "low", "high", "control", "n_months"]
    years = pd.PeriodIndex([pd.Period(year=year, freq="Y") for year in rows], dtype="period[Y-DEC]")
    return pd.DataFrame([*rows.values()], index=years, columns=columns)
