"""Both sides of one relation, measured against one base."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from drift.measures.index import choose_base
from drift.measures.levels.relation import find_levels
from drift.measures.listed import join_indices, list_measures
from drift.measures.measured import Measured
from drift.measures.norms.relation import hold_norms
from drift.measures.paper.paper import measure_paper
from drift.measures.paper.specification import add_clauses, count_specification
from drift.measures.work.answers import PLACED, list_answers
from drift.measures.work.casebook import build_casebook
from drift.measures.work.crowd import Crowd, count_crowd, count_months
from drift.measures.work.endings import Endings
from drift.measures.work.engagement import try_weights
from drift.measures.work.experts import count_experts
from drift.measures.work.log_shape import count_shape
from drift.measures.work.meetings import count_meetings, fold_meetings
from drift.measures.work.operations import measure_operations, no_operations
from drift.measures.work.spoiled import find_spoiled
from drift.measures.work.strengths import find_strengths, no_strengths
from drift.measures.workings import Workings
from drift.tables.calendar import count_opened, find_span, join_months

if TYPE_CHECKING:
    import ibis

    from drift.measures.work.casebook import Casebook
    from drift.project.settings import Settings
    from drift.sources.rows.scope import Declared
    from drift.tables.store import Tables

NO_MONTHS = pd.PeriodIndex([], freq="M")


def measure_relation(
    tables: Tables, declared: list[Declared], settings: Settings, *, for_pages: bool = True
) -> tuple[Measured, Workings]:
    """Measure paper and work; the clauses have been read and followed.

    Parameters
    ----------
    declared : scope
    for_pages : also what still works, who are experts, and what of it enough persons stand behind: no verdict asks it
    """
    workings = build_workings(tables, settings)
    casebook, span = workings.casebook, workings.span
    months = join_months(tables.documents.frame, span)
    clauses = add_clauses(tables.clauses.frame, tables.readings.frame)
    stocks = count_specification(clauses, tables.units.frame, tables.documents.frame, months)
    base = choose_base(stocks.months, casebook.counts.months if casebook else NO_MONTHS, settings.base)
    paper = measure_paper(tables, stocks, base.paper, declared, settings)
    operations = no_operations(months)
    if casebook:
        operations = measure_operations(casebook, base.work, months, settings.weights)
    opened = count_opened(tables.incidents.pick("opened_at"), months, span)
    held = find_strengths(casebook, base.work) if casebook and for_pages else no_strengths()
    talked = (tables.contacts.frame, tables.attendees.frame, tables.people.frame)
    measured = Measured(
        span=span,
        months=months,
        opened=opened,
        counted=casebook.counts.endings_of(casebook.span.complete) if casebook else Endings(),
        base=base,
        indices=join_indices(paper.specification, operations.engagement.index, opened, base.shared),
        measures=list_measures(stocks, paper.tightness, operations.measures),
        paper=paper,
        operations=operations,
        weights_hold=try_weights(operations.engagement, base.work),
        experts=_count_experts(workings, casebook, settings) if casebook and for_pages else None,
        meetings=count_meetings(*talked),
        held=held,
        fineness=casebook.fineness if casebook else None,
        norms=workings.norms.findings,
        levels=find_levels(tables, casebook, paper),
    )
    if casebook and for_pages:
        measured = replace(measured, crowd=_count_crowd(workings, casebook, measured, settings))
    elif casebook:
        measured = replace(measured, crowd=count_months(casebook, tables.hands.rows))
    return measured, workings


def _count_crowd(workings: Workings, casebook: Casebook, measured: Measured, settings: Settings) -> Crowd:
    """Count who stands behind what both sides may see; spellings that may be one person as one."""
    tables = workings.tables
    hands = tables.hands.rows
    talked = (tables.contacts.frame, tables.attendees.frame, tables.people.frame)
    return replace(
        count_crowd(casebook, measured.base.work, measured.held, hands),
        meetings=fold_meetings(*talked, tables.hands.frame),
        experts=_count_experts(workings, casebook, settings, hands),
    )


def _count_experts(
    workings: Workings, casebook: Casebook, settings: Settings, hands: ibis.Table | None = None
) -> pd.DataFrame:
    turns = workings.shape.tool_turns if workings.shape else ()
    return count_experts(casebook.cases, casebook.steps, settings.sides, hands, turns)


def build_workings(tables: Tables, settings: Settings) -> Workings:
    """Return the log case by case, and what it counts to by month."""
    placed = tables.incidents.pick(*PLACED)
    robots = frozenset(tables.robots.frame["person"])
    span = find_span(tables.incidents.pick("opened_at", "updated_at"), tables.events.pick("at"))
    if span is None:
        return Workings(tables, robots, list_answers(placed, None), hold_norms(tables, None, settings))
    shape = count_shape(tables.incidents.rows, robots)
    casebook = build_casebook(tables, robots, span, settings, find_spoiled(shape))
    norms = hold_norms(tables, casebook, settings)
    return Workings(tables, robots, list_answers(placed, casebook), norms, casebook, shape)
