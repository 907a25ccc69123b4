"""Measures that come later than the others, and how far they moved away from them in the year that links them.

What an index did before a measure came rests on that link: where the measure moved on its own in that year, the index
makes a step in the month it came, of about as much as the second half year of the link lies apart from the first.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from drift.measures.index import fit_index
from drift.terms import BASE_MONTHS


@dataclass(frozen=True)
class Arrival:
    """A measure that came when others were there already.

    month : its first with the others
    apart : the second half of its first BASE_MONTHS months with them against the first half, less what the others did;
        natural log
    error : standard error of `apart` by sampling
    share : of the measure in the index of those months
    """

    measure: str
    month: pd.Period
    apart: float
    error: float
    share: float

    @property
    def step(self) -> float:
        """What `apart` is in the index, natural log."""
        return self.share * self.apart


def find_arrivals(logs: pd.DataFrame, variances: pd.DataFrame, weights: dict[str, float]) -> tuple[Arrival, ...]:
    """Return the measures that came later than others and have a year with them; arguments as of `fit_index`."""
    arrivals = [_find(name, logs, variances, weights) for name in map(str, logs.columns) if weights[name] > 0]
    return tuple(arrival for arrival in arrivals if arrival is not None)


def _find(name: str, logs: pd.DataFrame, variances: pd.DataFrame, weights: dict[str, float]) -> Arrival | None:
    beside = logs.drop(columns=name)
    others = fit_index(beside, variances[beside.columns], weights, pd.PeriodIndex([], freq="M"))
    own = logs[name].dropna()
    met = own.index.intersection(others.months)[:BASE_MONTHS]
    if len(met) < BASE_MONTHS or not (others.months < own.index[0]).any():
        return None
    halves = pd.Series(np.repeat([-1.0, 1.0], BASE_MONTHS // 2) / (BASE_MONTHS // 2), index=met)
    apart = float((halves * (own[met] - others.values[met])).sum())
    error = float((halves**2 * variances.loc[met, name]).sum()) + others.variance_of(halves)
    present = beside.loc[met[0]].notna()
    whole = weights[name] + sum(weights[other] for other in present.index[present])
    return Arrival(name, met[0], apart, float(np.sqrt(error)), weights[name] / whole)
