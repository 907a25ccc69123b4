"""New files in the place of former ones: at any instant each is the former or the new one, whole."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from drift.errors import OutputError
from drift.writing.ending import undisturbed
from drift.writing.faults import tell_fault
from drift.writing.temporary import TemporaryFolder

FORMER: Final = "former"  # beside the new files: the ones they replace, until all are in place


def put_in_place(beside: Path, folder: Path, names: Sequence[str] | Sequence[Path]) -> None:
    """Put new files in place, one by one in their order; when one cannot be, those before it are put back.

    A run that is killed meanwhile leaves new files and former ones: the file that names the hashes of the others goes
    last, so that it disowns them. A link in the way is replaced itself; nothing is written through it.

    Parameters
    ----------
    beside : where the new files lie, on the disk of `folder`
    names : of files in both folders; a name may have folders before it

    Raises
    ------
    OutputError : a file cannot be replaced, because it is open elsewhere or a folder stands in its place
    """
    places = [(beside / name, folder / name) for name in names]
    path = folder
    try:
        for new, path in places:
            _make_way(path, folder)
            _sync(new)
        path = folder
        _sync(beside)
        former = _keep(beside, [path for _, path in places])
        with undisturbed():
            path = _replace_all(places, former)
    except _StuckError as stuck:
        raise _to_error(stuck.fault, stuck.path, folder) from stuck.fault
    except OSError as fault:
        raise _to_error(fault, path, folder) from fault


def write_file(path: Path, content: bytes) -> None:
    """Write one file whole: beside its place, and then into it."""
    with TemporaryFolder(path.parent) as beside:
        (beside / path.name).write_bytes(content)
        put_in_place(beside, path.parent, [path.name])


class _StuckError(Exception):
    """One file could not be replaced; those before it are the former ones again."""

    def __init__(self, fault: OSError, path: Path) -> None:
        super().__init__(str(fault))
        self.fault, self.path = fault, path


def _make_way(path: Path, folder: Path) -> None:
    """Make the folders that lead to a file, and refuse what would lead elsewhere or cannot be replaced."""
    for parent in [*reversed(path.relative_to(folder).parents)][1:]:
        between = folder / parent
        between.mkdir(exist_ok=True)
        if not stat.S_ISDIR(between.lstat().st_mode):
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(between))
    with contextlib.suppress(FileNotFoundError):
        if stat.S_ISDIR(path.lstat().st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))


def _keep(beside: Path, paths: Sequence[Path]) -> dict[Path, Path]:
    """Return where each former file is kept besides its place, under a second name of the same file or as a copy."""
    home = beside / FORMER
    home.mkdir()
    kept = {}
    for n, path in enumerate(paths):
        if os.path.lexists(path):
            kept[path] = home / str(n)
            try:
                os.link(path, kept[path], follow_symlinks=False)
            except (OSError, NotImplementedError):  # the file system, or the system, knows no second names
                shutil.copy2(path, kept[path], follow_symlinks=False)
    return kept


def _replace_all(places: Sequence[tuple[Path, Path]], former: dict[Path, Path]) -> Path:
    """Replace one file after another and return the last."""
    path = places[0][1]
    try:
        for i, (new, path) in enumerate(places):
            if i == len(places) - 1:
                _sync_folders(places[:-1])  # what the last file tells of the others must be so on disk before it is
            new.replace(path)
        _sync_folders(places[-1:])
    except OSError as fault:
        _put_back(places, former)
        raise _StuckError(fault, path) from fault
    return path


def _put_back(places: Sequence[tuple[Path, Path]], former: dict[Path, Path]) -> None:
    """Put the former files back where a new one stands."""
    for new, path in reversed(places):
        if not os.path.lexists(new):
            with contextlib.suppress(OSError):  # one that cannot be: the others all the same
                if path in former:
                    former[path].replace(path)
                else:
                    path.unlink()


def _sync_folders(places: Sequence[tuple[Path, Path]]) -> None:
    for folder in dict.fromkeys(path.parent for _, path in places):
        _sync(folder)


def _sync(path: Path) -> None:
    """Let what stands in a file or folder reach the disk; Windows does so for files alone."""
    if path.is_dir():
        if sys.platform == "win32":
            return
        flags = os.O_RDONLY
    else:
        flags = os.O_RDWR | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    except OSError as fault:
        if fault.errno not in (errno.EINVAL, errno.ENOTSUP, errno.ENOSYS):  # a file system that cannot; it has no more
            raise
    finally:
        os.close(handle)


def _to_error(fault: OSError, path: Path, folder: Path) -> OutputError:
    if isinstance(fault, IsADirectoryError | NotADirectoryError):
        return OutputError("error.output_way", path=str(fault.filename or path))
    if isinstance(fault, PermissionError) and path != folder:
        return OutputError("error.output_open", path=str(path))
    return tell_fault(fault, folder)
