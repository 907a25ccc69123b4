"""A draft added to what was read: as a draft of its document, wherever its file stands."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from drift.contract.lineage.likeness import normalise_text
from drift.errors import DriftError, UsageError
from drift.sources.readings import rename_versions
from drift.terms import COUNTED_ROLES

if TYPE_CHECKING:
    from pathlib import Path

    from drift.project import Project
    from drift.sources.readings import Readings
    from drift.sources.rows.clauses.contracts import Version

DRAFT: Final = "draft"
ROLES: Final = (*COUNTED_ROLES, "dap")


def add_files(project: Project, drafts: tuple[Path, ...]) -> Project:
    """Return the project with those drafts that stand outside its folder.

    Raises
    ------
    UsageError : a draft is not there, or is a folder
    """
    for path in drafts:
        if not path.exists():
            raise UsageError("error.no_path", path=str(path))
        if not path.is_file():
            raise UsageError("error.not_file", path=str(path))
    folder = project.folder.resolve()
    outside = (path.resolve() for path in drafts if folder not in path.resolve().parents)
    return project.model_copy(update={"added": tuple(dict.fromkeys(outside))})


def find_drafts(readings: Readings, project: Project, drafts: tuple[Path, ...]) -> list[str]:
    """Return the files of the drafts as they were read; none given: every draft in the folder.

    Raises
    ------
    DriftError : no clauses were read in a draft, or there is none
    """
    if not drafts:
        found = [version.file for version in readings.versions if version.status == DRAFT]
        if not found:
            raise DriftError("rehearse.none.draft")
        return found
    return list(dict.fromkeys(_find(readings, project, path) for path in drafts))


def _find(readings: Readings, project: Project, path: Path) -> str:
    files = {version.file for version in readings.versions}
    folder = project.folder.resolve()
    if folder in path.resolve().parents:
        inside = path.resolve().relative_to(folder).as_posix()
        if inside in files:
            return inside
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    alike = [account.file for account in readings.accounts if account.sha256 == digest and account.file in files]
    if not alike:
        raise DriftError("rehearse.none.clauses", file=path.name)
    return alike[-1]


def mark_drafts(readings: Readings, files: list[str]) -> Readings:
    """Return the readings with some files as drafts: of the document they are of, or that they are most like."""
    others = [one for one in readings.versions if one.file not in files and one.role in ROLES]
    texts = _texts_by_file(readings)

    def mark(version: Version) -> Version:
        if version.file not in files:
            return version
        like = next((one for one in others if one.document == version.document), None) or _most_like(
            version, others, texts
        )
        document, role = (like.document, like.role) if like else (version.document, version.role)
        return replace(version, status=DRAFT, document=document, role=role)

    return rename_versions(readings, mark)


def _texts_by_file(readings: Readings) -> dict[str, set[str]]:
    texts: dict[str, set[str]] = {}
    for frame in readings.frames["clauses"]:
        for file, rows in frame.groupby("file"):
            texts.setdefault(str(file), set()).update(normalise_text(str(text)) for text in rows["text"].dropna())
    return texts


def _most_like(version: Version, others: list[Version], texts: dict[str, set[str]]) -> Version | None:
    """Return the version that shares most of its clauses; of several documents that share none, none."""
    own = texts.get(version.file, set())
    shared = [(len(own & texts.get(one.file, set())), i) for i, one in enumerate(others)]
    most, at = max(shared, default=(0, -1))
    if most:
        return others[at]
    return others[-1] if len({one.document for one in others}) == 1 else None
