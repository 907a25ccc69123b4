"""A folder -> what was read from every file in it: frames of rows, and an account of each."""

import logging
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from drift.errors import Address, DriftError, Note, Problem
from drift.project import Project
from drift.project.plain import state_of
from drift.sources.accounts import FileAccount, SheetAccount
from drift.sources.archives import list_members
from drift.sources.listing import Listed, list_files
from drift.sources.numbered import join_numbered, join_rising
from drift.sources.opening.cells import Contents, Members, address_of
from drift.sources.opening.memory import give_back
from drift.sources.opening.reader import Entry, shared_readers
from drift.sources.people import People
from drift.sources.people.hands import list_hands
from drift.sources.personcolumns import tell_shown
from drift.sources.readings import FileReading, Readings, join_files, spell_alike
from drift.sources.relations.settle import settle_relation
from drift.sources.robots import list_robots, tell_robots
from drift.sources.rows.comments import Comment, holds_comments, is_written, read_comments, read_written
from drift.sources.rows.outcomeforms import is_form, is_unfilled, read_forms
from drift.sources.rows.scope import holds_scope, list_declared, read_scope
from drift.sources.settings import check_fields, tell_unmatched
from drift.sources.sheets import read_sheets
from drift.sources.succession import join_successors
from drift.terms import PROBLEMS_SHOWN

LARGE_BYTES: Final = 1 << 24  # of cells; what smaller files leave is soon used again
CHANGED: Final = "refused.changed"
_LOG: Final = logging.getLogger(__name__)
Progress = Callable[[int, int], None]
Opened = tuple[Path, FileAccount, Contents | Note | None]  # None: nothing of it is to be read


def read_files(project: Project, progress: Progress | None = None, *, keep_key: bool = True) -> Readings:
    """Read every file of a project's folder; `progress(done, total)` is called after each.

    Without `keep_key` nothing is written: the pseudonyms of this reading have a key of their own. Raises UsageError
    where drift.toml names a field that no table has.
    """
    check_fields(project)
    people = People(project.folder if keep_key else None)
    listed = list_files(project)
    written = [(path, read_written(path, account)) for path, account, _ in listed if is_written(account)]
    comments = [comment for _, (_, own) in written for comment in own]
    files = [(path, FileReading(account, comments=tuple(own))) for path, (account, own) in written]
    others = [entry for entry in listed if not is_written(entry[1])]
    for path, account, contents in _open_files(others, len(listed), progress):
        files.append(
            (path, read_file(contents, account, project, people, comments) if contents else FileReading(account))
        )
        if isinstance(contents, Contents) and sum(sheet.table.nbytes for sheet in contents.sheets) > LARGE_BYTES:
            give_back()
    people.settle()
    readings = spell_alike(join_files([file for _, file in files], people, list_declared(project)))
    readings = settle_relation(readings, project)
    order = {path: i for i, (path, *_) in enumerate(listed)}
    in_order = sorted(files, key=lambda file: (order[file[0]], file[1].account.file))
    kept = dict(zip((file.account.file for _, file in files), readings.accounts, strict=True))
    accounts = tuple(kept[file.account.file] for _, file in in_order)
    give_back()
    robots = list_robots(readings)
    give_back()
    readings, numbered = join_numbered(readings, project.settings.document)
    readings, joined = join_successors(readings, project.settings.document)
    readings, rising = join_rising(readings, project.settings.document)
    joined = [*numbered, *joined, *rising]
    notes = (*readings.notes, *tell_unmatched(project, accounts), *tell_robots(robots), *tell_shown(people), *joined)
    hands = list_hands(people.persons, frozenset(robots["person"]))
    return replace(readings, accounts=accounts, robots=robots, hands=hands, notes=notes)


