"""The parent's side of a worker: begun when first asked, begun anew when it ended or worked long enough."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drift.errors import Note
from drift.portfolio.row import Row, from_plain
from drift.portfolio.task import Task, to_plain
from drift.wording import Wording

if TYPE_CHECKING:
    from drift.terms import Language

MEMORY_MB: Final = 6144  # of address space; libraries claim 2 GB that they never use, a small relation uses 0.5
# below it a library asks for memory without end while it is loaded (drift.cli.stopped), or cannot be loaded
LEAST_MB: Final = 2048
RELATIONS_EACH: Final = 40  # then it is begun anew, which takes two seconds: what libraries keep of memory goes with it
ENDING_S: Final = 5.0  # to tidy up before it is killed
ANSWER_BYTES: Final = 1 << 20  # of a row; one has some 2 kB
# one thread each: as many workers as cores are asked for; the other pool keeps a third more memory
SETTINGS: Final = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "ARROW_DEFAULT_MEMORY_POOL": "system"}


@dataclass(frozen=True)
class Options:
    """What all relations of a run share."""

    language: Language
    fresh: bool = False  # analyse anew what was finished before
    memory_mb: int = MEMORY_MB  # of address space, a worker


class Worker:
    """One process that analyses relations; a relation that ends it is a row with its reason."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._popen: subprocess.Popen[bytes] | None = None
        self._n_done = 0
        self._closed = False
        self._lock = threading.Lock()  # closing comes from another thread than the work

    @property
    def pid(self) -> int | None:
        """The running process, if there is one."""
        return self._popen.pid if self._popen is not None else None

    def find_row(self, task: Task) -> tuple[Row, bool]:
        """Return the row of a relation, and whether a run before had kept it; InterruptedError once this is closed."""
        process = self._running()
        request = {"task": to_plain(task), "language": self._options.language, "fresh": self._options.fresh}
        line = b""
        with contextlib.suppress(OSError, ValueError):
            if process.stdin and process.stdout:
                process.stdin.write(json.dumps(request).encode() + b"\n")
                process.stdin.flush()
                line = process.stdout.readline(ANSWER_BYTES)
        self._n_done += 1
        try:
            answer = json.loads(line)
            return from_plain(answer["row"]), bool(answer["kept"])
        except (ValueError, TypeError, KeyError):
            return self._bury(task), False

    def _running(self) -> subprocess.Popen[bytes]:
        if self._popen is not None and (self._popen.poll() is not None or self._n_done >= RELATIONS_EACH):
            self._end()
        with self._lock:
            if self._closed:
                raise InterruptedError
            if self._popen is None:
                self._n_done = 0
                self._popen = _begin(self._options.memory_mb)
            return self._popen

    def _bury(self, task: Task) -> Row:
        """Return the row of a relation that its worker did not outlive."""
        process = self._popen
        self._end()
        code = process.returncode if process is not None else None
        say = Wording(self._options.language)
        values = {"signal": -code if code is not None and code < 0 else 0, "memory": self._options.memory_mb}
        note = Note("portfolio.killed" if values["signal"] else "portfolio.died", values)
        return Row(task.shown if task.kind == "folder" else None, task.shown, reason=say.tell(note))

    def stop(self) -> None:
        """Ask it to end; a relation that it is busy with is none of this run any more."""
        with self._lock:
            self._closed = True
            if self._popen is not None:
                self._popen.terminate()

    def close(self) -> None:
        """End it, and wait until it has."""
        self.stop()
        self._end()

    def _end(self) -> None:
        with self._lock:
            process, self._popen = self._popen, None
        if process is not None:
            _end(process)


def _begin(memory_mb: int) -> subprocess.Popen[bytes]:
    # -P: what lies in the folder one stands in is no module of ours
    command = [sys.executable, "-P", "-m", "drift.portfolio.worker", str(memory_mb << 20)]
    return subprocess.Popen(  # noqa: S603  our own module, no shell
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a library may quote what it read
        process_group=None if sys.platform == "win32" else 0,  # to be ended with its readers
        env=os.environ | SETTINGS,
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process and its readers; it is waited for first, so that what it keeps for the moment goes."""
    if process.stdin is not None:
        with contextlib.suppress(OSError):
            process.stdin.close()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(ENDING_S)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    if process.stdout is not None:
        process.stdout.close()
