"""The flow on one screen: open -> read -> tables -> read the contract -> measure -> judge -> Analysis."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
from threadpoolctl import threadpool_limits

from drift.checking import ask_names
from drift.contract.contract import read_contract
from drift.contract.parties import to_names
from drift.measures.measured import Measured
from drift.measures.relation import measure_relation
from drift.model.cautions.caution import Caution
from drift.model.comparing import AfterTable, compare_tables
from drift.model.drivers import Driver
from drift.model.evidence.weigh import Evidence
from drift.model.judgement import Judgement, judge_relation
from drift.model.overview import summarise_analysis
from drift.model.roundtable.prepare import prepare_table
from drift.model.verdict import Verdict
from drift.project import Project, choose_relation, make_project, open_project, spell_relation
from drift.sources.files import read_files
from drift.sources.opening.memory import give_back
from drift.sources.readings import Readings
from drift.sources.relations.settle import refuse_several
from drift.sources.rows.comments import Comment
from drift.sources.rows.outcomeforms import add_milestones, join_tables
from drift.tables.columns import NOT_SHOWN, TABLES
from drift.tables.door.read import name_relation, read_tables
from drift.tables.gate import Gate, open_gate
from drift.tables.held import Held
from drift.tables.intake import Intake, nothing_to_read
from drift.tables.shown import Shown
from drift.tables.store import Store, build_tables
from drift.wording.stages import tell_stage
from drift.wording.summary import Printed, Summary

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Remarks:
    """What people wrote themselves; names masked."""

    comments: tuple[Comment, ...]  # the analyst's own words
    tables_held: tuple[AfterTable, ...]  # round tables by date, with what happened since


@dataclass(frozen=True, repr=False)
class Analysis(Printed):
    """What was found about one relation. Made by `analyse`; computes nothing itself."""

    relation: str
    project: Project
    intake: Intake
    measured: Measured
    judgement: Judgement
    tables: Mapping[str, pd.DataFrame]  # as an output may show them: persons numbered, free text masked
    remarks: Remarks

    def summarise(self) -> Summary:
        """Return what is printed, in the language of the project."""
        language = self.project.settings.language or "en"
        return summarise_analysis(self.relation, language, self.intake.files, self.measured.months, self.judgement)

    @property
    def rung(self) -> int | None:
        """How far the data reach, 0 to 4; None: operations without a contract."""
        return self.judgement.rung

    @property
    def indices(self) -> pd.DataFrame:
        """Indices of both sides on a monthly PeriodIndex: columns as in INDICES, natural logs, 0 in the base."""
        return self.measured.indices

    @property
    def measures(self) -> pd.DataFrame:
        """Every measure by month: period, measure, value, variance (of ln value), n, known."""
        return self.measured.measures

    @property
    def evidence(self) -> Evidence | None:
        """Evidence that engagement fell; None where it cannot be weighed."""
        return self.judgement.evidence

    @property
    def verdict(self) -> Verdict:
        """The state, its sentence and its reasons."""
        return self.judgement.verdict

    @property
    def drivers(self) -> tuple[Driver, ...]:
        """The shares of the measures in the drift of the last month: they add up to it."""
        return self.judgement.drivers

    @property
    def lineage(self) -> pd.DataFrame:
        """A row a step of a clause, as tables.columns has it, masked."""
        return self.tables["lineage"]

    @property
    def cautions(self) -> tuple[Caution, ...]:
        """What qualifies the findings."""
        return self.judgement.cautions


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
    with Gate().guard():  # nobody is known yet
        project = choose_relation(open_project(Path(path)), relation)
        readings = read_files(project, progress)
    with open_gate(readings, project).guard():
        refuse_several(readings, project)
    project = spell_relation(project, readings.relation)
    return _analyse_readings(readings, add_milestones(project, readings.held))


def analyse_tables(tables: dict[str, pd.DataFrame], *, settings: dict[str, Any] | None = None) -> Analysis:
    """Analyse one relation from frames; they stay as they are, and nothing is written.

    Parameters
    ----------
    tables : clauses, incidents, events, contacts, attendees, people, governance, norms, norm_reports, documents and
        scope: name -> frame, with the columns of `drift.tables.columns`. Columns that may be missing may be left out,
        and so may relation, file, sheet and row; what follows from other columns (opened_utc, end_known) is made.
        Persons are given by name: the names are masked wherever they stand, under a key of this call alone.
    settings : the content of a drift.toml

    Raises
    ------
    TableError : a table, column or cell cannot be used; it names every fault
    UsageError : the settings cannot be used
    """
    with Gate().guard():
        project = make_project(settings or {}, name_relation(tables))
    return _analyse_readings(read_tables(tables, project), project)


def _analyse_readings(readings: Readings, project: Project) -> Analysis:
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
        return gate.pass_out(_analyse(store, intake, project, readings, gate))


def _analyse(store: Store, intake: Intake, project: Project, readings: Readings, gate: Gate) -> Analysis:
    """Return what was found, as it was read: only tables and problems are without names already."""
    settings, tables = project.settings, store.open_tables()
    if not intake.total("accepted", "clauses", "norms") and not tables.incidents.n_rows:
        raise nothing_to_read(intake, project.folder)
    tell_stage("measures")
    measured, workings = measure_relation(tables, list(readings.scope), settings)
    rows = {name: store.hold(name) for name in TABLES if name not in NOT_SHOWN}
    shown = Shown({**rows, "answers": Held.of(workings.answers)}, gate)
    problems = prepare_table(workings, settings.sides, shown)
    tell_stage("evidence")
    judgement = judge_relation(measured, workings, intake, problems, settings)
    held = compare_tables(join_tables(readings.held), measured.operations, measured.months, measured.base.work)
    remarks = Remarks(tuple(readings.comments), held)
    return Analysis(project.name, project, intake, measured, judgement, shown, remarks)
