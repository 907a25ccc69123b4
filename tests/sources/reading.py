"""What tests of the readers share: read one file in this process, as rows of cells."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from drift.project import open_project
from drift.sources.files import read_files
from drift.sources.opening.cells import Cells, Contents
from drift.sources.opening.child.answers import answer
from drift.sources.opening.frames import read_header, to_result


def read_result(path: Path, member: int | None = None):
    """Return what the reader process would answer, taken apart by the parent's own code."""
    header, *streams = (bytes(frame) for frame in answer({"path": str(path), "member": member}))
    return to_result(read_header(header), streams)


def read_contents(path: Path) -> Contents:
    result = read_result(path)
    assert isinstance(result, Contents), result
    return result


def read_rows(path: Path) -> dict[str, list[list[str | None]]]:
    """Return the texts of every sheet."""
    return {cells.sheet: rows_of(cells) for cells in read_contents(path).sheets}


def rows_of(cells: Cells, letter: str = "t") -> list[list]:
    """Return texts (t) or kinds (k) row by row."""
    columns = [cells.table.column(f"{letter}{i}").to_pylist() for i in range(cells.n_columns)]
    return [list(row) for row in zip(*columns, strict=True)] if columns else [[] for _ in range(cells.n_rows)]


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def frames_of(folder):
    """Return the tables that a folder is read as, each joined; one that holds nothing is empty."""
    readings = read_files(open_project(folder), keep_key=False)
    return {name: pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()
            for name, parts in readings.frames.items()}  # fmt: skip
