"""A folder -> what was read from every file in it: frames of rows, and an account of each."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from fnmatch import fnmatch
from typing import TYPE_CHECKING

from drift.errors import Address, Note
from drift.project import CONFIG
from drift.sources.accounts import FileAccount
from drift.sources.body import account_for_nothing, read_body
from drift.sources.contracts import Version, identify_version, read_clauses
from drift.sources.headings import Heading, find_heading
from drift.sources.incidents import read_events, read_incidents
from drift.sources.people import People
from drift.sources.reader import Cells, read_workbooks
from drift.sources.sniff import why_refused, why_skipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import pandas as pd

    from drift.project import Project, Source

RUN_RECORD = "run.json"  # what a run wrote is named in it, so that a report is never read as a source


@dataclass
class Readings:
    """All that was read: rows by table, versions by file, accounts in the order of the files' names."""

    frames: dict[str, list[pd.DataFrame]] = field(
        default_factory=lambda: {"clauses": [], "incidents": [], "events": []}
    )
    versions: list[Version] = field(default_factory=list)
    accounts: list[FileAccount] = field(default_factory=list)
    people: People | None = None


def read_files(project: Project, progress: Callable[[int, int], None] | None = None) -> Readings:
    """Read every file of a project's folder; `progress(done, total)` is called after each."""
    people = People(project.folder)
    readings = Readings(people=people)
    paths = [project.folder / project.only] if project.only else list(_walk(project.folder))
    to_open = []
    for path in paths:
        account = _sort_out(path, project.folder)
        readings.accounts.append(account)
        if account.status == "read":
            to_open.append(path)
    by_file = {account.file: account for account in readings.accounts}
    done = len(paths) - len(to_open)
    for path, sheets in read_workbooks(to_open):
        account = by_file[_relative(path, project.folder)]
        if isinstance(sheets, Note):
            account.status, account.reason = "refused", sheets
        else:
            _take_sheets(sheets, account, project, people, readings)
        done += 1
        if progress:
            progress(done, len(paths))
    return readings


def _walk(folder: Path) -> Iterator[Path]:
    written = _written_by_us(folder)
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.is_symlink() or path.name in written or path.name == CONFIG:
            continue
        if path.is_dir():
            if not path.name.startswith("."):
                yield from _walk(path)
        elif path.is_file():
            yield path


def _written_by_us(folder: Path) -> set[str]:
    record = folder / RUN_RECORD
    try:
        content = json.loads(record.read_text(encoding="utf-8"))
        return {RUN_RECORD, *content["outputs"]} if "drift" in content["versions"] else set()
    except (OSError, ValueError, TypeError, KeyError):
        return set()


def _relative(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


def _sort_out(path: Path, folder: Path) -> FileAccount:
    file = _relative(path, folder)
    try:
        reason = why_skipped(path)
        if reason:
            return FileAccount(file, "skipped", reason=reason)
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        reason = why_refused(path)
    except OSError as fault:
        return FileAccount(file, "refused", reason=Note("refused.unreadable", {"detail": fault.strerror or str(fault)}))
    return FileAccount(file, "refused" if reason else "read", digest, reason)


def _take_sheets(
    sheets: list[Cells], account: FileAccount, project: Project, people: People, readings: Readings
) -> None:
    source = next((entry for entry in project.settings.source if fnmatch(account.file, entry.files)), None)
    for cells in sheets:
        wanted = source is None or source.sheet in (None, cells.sheet)
        heading = find_heading(cells, source) if wanted and not cells.hidden else None
        if heading is None:
            account.sheets.append(account_for_nothing(cells))
            if cells.hidden and cells.n_rows:
                account.notes.append(Note("note.hidden_sheet", {"sheet": cells.sheet}, Address(account.file)))
        else:
            _take_table(cells, heading, account, project, people, readings, source)


def _take_table(
    cells: Cells,
    heading: Heading,
    account: FileAccount,
    project: Project,
    people: People,
    readings: Readings,
    source: Source | None,
) -> None:
    body = read_body(account.file, cells, heading)
    if heading.table == "clauses":
        version = identify_version(account.file, project.settings.document)
        frame, notes = read_clauses(body, version)
        if version not in readings.versions:
            readings.versions.append(version)
    else:
        read = read_incidents if heading.table == "incidents" else read_events
        frame, problems, notes = read(body, project, people, source)
        account.problems += problems
    readings.frames[heading.table].append(frame)
    account.sheets.append(body.account)
    account.notes += notes
    if heading.unused:
        values = {"headings": ", ".join(heading.unused)}
        account.notes.append(Note("note.unused", values, Address(account.file, cells.sheet)))
