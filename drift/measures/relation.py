"""Both sides of one relation, measured against one base."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from drift.measures.index import Base, choose_base
from drift.measures.listed import join_indices, list_measures
from drift.measures.paper.scope import Scope, measure_scope
from drift.measures.paper.specification import Specification, Stocks, count_specification, measure_specification
from drift.measures.paper.tightness import Tightness, measure_tightness
from drift.measures.work.answers import put_answers
from drift.measures.work.attention import ATTENTION
from drift.measures.work.engagement import try_weights
from drift.measures.work.held import find_held, no_held
from drift.measures.work.operations import Judged, Operations, judge_operations, measure_operations, no_operations
from drift.measures.work.outcomes import RESTORE
from drift.tables.calendar import Span, count_opened, find_span, join_months

if TYPE_CHECKING:
    from drift.project import Settings
    from drift.sources.rows.scope import Declared
    from drift.tables.store import Store

NO_MONTHS = pd.PeriodIndex([], freq="M")


@dataclass(frozen=True)
class Measured:
    """What was measured of a relation, before anything is judged."""

    incidents: pd.DataFrame  # the whole table, persons as pseudonyms
    robots: frozenset[str]
    span: Span | None  # of the log; None without incidents
    months: pd.PeriodIndex  # of both sides
    opened: pd.Series  # incidents a month, all types, uncut
    base: Base
    stocks: Stocks
    tightness: Tightness
    scope: Scope | None
    specification: Specification
    judged: Judged | None
    operations: Operations
    weights_hold: float | None  # share of random weights under which the change of engagement keeps its sign
    told: tuple[str, ...]  # measures of the work that the report tells

    @property
    def indices(self) -> pd.DataFrame:
        """The indices of both sides by month."""
        return join_indices(self.specification, self.operations.engagement.index, self.opened, self.base.shared)

    @property
    def listed(self) -> pd.DataFrame:
        """Every measure by month."""
        return list_measures(self.stocks, self.tightness, self.operations.measures)

    @property
    def engaged(self) -> pd.PeriodIndex:
        """Months in which the index of engagement has a value."""
        return self.judged.engaged if self.judged else NO_MONTHS

    @property
    def counted(self) -> tuple[int, int]:
        """Corrective incidents in complete months, and those whose open time is known."""
        if self.judged is None or self.span is None:
            return 0, 0
        whole = self.judged.timed[self.judged.timed["period"].isin(self.span.complete)]
        return int(whole["n"].sum()), int(whole["known"].sum())

    def fewer_than(self, a_month: float) -> bool:
        """Whether the median complete month opened fewer incidents."""
        return self.span is not None and float(self.opened.reindex(self.span.complete).median()) < a_month


def measure_relation(store: Store, documents: pd.DataFrame, declared: list[Declared], settings: Settings) -> Measured:
    """Measure paper and work; the contract in the store has been read.

    Parameters
    ----------
    documents : as in columns.py
    declared : scope
    """
    incidents = store.fetch("incidents").to_pandas()
    robots = frozenset(store.fetch("robots").to_pandas()["person"])
    span = find_span(incidents, store.fetch("events", ["at"]).to_pandas())
    months = join_months(documents, span)
    stocks = count_specification(store, months)
    judged = judge_operations(store, span, settings, robots) if span else None
    base = choose_base(stocks.months, judged.months if judged else NO_MONTHS, settings.base)
    tightness = measure_tightness(store, months, base.paper)
    scope = measure_scope(declared, months, base.paper)
    specification = measure_specification(stocks, base.paper, settings.weights, tightness, scope)
    operations = measure_operations(store, judged, base, months, settings) if judged else no_operations(months)
    put_answers(store, judged.questions if judged else None)
    return Measured(
        incidents=incidents,
        robots=robots,
        span=span,
        months=months,
        opened=count_opened(incidents, months, span),
        base=base,
        stocks=stocks,
        tightness=tightness,
        scope=scope,
        specification=specification,
        judged=judged,
        operations=operations,
        weights_hold=try_weights(operations.engagement, base.work),
        told=tuple(dict.fromkeys((*operations.engagement.entered, ATTENTION, RESTORE, *operations.outcomes))),
    )


def measure_held(store: Store, measured: Measured) -> pd.DataFrame:
    """Return what still works, by category, object and month; no row where nothing can be told."""
    judged = measured.judged
    if judged is None:
        return no_held()
    entered = {name: judged.questions[name] for name in judged.entered}
    return find_held(store, entered, judged.settled, measured.base.work)
