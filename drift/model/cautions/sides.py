"""Contract and log that do not cover the same months: of part of the time one side alone is known."""

from __future__ import annotations

from typing import Final

import pandas as pd

from drift.model.cautions.caution import Caution, Effect, caution_of
from drift.terms import BASE_MONTHS, COUNTED_ROLES

APART: Final = BASE_MONTHS  # months of one side alone; less than a year moves no base
LOOKED_AT: Final = 36  # DESIGN 6: last months of the longer side
UNVERSIONED: Final = 48  # months; the four years that a contract usually runs


def find_uncovered_sides(documents: pd.DataFrame, filled: pd.PeriodIndex) -> list[Caution]:
    """Tell from when to when each side is known, where a year or more is known of one alone.

    A version that is still in force is known as long as the log goes on.

    Parameters
    ----------
    filled : months with incidents, stray ones left out
    """
    counted = documents["role"].isin(COUNTED_ROLES) & documents["status"].ne("draft").fillna(True)
    versions = pd.PeriodIndex(pd.to_datetime(documents.loc[counted, "effective_on"].dropna()), freq="M")
    if not len(versions) or not len(filled):
        return []
    log = pd.period_range(filled[0], filled[-1], freq="M")
    paper = pd.period_range(versions.min(), max(versions.max(), log[-1]), freq="M")
    alone = paper.union(log).difference(paper.intersection(log))
    values = {"first": paper[0], "last": versions.max(), "log": tuple(log), "n": len(paper.intersection(log))}
    if max((alone < log[0]).sum(), (alone > log[-1]).sum(), (alone < paper[0]).sum()) >= APART:
        return [caution_of("sides_not_covered", _weigh(paper, log), alone, **values)]
    if (log[0] - versions.max()).n > UNVERSIONED:
        return [caution_of("no_late_version", "inform", log, **values)]
    return []


def _weigh(paper: pd.PeriodIndex, log: pd.PeriodIndex) -> Effect:
    """Return what it does: whether half of what matters now is known of both, and the last year at all."""
    longer, other = (paper, log) if len(paper) >= len(log) else (log, paper)
    late = longer[-LOOKED_AT:]
    last = pd.period_range(end=max(paper[-1], log[-1]), periods=BASE_MONTHS, freq="M")
    both = paper.intersection(log)
    thin = late.isin(other).sum() < len(late) / 2 or not last.isin(both).any()
    return "qualify" if thin else "inform"
