"""Parquet: columns that have a type, by batches of rows; their names are row 1, as in a csv of the same table."""

from collections import deque
from collections.abc import Iterable
from itertools import chain
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from drift.sources.opening.child import BLANK, TEXT
from drift.sources.opening.child.content import Content
from drift.sources.opening.child.encoding import Notes
from drift.sources.opening.child.footer import BROKEN, Field, check_ends, check_footer, list_fields
from drift.sources.opening.child.kernels import cast
from drift.sources.opening.child.own import is_own_parquet
from drift.sources.opening.child.refused import RefusedError
from drift.sources.opening.child.sheets import PackedFile, pack_table, schema_of
from drift.sources.opening.child.typed import Cells, mend, to_blank, to_cells, unwrap
from drift.terms import COLUMNS, UNPACKED_BYTES

_ROWS: Final = 1 << 16  # at a time
_CELLS: Final = 1 << 22  # likewise, of a wide table
_BUFFER_BYTES: Final = 1 << 20  # of a column that is being read
_ENTRIES: Final = 4 * COLUMNS  # of a list in the footer: its columns, records among them, or groups of rows
_SHOWN: Final = 60  # signs of a type
_LOCKED: Final = ("crypt", "cipher")  # what Arrow says of columns whose key it has not


def read_parquet(content: Content) -> PackedFile:
    """Read a file as one sheet; a column whose cells are no single values is named, and blank below its name.

    Raises RefusedError: refused.broken_parquet, locked_parquet, columns, bomb, memory; skipped.own.
    """
    n_bytes = check_ends(content)
    try:
        with content.open() as stream, pa.PythonFile(stream, mode="r") as source:
            return _read(content.stem, source, n_bytes)
    except pa.ArrowMemoryError:
        raise
    except (pa.ArrowException, OSError, ValueError, OverflowError) as fault:
        detail = " ".join(str(fault).split())[:200]
        if any(word in detail.casefold() for word in _LOCKED):
            raise RefusedError("refused.locked_parquet") from fault
        raise RefusedError(BROKEN, detail=detail) from fault


def _read(name: str, source: pa.PythonFile, n_bytes: int) -> PackedFile:
    file = _open(source)
    check_footer(file.metadata, n_bytes)
    if is_own_parquet(file):
        raise RefusedError("skipped.own")
    fields = list_fields(file)
    parts, notes = _read_rows(file, fields)
    unread = [(i, field.name, str(field.kind)[:_SHOWN]) for i, field in enumerate(fields) if not field.is_single]
    return PackedFile([pack_table(name, pa.Table.from_batches(parts))], notes, unread=unread)


def _open(source: pa.PythonFile) -> pq.ParquetFile:
    return pq.ParquetFile(
        source,
        buffer_size=_BUFFER_BYTES,
        pre_buffer=False,
        coerce_int96_timestamp_unit="us",  # year 1 lies beyond nanoseconds
        page_checksum_verification=True,
        thrift_container_size_limit=_ENTRIES,
    )


def _read_rows(file: pq.ParquetFile, fields: list[Field]) -> tuple[list[pa.RecordBatch], Notes]:
    """Return all rows, the names first, and what was noticed; what is no single value is not even unpacked."""
    names = [*dict.fromkeys(field.name for field in fields if field.is_single)]
    n_rows = max(1, min(_ROWS, _CELLS // max(1, len(fields))))
    parts, size, utf8, n_nul = [_head(fields)], 0, True, 0
    for batch in file.iter_batches(n_rows, columns=names, use_threads=False):
        mended = [mend(unwrap(column)) for column in batch.columns]
        utf8 = utf8 and all(sound for _, sound, _ in mended)
        n_nul += sum(n for *_, n in mended)
        named = [(name, column) for name, (column, *_) in zip(batch.schema.names, mended, strict=True)]
        parts.append(_to_cells(named, fields, batch.num_rows))
        size += parts[-1].nbytes
        if size > UNPACKED_BYTES:  # few values of a page may stand for many cells
            raise RefusedError("refused.memory")
    if sum(part.num_rows for part in parts[1:]) != file.metadata.num_rows:
        raise RefusedError(BROKEN, detail=f"{file.metadata.num_rows} rows")
    notes: Notes = [] if utf8 else [("note.encoding", {"encoding": "Windows-1252"})]
    return parts, [*notes, ("note.nul", {"n": n_nul})] if n_nul else notes


def _head(fields: list[Field]) -> pa.RecordBatch:
    """Return the first row: the names of the columns."""
    return _pack(
        (pa.array([TEXT if field.name else BLANK], pa.uint8()), pa.array([field.name or None], pa.string()))
        for field in fields
    )


def _to_cells(named: list[tuple[str, pa.Array]], fields: list[Field], n: int) -> pa.RecordBatch:
    """Return n rows as kinds and texts; several columns may have one name, and stand in the order of the file."""
    columns: dict[str, deque[pa.Array]] = {field.name: deque() for field in fields}
    for name, column in named:
        columns[name].append(column)
    return _pack(_cells_of(field, columns[field.name], n) for field in fields)


def _cells_of(field: Field, columns: deque[pa.Array], n: int) -> Cells:
    column = columns.popleft() if columns else None  # none was asked for where it is no single value
    if column is None or not field.is_single:
        return to_blank(n)
    return to_cells(cast(column, pa.timestamp("us", "UTC")) if field.instant else column)


def _pack(cells: Iterable[Cells]) -> pa.RecordBatch:
    arrays = [*chain.from_iterable(cells)]
    return pa.record_batch(arrays, schema=schema_of(len(arrays) // 2))
