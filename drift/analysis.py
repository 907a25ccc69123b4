"""The flow on one screen: open -> read -> tables -> read the contract -> measure -> judge -> Analysis."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pandas as pd
from threadpoolctl import threadpool_limits

from drift.contract.governance import Governance, fold_persons, mask_governance, read_governance
from drift.contract.lineage.genealogy import trace_lineage
from drift.contract.reading.read import read_contract
from drift.errors import Note
from drift.measures.index import Base
from drift.measures.paper.norm_steps import count_changes
from drift.measures.paper.scope import Scope
from drift.measures.paper.specification import Specification, Stocks
from drift.measures.relation import measure_held, measure_relation
from drift.measures.shown import show_all
from drift.measures.work.attention import ATTENTION
from drift.measures.work.experts import count_experts
from drift.measures.work.meetings import count_meetings
from drift.model.cautions.caution import Caution
from drift.model.change import Change
from drift.model.comparing import compare_tables
from drift.model.drivers import Driver
from drift.model.evidence.weigh import Evidence
from drift.model.explanations import Explanation, explain_otherwise
from drift.model.harm import Harm
from drift.model.judgement import judge_relation
from drift.model.path import trace_path
from drift.model.roundtable.prepare import RoundTable, Since, prepare_table
from drift.model.verdict import Verdict
from drift.project import Project, open_project
from drift.sources.accounts import FileAccount
from drift.sources.files import read_files
from drift.sources.readings import Readings
from drift.sources.rows.comments import Comment, mask_comments
from drift.sources.rows.outcomeforms import add_milestones, mask_outcomes
from drift.tables.calendar import Span
from drift.tables.columns import NOT_SHOWN, TABLES
from drift.tables.intake import Intake, nothing_to_read
from drift.tables.masking import mask_project, mask_table
from drift.tables.store import Store, build_tables, fetch_public
from drift.terms import QUARTERS_BELOW

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable

    Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Analysis:
    """What was found about one relation. Made by `analyse`; computes nothing itself."""

    relation: str
    rung: int | None  # None: operations without a contract
    indices: pd.DataFrame  # monthly PeriodIndex; columns as in INDICES, natural logs, 0 in the base
    measures: pd.DataFrame  # period, measure, value, variance (of ln value), n, known
    evidence: Evidence | None  # that engagement fell; None where it cannot be weighed
    harm: Harm  # the outcomes, by evidence
    verdict: Verdict
    drivers: tuple[Driver, ...]  # they add up to the drift of the last month
    lineage: pd.DataFrame  # a row a step of a clause, as tables.columns has it, masked
    cautions: tuple[Caution, ...]
    intake: Intake
    # what the outputs need besides
    project: Project
    base: Base
    counted: tuple[int, int]  # corrective incidents in complete months, and those whose open time is known
    span: Span | None  # of the log; None without incidents
    stocks: Stocks
    specification: Specification
    scope: Scope | None  # as declared, taken off the specification; None: nothing was declared for these months
    scope_from: dt.date | None  # first day of a scope that is declared, but not by the last month; else None
    control_error: float  # standard error of the change of control by reading, natural log
    steps: pd.DataFrame  # a row a version: how many clauses were added, reworded, moved, dropped
    governance: Governance  # who wrote, approved and meets, as the workbooks tell; persons as text, below five "<5"
    changes: dict[str, Change | None]  # engagement, its components, outcomes: last twelve months against the base
    outcomes: tuple[str, ...]  # measures that have months, time_to_restore first
    work_is: Literal["work", "engagement"]  # "work": the index is attention while open alone
    components: tuple[str, ...]  # measures that make the index of engagement
    weights_hold: float | None  # share of random weights under which the change of engagement keeps its sign
    quarterly: bool  # too few incidents a month for a chart by month
    path: pd.DataFrame  # a point a year: engagement with its interval, control
    shown: dict[str, pd.DataFrame]  # by month or quarter, for the charts: value, low, high; also "engagement", "drift"
    comments: tuple[Comment, ...]  # the analyst's own words, names masked
    explanations: tuple[Explanation, ...]  # what else could explain it; empty without incidents
    problems: RoundTable | None  # three recent ones for the table; None without persons of two sides in the log
    tables_held: tuple[Since, ...]  # by date, with what happened since
    experts: pd.DataFrame | None  # side, year, experts, lost: counts as text, below five "<5"; None without incidents
    meetings: pd.DataFrame | None  # quarter x level: direct meetings of both sides; None where not known
    held: (
        pd.DataFrame
    )  # how hands and floor did by category, object and month, as drift.measures.work.held; names masked
    tables: dict[str, pd.DataFrame]  # as an output may show them: persons numbered, free text masked


def check(paths: Iterable[str | Path] | str | Path, *, progress: Progress | None = None) -> Intake:
    """Read folders and account for every row; nothing is judged.

    Parameters
    ----------
    paths : folders or their drift.toml, one or more
    progress : called with (files done, files in all)

    Raises
    ------
    UsageError : a path is not there, or its drift.toml cannot be used
    """
    several = [paths] if isinstance(paths, str | Path) else list(paths)
    files: list[FileAccount] = []
    notes: list[Note] = []
    for path in several:
        project = open_project(Path(path))
        store, intake = build_tables(read_files(project, progress, keep_key=False), project)
        store.close()
        files += intake.files
        notes += [note for note in intake.notes if note not in notes]
    return Intake(tuple(files), tuple(notes))


def analyse(path: str | Path, *, progress: Progress | None = None) -> Analysis:
    """Analyse one relation: a folder of files, or its drift.toml.

    Raises
    ------
    UsageError : there is no such path, or drift.toml cannot be used
    DriftError : nothing in the folder can be read as a contract or a log
    """
    project = open_project(Path(path))
    readings = read_files(project, progress)
    project = add_milestones(project, readings.held)
    store, intake = build_tables(readings, project)
    # matrices are small here: more threads than one only wait for each other (five times as long on a busy machine)
    with store, threadpool_limits(limits=1):
        read_contract(store)
        trace_lineage(store)
        return _analyse(store, intake, project, readings)


def _analyse(store: Store, intake: Intake, project: Project, readings: Readings) -> Analysis:
    people, settings = readings.people, project.settings
    documents = store.fetch("documents").to_pandas()
    if not intake.total("accepted", "clauses") and not store.fetch("incidents", ["row"]).num_rows:
        raise nothing_to_read(intake, project.folder)
    measured = measure_relation(store, documents, list(readings.scope), settings)
    judgement = judge_relation(store, documents, intake, measured, settings)
    base, judged, span, operations = measured.base, measured.judged, measured.span, measured.operations
    tables = {name: fetch_public(store, name, people) for name in TABLES if name not in NOT_SHOWN}
    indices, components = measured.indices, operations.engagement.entered
    held = mask_outcomes(readings.held, people)
    quarterly = measured.fewer_than(QUARTERS_BELOW)
    scope = measured.scope
    return Analysis(
        relation=project.name,
        rung=judgement.weighed.rung,
        indices=indices,
        measures=measured.listed,
        evidence=judgement.weighed.fall,
        harm=judgement.weighed.harm,
        verdict=judgement.verdict,
        drivers=judgement.drivers,
        lineage=tables["lineage"],
        cautions=judgement.cautions,
        intake=intake,
        project=mask_project(project, people),
        base=base,
        counted=measured.counted,
        span=span,
        stocks=replace(measured.stocks, versions=mask_table(measured.stocks.versions, ("file",), people)),
        specification=measured.specification,
        scope=scope and replace(scope, amounts=scope.amounts.rename(columns=people.mask)),
        scope_from=min((entry.on for entry in readings.scope), default=None) if scope is None else None,
        control_error=judgement.weighed.control_error,
        steps=mask_table(count_changes(store), ("document", "file", "version"), people),
        governance=mask_governance(fold_persons(read_governance(store)), people),
        changes=judgement.changes,
        outcomes=tuple(operations.outcomes),
        work_is="work" if set(components) <= {ATTENTION} else "engagement",
        components=components,
        weights_hold=measured.weights_hold,
        quarterly=quarterly,
        path=trace_path(operations.engagement.index, indices["control"]),
        shown=show_all(operations, measured.told, indices["drift"], quarterly=quarterly),
        comments=mask_comments(readings.comments, people),
        explanations=explain_otherwise(operations, base.work) if judged else (),
        problems=prepare_table(store, judged, span, settings.sides, tables) if judged and span else None,
        tables_held=compare_tables(held, operations, measured.months, base.work),
        experts=count_experts(store, settings.sides) if judged else None,
        meetings=count_meetings(store),
        held=mask_table(measure_held(store, measured), ("name",), people),
        tables=tables,
    )
