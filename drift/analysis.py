"""The flow on one screen: open -> read -> tables -> read the contract -> measure -> judge -> Analysis."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from threadpoolctl import threadpool_limits

from drift.analysed import Analysis, Remarks
from drift.checking import ask_names
from drift.contract.contract import read_contract
from drift.contract.parties import to_names
from drift.measures.relation import measure_relation
from drift.model.comparing import compare_tables
from drift.model.judgement import judge_relation
from drift.model.roundtable.prepare import prepare_table
from drift.project import Project, choose_relation, make_project, open_project, spell_relation
from drift.sources.files import read_files
from drift.sources.opening.memory import give_back
from drift.sources.readings import Readings
from drift.sources.relations.settle import refuse_several
from drift.sources.rows.outcomeforms import add_milestones, join_tables
from drift.tables.columns import NOT_SHOWN, TABLES
from drift.tables.door.read import name_relation, read_tables
from drift.tables.gate import Gate, open_gate
from drift.tables.held import Held
from drift.tables.intake import Intake, nothing_to_read
from drift.tables.shown import Shown
from drift.tables.store import Store, build_tables
from drift.wording.stages import tell_stage

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    Progress = Callable[[int, int], None]


def analyse(path: str | Path, *, relation: str | None = None, progress: Progress | None = None) -> Analysis:
    """Analyse one relation: a folder of files, or its drift.toml.

    Parameters
    ----------
    relation : of several customers or contracts in the files the one whose rows count; else that of drift.toml
    progress : called with (files done, files in all)

    Raises
    ------
    UsageError : there is no such path or relation, or drift.toml cannot be used
    DriftError : nothing in the folder can be read as a contract or a log, or it holds several relations and none was
        chosen: the error names them
    """
    return _analyse_readings(*_read_project(path, relation, progress))


def analyse_bare(path: str | Path, relation: str | None) -> Analysis:
    """Analyse as `analyse` does, without what pages alone tell: a fifth of the computing."""
    return _analyse_readings(*_read_project(path, relation), for_pages=False)


def _read_project(path: str | Path, relation: str | None, progress: Progress | None = None) -> tuple[Readings, Project]:
    with Gate().guard():  # nobody is known yet
        project = choose_relation(open_project(Path(path)), relation)
        readings = read_files(project, progress)
    with open_gate(readings, project).guard():
        refuse_several(readings, project)
    project = spell_relation(project, readings.relation)
    return readings, add_milestones(project, readings.held)


def analyse_tables(tables: dict[str, pd.DataFrame], *, settings: dict[str, Any] | None = None) -> Analysis:
    """Analyse one relation from frames; they stay as they are, and nothing is written.

    Parameters
    ----------
    tables : clauses, incidents, events, contacts, attendees, decisions, actions, people, governance, norms,
        norm_reports, documents and scope: name -> frame, with the columns of `drift.tables.columns`. Columns that may
        be missing may be left out, and so may relation, file, sheet and row; what follows from other columns
        (opened_utc, end_known) is made. Persons are given by name: the names are masked wherever they stand, under a
        key of this call alone.
    settings : the content of a drift.toml

    Raises
    ------
    TableError : a table, column or cell cannot be used; it names every fault
    UsageError : the settings cannot be used
    """
    return _analyse_readings(*_take_tables(tables, settings))


def analyse_tables_bare(tables: dict[str, pd.DataFrame], settings: dict[str, Any]) -> Analysis:
    """Analyse as `analyse_tables` does, without what pages alone tell."""
    return _analyse_readings(*_take_tables(tables, settings), for_pages=False)


def _take_tables(tables: dict[str, pd.DataFrame], settings: dict[str, Any] | None) -> tuple[Readings, Project]:
    with Gate().guard():
        project = make_project(settings or {}, name_relation(tables))
    return read_tables(tables, project), project


def _analyse_readings(readings: Readings, project: Project, *, for_pages: bool = True) -> Analysis:
    tell_stage("tables")
    store, intake = build_tables(readings, project)
    gate = open_gate(readings, project)
    readings.frames.clear()  # they are stored: a large log is not held twice
    give_back()
    # matrices are small here: more threads than one only wait for each other (five times as long on a busy machine)
    with store, threadpool_limits(limits=1), gate.guard():
        clauses, documents, norms = (store.fetch(name).to_pandas() for name in ("clauses", "documents", "norms"))
        tell_stage("contract")
        contract = read_contract(clauses, documents, norms, to_names(project.settings.parties.model_dump()))
        store.put_all(vars(contract))
        intake = ask_names(intake, clauses, project, gate)
        return gate.pass_out(_analyse(store, intake, project, readings, gate, for_pages=for_pages))


def _analyse(
    store: Store, intake: Intake, project: Project, readings: Readings, gate: Gate, *, for_pages: bool
) -> Analysis:
    """Return what was found, as it was read: only tables and problems are without names already."""
    settings, tables = project.settings, store.open_tables()
    if not intake.total("accepted", "clauses", "norms") and not tables.incidents.n_rows:
        raise nothing_to_read(intake, project.folder)
    tell_stage("measures")
    measured, workings = measure_relation(tables, list(readings.scope), settings, for_pages=for_pages)
    rows = {name: store.hold(name) for name in TABLES if name not in NOT_SHOWN}
    made = {"answers": workings.answers, "judgements": workings.norms.judgements}
    shown = Shown({**rows, **{name: Held.of(table) for name, table in made.items()}}, gate)
    problems = prepare_table(workings, settings.sides, shown) if for_pages else None
    tell_stage("evidence")
    judgement = judge_relation(measured, workings, intake, problems, settings)
    held = compare_tables(join_tables(readings.held), measured.operations, measured.months, measured.base.work)
    remarks = Remarks(tuple(readings.comments), held)
    return Analysis(project.name, project, intake, measured, judgement, shown, remarks)
