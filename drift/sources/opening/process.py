"""One reader process and its ends: requests go in, frames come out, its last words are kept."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import struct
import subprocess
import sys
import tempfile
from typing import IO, TYPE_CHECKING, Any, Final

from drift.errors import DriftError
from drift.sources.opening.garbled import GarbledError
from drift.terms import READ_MEMORY_BYTES

if sys.platform != "win32":
    import fcntl
    import resource

if TYPE_CHECKING:
    from drift.sources.opening.frames import Header

HEADER_BYTES: Final = 1 << 27  # marks and merged cells of the largest honest workbook take a tenth of it
# a length is only what a stranger's file made a process say: memory is taken as bytes come
CHUNK_BYTES: Final = 1 << 24
LAST_WORDS_BYTES: Final = 1 << 16
ENDING_S: Final = 1.0  # between the end of its answers and its own
SHOWN: Final = 200  # characters of its last words
PASSED_ON: Final = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "LANG", "LC_ALL", "LC_CTYPE")  # no keys of ours
SETTINGS: Final = {
    "ARROW_DEFAULT_MEMORY_POOL": "system",  # the other pools reserve a gigabyte of the memory limit
    "RUST_BACKTRACE": "0",
}
OUT_OF_MEMORY: Final = (b"memory allocation of", b"bad_alloc", b"MemoryError", b"out of memory")
# whether an open file can be handed to another process, so that no path need be opened there; Windows knows no such way
HANDS_OVER: Final = hasattr(socket, "send_fds") and hasattr(socket, "AF_UNIX")


class DiedError(Exception):
    """The process closed its pipe in the middle of an answer."""


class Process:
    """A reader process from its start to its end.

    Raises
    ------
    DriftError : the system gives no process, no pipe or no memory for it
    """

    def __init__(self, command: tuple[str, ...]) -> None:
        with contextlib.ExitStack() as undo:
            try:
                self._words = undo.enter_context(_open_words())
                line = _open_line(undo) if HANDS_OVER else None
                self._popen = subprocess.Popen(  # noqa: S603  our own file, no shell
                    command,
                    stdin=subprocess.PIPE if line is None else line[1].fileno(),
                    stdout=subprocess.PIPE,
                    stderr=self._words,
                    process_group=None if sys.platform == "win32" else 0,  # to be ended with what it may start
                    env={name: os.environ[name] for name in PASSED_ON if name in os.environ} | SETTINGS,
                )
            except (OSError, MemoryError) as fault:
                raise no_reader(getattr(fault, "strerror", None) or "out of memory") from fault
            undo.pop_all()
        self._line = line[0] if line else None
        if line:
            line[1].close()
        self.alone: tuple[str, ...] = ()

    @property
    def pid(self) -> int:
        """Its number."""
        return self._popen.pid

    @property
    def runs(self) -> bool:
        """Whether it has not ended."""
        return self._popen.poll() is None

    @property
    def ended_by(self) -> int | None:
        """The signal that ended it, 0 where it ended by itself; None: it runs, or Windows."""
        code = self._popen.returncode
        return None if code is None or sys.platform == "win32" else max(0, -code)

    def greet(self) -> None:
        """Wait until it is ready; DiedError, GarbledError: it is no reader."""
        from drift.sources.opening.frames import read_greeting  # late: a reader starts while its parent loads this

        self.alone = read_greeting(self._receive(HEADER_BYTES))

    def ask(self, request: dict[str, Any], descriptor: int | None) -> tuple[Header, list[bytearray]]:
        """Send a request, with the file it is about, and return the answer."""
        from drift.sources.opening.frames import read_header

        self._words.truncate(0)  # what it said of another file says nothing of this one
        line = json.dumps(request).encode() + b"\n"
        if self._line is not None and descriptor is not None:
            sent = socket.send_fds(self._line, [line], [descriptor])
            self._line.sendall(line[sent:])
        elif self._popen.stdin is not None:
            self._popen.stdin.write(line)
            self._popen.stdin.flush()
        header = read_header(self._receive(HEADER_BYTES))
        left, frames = READ_MEMORY_BYTES, []  # it had to hold all of them at once
        for _ in header.sheets:
            frames.append(self._receive(left))
            left -= len(frames[-1])
        return header, frames

    def _receive(self, most: int) -> bytearray:
        pipe = self._popen.stdout
        if pipe is None:
            raise DiedError
        prefix = pipe.read(8)
        if len(prefix) < 8:
            raise DiedError
        (length,) = struct.unpack(">Q", prefix)
        if length > most:
            raise GarbledError("length")
        return _read_frame(pipe, length)

    def last_words(self) -> bytes:
        """Return the end of what it wrote beside its answers."""
        self._words.seek(max(0, self._words.seek(0, os.SEEK_END) - LAST_WORDS_BYTES))
        return self._words.read()

    @property
    def ran_out_of_memory(self) -> bool:
        """Whether it said so before it died: an allocation that fails ends it without an answer."""
        words = self.last_words()
        return any(sign in words for sign in OUT_OF_MEMORY)

    def kill(self) -> None:
        """End it, and what it may have started; whoever waits for its answer finds the pipe closed."""
        if sys.platform == "win32":
            self._popen.kill()
        elif self._popen.returncode is None:  # else its number may be that of another by now
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._popen.pid, signal.SIGKILL)
        self._popen.wait()

    def end(self) -> None:
        """Let it end by itself where it is about to, so that its reason stays; else kill it."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._popen.wait(ENDING_S)
        self.kill()

    def close(self) -> None:
        """End it and let go of its ends."""
        self.kill()
        for end in (self._popen.stdin, self._popen.stdout, self._line, self._words):
            if end is not None:
                with contextlib.suppress(BrokenPipeError):  # what was not yet written is of no use to a dead process
                    end.close()


