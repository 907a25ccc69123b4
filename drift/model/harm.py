"""Did it harm: the outcomes taken together, by evidence, independent of engagement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import pandas as pd

from drift.model.evidence.weigh import Evidence
from drift.model.states import Outcomes
from drift.terms import ALARM_AT

LEAVE_AT: Final = 1.0  # e-value at which nothing speaks for harm any more


@dataclass(frozen=True)
class Harm:
    """What the outcomes show together."""

    state: Outcomes
    e_values: pd.Series  # mean of the e-values of the outcomes that have one that month: an e-value itself
    worse: tuple[str, ...]  # outcomes with an alarm of their own
    now: tuple[str, ...] = ()  # those that are worse now
    each: Mapping[str, Evidence] = field(default_factory=dict)  # the evidence that an outcome got worse


def weigh_harm(outcomes: Mapping[str, Evidence]) -> Harm:
    """Return whether the outcomes got worse.

    Parameters
    ----------
    outcomes : each the evidence that an outcome rose, in the direction in which it is worse

    Returns
    -------
    Harm : worse from the month in which the mean e-value reaches ALARM_AT until it is down to LEAVE_AT; unknown where
    no outcome can be weighed. A mean of e-values is an e-value, whatever their dependence (Vovk and Wang 2021).
    """
    if not outcomes:
        return Harm("unknown", pd.Series(dtype=float), ())
    table = pd.DataFrame({name: evidence.e_values for name, evidence in outcomes.items()})
    mean = pd.Series(np.nanmean(table.dropna(how="all"), axis=1), index=table.dropna(how="all").index)
    worse = tuple(name for name, evidence in outcomes.items() if evidence.alarm is not None and evidence.ended is None)
    return Harm(_follow(mean), mean.reindex(table.index), worse, worse, dict(outcomes))


def _follow(mean: pd.Series) -> Outcomes:
    state: Outcomes = "unknown"
    for value in mean:
        if value >= ALARM_AT:
            state = "worse"
        elif state != "worse" or value <= LEAVE_AT:
            state = "held"
    return state
