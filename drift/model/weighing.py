"""Engagement and outcomes -> evidence: which series is weighed, with which variance, and what was known to happen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

import pandas as pd

from drift.measures.catalogue import MEASURES, Measure, weigh_groups
from drift.measures.shares import Shares
from drift.measures.work.engagement import Engagement
from drift.model.evidence.lines import Line, know_at_once
from drift.model.evidence.weigh import Evidence, weigh_together
from drift.terms import BASE_MONTHS, Group

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
    present = logs.notna() * pd.Series(weights)
    share = present.div(present.sum(axis=1), axis=0)
    return (share**2 * variances).sum(axis=1, min_count=1)


def weigh_engagement(
    engagement: Engagement, weights: dict[Group, float], known_onsets: Sequence[pd.Period]
) -> tuple[Evidence, Evidence] | tuple[None, None]:
    """Return the evidence that engagement fell, and that it rose; None where it has no months.

    The index and each of its components are weighed together, so that what one of them shows early is not drowned in
    the others.

    Parameters
    ----------
    weights : of groups, as drift.toml has them
    known_onsets : months in which a version took effect or a milestone lies
    """
    index = engagement.index.values
    if index.isna().all():
        return None, None
    months = pd.PeriodIndex(index.dropna().index)
    by_group = weigh_groups(list(engagement.entered), weights)
    whole = Line(index[months], vary_months(engagement.shares, by_group, months), engagement.clock)
    fall, rise = (
        weigh_together(
            [_turn(line, sign) for line in (whole, *_list_components(engagement, by_group))],
            known_onsets=_within(known_onsets, months),
        )
        for sign in (FALL, RISE)
    )
    return fall, rise


def weigh_again(engagement: Engagement, weights: dict[Group, float], fall: Evidence) -> Evidence | None:
    """Return the evidence that engagement fell anew in the months since a fall ended; None before there are any."""
    index = engagement.index.values.dropna()
    months = pd.PeriodIndex(index.index[index.index > fall.ended])
    if not len(months):
        return None
    by_group = weigh_groups(list(engagement.entered), weights)
    whole = Line(index[months], vary_months(engagement.shares, by_group, months), engagement.clock)
    parts = [_since(line, months[0]) for line in _list_components(engagement, by_group)]
    return weigh_together([_turn(line, FALL) for line in (whole, *parts) if len(line.values)])


def _since(line: Line, first: pd.Period) -> Line:
    later = line.values[line.values.index >= first]
    return replace(line, values=later, variance=pd.Series(line.variance, index=line.values.index)[later.index])


def _list_components(engagement: Engagement, weights: dict[str, float]) -> list[Line]:
    """Return the components as they are weighed by themselves; where there is one, the index is it.

    Those that have a say and are there within the first year: a set that later months do not change.
    """
    if len(engagement.entered) == 1:
        return []
    first_year = engagement.index.months[0] + BASE_MONTHS
    shares = {name: engagement.shares[name] for name in engagement.entered if weights[name] > 0}
    return [
        Line(one.alone, one.variance, engagement.clocks[name])
        for name, one in shares.items()
        if pd.PeriodIndex(one.alone.dropna().index)[0] < first_year
    ]


def _turn(line: Line, sign: float) -> Line:
    return replace(line, values=sign * line.values)


def _within(known_onsets: Sequence[pd.Period], months: pd.PeriodIndex) -> list[pd.Period]:
    return [month for month in known_onsets if months[0] <= month <= months[-1]]


def weigh_outcomes(outcomes: Mapping[str, Shares], known_onsets: Sequence[pd.Period]) -> dict[str, Evidence]:
    """Return per outcome the evidence that it got worse, undated; of a group that moves together the first speaks."""
    speaking: dict[str, Measure] = {}
    for measure in MEASURES:
        if measure.apart or measure.side != "outcome":
            continue
        if measure.name in outcomes and outcomes[measure.name].alone.notna().any():
            speaking.setdefault(measure.group, measure)
    return {
        measure.name: _weigh(-measure.direction * shares.alone, shares.variance, known_onsets)
        for measure, shares in ((measure, outcomes[measure.name]) for measure in speaking.values())
    }


def _weigh(series: pd.Series, variance: pd.Series, known_onsets: Sequence[pd.Period]) -> Evidence:
    """Weigh whether a series rose, from its first month with a value to its last, and whether it came down; no date."""
    months = pd.PeriodIndex(series.dropna().index)
    span = pd.period_range(months.min(), months.max(), freq="M")
    onsets = _within(known_onsets, span)
    line = know_at_once(series.reindex(span), variance.reindex(span))
    return weigh_together([line], known_onsets=onsets, date=False)
