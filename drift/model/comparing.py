"""Changes of engagement and of every measure alone: against the base, around a round table, and their part in drift."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from drift.errors import Note
from drift.measures.catalogue import measure_named, weigh_groups
from drift.measures.index import Base, Index, fit_index
from drift.measures.shares import Shares
from drift.measures.work.engagement import ENGAGEMENT
from drift.model.change import Change, compare_around, compare_with_base
from drift.model.drivers import Driver, find_drivers, split_index
from drift.terms import BASE_MONTHS, LIVE_MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drift.measures.paper.specification import Specification
    from drift.measures.work.operations import Operations
    from drift.sources.rows.outcomeforms import RoundTableOutcome
    from drift.terms import Group


@dataclass(frozen=True)
class AfterTable:
    """What happened since a round table: the twelve months before it against the months after."""

    held: RoundTableOutcome
    n_after: int  # months after it in which engagement has a value
    changes: dict[str, Change | None]  # engagement and its components; None: too few months


def compare_all(
    operations: Operations,
    names: tuple[str, ...],
    months: pd.PeriodIndex,
    base: pd.PeriodIndex,
    weights: dict[Group, float],
) -> dict[str, Change | Note | None]:
    """Compare the last twelve calendar months with the base: engagement, and each measure alone; or tell why not.

    None for what is weighed apart: its months share their incidents, and its finding has an interval of its own.

    Parameters
    ----------
    weights : of groups, as drift.toml has them
    """
    alone = {
        name: None if measure_named(name).apart else compare_alone(operations.seen_of(name), months, base)
        for name in names
    }
    return {ENGAGEMENT: _compare_engagement(operations, base, weights), **alone}


def _compare_engagement(operations: Operations, base: pd.PeriodIndex, weights: dict[Group, float]) -> Change | Note:
    """Compare the index, where the last months know most of what it is made of."""
    engagement = operations.engagement
    last, n = engagement.settled[-BASE_MONTHS:], engagement.count_live(weights)
    if len(last) == BASE_MONTHS and n < LIVE_MONTHS:
        return Note("untold.few_months", {"months": tuple(last), "n": n, "needed": LIVE_MONTHS})
    return compare_with_base(engagement.index, _as_level(operations), base)


def compare_alone(shares: Shares, months: pd.PeriodIndex, base: pd.PeriodIndex) -> Change | Note:
    """Compare the last twelve calendar months of one measure with the base, or tell why not."""
    return compare_with_base(_alone(shares, months, base), shares, base)


def compare_tables(
    tables: Iterable[RoundTableOutcome], operations: Operations, months: pd.PeriodIndex, base: pd.PeriodIndex
) -> tuple[AfterTable, ...]:
    """Compare engagement and each of its components before and after every round table."""
    return tuple(_compare_table(held, operations, months, base) for held in tables)


def _compare_table(
    held: RoundTableOutcome, operations: Operations, months: pd.PeriodIndex, base: pd.PeriodIndex
) -> AfterTable:
    engagement, at = operations.engagement.index, pd.Period(held.held_on, "M")
    changes = {ENGAGEMENT: compare_around(engagement, _as_level(operations), at)}
    for name in operations.engagement.entered:
        shares = operations.seen_of(name)
        changes[name] = compare_around(_alone(shares, months, base), shares, at)
    return AfterTable(held, int((engagement.months > at).sum()), changes)


def split_drift(
    specification: Specification,
    operations: Operations,
    base: Base,
    weights: dict[Group, float],
    onset: pd.Period | None,
) -> tuple[Driver, ...]:
    """Split the drift of the last month that is over for the work into the shares of its measures."""
    paper, engagement = specification.logs, operations.engagement
    work = pd.DataFrame({name: operations.shares_of(name).log for name in engagement.entered}, engagement.settled)
    return find_drivers(
        split_index(paper, specification.weights, base.paper),
        split_index(work.reindex(paper.index), weigh_groups([*work], weights), base.work),
        onset,
    )


def _alone(shares: Shares, months: pd.PeriodIndex, base: pd.PeriodIndex) -> Index:
    """Return one measure as an index of its own."""
    name = "alone"
    logs, variances = (pd.DataFrame({name: part}).reindex(months) for part in (shares.alone, shares.variance))
    return fit_index(logs, variances, {name: 1.0}, base)


def _as_level(operations: Operations) -> Shares:
    """Return the index of engagement as shares of its base, with the incidents it rests on: the most of a measure."""
    engagement = operations.engagement
    index, months = engagement.index, engagement.index.months
    parts = [operations.shares_of(name) for name in engagement.entered]
    logs = index.values[months]
    n = pd.concat([part.n.reindex(months) for part in parts], axis=1).max(axis=1) if parts else logs
    covered = {
        column: pd.concat([part.coverage[column].reindex(engagement.settled) for part in parts], axis=1).max(axis=1)
        for column in ("asked", "known")
        if parts
    }
    coverage = pd.DataFrame(covered, index=engagement.settled, columns=["asked", "known"]).fillna(0).astype("int64")
    return Shares(logs.transform(np.exp), logs, logs * 0, n, logs * 0 + 1, coverage=coverage)
