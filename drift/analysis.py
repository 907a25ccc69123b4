"""The flow on one screen: open -> load -> read the contract -> measure -> judge -> Analysis."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd
from threadpoolctl import threadpool_limits

from drift.contract.genealogy import trace_lineage
from drift.contract.governance import Governance, fold_persons, read_governance
from drift.contract.reading import read_contract
from drift.contract.steps import count_steps
from drift.errors import DriftError, Note
from drift.measures.answers import put_answers
from drift.measures.attention import ATTENTION
from drift.measures.catalogue import weigh_groups
from drift.measures.engagement import find_late, try_weights
from drift.measures.experts import count_experts
from drift.measures.held import find_held, no_held
from drift.measures.index import Base, Index, choose_base, fit_index, show_periods
from drift.measures.log_shape import count_shape
from drift.measures.meetings import count_meetings
from drift.measures.norm_steps import NORM_STEPS, count_norm_steps
from drift.measures.operations import Judged, Operations, judge_operations, measure_operations, no_operations
from drift.measures.outcomes import DOWNTIME, RESTORE, WORKED
from drift.measures.scope import Scope, measure_scope
from drift.measures.shares import Shares
from drift.measures.specification import Specification, Stocks, count_specification, measure_specification
from drift.measures.tightness import Tightness, measure_tightness
from drift.model.caution import Caution
from drift.model.cautions import find_cautions
from drift.model.change import Change, compare_around, compare_with_base
from drift.model.drivers import Driver, find_drivers, split_index
from drift.model.evidence import Evidence
from drift.model.explanations import Explanation, explain_otherwise
from drift.model.findings import weigh_relation
from drift.model.harm import Harm
from drift.model.ladder import find_reach
from drift.model.path import trace_path
from drift.model.roundtable import RoundTable, Since, prepare_table
from drift.model.verdict import Verdict, judge
from drift.project import Milestone, Project, Settings, open_project
from drift.sources.accounts import FileAccount
from drift.sources.comments import Comment, mask_comments
from drift.sources.files import read_files
from drift.sources.outcomeforms import mask_held
from drift.sources.people import People
from drift.sources.tables import Readings
from drift.tables.calendar import Span, span_log
from drift.tables.columns import NOT_SHOWN, TABLES
from drift.tables.intake import Intake
from drift.tables.store import Store, build_tables, fetch_public
from drift.terms import QUARTERS_BELOW

if TYPE_CHECKING:
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
    scope: Scope | None  # as declared, taken off the specification; None: nothing was declared
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
    held: pd.DataFrame  # how hands and floor did by category, object and month, as drift.measures.held; names masked
    tables: dict[str, pd.DataFrame]  # as an output may show them: persons numbered, free text masked


ENGAGEMENT = "engagement"
HOURS = (RESTORE, WORKED, DOWNTIME)  # outcomes that are no shares
INDICES = (
    "specification",
    "control",
    "engagement",
    "engagement_low",
    "engagement_high",
    "drift",
    "drift_low",
    "drift_high",
    "n_incidents",
)


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
    project = _with_tables_held(project, readings)
    store, intake = build_tables(readings, project)
    # matrices are small here: more threads than one only wait for each other (five times as long on a busy machine)
    with store, threadpool_limits(limits=1):
        read_contract(store)
        trace_lineage(store)
        return _measure(store, intake, project, readings)


def _with_tables_held(project: Project, readings: Readings) -> Project:
    """Return the project with the round tables that were held among its milestones."""
    settings = project.settings
    told = {entry.on for entry in settings.milestone}
    held = {table.held_on: Milestone(on=table.held_on, what=table.what) for table in readings.held}
    more = tuple(held[on] for on in sorted(held) if on not in told)
    return project.model_copy(
        update={"settings": settings.model_copy(update={"milestone": (*settings.milestone, *more)})}
    )


def _measure(store: Store, intake: Intake, project: Project, readings: Readings) -> Analysis:
    cut = project.settings.cut_days
    documents = store.fetch("documents").to_pandas()
    span = _span(store)
    months = _periods(documents, span)
    if months is None and not intake.total("accepted", "clauses"):
        raise _nothing_to_read(intake, project)
    months = months if months is not None else pd.period_range("2000-01", periods=0, freq="M")
    stocks = count_specification(store, months)
    robots = frozenset(store.fetch("robots").to_pandas()["person"])
    judged = judge_operations(store, span, project.settings, robots) if span else None
    base = choose_base(stocks.months, _months_of_work(judged), project.settings.base)
    base_work = base.work
    tightness = measure_tightness(store, months, base.paper)
    scope = measure_scope(readings.scope, months, base.paper)
    specification = measure_specification(stocks, base.paper, project.settings.weights, tightness, scope)
    operations = measure_operations(store, judged, base, months, project.settings) if judged else no_operations(months)
    put_answers(store, judged.questions if judged else None)
    engagement = operations.engagement.index
    told = tuple(dict.fromkeys((*operations.engagement.entered, ATTENTION, RESTORE, *operations.outcomes)))
    weights_hold = try_weights(operations.engagement, base_work)
    opened = _count_opened(store, months, span)
    indices = _join_indices(specification, engagement, opened, base.shared)
    changes = _compare(operations, told, months, base_work)
    incidents, people, attendees = (store.fetch(name).to_pandas() for name in ("incidents", "people", "attendees"))
    reach = find_reach(documents, incidents, people, attendees, robots)
    cautions = tuple(
        find_cautions(
            specification,
            base,
            span,
            cut,
            _engaged(judged),
            opened,
            stocks.unreadable,
            count_shape(store) if span else None,
            intake,
            store.fetch("contacts").to_pandas(),
            weights_hold,
            find_late(operations.engagement, project.settings.weights),
        )
    )
    weighed = weigh_relation(
        store,
        project.settings,
        reach.rung,
        base,
        stocks,
        specification,
        tightness,
        operations,
        changes[ENGAGEMENT],
        cautions,
    )
    verdict = judge(weighed)
    tables = {name: fetch_public(store, name, readings.people) for name in TABLES if name not in NOT_SHOWN}
    quarterly = span is not None and float(opened.reindex(span.complete).median()) < QUARTERS_BELOW
    return Analysis(
        relation=project.name,
        rung=reach.rung,
        indices=indices,
        measures=_list_measures(stocks, tightness, operations.measures),
        evidence=weighed.fall,
        harm=weighed.harm,
        verdict=verdict,
        drivers=_split(specification, operations, base, project.settings, verdict) if base.shared else (),
        lineage=tables["lineage"],
        cautions=cautions,
        intake=intake,
        project=_mask_project(project, readings.people),
        base=base,
        control_error=weighed.control_error,
        steps=_mask(_count_changes(store), ("document", "file", "version"), readings.people),
        governance=_mask_governance(fold_persons(read_governance(store)), readings.people),
        outcomes=tuple(operations.outcomes),
        counted=_count_known(judged, span),
        span=span,
        stocks=replace(stocks, versions=_mask(stocks.versions, ("file",), readings.people)),
        specification=specification,
        scope=scope and replace(scope, amounts=scope.amounts.rename(columns=readings.people.mask)),
        changes=changes,
        work_is="work" if set(operations.engagement.entered) <= {ATTENTION} else "engagement",
        components=operations.engagement.entered,
        weights_hold=weights_hold,
        explanations=explain_otherwise(operations, base_work) if judged else (),
        problems=prepare_table(store, judged, span, project.settings.sides, tables) if judged and span else None,
        tables_held=_since_tables(readings, operations, months, base_work),
        experts=count_experts(store, project.settings.sides) if judged else None,
        meetings=count_meetings(store),
        held=_mask(
            _find_held(store, judged, base_work),
            ("name",),
            readings.people,
        ),
        quarterly=quarterly,
        path=trace_path(engagement, indices["control"]),
        shown={
            "engagement": show_periods(engagement, quarterly=quarterly),
            "drift": show_periods(Index(indices["drift"], engagement.covariance), quarterly=quarterly),
            **{
                name: _in_own_unit(operations.seen_of(name), quarterly, ceiling=float("inf") if name in HOURS else 1.0)
                for name in told
            },
        },
        comments=mask_comments(readings.comments, readings.people),
        tables=tables,
    )


def _compare(
    operations: Operations, told: tuple[str, ...], months: pd.PeriodIndex, base: pd.PeriodIndex
) -> dict[str, Change | None]:
    """Compare the last twelve months with the base: engagement, and each measure alone."""
    engagement = operations.engagement.index
    alone = {
        name: compare_with_base(_alone(operations.seen_of(name), months, base), operations.seen_of(name), base)
        for name in told
    }
    return {ENGAGEMENT: compare_with_base(engagement, _as_level(engagement, operations), base), **alone}


def _find_held(store: Store, judged: Judged | None, base: pd.PeriodIndex) -> pd.DataFrame:
    if judged is None:
        return no_held()
    entered = {name: judged.questions[name] for name in judged.entered}
    return find_held(store, entered, judged.settled, base)


def _since_tables(
    readings: Readings, operations: Operations, months: pd.PeriodIndex, base: pd.PeriodIndex
) -> tuple[Since, ...]:
    """Compare engagement and each of its components before and after every round table."""
    engagement, found = operations.engagement.index, []
    for held in mask_held(readings.held, readings.people):
        at = pd.Period(held.held_on, "M")
        changes = {ENGAGEMENT: compare_around(engagement, _as_level(engagement, operations), at)}
        for name in operations.engagement.entered:
            shares = operations.seen_of(name)
            changes[name] = compare_around(_alone(shares, months, base), shares, at)
        found.append(Since(held, int((engagement.months > at).sum()), changes))
    return tuple(found)


def _split(
    specification: Specification,
    operations: Operations,
    base: Base,
    settings: Settings,
    verdict: Verdict,
) -> tuple[Driver, ...]:
    """Split the drift of the last month into the shares of its measures."""
    paper = specification.logs
    work = pd.DataFrame({name: operations.shares_of(name).log for name in operations.engagement.entered})
    return find_drivers(
        split_index(paper, weigh_groups([*paper], settings.weights), base.paper),
        split_index(work.reindex(paper.index), weigh_groups([*work], settings.weights), base.work),
        verdict.onset,
    )


def _mask_project(project: Project, people: People) -> Project:
    """Return the project as an output may show it: what the analyst wrote in drift.toml may name somebody too."""
    settings = project.settings
    documents = tuple(
        one.model_copy(update={"files": people.mask_names(one.files), "name": one.name and people.mask_names(one.name)})
        for one in settings.document
    )
    update = {
        "milestone": tuple(one.model_copy(update={"what": people.mask(one.what)}) for one in settings.milestone),
        "scope": tuple(one.model_copy(update={"unit": people.mask(one.unit)}) for one in settings.scope),
        "source": tuple(one.model_copy(update={"files": people.mask_names(one.files)}) for one in settings.source),
        "document": documents,
    }
    return project.model_copy(update={"settings": settings.model_copy(update=update)})


def _mask(table: pd.DataFrame, columns: tuple[str, ...], people: People) -> pd.DataFrame:
    """Return a table as an output may show it: a file, a document or a category may bear somebody's name."""
    masked = {name: [people.mask_names(str(x)) if pd.notna(x) else x for x in table[name]] for name in columns}
    return table.assign(**masked)


