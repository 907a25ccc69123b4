"""The parent's side of the reader processes: two of them, a deadline a file, a dead one is one refused file."""

import atexit
import contextlib
import json
import os
import queue
import signal
import struct
import subprocess
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from drift.errors import Note
from drift.sources.opening.cells import Contents, Members
from drift.sources.opening.frames import GarbledError, read_header, to_result
from drift.terms import READ_DEADLINE_S, READ_DEADLINE_S_A_MB, READ_MEMORY_BYTES

CHILDREN: Final = 2
# a deadline counts what the reader computes, so that a busy machine refuses no good file; by the clock it may wait so
# many times as long, for a disk or for its turn. Windows has no such limit: there the clock alone counts
PATIENCE: Final = 1 if sys.platform == "win32" else 20
SCRIPT: Final = Path(__file__).with_name("child") / "__main__.py"
LAST_WORDS_BYTES: Final = 1 << 16
PASSED_ON: Final = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "LANG", "LC_ALL", "LC_CTYPE")  # no keys of ours
SETTINGS: Final = {
    "ARROW_DEFAULT_MEMORY_POOL": "system",  # the other pools reserve a gigabyte of the memory limit
    "RUST_BACKTRACE": "0",
}
OUT_OF_MEMORY: Final = (b"memory allocation of", b"bad_alloc", b"MemoryError", b"out of memory")
Result = Contents | Members | Note


@dataclass(frozen=True)
class Entry:
    """A file to read, or a member of an archive by its place in it."""

    path: Path
    member: int | None = None

    @property
    def deadline_s(self) -> float:
        """Seconds of computing this file may take."""
        try:
            return READ_DEADLINE_S + READ_DEADLINE_S_A_MB * self.path.stat().st_size / 2**20
        except OSError:
            return READ_DEADLINE_S


class _ChildDiedError(Exception):
    """The child closed its pipe in the middle of an answer."""


class Child:
    """One reader process, started when first asked and started again after it died."""

    def __init__(self, command: tuple[str, ...] = (sys.executable, "-I", str(SCRIPT), str(READ_MEMORY_BYTES))) -> None:
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False
        self._lock = threading.Lock()  # closing and starting anew may come from two threads
        self._errors = tempfile.TemporaryFile("a+b")  # noqa: SIM115  lives as long as the process it listens to

    @property
    def pid(self) -> int | None:
        """The running process, if there is one."""
        return self._process.pid if self._process else None

    def read(self, entry: Entry) -> Result:
        """Return what one file holds, or why it is refused."""
        deadline_s = entry.deadline_s
        overdue = threading.Event()
        process = self._running()
        if process is None:
            return Note("refused.died")  # nobody waits for the answer any more

        def stop() -> None:
            overdue.set()
            process.kill()

        timer = threading.Timer(deadline_s * PATIENCE, stop)
        timer.start()
        try:
            result = _converse(process, entry, deadline_s)
            if isinstance(result, Note) and result.code == "refused.memory":
                self._stop()  # what this file left of its memory might be too little for the next
            return result
        except (_ChildDiedError, GarbledError, OSError):
            self._stop()
            # ended by the system because it computed for longer than it may, or by the timer
            spent = sys.platform != "win32" and process.returncode == -signal.SIGXCPU
            if overdue.is_set() or spent:
                return Note("refused.deadline", {"seconds": int(deadline_s)})
            return Note("refused.memory" if self._ran_out_of_memory() else "refused.died")
        finally:
            timer.cancel()
            if overdue.is_set():
                self._stop()

    def _running(self) -> subprocess.Popen[bytes] | None:
        """Return the process, started where there is none; None once this child is closed."""
        with self._lock:
            if self._closed:
                return None
            if self._process is None or self._process.poll() is not None:
                self._stop()
                self._process = subprocess.Popen(  # noqa: S603  our own file, no shell
                    self._command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=self._errors,
                    env={name: os.environ[name] for name in PASSED_ON if name in os.environ} | SETTINGS,
                )
            self._errors.truncate(0)  # what it said of another file says nothing of this one
            return self._process

    def _ran_out_of_memory(self) -> bool:
        """Whether the process said so before it died: an allocation that fails ends it without an answer."""
        with self._lock:
            if self._closed:
                return False
            self._errors.seek(max(0, self._errors.seek(0, os.SEEK_END) - LAST_WORDS_BYTES))
            words = self._errors.read()
        return any(sign in words for sign in OUT_OF_MEMORY)

    def kill(self) -> None:
        """End the process; whoever waits for its answer finds the pipe closed, whoever comes next finds it dead."""
        if process := self._process:
            process.kill()
            process.wait()

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(BrokenPipeError):  # what was not yet written is of no use to a dead process
                    pipe.close()
        process.wait()

    def close(self) -> None:
        """End the process for good and let go of its pipes."""
        with self._lock:
            self._closed = True
            self._stop()
            self._errors.close()


def _converse(process: subprocess.Popen[bytes], entry: Entry, deadline_s: float) -> Result:
    if process.stdin is None or process.stdout is None:
        raise _ChildDiedError
    request = {"path": str(entry.path.resolve()), "member": entry.member, "compute_s": deadline_s}
    process.stdin.write(json.dumps(request).encode() + b"\n")
    process.stdin.flush()
    header = read_header(_receive(process.stdout))
    return to_result(header, [_receive(process.stdout) for _ in header.sheets])


def _receive(pipe: IO[bytes]) -> bytes:
    prefix = pipe.read(8)
    if len(prefix) < 8:
        raise _ChildDiedError
    (length,) = struct.unpack(">Q", prefix)
    if length > READ_MEMORY_BYTES:
        raise GarbledError("length")
    frame = pipe.read(length)
    if len(frame) < length:
        raise _ChildDiedError
    return frame


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

    def read(self, entries: Iterable[Entry]) -> Iterator[tuple[Entry, Result]]:
        """Yield each file with what it holds; read side by side, in the order given, at most a few held at a time."""
        pending: deque[tuple[Entry, Future[Result]]] = deque()
        reading: set[Child] = set()
        pool = ThreadPoolExecutor(CHILDREN)
        try:
            for entry in entries:
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


_shared: dict[int, Readers] = {}  # by process: after a fork these pipes are the parent's


def shared_readers() -> Readers:
    """Return the readers of this process: started for its first file, closed when it ends."""
    pid = os.getpid()
    return _shared.get(pid) or _shared.setdefault(pid, Readers())


@atexit.register
def _close_shared() -> None:
    readers = _shared.pop(os.getpid(), None)
    if readers:
        readers.close()
