"""Counts by stratum and caller -> one standardised share a month, with the variance of its logarithm.

The share is that of the base's mix: sum over strata of (share of the stratum in the base) x (mean in the month), over
the strata that the month has. It enters an index as ln((n m + p0)/(n + 1)), p0 the share over the base, so that volume
alone moves nothing. Its variance is that of a binomial share of the same weights times an overdispersion, the delta
method on top. The overdispersion is what incidents of one caller have in common: the cluster-robust variance, by
caller, over the binomial one, of the preceding twelve months together (Liang, Zeger 1986; small samples G/(G-1)).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from drift.measures.cases import FIXED_POINT, to_frame, to_months
from drift.terms import BASE_MONTHS, MIN_KNOWN_SHARE

if TYPE_CHECKING:
    import ibis

    from drift.tables.store import Store


# what the twelve months up to it say of a month's p, against 1 for what it says itself: a month of 30 in which all
# shares are 1 would else claim to be sure (simulated, p = 0.9: intervals of 95 % held in 89 % of months, now in 92 %)
YEAR_SAY = 0.5


@dataclass(frozen=True)
class Shares:
    """One number a month over its known rows, and its logarithm as it enters an index."""

    value: pd.Series  # in its own unit, not smoothed
    log: pd.Series  # smoothed; missing where too few rows are known
    variance: pd.Series  # of `log`
    n: pd.Series  # known rows
    known: pd.Series  # known fraction


def count_shares(store: Store, judged: ibis.Table, name: str = "share") -> pd.DataFrame:
    """Count a measure by month, stratum and cluster of callers.

    Parameters
    ----------
    judged : case, `name` (billionths, null: unknown), asked (true: the question can be asked of this incident)

    Returns
    -------
    frame : period, stratum, cluster, n (asked), known, total (sum of shares)
    """
    cases, cells = store["cases"], store["cells"]
    placed = cases.select("case", "month", "cluster", "category", "priority").join(cells, ["category", "priority"])
    rows = judged.filter(judged.asked).join(placed.select("case", "month", "cluster", "stratum"), "case")
    counts = rows.group_by("month", "stratum", "cluster").agg(
        n=rows.count(), known=rows[name].count(), total=rows[name].sum().fill_null(0)
    )
    frame = to_frame(counts, "month", "stratum", "cluster")
    frame["total"] = frame["total"].astype(float) / FIXED_POINT
    return frame.drop(columns="month").assign(period=to_months(frame["month"]))


def usable_months(counts: pd.DataFrame, settled: pd.PeriodIndex) -> pd.PeriodIndex:
    """Return the months that may be judged: over, and with enough rows known; counts: period, n, known."""
    sums = counts.groupby("period")[["n", "known"]].sum()
    enough = (sums["known"] > 0) & (sums["known"] >= MIN_KNOWN_SHARE * sums["n"])
    return pd.PeriodIndex(sums.index[enough & sums.index.isin(settled)], freq="M")


def measure_shares(
    counts: pd.DataFrame, usable: pd.PeriodIndex, base: pd.PeriodIndex, mix: pd.Series, *, bound: bool = False
) -> Shares:
    """Standardise a share, and give its logarithm and variance.

    Parameters
    ----------
    counts : as of `count_shares`
    usable : months that may be judged
    base : months that give p0; those this measure lacks are made up for by its own first twelve
    mix : stratum -> weight
    bound : take no overdispersion: (1-p)/(n p) is the most that independent values between 0 and 1 can vary

    p in a variance is (x + (X + 1/2)/(N + 1))/(n + 1) (Jeffreys over the base), so that a base in which all shares are
    1 or 0 still leaves a doubt.
    """
    inside = counts[counts["period"].isin(usable)]
    asked = inside.groupby("period")["n"].sum().reindex(usable)
    known, total, strata = _by_stratum(inside, usable)
    n = known.sum(axis=1)
    means = np.divide(total, known, out=np.zeros_like(total), where=known > 0)
    weights = np.where(known > 0, mix.reindex(strata).fillna(0.0).to_numpy(), 0.0)
    covered = weights.sum(axis=1, keepdims=True)
    # a month of which the base has no stratum at all: its own mix
    weights = np.where(covered > 0, weights / np.where(covered > 0, covered, 1), known / np.maximum(n, 1)[:, None])
    value = (weights * means).sum(axis=1)
    first = _base_rows(usable, base)
    x_base, n_base = float((value * n)[first].sum()), float(n[first].sum())
    p0 = x_base / n_base if x_base > 0 else 0.5 / (n_base + 1)  # never 0, as in the variance: its log must be finite
    smoothed = (value * n + p0) / (n + 1)
    doubted = (value * n + (x_base + 0.5) / (n_base + 1)) / (n + 1)
    per_row = np.divide(weights, known, out=np.zeros_like(weights), where=known > 0)
    squares = (per_row**2 * known).sum(axis=1)
    binomial = doubted * (1 - doubted) * squares
    factor = np.ones(len(usable))
    if not bound:
        half = 0.5 / (n + 1)  # a month in which all shares are 1 has the doubt of half an incident
        lent = (doubted + YEAR_SAY * _over_year(value * n, n)) / (1 + YEAR_SAY)
        doubted = np.clip(lent, half, 1 - half)
        binomial = doubted * (1 - doubted) * squares
        centre = _centres(known, total, value, first)
        factor = _overdispersion(_robust(inside, usable, strata, per_row, centre), binomial, n)
    variance = factor * binomial / doubted**2
    of = [pd.Series(part, index=usable, dtype=float) for part in (value, np.log(smoothed), variance, n)]
    return Shares(of[0], of[1], of[2], of[3], of[3] / asked.astype(float))


def _base_rows(usable: pd.PeriodIndex, base: pd.PeriodIndex) -> np.ndarray:
    in_base = np.asarray(usable.isin(base))
    return in_base if in_base.any() else np.arange(len(usable)) < BASE_MONTHS


def _by_stratum(counts: pd.DataFrame, months: pd.PeriodIndex) -> tuple[np.ndarray, np.ndarray, list[int]]:
    strata = sorted(counts["stratum"].unique())
    sums = counts.groupby(["period", "stratum"])[["known", "total"]].sum()
    grid = pd.MultiIndex.from_product([months, strata], names=["period", "stratum"])
    full = sums.reindex(grid, fill_value=0).astype(float)
    shape = (len(months), len(strata))
    return full["known"].to_numpy().reshape(shape), full["total"].to_numpy().reshape(shape), strata


def _centres(known: np.ndarray, total: np.ndarray, value: np.ndarray, first: np.ndarray) -> np.ndarray:
    """Return what is expected of each stratum in each month: its mean over the base, moved as the whole has moved."""
    in_base = known[first].sum(axis=0)
    mean = value[first].mean() if first.any() else 0.0
    of_stratum = np.divide(total[first].sum(axis=0), in_base, out=np.full(len(in_base), mean), where=in_base > 0)
    centres: np.ndarray = of_stratum[None, :] + (value - mean)[:, None]
    return centres


def _robust(
    counts: pd.DataFrame, months: pd.PeriodIndex, strata: list[int], per_row: np.ndarray, centre: np.ndarray
) -> np.ndarray:
    """Return the variance of each month's share when incidents of one caller go together."""
    row = months.get_indexer(pd.PeriodIndex(counts["period"]))
    column = np.searchsorted(strata, counts["stratum"].to_numpy())
    known = counts["known"].to_numpy(dtype=float)
    residual = per_row[row, column] * (counts["total"].to_numpy(dtype=float) - known * centre[row, column])
    sums = pd.DataFrame({"row": row, "cluster": counts["cluster"].to_numpy(), "residual": residual})[known > 0]
    by_cluster = sums.groupby(["row", "cluster"])["residual"].sum()
    squares = (by_cluster**2).groupby(level="row").agg(["sum", "size"]).reindex(range(len(months)))
    size = squares["size"].to_numpy(dtype=float)
    robust: np.ndarray = np.where(size > 1, squares["sum"].to_numpy() * size / np.maximum(size - 1, 1), np.nan)
    return robust


def _over_year(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    """Return per month the ratio of two sums over the twelve months up to it (the first twelve together)."""
    sums = [pd.Series(part).rolling(BASE_MONTHS, min_periods=1).sum() for part in (above, below)]
    ratio = (sums[0] / sums[1].where(sums[1] > 0)).to_numpy(copy=True)
    if len(ratio):
        ratio[:BASE_MONTHS] = ratio[min(BASE_MONTHS, len(ratio)) - 1]
    return ratio


def _overdispersion(robust: np.ndarray, binomial: np.ndarray, n: np.ndarray) -> np.ndarray:
    """Return per month the ratio of both variances over the twelve months up to it (the first twelve together)."""
    told = np.isfinite(robust) & (binomial > 0)
    ratio = _over_year(np.where(told, n * np.nan_to_num(robust), 0.0), np.where(told, n * binomial, 0.0))
    factor: np.ndarray = np.where(ratio > 0, ratio, 1.0)
    return factor
