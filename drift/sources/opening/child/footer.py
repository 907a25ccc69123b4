"""What a Parquet file tells of itself at its end: taken with suspicion before anything else of it is read."""

import struct
from dataclasses import dataclass
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from drift.sources.opening.child.content import Content
from drift.sources.opening.child.packed import check_ratio
from drift.sources.opening.child.refused import RefusedError
from drift.terms import COLUMNS, FOOTER_BYTES, UNPACKED_BYTES

BROKEN: Final = "refused.broken_parquet"
_END: Final = struct.Struct("<I4s")  # bytes of the footer, mark
_MARK: Final = b"PAR1"
_CELL_BYTES: Final = 5  # of a blank cell on its way: its kind, and where its text ends
_TEXTS: Final = ("STRING", "ENUM", "JSON")  # what Parquet calls bytes that are text
_SPARK: Final = b"org.apache.spark.version"


@dataclass(frozen=True)
class Field:
    """A column as the file tells it."""

    name: str
    kind: pa.DataType
    logical: str = "NONE"  # what Parquet calls it besides: UUID, JSON, …
    instant: bool = False  # stamps without a zone that yet are UTC

    @property
    def is_single(self) -> bool:
        """Whether its cells are single values; a list, a record or bytes are none."""
        kind = self.kind.value_type if pa.types.is_dictionary(self.kind) else self.kind
        if pa.types.is_nested(kind):
            return False
        if self.logical in _TEXTS or self.logical == "UUID":
            return True
        return not isinstance(kind, pa.BaseExtensionType) and not any(is_bytes(kind) for is_bytes in _BYTES)


_BYTES: Final = (pa.types.is_binary, pa.types.is_large_binary, pa.types.is_binary_view, pa.types.is_fixed_size_binary)


def check_ends(content: Content) -> int:
    """Return the size of a file in bytes; refused where it is cut off, or tells more of itself than any honest one."""
    with content.open() as stream:
        n_bytes = stream.seek(0, 2)
        stream.seek(max(0, n_bytes - _END.size))
        end = stream.read(_END.size)
    size, mark = _END.unpack(end) if len(end) == _END.size else (0, b"")
    if mark != _MARK:
        raise RefusedError(BROKEN, detail="it does not end with PAR1")
    if size > min(n_bytes, FOOTER_BYTES):
        raise RefusedError(BROKEN, detail=f"a footer of {size} bytes")
    return n_bytes


def check_footer(told: pq.FileMetaData, n_bytes: int) -> None:
    """Refuse what is wider, longer or larger unpacked than may be read, and what contradicts itself.

    Of a column of a group nothing is asked: where it is encrypted, Arrow ends the process.
    """
    if told.num_columns > COLUMNS:
        raise RefusedError("refused.columns", n=told.num_columns, most=COLUMNS)
    groups = [told.row_group(i) for i in range(told.num_row_groups)]
    if told.num_rows != sum(group.num_rows for group in groups) or any(group.num_rows < 0 for group in groups):
        raise RefusedError(BROKEN, detail=f"{told.num_rows} rows")
    check_ratio(sum(group.total_byte_size for group in groups), n_bytes)
    if told.num_rows * max(1, told.num_columns) * _CELL_BYTES > UNPACKED_BYTES:
        raise RefusedError("refused.memory")


def list_fields(file: pq.ParquetFile) -> list[Field]:
    """Return the columns of a file, in its order."""
    leaves = {leaf.path: leaf for leaf in map(file.schema.column, range(len(file.schema)))}
    # it writes its old stamps in UTC, and others write them as the clock stood: no file tells which
    of_spark = _SPARK in (file.metadata.metadata or {})
    return [_to_field(field, leaves.get(field.name), of_spark=of_spark) for field in file.schema_arrow]


def _to_field(field: pa.Field, leaf: pq.ColumnSchema | None, *, of_spark: bool) -> Field:
    if leaf is None:
        return Field(field.name, field.type)
    return Field(field.name, field.type, leaf.logical_type.type, of_spark and leaf.physical_type == "INT96")
