"""The file that is handed to a reader process: opened here, so that nothing need be opened there."""

import errno
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from drift.errors import Note
from drift.project.plain import open_descriptor
from drift.sources.opening.process import HANDS_OVER, no_reader

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
        descriptor = open_descriptor(path)
    except OSError as fault:
        if fault.errno in _OF_THE_MACHINE:
            raise no_reader(os.strerror(fault.errno)) from fault
        return Note("refused.unreadable", {"detail": fault.strerror or str(fault)})
    file = OpenFile(path, descriptor, os.fstat(descriptor).st_size)
    if HANDS_OVER:
        return file
    file.close()
    return replace(file, descriptor=None)
