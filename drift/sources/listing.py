"""The files of a folder: which are to be read, and why the others are not."""

import hashlib
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from drift.errors import Note
from drift.project import BOOK, CONFIG, FORMER, Project
from drift.project.home import HOME
from drift.project.plain import State, open_plain, state_of
from drift.sources.accounts import FileAccount
from drift.sources.archives import clean_name, tell_apart
from drift.sources.opening.sniff import HEAD_BYTES, why_passed_over, why_refused
from drift.sources.walking import Found, look_at, tell_unreadable, walk, why_no_file
from drift.terms import READ_MEMORY_BYTES, Edition

# what a run wrote is named in it, by edition; it says nothing of which files are to be read
RUN_RECORDS: Final[dict[Edition, str]] = {"ours": "run.json", "shared": "run-shared.json"}
_CHUNK: Final = 1 << 20
Listed = tuple[Path, FileAccount, State | None]  # the state of a file that is to be read


def list_files(project: Project) -> list[Listed]:
    """Return every entry of a project's folder, by name, with an account that tells what to do, and its state."""
    entries = [look_at(project.folder / project.only, follow=True)] if project.only else _walk(project)
    entries = [*entries, *(look_at(path, follow=True) for path in project.added)]
    logo = project.settings.logo and (project.folder / project.settings.logo).resolve()
    taken: Counter[str] = Counter()
    files = []
    for entry in entries:
        file = tell_apart(_name(entry.path, project.folder), taken)
        account, state = _sort_out(entry, file, follow=bool(project.only) or entry.path in project.added)
        if logo and account.status != "skipped" and entry.path.resolve() == logo:  # it stands on the report
            account = replace(account, status="skipped", reason=Note("skipped.logo"))
        files.append((entry.path, account, state))
    return files


def _walk(project: Project) -> Iterator[Found]:
    """Yield what stands in the folder but the settings and what drift keeps beside the data."""
    ours = {project.folder / CONFIG, project.folder / BOOK, project.folder / HOME, project.config}
    return (entry for entry in walk(project.folder) if entry.path not in ours)


def _name(path: Path, folder: Path) -> str:
    """Return a path below the folder as it may be shown; a name that is no text keeps what of it is.

    Of a file that stands elsewhere its name alone.
    """
    below = path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.name
    return clean_name(os.fsencode(below).decode(errors="replace"))


def _sort_out(entry: Found, file: str, *, follow: bool) -> tuple[FileAccount, State | None]:
    if entry.refused:
        return FileAccount(file, "refused", reason=entry.refused), None
    reason = why_no_file(entry) or _why_settings(entry.path) or why_passed_over(entry.path.name, entry.size)
    if reason:
        return FileAccount(file, "skipped", reason=reason), None
    if entry.size > READ_MEMORY_BYTES:
        return FileAccount(file, "refused", reason=Note("refused.memory")), None
    try:
        return _look_inside(entry, file, follow=follow)
    except OSError as fault:
        return FileAccount(file, "refused", reason=tell_unreadable(fault)), None


def _why_settings(path: Path) -> Note | None:
    return Note("skipped.settings") if path.name in (CONFIG, BOOK) or path.name.startswith(FORMER) else None


def _look_inside(entry: Found, file: str, *, follow: bool) -> tuple[FileAccount, State | None]:
    """Return the account of a file by its first bytes, with the digest of all of them, and the state it was in."""
    with open_plain(entry.path, follow=follow) as stream:
        state = state_of(stream)
        head = stream.read(HEAD_BYTES)
        digest, left = hashlib.sha256(head), READ_MEMORY_BYTES
        while left > 0 and (chunk := stream.read(_CHUNK)):  # a file may grow while it is read
            digest.update(chunk)
            left -= len(chunk)
    reason = why_refused(head)
    return FileAccount(file, "refused" if reason else "read", digest.hexdigest(), reason), state
