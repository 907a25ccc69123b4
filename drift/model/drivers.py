"""Through what: the exact share of each component in the change of the drift."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from drift.measures.index import Index, fit_index


@dataclass(frozen=True)
class Driver:
    """What one component adds to the drift, in natural logs; the drivers add up to the drift."""

    measure: str
    since_base: float
    since_onset: float | None  # None without an onset


def split_index(logs: pd.DataFrame, weights: dict[str, float], base: pd.PeriodIndex) -> pd.DataFrame:
    """Return what each measure adds to an index, months x measures; the columns add up to the index of `fit_index`.

    An index is linear in the logarithms of its measures, so that the part of one is the index with all others at 0.
    """
    whole: Index = fit_index(logs, logs * 0, weights, base)
    parts = {
        name: fit_index((logs * 0).assign(**{name: logs[name]}), logs * 0, weights, base).values
        for name in map(str, logs.columns)
    }
    return pd.DataFrame(parts, index=whole.values.index)


def find_drivers(paper: pd.DataFrame, work: pd.DataFrame, onset: pd.Period | None) -> tuple[Driver, ...]:
    """Return the share of each component in the drift of the last month that both sides have, the largest first.

    Parameters
    ----------
    paper, work : of `split_index`, months x measures
    onset : first month of the fall; the change since the month before it is split too

    Returns
    -------
    drivers : the sum of `since_base` is the drift of that month
    """
    both = paper.dropna(how="all").index.intersection(work.dropna(how="all").index)
    if not len(both):
        return ()
    parts = pd.concat([paper.loc[both].fillna(0.0), -work.loc[both].fillna(0.0)], axis=1)
    last = parts.iloc[-1]
    before = parts.loc[parts.index < onset] if onset is not None else parts.iloc[:0]
    since = last - before.iloc[-1] if len(before) else None
    drivers = [
        Driver(str(name), float(last[name]), None if since is None else float(since[name])) for name in parts.columns
    ]
    return tuple(sorted(drivers, key=lambda driver: (-abs(driver.since_base), driver.measure)))
