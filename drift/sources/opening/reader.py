"""The parent's side of the reader processes: one or two of them, a deadline a file, a dead one is one refused file.

What takes long to load is loaded where it is used: the processes are started first, and load their own meanwhile.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import queue
import signal
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from drift.errors import DriftError, Note
from drift.sources.opening.garbled import GarbledError
from drift.sources.opening.process import DiedError, Process, memory_given, why_not_started
from drift.terms import READ_DEADLINE_S, READ_DEADLINE_S_A_MB, READ_MEMORY_BYTES

if TYPE_CHECKING:
    from drift.sources.opening.cells import Contents, Members
    from drift.sources.opening.handover import OpenFile

    Result = Contents | Members | Note

CHILDREN: Final = 2
SMALL_BYTES: Final = 1 << 22  # of all files of a reading: one process reads them before this one has looked at half
# a deadline counts what the reader computes, so that a busy machine refuses no good file; by the clock it may wait so
# many times as long, for a disk or for its turn. Windows has no such limit: there the clock alone counts
PATIENCE: Final = 1 if sys.platform == "win32" else 20
STARTS: Final = 3  # of a reader that ends before it is ready: somebody or something may have ended it
START_DEADLINE_S: Final = 300.0  # by the clock; a start computes for a third of a second
_MEMORY: Final = ("refused.memory", "refused.memory_here")
LIMITED: Final = "time" if sys.platform == "win32" else "memory and time"  # where the system offers nothing more
SCRIPT: Final = Path(__file__).with_name("child") / "__main__.py"


@dataclass(frozen=True)
class Entry:
    """A file to read, or a member of an archive by its place in it."""

    path: Path
    member: int | None = None


def deadline_of(size: int) -> float:
    """Return the seconds of computing that a file of so many bytes may take."""
    return READ_DEADLINE_S + READ_DEADLINE_S_A_MB * size / 2**20


class Child:
    """One reader process, started when first asked and started again after it died."""

    def __init__(self, command: tuple[str, ...] = (sys.executable, "-I", str(SCRIPT), str(READ_MEMORY_BYTES))) -> None:
        self._command = command
        self._process: Process | None = None
        self._begun: Process | None = None  # started, and nobody has waited for it yet
        self._killed: Process | None = None  # by us: nobody waits for its answer
        self._closed = False
        self.alone: tuple[str, ...] | None = None  # what keeps it from all but the file it reads; None before it starts
        self._lock = threading.Lock()  # closing and starting anew may come from two threads

    @property
    def pid(self) -> int | None:
        """The running process, if there is one."""
        return self._process.pid if self._process else None

    def begin(self) -> None:
        """Start the process without waiting for it; where it cannot be started the first file tells."""
        with self._lock, contextlib.suppress(DriftError):
            if self._process is None and self._begun is None and not self._closed:
                self._begun = Process(self._command)

    def read(self, entry: Entry) -> Result:
        """Return what one file holds, or why it is refused.

        Raises
        ------
        DriftError : no reader process can be started here; the file is not to blame
        """
        from drift.sources.opening.handover import open_file

        file = open_file(entry.path)
        if isinstance(file, Note):
            return file
        try:
            result = self._ask(entry, file)
            if isinstance(result, Note) and result.code in _MEMORY:  # a cell may stand far from all others
                again = self._ask(entry, file, far=True)
                return result if isinstance(again, Note) else again
            return result
        finally:
            file.close()

    def _ask(self, entry: Entry, file: OpenFile, *, far: bool = False) -> Result:
        from drift.sources.opening.frames import to_result

        deadline_s = deadline_of(file.size)
        process = self._running()
        if process is None:
            return Note("refused.died")  # nobody waits for the answer any more
        overdue = threading.Event()

        def stop() -> None:
            overdue.set()
            process.kill()

        timer = threading.Timer(deadline_s * PATIENCE, stop)
        timer.start()
        shown = file.path if file.descriptor is None else file.path.name  # who is handed the file needs no path
        request = {"path": str(shown), "member": entry.member, "compute_s": deadline_s, "far": far}
        try:
            result = to_result(*process.ask(request, file.descriptor))
            if isinstance(result, Note) and result.code == "refused.memory":
                self._stop()  # what this file left of its memory might be too little for the next
                return _tell_memory()
            return result
        except (DiedError, GarbledError, OSError):
            process.kill()
            # ended by the system because it computed for longer than it may, or by the timer
            if overdue.is_set() or (sys.platform != "win32" and process.ended_by == signal.SIGXCPU):
                return Note("refused.deadline", {"seconds": int(deadline_s)})
            return _tell_memory() if process.ran_out_of_memory else Note("refused.died")
        finally:
            timer.cancel()
            if overdue.is_set() or not process.runs:
                self._stop()

    def _running(self) -> Process | None:
        """Return the process, started where there is none; None once this child is closed, or killed meanwhile."""
        with self._lock:
            if self._closed:
                return None
            if self._process is None or not self._process.runs:
                self._start()
            return self._process

    def _start(self) -> None:
        """Start the process and wait until it is ready; what ends before that says nothing of a file."""
        for left in reversed(range(STARTS)):
            self._stop()
            process, self._begun = self._begun or Process(self._command), None
            self._process = process
            timer = threading.Timer(START_DEADLINE_S, process.kill)
            timer.start()
            try:
                process.greet()
            except (DiedError, GarbledError, OSError):
                process.end()
                fault = why_not_started(process)
                self._stop()
                if self._killed is process:
                    return
                if not left:
                    raise fault from None
            else:
                self.alone = process.alone
                return
            finally:
                timer.cancel()

    def kill(self) -> None:
        """End the process; whoever waits for its answer finds the pipe closed, whoever comes next finds it dead."""
        if process := self._process:
            self._killed = process
            process.kill()

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.close()

    def close(self) -> None:
        """End the process for good and let go of its pipes."""
        self.kill()
        with self._lock:
            self._closed = True
            self._stop()
            self._process, self._begun = self._begun, None
            self._stop()


def _tell_memory() -> Note:
    """Tell that a file needs too much memory: more than any file may have, or more than the session gives."""
    given = memory_given()
    return (
        Note("refused.memory_here", {"size": given // 2**20}) if given < READ_MEMORY_BYTES else Note("refused.memory")
    )


class Readers(contextlib.AbstractContextManager["Readers"]):
    """The reader processes of one parent, warm from file to file. Use as a context manager, or `shared_readers`."""

    def __init__(self) -> None:
        self.children = [Child() for _ in range(CHILDREN)]
        self._idle: queue.LifoQueue[Child] = queue.LifoQueue()  # a warm one first
        self._handing_over = threading.Lock()  # a child is idle, or it reads for one caller
        for child in self.children:
            self._idle.put(child)

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the processes for good."""
        for child in self.children:
            child.close()

    def begin(self) -> None:
        """Start a process ahead of its first file; the other one is for more than a few small files."""
        self.children[-1].begin()

    @property
    def alone(self) -> tuple[str, ...] | None:
        """What keeps the readers from all but the file they read, as they told; None where none was started."""
        return next((child.alone for child in self.children if child.alone is not None), None)

    def read(self, entries: Iterable[Entry]) -> Iterator[tuple[Entry, Result]]:
        """Yield each file with what it holds; read side by side, in the order given, at most a few held at a time."""
        pending: deque[tuple[Entry, Future[Result]]] = deque()
        reading: set[Child] = set()
        listed = [*entries]
        pool = ThreadPoolExecutor(1 if _are_small(listed) else CHILDREN)
        try:
            for entry in listed:
                pending.append((entry, pool.submit(self._read, entry, reading)))
                if len(pending) > CHILDREN:
                    done, future = pending.popleft()
                    yield done, future.result()
            while pending:
                done, future = pending.popleft()
                yield done, future.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
            with self._handing_over:
                for child in reading:
                    child.kill()  # what nobody waits for any more
            pool.shutdown()

    def _read(self, entry: Entry, reading: set[Child]) -> Result:
        child = self._idle.get()
        with self._handing_over:
            reading.add(child)
        try:
            return child.read(entry)
        finally:
            with self._handing_over:
                reading.remove(child)
                self._idle.put(child)


def _are_small(entries: list[Entry]) -> bool:
    """Whether files are soon read; one that is not there is soon told."""
    sizes = 0
    for path in {entry.path for entry in entries}:
        with contextlib.suppress(OSError):
            sizes += path.stat().st_size
    return sizes < SMALL_BYTES and all(entry.member is None for entry in entries)


_shared: dict[int, Readers] = {}  # by process: after a fork these pipes are the parent's


def shared_readers() -> Readers:
    """Return the readers of this process: started for its first file, closed when it ends."""
    pid = os.getpid()
    return _shared.get(pid) or _shared.setdefault(pid, Readers())


def describe_readers() -> str | None:
    """Return what keeps the readers of this process from all but the file they read; None where none was started."""
    alone = shared_readers().alone
    return None if alone is None else ", ".join(alone) or LIMITED


@atexit.register
def _close_shared() -> None:
    readers = _shared.pop(os.getpid(), None)
    if readers:
        readers.close()
