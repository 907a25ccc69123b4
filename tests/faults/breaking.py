"""Break a process at its n-th call of the system: the call fails, a signal comes, or the process is killed there.

Nothing of the program is replaced: the interpreter itself tells of each call before it is made (an audit hook), and
what it does not tell of (a write, a sync) is counted around. A kill at a write leaves half of it.
"""

from __future__ import annotations

import builtins
import io
import os
import signal
import sys
from pathlib import Path

TOLD = {"open": 0, "os.rename": 1, "os.remove": 0, "os.mkdir": 0, "os.rmdir": 0, "os.link": 1, "os.symlink": 1}
FILLING = {"open", "os.mkdir", "os.link", "os.symlink", "write", "sync"}  # what a full disk refuses


class Breaker:
    """Counts the calls that concern some folders, and breaks at one of them.

    how : "count", "kill", "TERM" (or another signal), or the number of an error
    lasting : the error stays: every later call that fills a disk fails as well
    """

    def __init__(self, folders: list[Path], at: int = 0, how: str | int = "count", *, lasting: bool = False) -> None:
        self.folders = [str(folder) for folder in folders]
        self.at, self.how, self.lasting = at, how, lasting
        self.calls: list[str] = []

    def step(self, call: str) -> None:
        """Count a call, and break at it when it is its turn."""
        self.calls.append(call)
        n = len(self.calls)
        if n != self.at and not (self.lasting and n > self.at and call in FILLING):
            return
        if self.how == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        elif isinstance(self.how, int):
            raise OSError(self.how, os.strerror(self.how))
        elif self.how != "count":
            os.kill(os.getpid(), getattr(signal, f"SIG{self.how}"))

    def arm(self) -> None:
        """Count from now on; there is no way back."""
        sys.addaudithook(self._hear)
        opened, synced, written = io.open, os.fsync, os.write

        def open_counted(file, mode="r", *arguments, **options):
            stream = opened(file, mode, *arguments, **options)
            if set(mode) & set("wax+") and self._is_watched(file):
                stream.write = self._count_write(stream)
            return stream

        def sync_counted(handle):
            self.step("sync")
            return synced(handle)

        def write_counted(handle, content):
            self.step("write")
            return written(handle, content)

        io.open = builtins.open = open_counted
        os.fsync, os.write = sync_counted, write_counted

    def _hear(self, call: str, arguments: tuple[object, ...]) -> None:
        if call in TOLD and self._is_watched(arguments[TOLD[call]]):
            self.step(call)

    def _is_watched(self, path: object) -> bool:
        if not isinstance(path, str | bytes | os.PathLike):
            return False
        return any(os.fsdecode(path).startswith(folder) for folder in self.folders)

    def _count_write(self, stream):
        write = stream.write

        def half_and_half(content):
            write(content[: len(content) // 2])
            stream.flush()
            self.step("write")
            return write(content[len(content) // 2 :])

        return half_and_half
