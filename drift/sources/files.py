"""A folder -> what was read from every file in it: frames of rows, and an account of each."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass, field, replace
from fnmatch import fnmatch
from typing import TYPE_CHECKING

from drift.errors import Address, Note, Problem
from drift.project import CONFIG
from drift.sources.accounts import FileAccount, SheetAccount
from drift.sources.archives import list_members
from drift.sources.body import account_for_nothing, note_marks, read_body
from drift.sources.cells import Cells, Contents, Members
from drift.sources.contracts import Version, identify_version, read_clauses
from drift.sources.headings import Heading, find_heading
from drift.sources.incidents import read_events, read_incidents
from drift.sources.people import People
from drift.sources.reader import Entry, Readers
from drift.sources.roster import read_people
from drift.sources.sniff import why_refused, why_skipped
from drift.sources.vocabulary import REQUIRED
from drift.sources.words import normalise
from drift.terms import PROBLEMS_SHOWN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import pandas as pd

    from drift.project import Project, Source

RUN_RECORD = "run.json"  # what a run wrote is named in it, so that a report is never read as a source


@dataclass
class Readings:
    """All that was read: rows by table, versions by file, accounts in the order of the files' names."""

    frames: dict[str, list[pd.DataFrame]] = field(default_factory=lambda: {name: [] for name in REQUIRED})
    versions: list[Version] = field(default_factory=list)
    accounts: list[FileAccount] = field(default_factory=list)
    recognised: list[tuple[str, str, Heading]] = field(default_factory=list)  # file, sheet, what it was taken for
    notes: list[Note] = field(default_factory=list)  # about the whole
    people: People = field(default_factory=lambda: People(None))


def read_files(
    project: Project, progress: Callable[[int, int], None] | None = None, *, keep_key: bool = True
) -> Readings:
    """Read every file of a project's folder; `progress(done, total)` is called after each.

    Without `keep_key` nothing is written: the pseudonyms of this reading have a key of their own.
    """
    people = People(project.folder if keep_key else None)
    readings = Readings(people=people)
    paths = [project.folder / project.only] if project.only else list(_walk(project.folder))
    accounts = {path: [_sort_out(path, project.folder)] for path in paths}
    waiting = {Entry(path): accounts[path][0] for path in paths if accounts[path][0].status == "read"}
    total, done = len(paths), len(paths) - len(waiting)
    with Readers() as readers:
        while waiting:
            inside: dict[Entry, FileAccount] = {}
            for entry, result in readers.read(waiting):
                if isinstance(result, Members):
                    members = list_members(entry, result, waiting[entry])
                    accounts[entry.path] = sorted((account for _, account in members), key=lambda one: one.file)
                    inside |= {member: account for member, account in members if account.status == "read"}
                    total += len(members) - 1
                    done += sum(account.status != "read" for _, account in members)
                else:
                    _take(result, waiting[entry], project, people, readings)
                    done += 1
                if progress:
                    progress(done, total)
            waiting = inside
    readings.accounts = [account for path in paths for account in accounts[path]]
    readings.notes = _tell_unmatched(project, readings)
    return readings


