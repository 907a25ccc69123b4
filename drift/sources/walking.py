"""What stands in a folder and in the folders in it: every entry by name, none followed that leads elsewhere."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from drift.errors import Note
from drift.terms import FOLDER_DEPTH, FOLDER_ENTRIES


@dataclass(frozen=True)
class Found:
    """What stands at a path: its mode and size (bytes) by lstat, or why it cannot even be looked at."""

    path: Path
    mode: int = 0
    size: int = 0
    refused: Note | None = None


def walk(folder: Path) -> Iterator[Found]:
    """Yield what stands in a folder, by name; of a folder that is not entered, the folder itself.

    One entry too many stands for all that follow it, with their number: nothing is passed over in silence.
    """
    n, first = 0, None
    for entry in _walk(folder):
        n += 1
        if n <= FOLDER_ENTRIES:
            yield entry
        first = first or (entry if n > FOLDER_ENTRIES else None)
    if first:
        values = {"n": n - FOLDER_ENTRIES, "most": FOLDER_ENTRIES}
        yield Found(first.path, refused=Note("refused.too_many", values))


def _walk(folder: Path) -> Iterator[Found]:
    """Yield every entry; a stack of our own, for a folder may be deeper than Python's."""
    waiting = [(entry, 1) for entry in _list(folder)]
    while waiting:
        entry, depth = waiting.pop()
        if not stat.S_ISDIR(entry.mode) or entry.path.name.startswith("."):
            yield entry
        elif depth > FOLDER_DEPTH:
            yield Found(entry.path, refused=Note("refused.too_deep", {"most": FOLDER_DEPTH}))
        else:
            waiting += [(inner, depth + 1) for inner in _list(entry.path)]


def _list(folder: Path) -> list[Found]:
    """Return what stands in a folder, the last name first; of one that cannot be listed, itself and why."""
    try:
        with os.scandir(folder) as found:
            names = sorted((entry.name for entry in found), reverse=True)
    except OSError as fault:
        return [Found(folder, refused=tell_unreadable(fault))]
    return [look_at(folder / name) for name in names]


def look_at(path: Path, *, follow: bool = False) -> Found:
    """Return what stands at a path; a link is a link, unless it is to be followed."""
    try:
        told = path.stat(follow_symlinks=follow)
    except (OSError, ValueError) as fault:
        return Found(path, refused=tell_unreadable(fault))
    return Found(path, told.st_mode, told.st_size)


def tell_unreadable(fault: OSError | ValueError) -> Note:
    """Return why a path cannot be opened, in the system's words and without the path itself."""
    return Note("refused.unreadable", {"detail": getattr(fault, "strerror", None) or type(fault).__name__})


def why_no_file(entry: Found) -> Note | None:
    """Why what stands at a path is no file to open: a link, a pipe, a device, a hidden folder; None for a file."""
    if stat.S_ISREG(entry.mode):
        return None
    if stat.S_ISLNK(entry.mode):
        return Note("skipped.link")
    if stat.S_ISDIR(entry.mode):
        return Note("skipped.hidden")
    return Note("skipped.pipe" if stat.S_ISFIFO(entry.mode) or stat.S_ISSOCK(entry.mode) else "skipped.device")