def _mask_governance(governance: Governance, people: People) -> Governance:
    """Return who has the say without the names that may stand in documents and files."""
    parts = (governance.roles, governance.meetings, governance.authors, governance.say)
    return Governance(
        *(_mask(part, tuple(n for n in ("document", "version", "file") if n in part), people) for part in parts)
    )


def _nothing_to_read(intake: Intake, project: Project) -> DriftError:
    if not intake.files:
        return DriftError("error.empty_folder", path=str(project.folder))
    refused = [file for file in intake.files if file.status == "refused"]
    if len(refused) == 1 and refused[0].reason:
        return DriftError("error.nothing_read_one", n=len(intake.files), file=refused[0].file, why=refused[0].reason)
    return DriftError("error.nothing_read", n=len(intake.files), refused=len(refused), path=str(project.folder))


def _span(store: Store) -> Span | None:
    incidents, events = store.fetch("incidents").to_pandas(), store.fetch("events").to_pandas()
    if not len(incidents):
        return None
    stamps = [incidents[name].max() for name in ("opened_at", "resolved_at", "closed_at", "updated_at")]
    return span_log(incidents["opened_at"], max(stamp for stamp in [*stamps, events["at"].max()] if pd.notna(stamp)))


def _periods(documents: pd.DataFrame, span: Span | None) -> pd.PeriodIndex | None:
    """Return all months of both sides; None where nothing has a date."""
    dates = [pd.Period(date, "M") for date in documents["effective_on"].dropna()]
    ends = [*dates, *([span.months[0], span.months[-1]] if span else [])]
    return pd.period_range(min(ends), max(ends), freq="M") if ends else None


