"""Measures -> what a verdict rests on: the contract with its reading error, engagement and outcomes by evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from drift.measures.paper.turnover import count_changed, find_reading_error
from drift.model.callers import NOT_KNOWN, CallersLeft
from drift.model.cautions.caution import Caution
from drift.model.change import Change
from drift.model.evidence.weigh import Evidence
from drift.model.growth import Grown, join_growth
from drift.model.harm import Harm, weigh_harm
from drift.model.states import Growth
from drift.model.weighing import weigh_again, weigh_engagement, weigh_outcomes
from drift.terms import COUNTED_ROLES, LIVE_MONTHS

if TYPE_CHECKING:
    import datetime as dt

    from drift.measures.measured import Measured
    from drift.measures.work.operations import Operations
    from drift.tables.store import Tables
    from drift.terms import Group


@dataclass(frozen=True)
class PaperGrounds:
    """What the contract did since the base."""

    growth: Growth
    control: Grown | None  # None: nothing of it can be counted, or there is no base
    size: Grown | None
    tightening: float | None  # mean log tightening of followed targets; None: nothing could be followed
    tightening_error: float
    base: tuple[pd.Period, pd.Period] | None


@dataclass(frozen=True)
class WorkGrounds:
    """What engagement and the outcomes did."""

    fall: Evidence | None  # has engagement fallen: None where it cannot be weighed
    rise: Evidence | None  # has it risen
    change: Change | None  # of engagement, the last twelve months against the base
    harm: Harm
    live: bool  # enough of the last twelve months have a value: what engagement does now can be told
    until: pd.Period | None  # the last month in which engagement was known
    callers: CallersLeft = NOT_KNOWN
    again: Evidence | None = None  # has it fallen once more since the first fall ended; None: it did not end

    @property
    def current(self) -> Evidence | None:
        """The fall that is told: the last that was alarmed about."""
        return self.again if self.again is not None and self.again.alarm is not None else self.fall

    @property
    def left(self) -> bool:
        """Whether more callers than in the base call no more."""
        return self.callers.state == "left"


@dataclass(frozen=True)
class Grounds:
    """All that a relation is judged by."""

    rung: int | None
    paper: PaperGrounds
    work: WorkGrounds
    cautions: tuple[Caution, ...]


def weigh_paper(measured: Measured, tables: Tables) -> PaperGrounds:
    """Weigh what the contract did since the base."""
    paper, base, specification = measured.paper, measured.base.paper, measured.paper.specification
    months = pd.PeriodIndex(specification.control.index)
    changed = count_changed(tables.documents.frame, tables.clauses.frame, months, base) if len(months) else None
    control, size = (
        None if changed is None else _weigh_stock(index, weights, paper.stocks.total_units, changed, base)
        for index, weights in (
            (specification.control, {} if specification.size_stands_in else specification.controlled),
            (specification.size, specification.sized),
        )
    )
    return PaperGrounds(
        growth=join_growth(control, size),
        control=control,
        size=size,
        tightening=paper.tightness.tightened,
        tightening_error=paper.tightness.error or 0.0,
        base=(base[0], base[-1]) if len(base) else None,
    )


def _weigh_stock(
    index: pd.Series, weights: dict[str, float], total: pd.DataFrame, changed: pd.Series, base: pd.PeriodIndex
) -> Grown | None:
    """Return the change of an index of stocks at the end; None where it has no month or nothing is counted."""
    values = index.dropna()
    if not weights or not len(values):
        return None
    error = find_reading_error(total, weights, changed, base)
    return Grown(float(values.iloc[-1]), float(error[values.index[-1]]))


def weigh_work(
    operations: Operations, change: Change | None, onsets: list[pd.Period], weights: dict[Group, float]
) -> WorkGrounds:
    """Weigh by evidence what engagement and the outcomes did.

    Parameters
    ----------
    change : of engagement, the last twelve months against the base
    onsets : of `list_known_onsets`
    weights : of groups, as drift.toml has them
    """
    engagement = operations.engagement
    fall, rise = weigh_engagement(engagement, weights, onsets)
    again = weigh_again(engagement, weights, fall) if fall is not None and fall.ended is not None else None
    known, live = engagement.list_known(weights), engagement.count_live(weights) >= LIVE_MONTHS
    harm = weigh_harm(weigh_outcomes(operations.outcomes, onsets))
    return WorkGrounds(fall, rise, change, harm, live, known[-1] if len(known) else None, again=again)


def list_known_onsets(documents: pd.DataFrame, milestones: Iterable[dt.date]) -> list[pd.Period]:
    """Return the months in which something dated happened: a version took effect, a milestone."""
    in_force = documents[documents["role"].isin(COUNTED_ROLES) & documents["status"].ne("draft").fillna(True)]
    return sorted({pd.Period(day, "M") for day in [*in_force["effective_on"].dropna(), *milestones]})
