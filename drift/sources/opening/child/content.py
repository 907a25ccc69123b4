"""The bytes of one file: handed over by the parent, out of an archive or unpacked, and what they are."""

import io
import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from drift.sources.opening.sniff import HEAD_BYTES, Kind, recognise

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

BUFFER_BYTES: Final = 1 << 16


@dataclass(frozen=True)
class Content:
    """One file to read: open already, else (Windows) at a path, else its bytes. Names inside archives are no paths."""

    name: str
    path: Path | None = None
    data: bytes | None = None
    descriptor: int | None = None
    near: bool = False  # its far cells were taken away (near.py)

    def open(self) -> io.BufferedReader | io.BytesIO:
        """Open the bytes for reading, from the first one on, however often they are open already."""
        if self.descriptor is not None:
            return io.BufferedReader(_Bytes(self.descriptor), BUFFER_BYTES)
        return self.path.open("rb") if self.path is not None else io.BytesIO(self.data or b"")

    def read(self) -> bytes:
        """Return all bytes."""
        if self.data is not None:
            return self.data
        with self.open() as stream:
            return stream.read()

    @property
    def stem(self) -> str:
        """The name without folders and without its last ending, for a sheet that has no name of its own."""
        last = self.name.replace("\\", "/").rpartition("/")[2]
        return last.rpartition(".")[0] or last

    @cached_property
    def kind(self) -> Kind:
        """What the first bytes say it is."""
        with self.open() as stream:
            return recognise(stream.read(HEAD_BYTES))


class _Bytes(io.RawIOBase):
    """What an open file holds, with a place of its own in it: a descriptor has only one, whoever reads."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor, self._at = descriptor, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        size = os.fstat(self._descriptor).st_size if whence == os.SEEK_END else 0
        at = offset + {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: size}[whence]
        if at < 0:
            raise OSError(22, "negative seek")  # as the system says it
        self._at = at
        return at

    def readinto(self, buffer: "WriteableBuffer") -> int:
        view = memoryview(buffer).cast("B")
        part = os.pread(self._descriptor, len(view), self._at)
        view[: len(part)] = part
        self._at += len(part)
        return len(part)

    def readall(self) -> bytes:
        parts = []
        while part := os.pread(self._descriptor, max(1, os.fstat(self._descriptor).st_size - self._at), self._at):
            parts.append(part)
            self._at += len(part)
        return b"".join(parts)
