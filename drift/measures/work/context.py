"""Context: shown beside engagement and never part of it, because the sign of each turns (a bounced ticket has more)."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from drift.measures.shares import Shares, usable_months

PEOPLE, PAIRS, UPDATES, VOLUME = "people", "pairs", "updates", "volume"
DRAWS: Final = 10  # incidents; a month with fewer tells nothing of how many people share the work


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
