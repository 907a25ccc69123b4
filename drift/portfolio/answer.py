"""One relation -> its row, whatever happens: the flow is that of `drift.analyse`, without what pages alone tell."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pyarrow as pa
import pyarrow.parquet as pq

from drift.analysis import analyse_bare, analyse_tables_bare
from drift.errors import DriftError, Note
from drift.kept import is_passing
from drift.portfolio.row import Row, digest_inputs, to_row
from drift.portfolio.source import PARTITION, list_partitions
from drift.project import find_config, read_config
from drift.project.plain import open_plain
from drift.sources.opening.memory import give_back
from drift.sources.people import MASK
from drift.tables.gate import Gate
from drift.wording import Wording
from drift.writing.faults import find_fault

if TYPE_CHECKING:
    import pandas as pd

    from drift.portfolio.task import Task
    from drift.terms import Language


def answer(task: Task, language: Language) -> tuple[Row, bool]:
    """Return the row of a relation, and whether it stands: what another try may give is not to be kept."""
    say = Wording(language)
    try:
        row, stands = _analyse(task, say)
    except DriftError as fault:
        return refuse(task, say, fault.note), False
    except Exception as raised:  # one relation that cannot be analysed is one row, whatever its files did
        return refuse(task, say, tell_fault(raised)), False
    finally:
        give_back()
    return row, stands


def tell_fault(raised: Exception) -> Note:
    """Return what to tell of a fault that is none of the files: of memory above all, which a worker has little of."""
    of_machine = find_fault(raised)
    if of_machine is None:
        return Note("portfolio.fault", {"kind": type(raised).__name__})
    return Note("portfolio.too_large") if of_machine.note.code == "error.memory" else of_machine.note


def refuse(task: Task, say: Wording, note: Note) -> Row:
    """Return the row of a relation that cannot be analysed."""
    folder = task.shown if task.kind == "folder" else None
    # where the portfolio lies is nobody's business
    return Row(folder, task.shown, reason=say.tell(Gate().pass_out(note)).replace(task.path, task.shown))


def _analyse(task: Task, say: Wording) -> tuple[Row, bool]:
    if task.kind == "partition":
        tables, inputs = read_partition(task.place, task.name)
        settings, _ = read_config(find_config(task.place))
        analysis = analyse_tables_bare(tables, {**settings, "relation": task.name})
        return replace(_name(to_row(analysis, say), task), inputs=inputs), True
    analysis = analyse_bare(task.place, task.name if task.kind == "column" else None)
    return _name(to_row(analysis, say), task), not is_passing(analysis)


def _name(row: Row, task: Task) -> Row:
    """Return a row with what relation and folder may be called: two persons stay two, by their numbers."""
    masked = MASK in row.relation
    row = replace(row, relation=task.number if masked else row.relation)
    if task.kind != "folder":
        return row
    return replace(row, folder=task.number if masked else task.shown)


def list_parts(source: Path, name: str) -> list[tuple[str, Path]]:
    """Return the table and the path of each Parquet file of a relation, in order."""
    own = (folder for folder in list_partitions(source) if unquote(folder.name.removeprefix(PARTITION)) == name)
    return [(folder.parent.name, path) for folder in own for path in sorted(folder.glob("*.parquet"))]


def read_partition(source: Path, name: str) -> tuple[dict[str, pd.DataFrame], str | None]:
    """Return the tables of one relation, rows in the order of their files, and one digest of those."""
    parts: dict[str, list[pa.Table]] = {}
    digests = []
    for table, path in list_parts(source, name):
        with open_plain(path) as stream:
            content = stream.read()
        digests.append((f"{table}/{path.name}", hashlib.sha256(content).hexdigest()))
        parts.setdefault(table, []).append(pq.ParquetFile(pa.BufferReader(content)).read())
    frames = {table: pa.concat_tables(own, promote_options="default").to_pandas() for table, own in parts.items()}
    for frame in frames.values():
        with suppress(KeyError):
            del frame["relation"]  # the partition tells it
        frame.insert(0, "relation", name)
    return frames, digest_inputs(digests)
