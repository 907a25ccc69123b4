"""The bytes of one file: on disk, out of an archive or unpacked, and what they are."""

import io
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from drift.sources.opening.sniff import HEAD_BYTES, Kind, recognise


@dataclass(frozen=True)
class Content:
    """One file to read; `data` where it has no path of its own. Names inside archives are never paths."""

    name: str
    path: Path | None = None
    data: bytes | None = None

    def open(self) -> io.BufferedReader | io.BytesIO:
        """Open the bytes for reading."""
        if self.path is not None:
            return self.path.open("rb")
        return io.BytesIO(self.data or b"")

    def read(self) -> bytes:
        """Return all bytes."""
        return self.path.read_bytes() if self.path is not None else self.data or b""

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
