"""The flow of a rehearsal: open -> read with the draft -> tables -> contract -> norms -> each draft in turn."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
from threadpoolctl import threadpool_limits

from drift.contract.contract import read_contract
from drift.contract.parties import Names, to_names
from drift.errors import DriftError
from drift.measures.norms.relation import sum_downtime
from drift.measures.relation import build_workings
from drift.project import choose_relation, open_project, spell_relation
from drift.rehearse.adding import DRAFT, add_files, find_drafts, mark_drafts
from drift.rehearse.asked import tell_asked
from drift.rehearse.changes import set_beside, tell_changes
from drift.rehearse.effort import count_effort, list_could_go
from drift.rehearse.feasible import list_infeasible
from drift.rehearse.moment import Moment, find_moment
from drift.rehearse.monthly import count_failed
from drift.rehearse.norms import hold_drafted, list_decided
from drift.rehearse.origin import list_named_clauses, trace_origins
from drift.rehearse.penalties import touch_penalties
from drift.rehearse.rehearsal import Drafted, Rehearsal
from drift.rehearse.unshown import find_clashes, list_unshown
from drift.sources.files import read_files
from drift.sources.opening.memory import give_back
from drift.sources.relations.settle import refuse_several
from drift.tables.gate import Gate, open_gate
from drift.tables.store import build_tables
from drift.wording import Wording, guess_language
from drift.wording.stages import tell_stage

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drift.measures.norms.judged import Judged
    from drift.measures.workings import Workings
    from drift.project import Project
    from drift.sources.people import People
    from drift.sources.readings import Readings
    from drift.terms import Language

    Progress = Callable[[int, int], None]

MONTHS = 24  # two years have each season twice


@dataclass(frozen=True)
class Ground:
    """What every draft is held against."""

    project: Project
    people: People
    workings: Workings
    judged: Judged | None  # None: no norm of any version can be held against an incident
    names: Names
    say: Wording


def rehearse(
    path: str | Path,
    drafts: Sequence[str | Path] = (),
    *,
    months: int = MONTHS,
    relation: str | None = None,
    language: Language | None = None,
    progress: Progress | None = None,
) -> Rehearsal:
    """Hold one or more drafts against the last months of a relation.

    Parameters
    ----------
    path : folder of the relation, or its drift.toml
    drafts : files of versions that are not in force, in the folder or elsewhere; none: every draft in the folder
    months : complete months of the log, up to its end; up to the day of the draft where a later version came into force
    relation : of several in the files the one to speak of
    language : of what is quoted of the contract; else that of drift.toml, else of the environment

    Raises
    ------
    UsageError : a path is not there
    DriftError : nothing can be rehearsed, and why
    """
    chosen = tuple(Path(draft) for draft in drafts)
    with Gate().guard():  # nobody is known yet
        project = add_files(choose_relation(open_project(Path(path)), relation), chosen)
        readings = read_files(project, progress, keep_key=False)
    with open_gate(readings, project).guard():
        refuse_several(readings, project)
        project = spell_relation(project, readings.relation)
        files = find_drafts(readings, project, chosen)
        calls = {version.file: version.status == DRAFT for version in readings.versions}
        readings = mark_drafts(readings, files)
    say = Wording(language or project.settings.language or guess_language())
    return _rehearse(readings, project, [(file, calls[file]) for file in files], (months, say))


def _rehearse(
    readings: Readings, project: Project, drafts: list[tuple[str, bool]], asked: tuple[int, Wording]
) -> Rehearsal:
    tell_stage("tables")
    store, _ = build_tables(readings, project)
    gate = open_gate(readings, project)
    readings.frames.clear()  # they are stored
    give_back()
    with store, threadpool_limits(limits=1), gate.guard():
        names = to_names(project.settings.parties.model_dump())
        clauses, documents, norms = (store.fetch(name).to_pandas() for name in ("clauses", "documents", "norms"))
        tell_stage("contract")
        store.put_all(vars(read_contract(clauses, documents, norms, names)))
        tell_stage("measures")
        workings = build_workings(store.open_tables(), project.settings)
        judged = workings.norms.judged
        if workings.span is None:
            raise DriftError("norms.none.log")
        months, say = asked
        ground = Ground(project, readings.people, workings, judged, names, say)
        found = [_rehearse_draft(ground, draft, months) for draft in drafts]
        return gate.pass_out(Rehearsal(project.name, project.settings.language, tuple(found)))


def _rehearse_draft(ground: Ground, draft: tuple[str, bool], months: int) -> Drafted:
    file = draft[0]
    workings, judged = ground.workings, ground.judged
    tables, span = workings.tables, workings.span
    if span is None or workings.casebook is None:
        raise DriftError("norms.none.log")
    moment = find_moment(judged, tables.documents.frame, span, draft, months)
    if moment is None:
        raise DriftError("rehearse.none.months", file=file)
    beside = set_beside(tables, ground.people, ground.names, (file, moment.now_file))
    norms = hold_drafted(judged, moment, beside.steps) if judged else ()
    monthly = count_failed(judged, moment, sum_downtime(workings.casebook.cases)) if judged else ()
    targets = tables.targets.frame
    unshown = list_unshown(
        workings.norms.findings.unbound,
        file,
        beside.clauses,
        targets[targets["file"].eq(file)],
        tables.norm_reports.frame,
    )
    always, never = list_decided(norms)
    if not (norms or monthly or unshown):
        raise DriftError("rehearse.none.norms", file=file)
    numbers = {clause.place: clause.clause_id for clause in beside.now}
    named = list_named_clauses(tables, moment, beside.clauses, numbers)
    origins = trace_origins(tables, moment, beside.clauses, named)
    asked = tell_asked(tables, moment)
    own = [one.source.place for one in judged.binding.norms if one.source.place.file == file] if judged else []
    others = _others_in_force(ground, moment)
    effort = ground.project.settings.effort
    return Drafted(
        file=file,
        document=str(moment.draft["document"]),
        version=_say_version(moment.draft),
        now_version=_say_version(moment.now) if moment.now else None,
        now_file=moment.now_file,
        first=str(moment.months[0]),
        last=str(moment.months[-1]),
        n_months=len(moment.months),
        n_incidents=int(moment.where[judged.bench.incidents.bin].sum()) if judged else None,
        norms=norms,
        monthly=monthly,
        penalties=touch_penalties(beside.clauses, monthly),
        changes=tell_changes(beside, {(place.sheet, place.row) for place in own}, ground.say),
        cannot_be_shown=unshown,
        contradicts=find_clashes(judged.binding, moment, others) if judged else (),
        decides_nothing=always,
        never_met=never,
        asked=asked,
        effort=count_effort(beside.clauses, beside.now, effort.report_hours),
        could_go=list_could_go(beside.clauses, norms, unshown, origins, named),
        origin=origins,
        infeasible=list_infeasible(norms, asked),
    )


def _say_version(row: dict[str, Any]) -> str:
    """Return what a version calls itself, else the day it takes effect."""
    version, day = row["version"], row["effective_on"]
    if isinstance(version, str):
        return version
    return "" if day is None or day != day else pd.Timestamp(day).date().isoformat()


def _others_in_force(ground: Ground, moment: Moment) -> set[str]:
    """Return the files of the other documents that are in force at the end of the months."""
    documents = ground.workings.tables.documents.frame
    day = moment.months[-1].end_time
    own = documents["document"].eq(moment.draft["document"]) | documents["status"].eq("draft").fillna(False)
    others = documents[~own & documents["effective_on"].notna()]
    begun = others["effective_on"].map(lambda one: _before(one, day))
    ended = others["ends_on"].map(lambda one: _before(one, day))
    return set(others.loc[begun & ~ended, "file"].astype(str)) if len(others) else set()


def _before(day: Any, moment: pd.Timestamp) -> bool:
    return day is not None and day == day and pd.Timestamp(day) <= moment
