"""The file that is handed to a reader process: opened here, so that nothing need be opened there."""

import errno
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from drift.errors import Note
from drift.sources.opening.process import HANDS_OVER, no_reader

# never a link that took the place of the file since it was listed, nor a pipe that nobody writes to
_FLAGS: Final = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC"))
_OF_THE_MACHINE: Final = (errno.EMFILE, errno.ENFILE, errno.ENOMEM)


@dataclass(frozen=True)
class OpenFile:
    """A file to be read, open already where it can be handed over."""

    path: Path
    descriptor: int | None  # None: the process opens the path
    size: int  # bytes

    def close(self) -> None:
        """Let go of the file."""
        if self.descriptor is not None:
            os.close(self.descriptor)


def open_file(path: Path) -> OpenFile | Note:
    """Open a file for a reader process, or return why it is refused.

    Raises
    ------
    DriftError : the machine can hold no more files open
    """
    path = Path(os.path.realpath(path))  # links in a ring stay as they are, and are refused below
    try:
        descriptor = os.open(path, _FLAGS) if HANDS_OVER else None
        found = path.stat() if descriptor is None else os.fstat(descriptor)
    except OSError as fault:
        if fault.errno in _OF_THE_MACHINE:
            raise no_reader(os.strerror(fault.errno)) from fault
        return _refuse(fault.strerror or str(fault))
    file = OpenFile(path, descriptor, found.st_size)
    if stat.S_ISREG(found.st_mode):
        return file
    file.close()
    return _refuse(os.strerror(errno.EINVAL))


def _refuse(detail: str) -> Note:
    return Note("refused.unreadable", {"detail": detail})
