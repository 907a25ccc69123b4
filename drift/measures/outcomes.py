"""What it led to, apart from engagement: time to restore."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from drift.measures.engagement import FIXED_POINT, Shares, corrective_with_open_time, index_by_month, usable_months

if TYPE_CHECKING:
    from drift.tables.store import Store

RESTORE = "time_to_restore"


def count_restore(store: Store, cut_days: int) -> pd.DataFrame:
    """Count, per month of opening, the logarithm of the hours until corrective incidents were restored.

    Returns
    -------
    frame : index months; n (corrective), known (with open time), total and squares (sums of ln hours and its square)
    """
    incidents = corrective_with_open_time(store, cut_days)
    log_hours = (incidents.open_s / 3600).ln()
    counts = incidents.group_by("month").agg(
        n=incidents.count(),
        known=incidents.open_s.count(),
        total=(log_hours * FIXED_POINT).round().cast("int64").sum(),
        squares=(log_hours * log_hours * FIXED_POINT).round().cast("int64").sum(),
    )
    return index_by_month(counts.to_pyarrow().to_pandas(), "total", "squares")


def measure_restore(counts: pd.DataFrame, settled: pd.PeriodIndex) -> Shares:
    """Turn counts into geometric mean hours.

    The variance of a month's mean ln hours is the variance within months, pooled over them, over its n: a month with
    one incident then has a doubt too.
    """
    counts = counts.loc[usable_months(counts, settled)]
    n, total = counts["known"].astype(float), counts["total"].astype(float)
    within = (counts["squares"] - total**2 / n).clip(lower=0).sum() / max(float((n - 1).sum()), 1.0)
    mean = total / n
    return Shares(mean.transform(np.exp), mean, pd.Series(within, index=n.index) / n, n, n / counts["n"])
