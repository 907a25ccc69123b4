"""Folders -> what was read of them, every row accounted for; nothing is judged."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from drift.contract.naming import find_named, tell_named
from drift.contract.parties import to_names
from drift.project import Project, open_project
from drift.sources.files import read_files
from drift.tables.gate import Gate, open_gate
from drift.tables.intake import Intake
from drift.tables.store import build_tables
from drift.wording.stages import tell_stage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import pandas as pd

    from drift.errors import Note
    from drift.sources.accounts import FileAccount

    Progress = Callable[[int, int], None]


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
    reader: str | None = None
    for path in several:
        with Gate().guard():
            project = open_project(Path(path))
            tell_stage("reading")
            readings = read_files(project, progress, keep_key=False)
        tell_stage("tables")
        store, read = build_tables(readings, project)
        gate = open_gate(readings, project)
        with store:
            asked = ask_names(read, store.fetch("clauses").to_pandas(), project, gate)
        intake = gate.pass_out(asked)
        files += intake.files
        notes += [note for note in intake.notes if note not in notes]
        reader = intake.reader or reader
    return Intake(tuple(files), tuple(notes), reader)


def ask_names(intake: Intake, clauses: pd.DataFrame, project: Project, gate: Gate) -> Intake:
    """Return the intake with what it asks about names: of parties that clauses use and nobody told, of the relation."""
    named = find_named(clauses["text"].dropna(), to_names(project.settings.parties.model_dump()))
    return replace(intake, notes=(*intake.notes, *tell_named(named), *gate.notes))
