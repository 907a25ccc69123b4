"""What stands in a source that names no relations, and what to do about it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from drift.errors import DriftError
from drift.sources.relations.find import NONE, declared_column

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from drift.project import Project
    from drift.sources.readings import Readings


def refuse_export(
    source: Path, entries: Sequence[os.DirEntry[str]], readings: Readings, project: Project
) -> DriftError:
    """Return why one export gives no relations: nothing is in it, nothing can be read, or it is one relation.

    Parameters
    ----------
    entries : what stands at the top of a folder; none of a file
    """
    folders = sum(entry.is_dir(follow_symlinks=False) for entry in entries)
    links = sum(entry.is_symlink() for entry in entries)
    files = len(entries) - folders - links
    if source.is_dir() and not files + folders:
        return DriftError("portfolio.only_links" if links else "portfolio.empty", path=str(source), n=links)
    is_read = bool(readings.versions) or any(len(frame) for own in readings.frames.values() for frame in own)
    declared = declared_column(project)
    if is_read and declared and declared != NONE:
        return DriftError("portfolio.none_declared", path=str(source), column=declared)
    if folders and files:
        return DriftError("portfolio.none_beside", path=str(source), n=files, folders=folders)
    if is_read:
        return DriftError("portfolio.one_relation", path=str(source))
    return DriftError("portfolio.none_read" if source.is_dir() else "portfolio.no_export", path=str(source), n=files)