def memory_given() -> int:
    """Return the bytes of memory that a reader may use: as many as a file may, or fewer where the session has fewer."""
    if sys.platform == "win32":
        return READ_MEMORY_BYTES
    limits = (limit for limit in resource.getrlimit(resource.RLIMIT_AS) if limit != resource.RLIM_INFINITY)
    return min([READ_MEMORY_BYTES, *limits])


def no_reader(detail: str) -> DriftError:
    """Return the fault that is the machine's: a file is read by a process of its own, and there is none."""
    return DriftError("error.no_reader", detail=detail)


def why_not_started(process: Process) -> DriftError:
    """Return why a process that has ended could not become a reader: memory, a signal, or its last words."""
    if process.ran_out_of_memory:
        return no_reader("out of memory")
    words = process.last_words().decode(errors="replace").split("\n")
    last = next((line.strip() for line in reversed(words) if line.strip()), "")
    ended_by = signal.strsignal(process.ended_by) if process.ended_by else None
    return no_reader(last[:SHOWN] or ended_by or "it ended at once")


def _open_words() -> IO[bytes]:
    """Return a file in memory where the system has such files: the temporary folder may be full or not there."""
    if sys.platform != "linux":
        return tempfile.TemporaryFile("a+b")
    words = os.memfd_create("words", os.MFD_CLOEXEC)
    fcntl.fcntl(words, fcntl.F_SETFL, os.O_APPEND)  # emptied between two files, it begins anew for the process too
    return os.fdopen(words, "a+b")


def _open_line(undo: contextlib.ExitStack) -> tuple[socket.socket, socket.socket]:
    """Return our end and the process's end of what requests go through, files with them."""
    ours, theirs = socket.socketpair()
    return undo.enter_context(ours), undo.enter_context(theirs)


def _read_frame(pipe: IO[bytes], length: int) -> bytearray:
    frame = bytearray()  # it grows in its place: chunks that are joined are held twice
    while length > len(frame) and (part := pipe.read(min(length - len(frame), CHUNK_BYTES))):
        frame += part
    if length > len(frame):
        raise DiedError
    return frame