def _open_files(listed: Sequence[Listed], total: int, progress: Progress | None) -> Iterator[Opened]:
    """Yield every file with what it holds or why it is refused; the files in archives come last."""
    yield from ((path, account, None) for path, account, _ in listed if account.status != "read")
    waiting = {Entry(path): account for path, account, _ in listed if account.status == "read"}
    states = {path: state for path, _, state in listed}
    taken = Counter(account.file for _, account, _ in listed)
    done = total - len(waiting)  # what is passed over, and what is read already
    while waiting:
        gone = [entry for entry in waiting if state_of(entry.path) != states[entry.path]]
        yield from ((entry.path, waiting.pop(entry), Note(CHANGED)) for entry in gone)
        done += len(gone)
        inside: dict[Entry, FileAccount] = {}
        for entry, result in shared_readers().read(waiting):
            if state_of(entry.path) != states[entry.path]:
                result = Note(CHANGED)  # what was read may be half of it, and is not what the digest tells
            if isinstance(result, Members):
                members = list_members(entry, result, waiting[entry], taken)
                idle = [account for _, account in members if account.status != "read"]
                yield from ((entry.path, account, None) for account in idle)
                inside |= {member: account for member, account in members if account.status == "read"}
                total += len(members) - 1
                done += len(idle)
            else:
                yield entry.path, waiting[entry], result
                done += 1
            if progress:
                progress(done, total)
        waiting = inside


def read_file(
    contents: Contents | Note, account: FileAccount, project: Project, people: People, comments: Sequence[Comment] = ()
) -> FileReading:
    """Read what one file holds; a Note says why it is refused. The comments are those of comments.toml.

    Whatever goes wrong with one file is that file's fault alone; memory, disk and drift.toml are not.
    """
    if isinstance(contents, Note):
        return FileReading(account.refuse(contents))
    try:
        return _read_contents(contents, account, project, people, comments)
    except (MemoryError, OSError, DriftError):
        raise
    except Exception as fault:  # a fault of ours in what a stranger made up: told, and the others are read
        _LOG.debug("fault in reading", exc_info=fault)
        return FileReading(account.refuse(Note("refused.fault", {"detail": type(fault).__name__})))


def _read_contents(
    contents: Contents, account: FileAccount, project: Project, people: People, comments: Sequence[Comment]
) -> FileReading:
    at = Address(account.file)
    account = replace(account, sha256=account.sha256 or contents.sha256)
    account = account.add(notes=[Note(note.code, note.values, at) for note in contents.notes])
    reading = _read_kind(contents, account, project, people, comments)
    sheets = [SheetAccount(sheet, n_problems=1) for sheet, _ in contents.unreadable]
    problems = [Problem(replace(at, sheet=sheet), detail, "expected.sheet") for sheet, detail in contents.unreadable]
    has_clauses = any(sheet.table == "clauses" for sheet in reading.account.sheets)
    notes = [Note(contents.no_marks, at=at)] if contents.no_marks and has_clauses else []
    return replace(reading, account=_tell_unread(reading.account.add(sheets, problems, notes), contents))


def _tell_unread(account: FileAccount, contents: Contents) -> FileAccount:
    """Return the account with a problem for each column of a type that is not read; they come first, as they stand."""
    if not contents.unread or not account.sheets:
        return account
    first, *others = account.sheets
    problems = [
        Problem(address_of(account.file, first.sheet, 1, i), kind, "expected.column", values={"heading": name})
        for i, name, kind in contents.unread
    ]
    first = replace(first, n_problems=first.n_problems + len(problems))
    told = (*problems, *account.problems)[:PROBLEMS_SHOWN]
    return replace(account, sheets=(first, *others), problems=told, n_problems=account.n_problems + len(problems))


def _read_kind(
    contents: Contents, account: FileAccount, project: Project, people: People, earlier: Sequence[Comment]
) -> FileReading:
    """Read a file as what it is: the analyst's words, a declared scope, an outcome form, or tables."""
    if holds_comments(account.file, contents.sheets):
        account, comments = read_comments(contents.sheets, account, earlier)
        return FileReading(account, comments=tuple(comments))
    if holds_scope(account.file, contents.sheets):
        account, scope = read_scope(contents.sheets, account)
        return FileReading(account, scope=tuple(scope))
    if is_form(contents.sheets):
        if is_unfilled(contents.sheets):
            return FileReading(account.refuse(Note("skipped.own")))
        account, tables = read_forms(contents.sheets, account)
        return FileReading(account, held=tuple(tables))
    return read_sheets(contents, account, project, people)
