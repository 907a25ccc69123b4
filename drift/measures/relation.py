"""Both sides of one relation, measured against one base."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from drift.contract.governance import Governance, fold_persons, mask_governance, read_governance
from drift.measures.index import Base, choose_base
from drift.measures.listed import join_indices, list_measures
from drift.measures.paper.norm_steps import count_changes
from drift.measures.paper.scope import Scope, measure_scope
from drift.measures.paper.specification import Specification, Stocks, count_specification, measure_specification
from drift.measures.paper.tightness import Tightness, measure_tightness
from drift.measures.work.answers import put_answers
from drift.measures.work.attention import ATTENTION
from drift.measures.work.engagement import try_weights
from drift.measures.work.experts import count_experts
from drift.measures.work.held import find_held, no_held
from drift.measures.work.meetings import count_meetings
from drift.measures.work.operations import Judged, Operations, judge_operations, measure_operations, no_operations
from drift.measures.work.outcomes import RESTORE
from drift.tables.calendar import Span, count_opened, find_span, join_months
from drift.tables.masking import mask_table

if TYPE_CHECKING:
    import datetime as dt

    from drift.project import Settings
    from drift.sources.people import People
    from drift.sources.rows.scope import Declared
    from drift.tables.store import Store

NO_MONTHS = pd.PeriodIndex([], freq="M")


@dataclass(frozen=True)
class Paper:
    """What was measured of the contract."""

    stocks: Stocks
    tightness: Tightness
    specification: Specification
    scope: Scope | None  # as declared, taken off the specification; None: nothing was declared for these months
    scope_from: dt.date | None  # first day of a scope that is declared, but not by the last month; else None
    steps: pd.DataFrame  # a row a version: how many clauses were added, reworded, moved, dropped
    governance: Governance  # who wrote, approved and meets, as the workbooks tell; persons as text, below five "<5"


@dataclass(frozen=True)
class Measured:
    """What was measured of a relation, before anything is judged."""

    span: Span | None  # of the log; None without incidents
    months: pd.PeriodIndex  # of both sides
    opened: pd.Series  # incidents a month, all types, uncut
    counted: tuple[int, int]  # corrective incidents in complete months, and those whose open time is known
    base: Base
    indices: pd.DataFrame  # monthly PeriodIndex; columns as in INDICES, natural logs, 0 in the base
    measures: pd.DataFrame  # period, measure, value, variance (of ln value), n, known
    paper: Paper
    operations: Operations
    weights_hold: float | None  # share of random weights under which the change of engagement keeps its sign
    experts: pd.DataFrame | None  # side, year, experts, lost: counts as text, below five "<5"; None without incidents
    meetings: pd.DataFrame | None  # quarter x level: direct meetings of both sides; None where not known
    held: pd.DataFrame  # how hands and floor did by category, object and month, as drift.measures.work.held

    @property
    def components(self) -> tuple[str, ...]:
        """Measures that make the index of engagement."""
        return self.operations.engagement.entered

    @property
    def told(self) -> tuple[str, ...]:
        """Measures of the work that the report tells."""
        return tuple(dict.fromkeys((*self.components, ATTENTION, RESTORE, *self.operations.outcomes)))

    def fewer_than(self, a_month: float) -> bool:
        """Whether the median complete month opened fewer incidents."""
        return self.span is not None and float(self.opened.reindex(self.span.complete).median()) < a_month


@dataclass(frozen=True)
class Workings:
    """What the measures were made from, persons as pseudonyms: for judging, never shown."""

    incidents: pd.DataFrame  # the whole table
    robots: frozenset[str]
    judged: Judged | None

    @property
    def engaged(self) -> pd.PeriodIndex:
        """Months in which the index of engagement has a value."""
        return self.judged.engaged if self.judged else NO_MONTHS


def measure_relation(
    store: Store, documents: pd.DataFrame, declared: list[Declared], settings: Settings
) -> tuple[Measured, Workings]:
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
    paper = _measure_paper(store, stocks, months, base, declared, settings)
    operations = measure_operations(store, judged, base, months, settings) if judged else no_operations(months)
    put_answers(store, judged.questions if judged else None)
    opened = count_opened(incidents, months, span)
    measured = Measured(
        span=span,
        months=months,
        opened=opened,
        counted=judged.count_timed(span.complete) if judged and span else (0, 0),
        base=base,
        indices=join_indices(paper.specification, operations.engagement.index, opened, base.shared),
        measures=list_measures(stocks, paper.tightness, operations.measures),
        paper=paper,
        operations=operations,
        weights_hold=try_weights(operations.engagement, base.work),
        experts=count_experts(store, settings.sides) if judged else None,
        meetings=count_meetings(store),
        held=_measure_held(store, judged, base) if judged else no_held(),
    )
    return measured, Workings(incidents, robots, judged)


def _measure_paper(
    store: Store, stocks: Stocks, months: pd.PeriodIndex, base: Base, declared: list[Declared], settings: Settings
) -> Paper:
    tightness = measure_tightness(store, months, base.paper)
    scope = measure_scope(declared, months, base.paper)
    return Paper(
        stocks=stocks,
        tightness=tightness,
        specification=measure_specification(stocks, base.paper, settings.weights, tightness, scope),
        scope=scope,
        scope_from=min((entry.on for entry in declared), default=None) if scope is None else None,
        steps=count_changes(store),
        governance=fold_persons(
            read_governance(*(store.fetch(name).to_pandas() for name in ("governance", "people", "documents")))
        ),
    )


def _measure_held(store: Store, judged: Judged, base: Base) -> pd.DataFrame:
    """Return what still works, by category, object and month; no row where nothing can be told."""
    entered = {name: judged.questions[name] for name in judged.entered}
    return find_held(store, entered, judged.settled, base.work)


def mask_measured(measured: Measured, people: People) -> Measured:
    """Return what was measured as an output may show it: a file, a unit or a category may bear somebody's name."""
    paper = measured.paper
    stocks, scope = paper.stocks, paper.scope
    masked = replace(
        paper,
        stocks=replace(stocks, versions=mask_table(stocks.versions, ("file",), people)),
        scope=scope and replace(scope, amounts=scope.amounts.rename(columns=people.mask)),
        steps=mask_table(paper.steps, ("document", "file", "version"), people),
        governance=mask_governance(paper.governance, people),
    )
    return replace(measured, paper=masked, held=mask_table(measured.held, ("name",), people))
