"""The files of a folder: which are to be read, and why the others are not."""

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from drift.errors import Note
from drift.project import CONFIG, Project
from drift.sources.accounts import FileAccount
from drift.sources.opening.sniff import why_passed_over, why_refused
from drift.terms import Edition

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
        account = _sort_out(path, project.folder, ours[path.parent])
        if logo and path.resolve() == logo:  # it stands on the report and holds no data
            account = replace(account, status="skipped", reason=Note("skipped.logo"))
        files.append((path, account))
    return files


def _walk(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.is_symlink() or path.name == CONFIG:
            continue
        if path.is_dir() and not path.name.startswith("."):
            yield from _walk(path)
        elif path.is_file():
            yield path


def _is_run_record(path: Path) -> bool:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return "drift" in content["versions"] and isinstance(content["outputs"], list)
    except (OSError, ValueError, TypeError, KeyError):
        return False


def hashes_written(record: Path) -> dict[str, str]:
    """Return what a record of a run says that it wrote: name -> hash; empty where it cannot be read."""
    try:
        content = json.loads(record.read_text(encoding="utf-8"))
        return {str(output["file"]): str(output["sha256"]) for output in content["outputs"]}
    except (OSError, ValueError, TypeError, KeyError):
        return {}


def _sort_out(path: Path, folder: Path, ours: set[str]) -> FileAccount:
    # a name that is no text keeps what of it is
    file = os.fsencode(path.relative_to(folder).as_posix()).decode(errors="replace")
    try:
        reason = why_passed_over(path.name, path.stat().st_size)
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
