"""The files of a folder: which are to be read, and why the others are not."""

import hashlib
import json
import os
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from drift.errors import Note
from drift.project import CONFIG, Project
from drift.sources.accounts import FileAccount
from drift.sources.opening.sniff import why_passed_over, why_refused
from drift.terms import Edition

KEPT: Final = ".drift"  # what drift keeps beside the data itself
# what a run wrote is named in it, by edition, so that a report is never read as a source
RUN_RECORDS: Final[dict[Edition, str]] = {"ours": "run.json", "shared": "run-shared.json"}


def list_files(project: Project) -> list[tuple[Path, FileAccount]]:
    """Return every file of a project's folder, in the order of their names, with an account that tells what to do."""
    paths = [project.folder / project.only] if project.only else list(_walk(project.folder))
    ours = {
        folder: {digest for name in RUN_RECORDS.values() for digest in hashes_written(folder / name).values()}
        for folder in {path.parent for path in paths}
    }
    logo = project.settings.logo and (project.folder / project.settings.logo).resolve()
    files = []
    for path in paths:
        account = _sort_out(path, project, ours[path.parent])
        if logo and path.resolve() == logo:  # it stands on the report and holds no data
            account = replace(account, status="skipped", reason=Note("skipped.logo"))
        files.append((path, account))
    return files


def _walk(folder: Path) -> Iterator[Path]:
    """Yield what stands in a folder and the folders in it; of one that is not entered, the folder itself."""
    try:
        paths = sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError:
        yield folder
        return
    for path in paths:
        if path.name in (CONFIG, KEPT):
            continue
        if _is_entered(path):
            yield from _walk(path)
        else:
            yield path


def _is_entered(path: Path) -> bool:
    """Whether a path is a folder whose files are read: no link to one, and not hidden."""
    try:
        return stat.S_ISDIR(path.lstat().st_mode) and not path.name.startswith(".")
    except OSError:
        return False


def _why_not_opened(path: Path) -> Note | None:
    """Why what stands at a path is no file to open: a link, a pipe, a device, a hidden folder; None for a file."""
    mode = path.lstat().st_mode
    if stat.S_ISLNK(mode):
        return Note("skipped.link")
    if stat.S_ISREG(mode):
        return None
    if stat.S_ISDIR(mode):
        return Note("skipped.hidden")
    return Note("skipped.pipe" if stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode) else "skipped.device")


def _is_run_record(path: Path) -> bool:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return "drift" in content["versions"] and isinstance(content["outputs"], list)
    except (OSError, ValueError, TypeError, KeyError):
        return False


def hashes_written(record: Path) -> dict[str, str]:
    """Return what a record of a run says that it wrote: name -> hash; empty where it cannot be read."""
    try:
        if _why_not_opened(record):
            return {}
        content = json.loads(record.read_text(encoding="utf-8"))
        return {str(output["file"]): str(output["sha256"]) for output in content["outputs"]}
    except (OSError, ValueError, TypeError, KeyError):
        return {}


def _sort_out(path: Path, project: Project, ours: set[str]) -> FileAccount:
    # a name that is no text keeps what of it is
    file = os.fsencode(path.relative_to(project.folder).as_posix()).decode(errors="replace")
    try:
        if _is_entered(path):
            list(path.iterdir())  # a folder stands here only where it could not be listed: this says why
        reason = None if project.only and path.is_file() else _why_not_opened(path)
        reason = reason or why_passed_over(path.name, path.stat().st_size)
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
