"""Measures -> what a verdict rests on: paper with its reading error, engagement and outcomes by evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from drift.measures.paper.turnover import count_changed, find_control_error
from drift.model.cautions.caution import Caution
from drift.model.change import Change
from drift.model.harm import weigh_harm
from drift.model.paper import follow_paper
from drift.model.verdict import Weighed
from drift.model.weighing import weigh_engagement, weigh_outcomes
from drift.terms import COUNTED_ROLES

if TYPE_CHECKING:
    from drift.measures.index import Base
    from drift.measures.paper.specification import Specification, Stocks
    from drift.measures.paper.tightness import Tightness
    from drift.measures.work.operations import Operations
    from drift.project import Settings
    from drift.tables.store import Store


def weigh_relation(
    store: Store,
    settings: Settings,
    rung: int | None,
    base: Base,
    stocks: Stocks,
    specification: Specification,
    tightness: Tightness,
    operations: Operations,
    change: Change | None,
    cautions: tuple[Caution, ...],
) -> Weighed:
    """Return what is known of a relation when it is judged.

    Parameters
    ----------
    change : of engagement, the last twelve months against the base
    """
    control, error = specification.control, _control_error(store, base, stocks, specification)
    known = control.dropna()
    engagement = operations.engagement
    onsets = list_known_onsets(store, settings)
    fall, rise = weigh_engagement(
        engagement.index.values, engagement.shares, engagement.entered, settings.weights, onsets
    )
    return Weighed(
        rung=rung,
        paper=follow_paper(control, error).iloc[-1] if len(control) else "unknown",
        control=float(known.iloc[-1]) if len(known) else None,
        control_error=float(error[known.index[-1]]) if len(known) else 0.0,
        tightened=tightness.tightened,
        tightening_error=tightness.error or 0.0,
        fall=fall,
        rise=rise,
        change=change,
        harm=weigh_harm(weigh_outcomes(operations.outcomes, onsets)),
        base=(base.paper[0], base.paper[-1]) if len(base.paper) else None,
        cautions=cautions,
    )


def _control_error(store: Store, base: Base, stocks: Stocks, specification: Specification) -> pd.Series:
    names = list(specification.controlled)
    months = pd.PeriodIndex(specification.control.index)
    if not names or not len(months):
        return pd.Series(0.0, index=months)
    documents, clauses = (store.fetch(name).to_pandas() for name in ("documents", "clauses"))
    changed = count_changed(documents, clauses, months, base.paper)
    return find_control_error(stocks.total_units, names, changed, base.paper)


def list_known_onsets(store: Store, settings: Settings) -> list[pd.Period]:
    """Return the months in which something dated happened: a version took effect, a milestone."""
    documents = store.fetch("documents").to_pandas()
    in_force = documents[documents["role"].isin(COUNTED_ROLES) & documents["status"].ne("draft").fillna(True)]
    days = [*in_force["effective_on"].dropna(), *(entry.on for entry in settings.milestone)]
    return sorted({pd.Period(day, "M") for day in days})
