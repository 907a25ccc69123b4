"""Engagement and outcomes -> evidence: which series is weighed, with which variance, and what was known to happen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import pandas as pd

from drift.measures.catalogue import MEASURES, weigh_groups
from drift.measures.shares import Shares
from drift.model.evidence.weigh import Evidence, weigh_evidence
from drift.terms import Group

FALL: Final = -1.0  # the sign that turns a fall into a rise, which is what evidence looks for
RISE: Final = 1.0


def vary_months(shares: Mapping[str, Shares], weights: Mapping[str, float], months: pd.PeriodIndex) -> pd.Series:
    """Return the sampling variance of each month's index by itself: what all months share, the base, is left out.

    Parameters
    ----------
    shares : measure -> its months
    weights : measure -> its weight in a month that has it
    """
    logs = pd.DataFrame({name: shares[name].log for name in weights}, index=months)
    variances = pd.DataFrame({name: shares[name].variance for name in weights}, index=months)
    say = logs.notna() * pd.Series(weights)
    part = say.div(say.sum(axis=1), axis=0)
    return (part**2 * variances).sum(axis=1, min_count=1)


def weigh_engagement(
    index: pd.Series,
    shares: Mapping[str, Shares],
    entered: tuple[str, ...],
    told: Mapping[Group, float],
    known_onsets: Iterable[pd.Period],
) -> tuple[Evidence, Evidence] | tuple[None, None]:
    """Return the evidence that engagement fell, and that it rose; None where it has no months.

    Parameters
    ----------
    index : engagement by month, natural logs
    shares, entered : measures, and those of them that make the index
    told : weights of groups as drift.toml has them
    known_onsets : months in which a version took effect or a milestone lies
    """
    months = pd.PeriodIndex(index.dropna().index)
    if not len(months):
        return None, None
    span = pd.period_range(months[0], months[-1], freq="M")
    variance = vary_months(shares, weigh_groups(list(entered), dict(told)), span)
    known = [month for month in known_onsets if span[0] <= month <= span[-1]]
    series = index.reindex(span)
    fall, rise = (weigh_evidence(way * series, variance, known_onsets=known) for way in (FALL, RISE))
    return fall, rise


def weigh_outcomes(outcomes: Mapping[str, Shares], known_onsets: Iterable[pd.Period]) -> dict[str, Evidence]:
    """Return per outcome the evidence that it got worse; of a group that moves together its first measure speaks."""
    speaking: dict[str, str] = {}
    for measure in MEASURES:
        if measure.side == "outcome" and measure.name in outcomes and outcomes[measure.name].alone.notna().any():
            speaking.setdefault(measure.group, measure.name)
    found = {}
    known = list(known_onsets)
    for name in speaking.values():
        shares = outcomes[name]
        months = pd.PeriodIndex(shares.alone.dropna().index)
        span = pd.period_range(months[0], months[-1], freq="M")
        inside = [month for month in known if span[0] <= month <= span[-1]]
        way = next(-measure.direction for measure in MEASURES if measure.name == name)
        found[name] = weigh_evidence(
            way * shares.alone.reindex(span), shares.variance.reindex(span), known_onsets=inside
        )
    return found