def _walk(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.is_symlink() or path.name == CONFIG:
            continue
        if path.is_dir():
            if not path.name.startswith("."):
                yield from _walk(path)
        elif path.is_file():
            yield path


def _is_run_record(path: Path) -> bool:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return "drift" in content["versions"] and isinstance(content["outputs"], list)
    except (OSError, ValueError, TypeError, KeyError):
        return False


def _written_by_us(folder: Path, digest: str) -> bool:
    """Whether a run record beside a file names it by its hash: a report is never read as a source."""
    try:
        content = json.loads((folder / RUN_RECORD).read_text(encoding="utf-8"))
        return any(output["sha256"] == digest for output in content["outputs"])
    except (OSError, ValueError, TypeError, KeyError):
        return False


def _relative(path: Path, folder: Path) -> str:
    """Return the path below the folder; a name that is no text keeps what of it is."""
    return os.fsencode(path.relative_to(folder).as_posix()).decode(errors="replace")


def _sort_out(path: Path, folder: Path) -> FileAccount:
    file = _relative(path, folder)
    try:
        reason = why_skipped(path)
        if reason:
            return FileAccount(file, "skipped", reason=reason)
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        if _written_by_us(path.parent, digest) or (path.name == RUN_RECORD and _is_run_record(path)):
            return FileAccount(file, "skipped", digest, Note("skipped.own"))
        reason = why_refused(path)
    except OSError as fault:
        return FileAccount(file, "refused", reason=Note("refused.unreadable", {"detail": fault.strerror or str(fault)}))
    return FileAccount(file, "refused" if reason else "read", digest, reason)


def _take(result: Contents | Note, account: FileAccount, project: Project, people: People, readings: Readings) -> None:
    """Add what one file holds to the readings, and complete its account."""
    if isinstance(result, Note):
        account.status, account.reason = "refused", result
        return
    at = Address(account.file)
    account.sha256 = account.sha256 or result.sha256
    account.notes += [Note(note.code, note.values, at) for note in result.notes]
    _take_sheets(result.sheets, account, project, people, readings)
    for sheet, detail in result.unreadable:
        account.sheets.append(SheetAccount(sheet, n_problems=1))
        account.problems.append(Problem(Address(account.file, sheet), detail, "expected.sheet"))
    if result.no_marks and any(sheet.table == "clauses" for sheet in account.sheets):
        account.notes.append(Note(result.no_marks, at=at))
    account.n_problems = sum(sheet.n_problems for sheet in account.sheets)
    account.problems = account.problems[:PROBLEMS_SHOWN]


def _take_sheets(
    sheets: tuple[Cells, ...], account: FileAccount, project: Project, people: People, readings: Readings
) -> None:
    told = [entry for entry in project.settings.source if fnmatch(account.file, entry.files)]
    for cells in sheets:
        source = next((entry for entry in told if entry.sheet in (None, cells.sheet)), None)
        wanted = source is not None or not told
        heading = find_heading(cells, source) if wanted and not cells.hidden else None
        if heading is None:
            account.sheets.append(account_for_nothing(cells))
            if cells.hidden and cells.n_rows:
                account.notes.append(Note("note.hidden_sheet", {"sheet": cells.sheet}, Address(account.file)))
        else:
            _take_table(cells, heading, account, project, people, readings, source)


def _tell_unmatched(project: Project, readings: Readings) -> list[Note]:
    """Note every setting of drift.toml that fits nothing: a typing error must not pass for a choice."""
    at = Address(project.config.name) if project.config else None
    found: list[Note] = []

    def tell(key: str, value: str) -> None:
        found.append(Note("note.unmatched", {"key": key, "value": value}, at))

    if project.only:
        return []
    for document in project.settings.document:
        if not any(fnmatch(account.file, document.files) for account in readings.accounts):
            tell("document.files", document.files)
    for source in project.settings.source:
        fitting = [account for account in readings.accounts if fnmatch(account.file, source.files)]
        sheets = [sheet for account in fitting for sheet in account.sheets if source.sheet in (None, sheet.sheet)]
        if not fitting:
            tell("source.files", source.files)
        elif source.sheet and not sheets and any(account.sheets for account in fitting):
            tell("source.sheet", source.sheet)
        elif sheets and not any(sheet.table for sheet in sheets):
            tell("source.table", source.table or source.files)
    return found


def _known_as(version: Version, others: list[Version]) -> Version:
    """Give a version the name its document already has: `SLA` and `Sla` are one document."""
    plain = normalise(version.document)
    name = next((other.document for other in others if normalise(other.document) == plain), version.document)
    return replace(version, document=name)


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
        version = _known_as(identify_version(account.file, project.settings.document), readings.versions)
        frame, notes = read_clauses(body, version)
        if not len(frame):
            notes.append(Note("note.no_clauses", at=Address(account.file, cells.sheet)))
        elif version not in readings.versions:
            readings.versions.append(version)
    elif heading.table == "people":
        frame, notes = read_people(body, project, people)
    else:
        read = read_incidents if heading.table == "incidents" else read_events
        frame, problems, notes = read(body, project, people, source)
        account.problems += problems
    readings.frames[heading.table].append(frame)
    readings.recognised.append((account.file, cells.sheet, heading))
    account.problems += body.valueless()
    account.sheets.append(body.account)
    account.notes += [*notes, *note_marks(body)]
    if heading.unused:
        values = {"headings": ", ".join(heading.unused)}
        account.notes.append(Note("note.unused", values, Address(account.file, cells.sheet)))
