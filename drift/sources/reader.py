"""The parent's side of the reader processes: two of them, a deadline each, a dead one is one refused file."""

from __future__ import annotations

import contextlib
import json
import queue
import struct
import subprocess
import sys
import threading
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

import pyarrow as pa

from drift.errors import Note
from drift.terms import READ_DEADLINE_S, READ_MEMORY_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CHILDREN = 2
REASONS = {
    "PasswordError": "refused.password",
    "MemoryError": "refused.memory",
    "ArrowMemoryError": "refused.memory",
}


@dataclass(frozen=True)
class Cells:
    """One sheet as it stands in the file, from row 1 and column A on: two Arrow arrays a column."""

    sheet: str
    hidden: bool
    table: pa.Table  # columns k0, t0, k1, t1, …: kind (child.BLANK …) and text of every cell

    @property
    def n_rows(self) -> int:
        """Rows up to the last one in use."""
        return int(self.table.num_rows)

    @property
    def n_columns(self) -> int:
        """Columns up to the last one in use."""
        return int(self.table.num_columns) // 2


class _ChildDiedError(Exception):
    """The child closed its pipe in the middle of an answer."""


class _Child:
    """One reader process, started when first asked and started again after it died."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, path: Path) -> list[Cells] | Note:
        """Return the sheets of one workbook, or why there are none."""
        process = self._running()
        overdue = threading.Event()

        def stop() -> None:
            overdue.set()
            process.kill()

        timer = threading.Timer(READ_DEADLINE_S, stop)
        timer.start()
        try:
            return _converse(process, path)
        except (_ChildDiedError, OSError):
            self.close()
            if overdue.is_set():
                return Note("refused.deadline", {"seconds": int(READ_DEADLINE_S)})
            return Note("refused.died")
        finally:
            timer.cancel()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            script = Path(__file__).with_name("child.py")
            self._process = subprocess.Popen(  # noqa: S603  our own file, no shell
                [sys.executable, "-I", str(script), str(READ_MEMORY_BYTES)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self._process

    def close(self) -> None:
        """End the process and close its pipes."""
        if self._process is None:
            return
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(BrokenPipeError):  # what was not yet written is of no use to a dead process
                    pipe.close()
        self._process.wait()
        self._process = None


def _converse(process: subprocess.Popen[bytes], path: Path) -> list[Cells] | Note:
    if process.stdin is None or process.stdout is None:
        raise _ChildDiedError
    process.stdin.write(json.dumps({"path": str(path)}).encode() + b"\n")
    process.stdin.flush()
    header = json.loads(_receive(process.stdout))
    if "error" in header:
        return Note(REASONS.get(header["error"], "refused.broken"), {"detail": header["detail"]})
    return [
        Cells(sheet["name"], sheet["hidden"], pa.ipc.open_stream(_receive(process.stdout)).read_all())
        for sheet in header["sheets"]
    ]


def _receive(pipe: IO[bytes]) -> bytes:
    prefix = pipe.read(8)
    if len(prefix) < 8:
        raise _ChildDiedError
    (length,) = struct.unpack(">Q", prefix)
    frame = pipe.read(length)
    if len(frame) < length:
        raise _ChildDiedError
    return frame


def read_workbooks(paths: Iterable[Path]) -> Iterator[tuple[Path, list[Cells] | Note]]:
    """Read workbooks side by side, in the order given; at most a few are held at a time.

    Yields
    ------
    (path, sheets) or (path, Note): a Note says why this file is refused; the others go on
    """
    children: queue.SimpleQueue[_Child] = queue.SimpleQueue()
    everyone = [_Child() for _ in range(CHILDREN)]
    for child in everyone:
        children.put(child)

    def read(path: Path) -> list[Cells] | Note:
        child = children.get()
        try:
            return child.read(path)
        finally:
            children.put(child)

    pending: deque[tuple[Path, Future[list[Cells] | Note]]] = deque()
    pool = ThreadPoolExecutor(CHILDREN)
    try:
        for path in paths:
            pending.append((path, pool.submit(read, path)))
            if len(pending) > CHILDREN:
                done, future = pending.popleft()
                yield done, future.result()
        while pending:
            done, future = pending.popleft()
            yield done, future.result()
    finally:
        for child in everyone:
            child.close()
        pool.shutdown(cancel_futures=True)
