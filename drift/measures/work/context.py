"""Context: shown beside engagement and never part of it, because the sign of each turns (a bounced ticket has more)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from drift.measures.shares import Shares, usable_months
from drift.measures.work.cases import to_frame, to_months
from drift.measures.work.questions import Question, ask

if TYPE_CHECKING:
    import ibis

    from drift.tables.store import Store

PEOPLE, PAIRS, UPDATES, RESPONSE, VOLUME = "people", "pairs", "updates", "first_response", "volume"
AUTOMATIC, VISITS = "automatic", "visits"
DRAWS: Final = 10  # incidents; a month with fewer tells nothing of how many people share the work


def count_frequencies(store: Store, *names: str) -> pd.DataFrame:
    """Count frequencies of frequencies: period, k (incidents), n (persons or pairs seen in k incidents)."""
    judged = store["judged"]
    known = judged.filter(judged.by_people, *(judged[name].notnull() for name in names))
    each = known.group_by("month", *names).agg(k=known.count())
    counts = to_frame(each.group_by("month", "k").agg(n=each.count()), "month", "k")
    return counts.drop(columns="month").assign(period=to_months(counts["month"]))


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


def measure_distinct(counts: pd.DataFrame, timed: pd.DataFrame, settled: pd.PeriodIndex) -> Shares:
    """Return the persons or pairs that ten incidents of a month meet.

    Parameters
    ----------
    counts : as of `count_frequencies`; timed : period, n (corrective incidents)
    """
    seen = (counts["k"] * counts["n"]).groupby(counts["period"]).sum()
    opened = timed.set_index("period")["n"]
    sums = pd.DataFrame({"n": opened, "known": seen.reindex(opened.index, fill_value=0)}).rename_axis("period")
    months = usable_months(sums.reset_index(), settled)
    found = {}
    for month, part in counts[counts["period"].isin(months)].groupby("period"):
        persons, spread = rarefy(part["k"].to_numpy(), part["n"].to_numpy(), DRAWS)
        if np.isfinite(persons):
            found[month] = (persons, spread / persons**2)
    index = pd.PeriodIndex([*found], freq="M")
    values = pd.DataFrame([*found.values()], index=index, columns=["value", "variance"], dtype=float)
    n = sums["known"].reindex(index).astype(float)
    known = n / sums["n"].reindex(index).astype(float)
    return Shares(values["value"], values["value"].transform(np.log), values["variance"], n, known)


def count_updates(months: pd.DataFrame) -> pd.DataFrame:
    """Return the steps of persons that an incident has within the cut: period, n, known, total, squares."""
    named = {"steps": "total", "steps_squares": "squares"}
    return months[["period", "n", *named]].rename(columns=named).assign(known=months["n"])


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


def measure_volume(timed: pd.DataFrame, settled: pd.PeriodIndex) -> Shares:
    """Return the corrective incidents opened in a month; the variance is Poisson's."""
    n = timed.set_index("period")["n"].astype(float)
    n = n[n.index.isin(settled)]
    return Shares(n, n.transform(np.log), 1 / n, n, n / n)


def ask_presence(judged: ibis.Table) -> dict[str, Question]:
    """Ask whether a robot, a portal or a shared mailbox reported or handled it; of persons, whether somebody came."""
    return {
        AUTOMATIC: ask(judged, ~judged.by_people),
        VISITS: ask(judged, judged.visited, judged.by_people),
    }
