"""A table in memory as the file that it is: a fifth of what its columns take, and read as far as it is asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

GROUP_ROWS = 122_880  # of a file: what DuckDB takes at a time, and what is looked into at once


class Held:
    """A table as Parquet, in memory or in a file of the store; nothing of it is open."""

    def __init__(self, content: bytes | pa.Buffer | Path) -> None:
        self._content = content
        self._about = pq.read_metadata(self._open())

    def _open(self) -> Path | pa.BufferReader:
        return self._content if isinstance(self._content, Path) else pa.BufferReader(self._content)

    @classmethod
    def of(cls, table: pa.Table) -> Held:
        """Return a table of columns as it is held."""
        sink = pa.BufferOutputStream()
        pq.write_table(table, sink, row_group_size=GROUP_ROWS)
        return cls(sink.getvalue())

    @property
    def names(self) -> list[str]:
        """Its columns."""
        return list(self._about.schema.to_arrow_schema().names)

    @property
    def n_bytes(self) -> int:
        """How much it takes unpacked, each text once a group."""
        return sum(self._about.row_group(i).total_byte_size for i in range(self._about.num_row_groups))

    def read(self, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """Return some columns (None: all of them) of every row."""
        table = pq.read_table(self._open(), columns=None if columns is None else [*columns])
        frame: pd.DataFrame = table.to_pandas()
        return frame

    def take(self, rows: pd.Index, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """Return some rows, in their order, with these as labels."""
        wanted, order = np.unique(rows.to_numpy(dtype="int64"), return_inverse=True)
        parts = [
            group.take(wanted[(wanted >= first) & (wanted < first + len(group))] - first)
            for first, group in self._groups(columns, wanted)
        ]
        frame: pd.DataFrame = pa.concat_tables(parts).take(order).to_pandas()
        return frame.set_axis(rows)

    def unique(self, column: str) -> pa.Array:
        """Return the distinct values of a column, in the order in which they appear."""
        parts = [pc.unique(group[column]) for _, group in self._groups([column])]
        return pc.unique(pa.chunked_array(parts, self._about.schema.to_arrow_schema().field(column).type))

    def find(self, column: str, texts: pa.Array) -> np.ndarray:
        """Return the rows that have one of some texts in a column."""
        found = [
            pc.indices_nonzero(pc.is_in(group[column], value_set=texts, skip_nulls=True)).to_numpy() + first
            for first, group in self._groups([column])
        ]
        return np.concatenate([np.array([], dtype="int64"), *found]).astype("int64")

    def _groups(self, columns: Sequence[str] | None, rows: np.ndarray | None = None) -> Iterator[tuple[int, pa.Table]]:
        """Yield each group of rows with the place of its first one; of those that hold some rows, and one at least."""
        first = 0
        with pq.ParquetFile(self._open()) as file:
            for i in range(self._about.num_row_groups):
                n = self._about.row_group(i).num_rows
                if rows is None or i == 0 or ((rows >= first) & (rows < first + n)).any():
                    yield first, file.read_row_group(i, columns=None if columns is None else [*columns])
                first += n
