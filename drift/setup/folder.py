"""What `drift init` does with a folder: proposal, persons, purpose, and what changed since the last time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pandas as pd

from drift.errors import DriftError, Note, OutputError, UsageError
from drift.model.ladder import find_reach
from drift.project import Project, open_project
from drift.project.home import ANALYSIS, ROW, find_home
from drift.setup.guarded import Guarded
from drift.setup.people_list import FILE, Listed, write_people
from drift.setup.purpose import write_purposes
from drift.setup.recent import clear_recent
from drift.setup.settings import write_settings
from drift.setup.unknown import tell_unknown
from drift.sources.files import read_files
from drift.sources.readings import Readings
from drift.tables.columns import schema_of
from drift.tables.gate import Gate, open_gate
from drift.tables.history import NOTED, ROWS, compare_snapshots, load_snapshot, save_snapshot, take_snapshot
from drift.wording import Wording
from drift.writing.faults import tell_fault
from drift.writing.placing import put_in_place
from drift.writing.temporary import TemporaryFolder, remove_leftovers

TABLES_NAMED: Final = 40  # lines of a screen or two; `drift check` lists all
KEPT: Final = ("key", NOTED, ROWS, f"{ANALYSIS}*", f"{ROW}*")  # all that .drift may hold, as patterns


@dataclass(frozen=True)
class Outcome:
    """What was found, in sentences, and the files written."""

    sentences: list[str]
    written: list[Path]
    rung: int | None  # that the data reach; None: operations without a contract
    without_side: int  # persons
    changes: tuple[str, ...] = ()  # in what was there before, since the last time


def set_up(
    folder: Path, say: Wording, progress: Callable[[int, int], None] | None = None, *, book: bool = False
) -> Outcome:
    """Look at a folder, write its proposal, list of persons and purpose statements, and remember what it held.

    Parameters
    ----------
    book : settings are to stand in drift.xlsx; those of a drift.toml are put there

    Raises
    ------
    UsageError : there is no such folder, or its settings cannot be used
    OutputError : the folder cannot be written
    """
    return write_set_up(*read_folder(folder, say, progress), book=book)


def read_folder(
    folder: Path, say: Wording, progress: Callable[[int, int], None] | None = None
) -> tuple[Project, Readings, Guarded]:
    """Return a folder's project, what was read in it, and the wording through which that may be told."""
    with Gate().guard():  # nobody is known yet
        project = open_project(folder)
        if project.only:
            raise UsageError("error.not_folder", path=str(folder))
        readings = read_files(project, progress)
        if not readings.accounts:
            raise DriftError("error.empty_folder", path=str(folder))
    return project, readings, Guarded(say.language, open_gate(readings, project))


def write_set_up(project: Project, readings: Readings, say: Guarded, *, book: bool = False) -> Outcome:
    """Write what is proposed for a folder that was read, and return what is to be told of it; `book` as of `set_up`."""
    sentences = [*_tell_tables(readings, say), *_cut(tell_unknown(readings, say), say), *_tell_refused(readings, say)]
    sentences += map(say.tell, say.gate.notes)
    told: tuple[str, ...] = ()
    last, now = load_snapshot(project.folder), say.gate.pass_out(take_snapshot(readings))
    if last:
        changes = compare_snapshots(last, now) or [Note("history.nothing")]
        told = tuple(map(say.tell, changes))
        sentences += [say("init.changes"), *(f"  {sentence}" for sentence in told)]
    try:
        written, people, notes = _write(project, readings, say, book=book)
        save_snapshot(now, project.folder)
    except OSError as fault:
        raise tell_fault(fault, project.folder) from fault
    sentences += map(say.tell, (*notes, *people.notes))
    rung = _find_rung(readings)
    sentences += _tell_rung(rung, people.without_side, say)
    return Outcome(sentences, written, rung, people.without_side, told)


def _write(
    project: Project, readings: Readings, say: Guarded, *, book: bool
) -> tuple[list[Path], Listed, tuple[Note, ...]]:
    """Write what is new, all of it or nothing; return it, what became of the persons, and what is to be told."""
    with TemporaryFolder(project.folder) as beside:
        settings = write_settings(project, readings, beside, say, book=book)
        people = write_people(readings, project.folder, beside, say) if readings.people.persons else Listed((), 0)
        names = [*settings.names, *people.names]
        names += [path.name for path in write_purposes(say.gate.mask(project.name), beside)]
        put_in_place(beside, project.folder, names)
        if settings.gone:
            settings.gone.unlink()
    return [project.folder / name for name in names], people, settings.notes


def _tell_tables(readings: Readings, say: Wording) -> list[str]:
    lines = []
    for account in readings.accounts:
        for sheet in account.sheets:
            if sheet.table:
                kind = say(f"report.sources.kind_{sheet.table}")
                values = {"file": account.file, "sheet": sheet.sheet, "kind": kind, "tool": sheet.tool or "–"}
                lines.append(say("init.table", rows=sheet.accepted, **values))
    notes = [say.tell(note) for account in readings.accounts for note in account.notes]
    notes += [say.tell(note) for note in readings.notes]
    return [*_cut(lines, say), *dict.fromkeys(notes)]


def _cut(lines: list[str], say: Wording) -> list[str]:
    if len(lines) <= TABLES_NAMED:
        return lines
    return [*lines[: TABLES_NAMED - 1], say("init.more", n=len(lines) - TABLES_NAMED + 1)]


def _tell_refused(readings: Readings, say: Wording) -> list[str]:
    return [
        say("init.refused", file=account.file, why=account.reason)
        for account in readings.accounts
        if account.status == "refused" and account.reason
    ]


def _find_rung(readings: Readings) -> int | None:
    documents = pd.DataFrame(
        [vars(version) for version in readings.versions], columns=["document", "effective_on", "role", "status"]
    )
    incidents, people, attendees = (_join(name, readings) for name in ("incidents", "people", "attendees"))
    robots = frozenset(readings.robots["person"])
    return find_reach(documents, incidents, people, attendees, robots).rung


def _tell_rung(rung: int | None, without_side: int, say: Wording) -> list[str]:
    """Tell the rung that the data reach, and what would raise it."""
    if rung is None:
        return [say("init.rung_none")]
    lines = [say("init.rung", rung=rung, name=say(f"report.rung.name_{rung}")), say(f"init.raise_{rung}")]
    if without_side:
        lines.append(say("init.sides", n=without_side, file=FILE))
    return lines


def _join(name: str, readings: Readings) -> pd.DataFrame:
    parts = [part for part in readings.frames[name] if len(part)]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=schema_of(name).names)


def forget_folder(folder: Path) -> int:
    """Delete what drift keeps beside the data and return how many files that were; anything else there stays."""
    if not folder.is_dir():
        raise UsageError("error.no_path", path=str(folder))
    clear_recent(folder)
    home = find_home(folder)
    if home is None:
        return 0
    remove_leftovers(home)
    kept = [path for pattern in KEPT for path in home.glob(pattern) if path.is_file()]
    try:
        for path in kept:
            path.unlink()
        if home.is_dir() and not any(home.iterdir()):
            home.rmdir()
    except OSError as fault:
        raise OutputError("error.output", path=str(home), detail=fault.strerror or str(fault)) from fault
    return len(kept)
