"""The two editions: ours, and shared with the other party, which holds what says as much about either side.

In the shared edition stands what people of both sides make together, and the paper that both signed. What measures one
side alone (how quickly the handler answers, how well the caller describes, the outcomes) is left out, and so are
every row of the log, the list of persons, who wrote a version, and the analyst's words. What fewer than MIN_PERSONS
persons of a side stand behind is folded (`folded`), whether it would be told outright or by a difference.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import pandas as pd

from drift.analysed import Analysis, Remarks
from drift.contract.governance import Governance
from drift.errors import Note
from drift.measures.levels.findings import LevelFindings
from drift.measures.measured import Measured
from drift.measures.norms.findings import NormFindings
from drift.measures.paper.paper import Paper
from drift.measures.shares import Shares
from drift.measures.work.crowd import Crowd, is_told
from drift.measures.work.endings import Endings
from drift.measures.work.engagement import Engagement, try_weights
from drift.measures.work.operations import Operations, no_operations
from drift.model.comparing import AfterTable, compare_tables
from drift.project import Project
from drift.reports.edition.folded import (
    fold_experts,
    fold_indices,
    fold_measures,
    fold_operations,
)
from drift.reports.edition.intake import share_intake
from drift.reports.edition.judged import FEW, ONE_SIDED, share_judgement
from drift.reports.edition.problems import share_agreed
from drift.reports.edition.strengths import fold_held
from drift.reports.edition.symmetric import SYMMETRIC, only_both
from drift.terms import SIDES

_PLACE: Final = ("relation", "file", "sheet", "row")
# columns by table; a column or a table that is not named judges one side, or may: it is hidden until it stands here.
# None is of the log: a row of it can be joined with the ticket tool by its number, its moment, its title, its place
SHARED: Final[Mapping[str, tuple[str, ...]]] = {
    "clauses": (
        *(*_PLACE, "document", "version", "effective_on", "clause_id", "section", "text", "in_force", "remark"),
    ),
    "readings": (*_PLACE, "words", "language", "obligation", "party", "modality", "kind", "n_targets"),
    "targets": (
        *(*_PLACE, "metric", "comparator", "value", "unit", "per", "condition", "stated", "quote", "cell", "window"),
    ),
    "lineage": (
        *("relation", "change", "score", "unit"),
        *(f"{age}_{name}" for age in ("old", "new") for name in ("document", "file", "sheet", "row", "clause_id")),
    ),
    "units": (*_PLACE, "unit", "was_file", "was_sheet", "was_row"),
    "documents": ("relation", "file", "document", "version", "effective_on", "ends_on", "role", "status"),
}


def share(analysis: Analysis) -> Analysis:
    """Return the analysis as the shared edition shows it; a field that is not named here is not in it."""
    measured, weights = analysis.measured, analysis.project.settings.weights
    symmetric = any(name in SYMMETRIC for name in measured.components) or measured.span is None
    with_work = symmetric and is_told(measured.crowd)
    operations = _share_operations(fold_operations(measured, weights), measured.months, with_work)
    held = analysis.remarks.tables_held
    return Analysis(
        relation=analysis.relation,
        project=_without_milestones(analysis.project, held),
        intake=share_intake(analysis.intake),
        measured=_share_measured(measured, operations, with_work),
        judgement=share_judgement(analysis, operations, None if with_work else FEW if symmetric else ONE_SIDED),
        tables=_share_tables(analysis.tables),
        remarks=Remarks(comments=(), tables_held=_share_held(analysis, operations, with_work)),
    )


def _without_milestones(project: Project, held: tuple[AfterTable, ...]) -> Project:
    """Return the project without what the analyst wrote on the time axis, which may be about one person."""
    tables = {(one.held.held_on, one.held.what) for one in held}
    kept = tuple(one for one in project.settings.milestone if (one.on, one.what) in tables)
    return project.model_copy(update={"settings": project.settings.model_copy(update={"milestone": kept})})


def _share_held(analysis: Analysis, operations: Operations, with_work: bool) -> tuple[AfterTable, ...]:
    """Return the tables that were held, with what happened since in the months that are told."""
    measured, held = analysis.measured, analysis.remarks.tables_held
    held = compare_tables([one.held for one in held], operations, measured.months, measured.base.work)
    return tuple(share_agreed(replace(one, changes=only_both(one.changes, with_work))) for one in held)


def _share_measured(measured: Measured, operations: Operations, with_work: bool) -> Measured:
    governance, paper = measured.paper.governance, measured.paper
    indices = fold_indices(measured, operations.engagement, with_work=with_work)
    return Measured(
        norms=NormFindings(reason=Note("norms.none.shared")),
        levels=LevelFindings(
            no_levels=Note("levels.none.shared"),
            no_problems=Note("problems.none.shared"),
            no_handovers=Note("handovers.none.shared"),
            no_lines=Note("handovers.none.shared"),
        ),
        span=measured.span,
        months=measured.months,
        opened=indices["n_incidents"],
        counted=Endings(),
        base=measured.base,
        indices=indices,
        measures=_share_measures(measured, operations),
        paper=Paper(
            stocks=paper.stocks,
            tightness=paper.tightness,
            specification=paper.specification,
            scope=paper.scope,
            scope_from=paper.scope_from,
            steps=paper.steps,
            governance=Governance(
                roles=governance.roles.iloc[:0],
                meetings=governance.meetings,
                authors=governance.authors.iloc[:0],
                say=governance.say.iloc[:0],
            ),
        ),
        operations=operations,
        weights_hold=try_weights(operations.engagement, measured.base.work) if with_work else None,
        experts=fold_experts(_share_experts(measured.crowd.experts), measured.opened),
        meetings=measured.crowd.meetings,
        held=fold_held(measured, operations),
        crowd=replace(Crowd(), names_persons=measured.crowd.names_persons, has_steps=measured.crowd.has_steps),
    )


def _share_measures(measured: Measured, operations: Operations) -> pd.DataFrame:
    """Return the measures of both, those of the work in the months that are told."""
    both = measured.measures[measured.measures["measure"].isin(SYMMETRIC)]
    paper = both[~both["measure"].isin(measured.operations.measures)]
    return fold_measures(paper, operations)


def _share_operations(operations: Operations, months: pd.PeriodIndex, with_work: bool) -> Operations:
    engagement = operations.engagement if with_work else no_operations(months).engagement
    return Operations(
        engagement=Engagement(
            shares=_symmetric(engagement.shares),
            clocks={name: clock for name, clock in engagement.clocks.items() if name in SYMMETRIC},
            index=engagement.index,
        ),
        strata=None,
        context=_symmetric(operations.context),
        as_seen=_symmetric(operations.as_seen),
    )


def _symmetric(shares: dict[str, Shares]) -> dict[str, Shares]:
    return {name: share for name, share in shares.items() if name in SYMMETRIC}


def _share_experts(experts: pd.DataFrame | None) -> pd.DataFrame | None:
    """Return the experts where both sides have some."""
    return experts.iloc[:0] if experts is not None and set(experts["side"]) < set(SIDES) else experts


def _share_tables(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    return {
        name: _without(frame if name in SHARED else frame.iloc[:0], hidden_columns(name, frame))
        for name, frame in tables.items()
    }


def hidden_columns(table: str, frame: pd.DataFrame) -> list[str]:
    """Return the columns of a table that the shared edition does not show."""
    return [str(name) for name in frame if name not in SHARED.get(table, ())]


def _without(frame: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """Return a table in which some columns are empty; they keep their place."""
    return frame.assign(**{name: frame[name].iloc[:0].reindex(frame.index) for name in columns})
