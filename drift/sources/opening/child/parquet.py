"""Parquet: columns that have a type, by batches of rows; their names are row 1, as in a csv of the same table."""

from collections import deque
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
from drift.sources.opening.child.typed import is_utf8, to_blank, to_cells
from drift.terms import UNPACKED_BYTES

_ROWS: Final = 1 << 16  # at a time
_CELLS: Final = 1 << 20  # likewise, of a wide table
_BUFFER_BYTES: Final = 1 << 20  # of a column that is being read
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
    file = pq.ParquetFile(
        source,
        buffer_size=_BUFFER_BYTES,
        pre_buffer=False,
        coerce_int96_timestamp_unit="us",  # year 1 lies beyond nanoseconds
        page_checksum_verification=True,
    )
    check_footer(file.metadata, n_bytes)
    if is_own_parquet(file):
        raise RefusedError("skipped.own")
    fields = list_fields(file)
    schema = schema_of(len(fields))
    names = [*dict.fromkeys(field.name for field in fields if field.is_single)]  # what is no single value stays packed
    parts, size, utf8 = [_head(fields, schema)], 0, True
    for batch in file.iter_batches(_rows_of(len(fields)), columns=names, use_threads=False):
        utf8 = utf8 and all(map(is_utf8, batch.columns))
        parts.append(_to_cells(batch, fields, schema))
        size += parts[-1].nbytes
        if size > UNPACKED_BYTES:  # few values of a page may stand for many cells
            raise RefusedError("refused.memory")
    if sum(part.num_rows for part in parts[1:]) != file.metadata.num_rows:
        raise RefusedError(BROKEN, detail=f"{file.metadata.num_rows} rows")
    notes: Notes = [] if utf8 else [("note.encoding", {"encoding": "Windows-1252"})]
    unread = [(i, field.name, str(field.kind)[:_SHOWN]) for i, field in enumerate(fields) if not field.is_single]
    return PackedFile([pack_table(name, pa.Table.from_batches(parts, schema))], notes, unread=unread)


def _rows_of(width: int) -> int:
    return max(1, min(_ROWS, _CELLS // max(1, width)))


def _head(fields: list[Field], schema: pa.Schema) -> pa.RecordBatch:
    """Return the first row: the names of the columns."""
    cells = (
        (pa.array([TEXT if field.name else BLANK], pa.uint8()), pa.array([field.name or None], pa.string()))
        for field in fields
    )
    return pa.record_batch([*chain.from_iterable(cells)], schema=schema)


def _to_cells(batch: pa.RecordBatch, fields: list[Field], schema: pa.Schema) -> pa.RecordBatch:
    """Return rows as kinds and texts; several columns may have one name, and stand in the order of the file."""
    columns: dict[str, deque[pa.Array]] = {field.name: deque() for field in fields}
    for name, column in zip(batch.schema.names, batch.columns, strict=True):
        columns[name].append(column)
    cells = (_cells_of(field, columns[field.name], batch.num_rows) for field in fields)
    return pa.record_batch([*chain.from_iterable(cells)], schema=schema)


def _cells_of(field: Field, columns: deque[pa.Array], n: int) -> tuple[pa.Array, pa.Array]:
    column = columns.popleft() if columns else None  # none was asked for where it is no single value
    if column is None or not field.is_single:
        return to_blank(n)
    return to_cells(cast(column, pa.timestamp("us", "UTC")) if field.instant else column)
