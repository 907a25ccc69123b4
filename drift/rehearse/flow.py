"""The flow of a rehearsal: open -> read with the draft -> tables -> contract -> norms -> each draft in turn."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from threadpoolctl import threadpool_limits

from drift.contract.contract import read_contract
from drift.contract.parties import to_names
from drift.errors import DriftError
from drift.measures.norms.bound import bind_rows, sum_downtime
from drift.measures.work.casebook import build_rows
from drift.project import choose_relation, open_project, spell_relation
from drift.rehearse.adding import DRAFT, add_files, find_drafts, mark_drafts
from drift.rehearse.beside import put_beside, tell_apart
from drift.rehearse.drafted import Ground, rehearse_draft
from drift.rehearse.moment import find_moment
from drift.rehearse.monthly import count_failed
from drift.rehearse.norms import hold_drafted
from drift.rehearse.rehearsal import Drafted, Rehearsal
from drift.sources.files import read_files
from drift.sources.opening.memory import give_back
from drift.sources.relations.settle import refuse_several
from drift.tables.calendar import find_span
from drift.tables.gate import Gate, open_gate
from drift.tables.store import build_tables
from drift.wording import Wording, guess_language
from drift.wording.stages import tell_stage

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drift.project import Project
    from drift.rehearse.moment import Moment
    from drift.rehearse.rehearsal import Beside, HeldNorm, MonthlyNorm
    from drift.sources.readings import Readings
    from drift.terms import Language

    Progress = Callable[[int, int], None]

MONTHS = 24  # two years have each season twice


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
        tables = store.open_tables()
        span = find_span(tables.incidents.pick("opened_at", "updated_at"), tables.events.pick("at"))
        if span is None:
            raise DriftError("norms.none.log")
        rows = build_rows(tables, frozenset(tables.robots.frame["person"]), span, project.settings)
        bound = bind_rows(tables, rows, project.settings)
        months, say = asked
        ground = Ground(project, readings.people, tables, rows, bound, sum_downtime(rows.cases), names, say)
        moments = [_find_moment(ground, draft, months) for draft in drafts]
        found = [rehearse_draft(ground, moment) for moment in moments]
        found = tell_apart(found)
        beside = _put_beside(ground, moments, found) if len(found) > 1 else ()
        return gate.pass_out(Rehearsal(project.name, project.settings.language, tuple(found), beside))


def _find_moment(ground: Ground, draft: tuple[str, bool], months: int) -> Moment:
    moment = find_moment(ground.judged, ground.tables.documents.frame, ground.rows.span, draft, months)
    if moment is None:
        raise DriftError("rehearse.none.months", file=draft[0])
    return moment


def _put_beside(ground: Ground, moments: list[Moment], found: list[Drafted]) -> tuple[Beside, ...]:
    """Return the drafts of one document, months and version in force beside each other."""
    groups: dict[Any, list[int]] = {}
    for i, draft in enumerate(found):
        groups.setdefault((draft.document, draft.now_file, draft.first, draft.last), []).append(i)
    lived = [_hold_now(ground, moments[places[0]]) for places in groups.values()]
    return tuple(
        put_beside(places, [found[i] for i in places], *now) for places, now in zip(groups.values(), lived, strict=True)
    )


def _hold_now(ground: Ground, moment: Moment) -> tuple[tuple[HeldNorm, ...], tuple[MonthlyNorm, ...]]:
    """Return the norms of the version in force, each held against the incidents it binds itself."""
    if ground.judged is None or moment.now is None:
        return (), ()
    own = replace(moment, draft=moment.now, now=None)
    return hold_drafted(ground.judged, own, {}), count_failed(ground.judged, own, ground.downtime)
