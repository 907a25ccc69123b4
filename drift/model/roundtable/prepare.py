"""What the round table needs: three problems with their chain and clauses, and what happened since the last table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.model.roundtable.chains import Chain, Log, fetch_log, trace_chain
from drift.model.roundtable.covering import Covering, clauses_in_force, find_covering
from drift.model.roundtable.problems import WEEKS, Choice, choose_problems
from drift.tables.shown import pick_shown

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    import ibis

    from drift.measures.workings import Workings
    from drift.project.settings import Sides

SAID: Final = ("title", "object", "category", "priority")  # of an incident


@dataclass(frozen=True)
class Problem:
    """One problem for the table; everything in it may be shown."""

    choice: Choice
    incident_id: str  # masked, as all text here
    title: str | None
    object: str | None
    category: str | None
    priority: str | None
    opened_on: dt.date
    chain: Chain
    clauses: tuple[Covering, ...]  # empty: no clause covers it
    has_contract: bool  # clauses were in force that day; without them nothing covers anything


@dataclass(frozen=True)
class RoundTable:
    """The problems chosen, and how many incidents were left at each step of the rule."""

    problems: tuple[Problem, ...]
    n_recent: int | None  # None: counts that both sides may not see
    n_troubled: int | None
    n_known: int | None
    n_open: int | None
    first_on: dt.date  # of the eight weeks
    last_on: dt.date


def prepare_table(workings: Workings, sides: Sides, tables: Mapping[str, pd.DataFrame]) -> RoundTable | None:
    """Choose the problems and gather what is known of each; None where the log names no two sides at all.

    Parameters
    ----------
    tables : as an output may show them
    """
    casebook = workings.casebook
    if casebook is None or not _names_both(casebook.cases):
        return None
    last = casebook.span.last
    choices = choose_problems(casebook, last)
    chosen, automatic = choices.chosen, casebook.parties.automatic
    log = fetch_log(workings.tables, chosen, automatic, sides) if chosen else None
    problems = tuple(_describe(log, choice, tables) for choice in chosen if log)
    first = (last - pd.Timedelta(weeks=WEEKS)).date()
    counts = (choices.n_recent, choices.n_troubled, choices.n_known, choices.n_open)
    return RoundTable(problems, *counts, first, last.date())


def _names_both(cases: ibis.Table) -> bool:
    return bool(cases.agg(n=cases.between.sum()).to_pyarrow().to_pylist()[0]["n"])


def _describe(log: Log, choice: Choice, tables: Mapping[str, pd.DataFrame]) -> Problem:
    raw = log.incidents
    place = raw.index[(raw["tool"] == choice.tool) & (raw["incident_id"] == choice.incident_id)][0]
    names = [*SAID, "incident_id", "opened_at"]
    incident = pick_shown(tables, "incidents", names, pd.Index([place])).loc[place]
    texts = {name: None if pd.isna(incident[name]) else str(incident[name]) for name in SAID}
    chain = trace_chain(log, choice, tables)
    return Problem(
        choice=choice,
        incident_id=str(incident["incident_id"]),
        opened_on=incident["opened_at"].date(),
        chain=chain,
        clauses=find_covering(incident, tables, [step.text for step in chain.steps if step.text]),
        has_contract=bool(len(clauses_in_force(tables, incident["opened_at"]))),
        **texts,
    )