def _months_of_work(judged: Judged | None) -> pd.PeriodIndex:
    return judged.months if judged else pd.PeriodIndex([], freq="M")


def _engaged(judged: Judged | None) -> pd.PeriodIndex:
    return judged.engaged if judged else pd.PeriodIndex([], freq="M")


def _count_known(judged: Judged | None, span: Span | None) -> tuple[int, int]:
    if judged is None or span is None:
        return 0, 0
    whole = judged.timed[judged.timed["period"].isin(span.complete)]
    return int(whole["n"].sum()), int(whole["known"].sum())


def _count_opened(store: Store, months: pd.PeriodIndex, span: Span | None) -> pd.Series:
    """Return incidents opened a month, all types, uncut: 0 inside the log, missing outside it."""
    if span is None:
        return pd.Series(float("nan"), index=months)
    opened: pd.Series = store.fetch("incidents").to_pandas()["opened_at"].dt.to_period("M").value_counts()
    return opened.reindex(span.months, fill_value=0).reindex(months).astype(float)


def _join_indices(specification: Specification, engagement: Index, opened: pd.Series, shared: bool) -> pd.DataFrame:
    paper, work = specification.index.values, engagement.values
    low, high = engagement.interval()
    drift = [paper - work, paper - high, paper - low] if shared else [work * float("nan")] * 3
    columns = [paper, specification.control, work, low, high, *drift, opened]
    return pd.DataFrame(dict(zip(INDICES, columns, strict=True)))


