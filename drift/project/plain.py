"""Opening what a stranger put at a path: a file and nothing else, without waiting for it."""

import errno
import os
import stat
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, Final

# no link is followed and no pipe waited for, whatever took the place of the file since it was listed
_FLAGS: Final = os.O_RDONLY | sum(getattr(os, flag, 0) for flag in ("O_NONBLOCK", "O_CLOEXEC", "O_BINARY"))
_NO_LINK: Final = getattr(os, "O_NOFOLLOW", 0)
State = tuple[int, int, int, int]  # device, number, size in bytes, time of change in ns


def open_descriptor(path: Path, *, follow: bool = False) -> int:
    """Open a file for reading; OSError where there is none, or (EINVAL) something else than a file."""
    descriptor = os.open(path, _FLAGS | (0 if follow else _NO_LINK))
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
    return descriptor


def open_plain(path: Path, *, follow: bool = False) -> BufferedReader:
    """Open a file to read its bytes; OSError as in open_descriptor."""
    return os.fdopen(open_descriptor(path, follow=follow), "rb")


def state_of(file: BinaryIO | Path) -> State | None:
    """Return what changes when a file is written to or another takes its place; None where there is none any more."""
    try:
        told = file.stat() if isinstance(file, Path) else os.fstat(file.fileno())
    except OSError:
        return None
    return told.st_dev, told.st_ino, told.st_size, told.st_mtime_ns
