"""Folders of a moment: locked as long as their run lives, removed when it ends, or by the next run when it was killed.

A lock goes with its process, however that ends; so a folder whose lock can be had belongs to nobody any more.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
import stat
import sys
import tempfile
from pathlib import Path
from typing import Final

from drift.writing.ending import at_end, undisturbed

PREFIX: Final = "drift-"  # in the folder for temporary files
BESIDE: Final = ".drift-"  # in a folder of the user
LOCK: Final = "lock"
MARK: Final = b"drift: a folder of a moment; without a process that holds this lock it may go\n"
TRIES: Final = 20  # folders, each lost to another run that tidies up at the same instant
PRIVATE: Final = 0o700  # the mode that mkdtemp gives, and its names
_MADE: Final = re.compile(rf"\.?{PREFIX}[a-z0-9_]{{8}}")


class TemporaryFolder:
    """A folder that only its owner reads; it vanishes with the run. Use as a context manager.

    parent : the folder of the user to lie in; None: that for temporary files. What dead runs left there goes first.
    """

    def __init__(self, parent: Path | None = None) -> None:
        parent, prefix = (Path(tempfile.gettempdir()), PREFIX) if parent is None else (parent, BESIDE)
        remove_leftovers(parent, prefix)
        self._pid = os.getpid()
        with undisturbed():  # from its first instant somebody knows that it is to be removed
            self.path, self._lock = _make(parent, prefix)
            _own[self.path] = self

    def __enter__(self) -> Path:
        return self.path

    def __exit__(self, _: object, raised: BaseException | None, __: object) -> None:
        if isinstance(raised, OSError) and raised.filename is None:
            raised.filename = str(self.path)  # a disk that is full does not say which one it is
        self.close()

    def close(self) -> None:
        """Remove the folder; what cannot be removed now goes at the next start."""
        if self._pid != os.getpid():
            return  # a fork of the run that made it
        with undisturbed():
            if sys.platform == "win32":
                self._unlock()  # a file that is open cannot be removed there
            _remove(self.path, self._lock)
            self._unlock()
            _own.pop(self.path, None)

    def _unlock(self) -> None:
        if self._lock is not None:
            lock, self._lock = self._lock, None
            os.close(lock)


_own: dict[Path, TemporaryFolder] = {}


@at_end
def remove_own() -> None:
    """Remove every folder that this process still has."""
    for folder in [*_own.values()]:
        folder.close()


def remove_leftovers(parent: Path, prefix: str = BESIDE) -> int:
    """Remove the folders of dead runs in a folder, and return how many that were.

    Only what is ours: a folder (no link) of this user with our lock in it, that no process holds.
    """
    try:
        with os.scandir(parent) as entries:
            names = [entry.path for entry in entries if entry.name.startswith(prefix) and _is_ours(entry)]
    except OSError:
        return 0  # whoever writes there tells why that cannot be
    return sum(_remove_dead(Path(name)) for name in names)


def _is_ours(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False) and _is_own(entry.stat(follow_symlinks=False))
    except OSError:
        return False


def _is_own(status: os.stat_result) -> bool:
    return sys.platform == "win32" or status.st_uid == os.getuid()


def _make(parent: Path, prefix: str) -> tuple[Path, int | None]:
    """Make a folder and lock it, with the lock; None where the system knows no locks: then nobody else removes it."""
    for _ in range(TRIES):
        path = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
        try:
            lock = os.open(path / LOCK, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o600)
        except FileNotFoundError:
            continue  # a run that tidies up took it for one of a dead run
        except OSError:
            _remove(path, None)
            raise
        try:
            os.write(lock, MARK)
            if _try_lock(lock) and (path / LOCK).exists():
                return path, lock
        except OSError as fault:
            if fault.errno in (errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL):
                (path / LOCK).unlink()
                os.close(lock)
                return path, None
            os.close(lock)
            _remove(path, None)
            raise
        os.close(lock)
    raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(parent))


def _remove_dead(path: Path) -> bool:
    """Remove a folder if its run is dead; the lock, which is taken meanwhile, goes last."""
    try:
        lock = os.open(path / LOCK, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except FileNotFoundError:
        return _remove_unborn(path)
    except OSError:
        return False
    try:
        status = os.fstat(lock)
        ours = stat.S_ISREG(status.st_mode) and _is_own(status) and os.read(lock, len(MARK) + 1) in (MARK, b"")
        if not ours or not _try_lock(lock):
            return False
        if sys.platform != "win32":
            _remove(path, lock)
            return not path.exists()
    except OSError:
        return False
    finally:
        os.close(lock)
    _remove(path, None)
    return not path.exists()


def _remove_unborn(path: Path) -> bool:
    """Remove an empty folder that a run made and could not lock before it was killed; one that lives makes another."""
    with contextlib.suppress(OSError):
        if _MADE.fullmatch(path.name) and stat.S_IMODE(path.lstat().st_mode) == PRIVATE:
            path.rmdir()
            return True
    return False


def _remove(path: Path, lock: int | None) -> None:
    """Remove what is in a folder, then its lock and the folder; cut short, the lock still tells whose it is.

    lock : the one that is held; a folder put in its place meanwhile holds another one, and stays
    """
    with contextlib.suppress(OSError):
        if not os.supports_dir_fd >= {os.unlink, os.open, os.stat}:
            _empty(path, None)
        else:
            home = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
            try:
                if lock is not None and not _is_same(os.stat(LOCK, dir_fd=home, follow_symlinks=False), os.fstat(lock)):
                    return
                _empty(path, home)
            finally:
                os.close(home)
        path.rmdir()


def _is_same(one: os.stat_result, other: os.stat_result) -> bool:
    return (one.st_dev, one.st_ino) == (other.st_dev, other.st_ino)


def _empty(path: Path, home: int | None) -> None:
    """Remove what is in an open folder, its lock last; without open folders (Windows) by path."""
    with os.scandir(path if home is None else home) as entries:
        inside = {entry.name: entry.is_dir(follow_symlinks=False) for entry in entries}
    for name in sorted(inside, key=lambda name: name == LOCK):
        place = name if home is not None else str(path / name)
        if inside[name]:
            shutil.rmtree(place, ignore_errors=True, dir_fd=home)
        elif name != LOCK or not _is_filled(path, home):
            with contextlib.suppress(OSError):
                os.unlink(place, dir_fd=home)  # of a link the link itself


def _is_filled(path: Path, home: int | None) -> bool:
    """Whether something but the lock is still in a folder."""
    return any(name != LOCK for name in os.listdir(path if home is None else home))  # noqa: PTH208  an open folder


def _try_lock(lock: int) -> bool:
    """Lock a file until this process ends; False: another one has it."""
    if sys.platform == "win32":
        import msvcrt

        try:
            os.lseek(lock, len(MARK), os.SEEK_SET)  # the lock is on a byte, and one that is locked cannot be read
            msvcrt.locking(lock, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
