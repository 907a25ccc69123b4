"""A folder -> what was read from every file in it: frames of rows, and an account of each."""

from __future__ import annotations

import difflib
import hashlib
import json
import os
from fnmatch import fnmatch
from typing import TYPE_CHECKING, Final

from drift.errors import Address, Note, Problem, UsageError
from drift.project import CONFIG
from drift.sources.accounts import FileAccount, SheetAccount
from drift.sources.opening.archives import list_members
from drift.sources.opening.cells import Contents, Members
from drift.sources.opening.reader import Entry, shared_readers
from drift.sources.opening.sniff import why_refused, why_skipped
from drift.sources.people import People
from drift.sources.robots import list_robots, tell_robots
from drift.sources.rows.comments import holds_comments, is_comments, take_comments, take_written
from drift.sources.rows.outcomeforms import is_form, take_form
from drift.sources.rows.scope import holds_scope, list_declared, take_scope
from drift.sources.sheets import Readings, take_sheets
from drift.sources.succession import join_successors
from drift.sources.vocabulary import list_words
from drift.terms import PROBLEMS_SHOWN, Edition

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from drift.project import Project

# what a run wrote is named in it, by edition, so that a report is never read as a source
RUN_RECORDS: Final[dict[Edition, str]] = {"ours": "run.json", "shared": "run-shared.json"}


def read_files(
    project: Project, progress: Callable[[int, int], None] | None = None, *, keep_key: bool = True
) -> Readings:
    """Read every file of a project's folder; `progress(done, total)` is called after each.

    Without `keep_key` nothing is written: the pseudonyms of this reading have a key of their own.

    Raises
    ------
    UsageError : drift.toml names a field that no table has
    """
    _check_fields(project)
    readings = Readings(people=People(project.folder if keep_key else None), scope=list_declared(project))
    paths = [project.folder / project.only] if project.only else list(_walk(project.folder))
    ours = {folder: _written_by_us(folder) for folder in {path.parent for path in paths}}
    accounts = {path: [_sort_out(path, project.folder, ours[path.parent])] for path in paths}
    _skip_logo(accounts, project)
    waiting = {
        Entry(path): account
        for path, (account,) in accounts.items()
        if account.status == "read" and not take_written(path, account, readings.comments)
    }
    total, done = len(paths), len(paths) - len(waiting)
    while waiting:
        inside: dict[Entry, FileAccount] = {}
        for entry, result in shared_readers().read(waiting):
            if isinstance(result, Members):
                members = list_members(entry, result, waiting[entry])
                accounts[entry.path] = sorted((account for _, account in members), key=lambda one: one.file)
                inside |= {member: account for member, account in members if account.status == "read"}
                total += len(members) - 1
                done += sum(account.status != "read" for _, account in members)
            else:
                _take(result, waiting[entry], project, readings)
                done += 1
            if progress:
                progress(done, total)
        waiting = inside
    readings.accounts = [account for path in paths for account in accounts[path]]
    readings.robots = list_robots(readings)
    joined = join_successors(readings, project.settings.document)
    readings.notes = [*_tell_unmatched(project, readings), *tell_robots(readings.robots), *joined]
    return readings


def _check_fields(project: Project) -> None:
    """Refuse a field of `columns` that no table has, and name the nearest."""
    known = sorted({word.field for words in list_words().values() for word in words if word.field})
    at = Address(project.config.name) if project.config else None
    for name in (name for source in project.settings.source for name in source.columns if name not in known):
        near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
        if near:
            raise UsageError("error.toml_key_near", at=at, key=f"columns.{name}", near=near[0])
        raise UsageError("error.toml_key", at=at, key=f"columns.{name}", known=", ".join(known))


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


def _written_by_us(folder: Path) -> frozenset[str]:
    """Return the hashes of what the run record of a folder says a run wrote: a report is never read as a source."""
    return frozenset(digest for record in RUN_RECORDS.values() for digest in hashes_written(folder / record).values())


def hashes_written(record: Path) -> dict[str, str]:
    """Return what a record of a run says that it wrote: name -> hash; empty where it cannot be read."""
    try:
        content = json.loads(record.read_text(encoding="utf-8"))
        return {str(output["file"]): str(output["sha256"]) for output in content["outputs"]}
    except (OSError, ValueError, TypeError, KeyError):
        return {}


def _skip_logo(accounts: dict[Path, list[FileAccount]], project: Project) -> None:
    """Pass over the picture that drift.toml names: it stands on the report and holds no data."""
    for path, (account,) in accounts.items():
        if project.settings.logo and path.resolve() == (project.folder / project.settings.logo).resolve():
            account.status, account.reason = "skipped", Note("skipped.logo")


def _relative(path: Path, folder: Path) -> str:
    """Return the path below the folder; a name that is no text keeps what of it is."""
    return os.fsencode(path.relative_to(folder).as_posix()).decode(errors="replace")


def _sort_out(path: Path, folder: Path, ours: frozenset[str]) -> FileAccount:
    file = _relative(path, folder)
    try:
        reason = why_skipped(path)
        if reason:
            return FileAccount(file, "skipped", reason=reason)
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        if digest in ours or (path.name in RUN_RECORDS.values() and _is_run_record(path)):
            return FileAccount(file, "skipped", digest, Note("skipped.own"))
        reason = why_refused(path)
    except OSError as fault:
        return FileAccount(file, "refused", reason=Note("refused.unreadable", {"detail": fault.strerror or str(fault)}))
    return FileAccount(file, "refused" if reason else "read", digest, reason)


def _take(result: Contents | Note, account: FileAccount, project: Project, readings: Readings) -> None:
    """Add what one file holds to the readings, and complete its account."""
    if isinstance(result, Note):
        account.status, account.reason = "refused", result
        return
    at = Address(account.file)
    account.sha256 = account.sha256 or result.sha256
    account.notes += [Note(note.code, note.values, at) for note in result.notes]
    if is_comments(account.file) and holds_comments(result.sheets):
        take_comments(result.sheets, account, readings.comments)
    elif holds_scope(account.file, result.sheets):
        take_scope(result.sheets, account, readings.scope)
    elif is_form(result.sheets):
        take_form(result.sheets, account, readings.held)
    else:
        take_sheets(result.sheets, account, project, readings, result.properties)
    for sheet, detail in result.unreadable:
        account.sheets.append(SheetAccount(sheet, n_problems=1))
        account.problems.append(Problem(Address(account.file, sheet), detail, "expected.sheet"))
    if result.no_marks and any(sheet.table == "clauses" for sheet in account.sheets):
        account.notes.append(Note(result.no_marks, at=at))
    account.n_problems = sum(sheet.n_problems for sheet in account.sheets)
    account.problems = account.problems[:PROBLEMS_SHOWN]


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