def _count_changes(store: Store) -> pd.DataFrame:
    """Return what each version changed: clauses, and norms made stricter and relaxed."""
    clauses, norms = count_steps(store), count_norm_steps(store)
    return (
        clauses.join(norms, on="file").fillna(dict.fromkeys(NORM_STEPS, 0)).astype(dict.fromkeys(NORM_STEPS, "int64"))
    )


def _list_measures(stocks: Stocks, tightness: Tightness, shares: dict[str, Shares]) -> pd.DataFrame:
    parts = [
        pd.DataFrame({"measure": name, "value": stocks.total[name], "variance": 0.0, "known": 1.0}).dropna(
            subset="value"
        )
        for name in stocks.total
    ]
    if tightness.enters:
        followed = {"value": tightness.values, "variance": tightness.errors**2, "n": tightness.n, "known": 1.0}
        parts.append(pd.DataFrame({"measure": "tightness", **followed}).dropna(subset="value"))
    parts += [
        pd.DataFrame({"measure": name, "value": s.value, "variance": s.variance, "n": s.n, "known": s.known})
        for name, s in shares.items()
    ]
    parts = [part.rename_axis("period").reset_index() for part in parts if len(part)]
    columns = ["period", "measure", "value", "variance", "n", "known"]
    return pd.concat(parts, ignore_index=True).reindex(columns=columns) if parts else pd.DataFrame(columns=columns)


def _alone(shares: Shares, months: pd.PeriodIndex, base: pd.PeriodIndex) -> Index:
    """Return one measure as an index of its own."""
    name = "alone"
    logs, variances = (pd.DataFrame({name: part}).reindex(months) for part in (shares.alone, shares.variance))
    return fit_index(logs, variances, {name: 1.0}, base)


def _as_level(engagement: Index, operations: Operations) -> Shares:
    """Return the index of engagement as shares of its base, with the incidents it rests on."""
    months = engagement.months
    parts = [operations.shares_of(name).n.reindex(months) for name in operations.engagement.entered]
    n = pd.concat(parts, axis=1).max(axis=1) if parts else engagement.values[months]
    logs = engagement.values[months]
    return Shares(logs.transform(np.exp), logs, logs * 0, n, logs * 0 + 1)


def _in_own_unit(shares: Shares, quarterly: bool, *, ceiling: float = float("inf")) -> pd.DataFrame:
    """Return a measure in its own unit (a share, hours) by month or quarter, each with its own sampling interval."""
    months = shares.log.index
    own = Index(shares.log, pd.DataFrame(np.diag(shares.variance), index=months, columns=months))
    return show_periods(own, quarterly=quarterly).transform(np.exp).clip(upper=ceiling)
