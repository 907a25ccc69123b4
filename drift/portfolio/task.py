"""One relation to analyse: where it lies, and what it is called until its own files say so."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

Kind = Literal["folder", "column", "partition"]


@dataclass(frozen=True)
class Task:
    """One relation of a source.

    kind : a folder of its own; a name in a column of one export; one partition of Parquet tables
    path : the folder, the export, or the folder of the tables
    name : the folder's name, the name in the column, or that of the partition, as written
    shown : the same without what may be shown to nobody
    number : by which it is called where its name is a person's; the order tells nothing of the names
    """

    kind: Kind
    path: str
    name: str
    shown: str
    number: str
    home: str  # folder whose `.drift` keeps the rows

    @property
    def place(self) -> Path:
        """Where it lies."""
        return Path(self.path)


def to_plain(task: Task) -> dict[str, Any]:
    """Return a task as JSON has it."""
    return asdict(task)
