"""How far reports and tickets lie apart: in each period with the interval of the recount, and an indicator together."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pandas as pd

from drift.measures.norms.reported.subject import PERCENT
from drift.terms import INTERVAL_Z

CONFIDENCE: Final = 0.95
LAST_MONTHS: Final = 24  # the same season twice; issue of the norms
FEWEST: Final = 3  # periods, of which a mean has an interval


def add_gaps(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows of reports with gap, gap_low and gap_high: reported less recounted, and its 95 % interval.

    Of a share the interval is exact (Clopper and Pearson 1934), of a mean it is normal; availability has none. What a
    report says is a figure without an error.
    """
    if rows.empty:
        return rows
    low, high = _bound_shares(rows)
    means = rows["unit"].ne(PERCENT).to_numpy()
    value, wide = (rows[name].to_numpy(dtype="float64") for name in ("recounted", "spread"))
    low, high = (np.where(means, value + sign * INTERVAL_Z * wide, one) for sign, one in ((-1, low), (1, high)))
    told = rows["reported"].to_numpy(dtype="float64")
    rows = rows.assign(gap=told - value, gap_low=told - high, gap_high=told - low)
    return rows.drop(columns=["spread"])


def _bound_shares(rows: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    from scipy.special import betaincinv  # scipy.stats takes a third of a second to load

    n, met = (rows[name].to_numpy(dtype="float64") for name in ("n", "n_met"))
    known = (n > 0) & rows["recounted"].notna().to_numpy()
    tail = (1 - CONFIDENCE) / 2
    low = np.where(met > 0, betaincinv(np.maximum(met, 1), n - met + 1, tail), 0.0)
    high = np.where(met < n, betaincinv(met + 1, np.maximum(n - met, 1), 1 - tail), 1.0)
    return np.where(known, low, np.nan), np.where(known, high, np.nan)


def sum_indicators(rows: pd.DataFrame) -> pd.DataFrame:
    """Return each indicator over its last 24 months and over all: columns of `indicators` in NormFindings."""
    if rows.empty:
        return rows
    found = []
    for (document, indicator), own in rows.groupby(["document", "indicator"], sort=False, dropna=False):
        own = own.sort_values("begins_on", kind="stable")
        recent = own[own["begins_on"] >= own["ends_on"].max() - pd.DateOffset(months=LAST_MONTHS)]
        named = {"document": document, "indicator": indicator}
        found += [{**named, "window": name, **_sum(part)} for name, part in (("last", recent), ("all", own))]
    return pd.DataFrame(found)


def _sum(own: pd.DataFrame) -> dict[str, Any]:
    both = own[own["gap"].notna()]
    mean, low, high = _mean_gap(both)
    asked = own["contract_norm"].fillna(own["norm"])
    under = own["recounted"].lt(asked) if own["unit"].iloc[0] == PERCENT else own["recounted"].gt(own["norm"])
    green = own["green"].eq(True)
    differs = own[own["norm_differs"]]
    return {
        "unit": own["unit"].iloc[0],
        "first": own["period"].iloc[0],
        "last": own["period"].iloc[-1],
        "periods": len(own),
        "periods_both": len(both),
        "n": int(both["n"].sum()),
        "reported": _weigh(both, "reported"),
        "recounted": _weigh(both, "recounted"),
        "recounted_stopped": _weigh(both, "recounted_stopped"),
        "gap": mean,
        "gap_low": low,
        "gap_high": high,
        "n_green": int(green.sum()),
        "n_green_under": int((green & under).sum()),
        "n_norm_differs": len(differs),
        "norm": differs["norm"].iloc[-1] if len(differs) else np.nan,
        "contract_norm": differs["contract_norm"].iloc[-1] if len(differs) else np.nan,
        "differs_first": differs["period"].iloc[0] if len(differs) else None,
        "differs_last": differs["period"].iloc[-1] if len(differs) else None,
        "n_limit_differs": int(own["limit_differs"].sum()),
    }


def _weights(both: pd.DataFrame) -> np.ndarray:
    """Return the incidents of each period; of availability, that has none, its days."""
    n = both["n"].to_numpy(dtype="float64")
    days = (both["ends_on"] - both["begins_on"]).dt.days.to_numpy(dtype="float64")
    return n if n.any() else days


def _weigh(both: pd.DataFrame, name: str) -> float:
    known = both[both[name].notna()]
    return float(np.average(known[name], weights=_weights(known))) if len(known) else np.nan


def _mean_gap(both: pd.DataFrame) -> tuple[float, float, float]:
    """Return the mean gap over the incidents of all periods with its 95 % interval; each period is one draw.

    The incidents of a period share whatever moved it: its variance is that of the periods' own sums (a ratio estimator;
    Cochran 1977, 6.3; Student's t with a period less than there are).
    """
    if both.empty:
        return np.nan, np.nan, np.nan
    weights, gaps = _weights(both), both["gap"].to_numpy(dtype="float64")
    mean = float(np.average(gaps, weights=weights))
    if len(both) < FEWEST:
        return mean, np.nan, np.nan
    from scipy.special import stdtrit

    m = len(both)
    error = np.sqrt((weights**2 * (gaps - mean) ** 2).sum() * m / (m - 1)) / weights.sum()
    wide = float(stdtrit(m - 1, (1 + CONFIDENCE) / 2) * error)
    return mean, mean - wide, mean + wide
