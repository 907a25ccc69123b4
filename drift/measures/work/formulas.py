"""From the counts of a month to its number, with the variance of its logarithm: measures that are no shares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from drift.measures.shares import Shares, usable_months
from drift.measures.work.adjusting import adjust_hours
from drift.measures.work.callers import measure_callers_left
from drift.terms import BASE_MONTHS

if TYPE_CHECKING:
    from collections.abc import Callable

    from drift.measures.catalogue import Spread

NEVER_DOWN_H: Final = 0.5  # hours over a whole first year in which nothing stood still: their logarithm must be finite
DRAWS: Final = 10  # incidents; a month with fewer tells nothing of how many people share the work


def measure_downtime(counts: pd.DataFrame, settled: pd.PeriodIndex) -> Shares:
    """Turn counts into mean hours an incident, those without downtime included.

    It is weighed as ln((total + m)/(known + 1)), m the mean of the first twelve months (half an hour in all where
    nothing stood still in them), so that a month of one incident or without any downtime has its doubt: c n/(n + 1)^2,
    c the squared coefficient of variation over the months up to it, the first twelve together: later months move no
    earlier one. A log in which nothing ever stands still has no months.
    """
    months = usable_months(counts, settled)
    sums = counts.set_index(pd.PeriodIndex(counts["period"])).drop(columns="period").astype(float).reindex(months)
    n, total = sums["known"], sums["total"]
    if not total.sum() > 0:
        none = pd.Series(dtype=float, index=months[:0])
        return Shares(none, none, none, none, none)
    mean = float((total[:BASE_MONTHS].sum() or NEVER_DOWN_H) / n[:BASE_MONTHS].sum())
    so_far = sums.cumsum()
    so_far[:BASE_MONTHS] = so_far[:BASE_MONTHS].iloc[-1]
    told = so_far["total"].where(so_far["total"] > 0)
    ratio = (so_far["known"] * so_far["squares"] / told**2 - 1).fillna(so_far["known"])  # as of one stop in all of them
    scatter = ratio.clip(lower=1 / so_far["known"])
    log = ((total + mean) / (n + 1)).transform(np.log)
    return Shares(total / n, log, scatter * n / (n + 1) ** 2, n, n / sums["n"])


def measure_hours(counts: pd.DataFrame, settled: pd.PeriodIndex) -> Shares:
    """Turn counts into geometric mean hours of the incidents as they came: one stratum."""
    months = usable_months(counts, settled)
    return adjust_hours(counts.assign(stratum=0), months, months[:BASE_MONTHS], pd.Series({0: 1.0}))


def rarefy(k: np.ndarray, n: np.ndarray, draws: int) -> tuple[float, float]:
    """Return the expected number of distinct persons in a fixed number of incidents, and its variance.

    Parameters
    ----------
    k : incidents of a person, each value once, all > 0
    n : persons that have so many
    draws : incidents drawn without replacement

    Returns
    -------
    (persons, variance) : persons, persons squared; (nan, nan) below `draws` incidents

    Source
    ------
    Hurlbert 1971; variance: Heck, van Belle, Simberloff 1975.
    """
    whole = int((k * n).sum())
    if whole < draws:
        return float("nan"), float("nan")
    steps = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, whole + 1)))])

    def missed(left: np.ndarray) -> np.ndarray:
        """Return the chance that all draws are among `left` incidents."""
        there = np.maximum(left, draws)
        logs = steps[there] - steps[there - draws] - steps[whole] + steps[whole - draws]
        return np.where(left >= draws, np.exp(logs), 0.0)

    one, two = missed(whole - k), missed(whole - k[:, None] - k[None, :])
    pairs = n[:, None] * n[None, :] - np.diag(n)  # ordered pairs of two persons
    spread = float((n * one * (1 - one)).sum() + (pairs * (two - one[:, None] * one[None, :])).sum())
    return float((n * (1 - one)).sum()), max(spread, 0.0)


def measure_distinct(counts: pd.DataFrame, settled: pd.PeriodIndex) -> Shares:
    """Return the persons or pairs that ten incidents of a month meet; counts as of `count_frequencies`."""
    known = (counts["k"] * counts["n"]).groupby(counts["period"]).sum()
    sums = pd.DataFrame({"n": counts.groupby("period")["of"].first(), "known": known})
    months = usable_months(sums.reset_index(), settled)
    rarefied = {}
    for month, part in counts[counts["period"].isin(months)].groupby("period"):
        persons, spread = rarefy(part["k"].to_numpy(), part["n"].to_numpy(), DRAWS)
        if np.isfinite(persons):
            rarefied[month] = (persons, spread / persons**2)
    index = pd.PeriodIndex([*rarefied], freq="M")
    values = pd.DataFrame([*rarefied.values()], index=index, columns=["value", "variance"], dtype=float)
    n = known.reindex(index).astype(float)
    share = n / sums["n"].reindex(index).astype(float)
    return Shares(values["value"], values["value"].transform(np.log), values["variance"], n, share)


def measure_means(counts: pd.DataFrame, settled: pd.PeriodIndex) -> Shares:
    """Return the mean a month of something that may be 0, with the variance of its logarithm (delta method).

    Parameters
    ----------
    counts : period, n, known, total, squares
    """
    months = usable_months(counts, settled)
    sums = counts.drop(columns="period").set_axis(pd.PeriodIndex(counts["period"])).astype(float).reindex(months)
    sums = sums[sums["total"] > 0]
    n, mean = sums["known"], sums["total"] / sums["known"]
    within = (sums["squares"] - n * mean**2).clip(lower=0) / (n - 1).clip(lower=1)
    return Shares(mean, mean.transform(np.log), within / n / mean**2, n, n / sums["n"])


def measure_volume(counts: pd.DataFrame, settled: pd.PeriodIndex) -> Shares:
    """Return the corrective incidents opened in a month; the variance is Poisson's."""
    n = counts.set_index("period")["n"].astype(float)
    n = n[n.index.isin(settled)]
    return Shares(n, n.transform(np.log), 1 / n, n, n / n)


# counts and the months that may be judged -> a number a month
FORMULAS: Final[dict[Spread, Callable[[pd.DataFrame, pd.PeriodIndex], Shares]]] = {
    "pooled": measure_hours,
    "counts": measure_means,
    "seldom": measure_downtime,
    "poisson": measure_volume,
    "rarefied": measure_distinct,
    "waits": measure_callers_left,
}
