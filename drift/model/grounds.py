"""Measures -> what a verdict rests on: the contract with its reading error, engagement and outcomes by evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from drift.measures.paper.turnover import count_changed, find_control_error
from drift.model.cautions.caution import Caution
from drift.model.change import Change
from drift.model.evidence.weigh import Evidence
from drift.model.growth import follow_growth
from drift.model.harm import Harm, weigh_harm
from drift.model.states import Growth
from drift.model.weighing import weigh_engagement, weigh_outcomes
from drift.terms import COUNTED_ROLES

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
    control: float | None  # change of control, natural log
    control_error: float  # standard error of that change by reading; infinite: not to be told
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


@dataclass(frozen=True)
class Grounds:
    """All that a relation is judged by."""

    rung: int | None
    paper: PaperGrounds
    work: WorkGrounds
    cautions: tuple[Caution, ...]


def weigh_paper(measured: Measured, tables: Tables) -> PaperGrounds:
    """Weigh what the contract did since the base."""
    paper, base = measured.paper, measured.base.paper
    control, error = paper.specification.control, _find_error(measured, tables)
    values = control.dropna()
    return PaperGrounds(
        growth=follow_growth(control, error).iloc[-1] if len(control) else "unknown",
        control=float(values.iloc[-1]) if len(values) else None,
        control_error=float(error[values.index[-1]]) if len(values) else 0.0,
        tightening=paper.tightness.tightened,
        tightening_error=paper.tightness.error or 0.0,
        base=(base[0], base[-1]) if len(base) else None,
    )


def _find_error(measured: Measured, tables: Tables) -> pd.Series:
    """Return the standard error of each month's change of control by misreading."""
    specification, base = measured.paper.specification, measured.base.paper
    names, months = list(specification.controlled), pd.PeriodIndex(specification.control.index)
    if not names or not len(months):
        return pd.Series(0.0, index=months)
    changed = count_changed(tables.documents.frame, tables.clauses.frame, months, base)
    return find_control_error(measured.paper.stocks.total_units, names, changed, base)


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
    fall, rise = weigh_engagement(operations.engagement, weights, onsets)
    return WorkGrounds(fall, rise, change, weigh_harm(weigh_outcomes(operations.outcomes, onsets)))


def list_known_onsets(documents: pd.DataFrame, milestones: Iterable[dt.date]) -> list[pd.Period]:
    """Return the months in which something dated happened: a version took effect, a milestone."""
    in_force = documents[documents["role"].isin(COUNTED_ROLES) & documents["status"].ne("draft").fillna(True)]
    return sorted({pd.Period(day, "M") for day in [*in_force["effective_on"].dropna(), *milestones]})
