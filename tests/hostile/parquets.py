"""Hostile Parquet files: name of the input -> name of the file, and what makes its bytes."""

from __future__ import annotations

import base64
import gzip
import io
import struct

import pyarrow as pa
import pyarrow.parquet as pq
from good import TEXT
from pyarrow.parquet import encryption
from tables import cut, flipped
from zips import noise, packed

MARK = b"PAR1"
LOCKED = b"PARE"
ROWS = 5
HEAD, *LINES = (line.split(";") for line in TEXT.splitlines())


def log(**more) -> pa.Table:
    """Return a log of five tickets, with more columns."""
    columns = zip(*(["H" + line[0], *line[1:]] for line in LINES), strict=True)
    return pa.table({**dict(zip(HEAD, map(pa.array, columns), strict=True)), **more})


def written(table: pa.Table, **options) -> bytes:
    """Return a table as Parquet."""
    out = io.BytesIO()
    pq.write_table(table, out, **options)
    return out.getvalue()


def footed(data: bytes, change) -> bytes:
    """Return a file that tells something else of itself."""
    (size,) = struct.unpack("<I", data[-8:-4])
    changed = change(data[-8 - size : -8])
    return data[: -8 - size] + changed + struct.pack("<I", len(changed)) + MARK


def sevens(n: int) -> bytes:
    """Return a whole number as Thrift's compact protocol has it: in groups of seven bits."""
    groups = []
    while n > 127:
        groups.append(n & 127 | 128)
        n >>= 7
    return bytes([*groups, n])


def number(n: int) -> bytes:
    """Return a whole number as a field: its type, and the number twice as large (zigzag)."""
    return b"\x16" + sevens(2 * n)


def wide(n: int) -> bytes:
    """Return a file of n columns and no rows."""
    column = b"\x15\x02\x25\x02\x18\x01a\x00"  # int32, optional, "a"
    root = b"\x48\x01r\x15" + sevens(2 * n) + b"\x00"
    footer = b"\x15\x02\x19\xfc" + sevens(n + 1) + root + column * n + b"\x16\x00\x19\x0c\x00"
    return MARK + b"\x15" + footer + struct.pack("<I", len(footer)) + MARK


def bomb() -> bytes:
    """Return a log with a hundred and five megabytes of NUL in one column."""
    each = 21 << 20
    places = pa.py_buffer(struct.pack(f"<{ROWS + 1}i", *range(0, (ROWS + 1) * each, each)))
    column = pa.Array.from_buffers(pa.string(), ROWS, [None, places, pa.py_buffer(bytes(ROWS * each))])
    return written(log(x=column), use_dictionary=False, write_statistics=False, compression="zstd")


def rows_told(n: int, *, by_all: bool) -> bytes:
    """Return a log that tells of n rows, once or of each group and column as well."""

    def change(footer):
        told = number(ROWS)
        assert footer.count(told + b"\x19") == 1
        return footer.replace(told, number(n)) if by_all else footer.replace(told + b"\x19", number(n) + b"\x19")

    return footed(written(log()), change)


class _Keys(encryption.KmsClient):
    def wrap_key(self, key_bytes, _):
        return base64.b64encode(key_bytes)

    def unwrap_key(self, wrapped_key, _):
        return base64.b64decode(wrapped_key)


def locked(*, footer: bool) -> bytes:
    """Return an encrypted log, of which even what it tells of itself is locked or only its columns are."""
    factory = encryption.CryptoFactory(lambda _: _Keys())
    settings = encryption.EncryptionConfiguration(
        footer_key="a", column_keys={"b": HEAD}, plaintext_footer=not footer, double_wrapping=False
    )
    properties = factory.file_encryption_properties(encryption.KmsConnectionConfig(), settings)
    return written(log(), encryption_properties=properties)


def elsewhere() -> bytes:
    """Return what a folder of Parquet files tells of them all: columns and groups, and rows in another file."""
    told = pq.ParquetFile(io.BytesIO(written(log()))).metadata
    told.set_file_path("part-0.parquet")
    out = io.BytesIO()
    told.write_metadata_file(out)
    return out.getvalue()


def deep(n: int) -> pa.Array:
    """Return five cells of lists in lists, n deep."""
    column = pa.array(range(ROWS))
    for _ in range(n):
        column = pa.ListArray.from_arrays(pa.array([*range(ROWS + 1)], pa.int32()), column)
    return column


def raw_text(*cells: bytes) -> pa.Array:
    """Return texts that are no UTF-8."""
    binary = pa.array(cells, pa.binary())
    return pa.Array.from_buffers(pa.string(), len(cells), binary.buffers())


def repeated() -> pa.Table:
    """Return a table of three gigabytes that takes a quarter of a megabyte."""
    places = pa.array(bytes(12_000), pa.int8())
    return pa.table({"Titel": pa.DictionaryArray.from_arrays(places, ["x" * 250_000])})


PARQUETS = {
    **{f"parquet cut at {i}0 %": ("x.parquet", lambda i=i: cut(written(log()), i)) for i in (1, 3, 5, 7, 9)},
    **{f"parquet with flipped bits {i}": ("x.parquet", lambda i=i: flipped(written(log()), i)) for i in range(4)},
    "parquet of noise": ("x.parquet", lambda: MARK + noise(5_000) + MARK),
    "parquet of noise with a footer": ("x.parquet", lambda: MARK + noise(5_000) + struct.pack("<I", 900) + MARK),
    "parquet mark alone": ("x.parquet", lambda: MARK + b"\x15" + MARK),
    "parquet with a footer of 4 GB": ("x.parquet", lambda: written(log())[:-8] + b"\xff" * 4 + MARK),
    "parquet that tells 17 MB": ("x.parquet", lambda: written(log().replace_schema_metadata({"a": "x" * (17 << 20)}))),
    "parquet of a million million rows": ("x.parquet", lambda: rows_told(10**12, by_all=False)),
    "parquet of a million million rows throughout": ("x.parquet", lambda: rows_told(10**12, by_all=True)),
    "parquet of 100 rows that are five": ("x.parquet", lambda: rows_told(100, by_all=True)),
    "parquet bomb": ("x.parquet", bomb),
    "parquet of one long value that is coded": ("x.parquet", lambda: written(repeated())),
    "parquet of 20,000 columns": ("x.parquet", lambda: wide(20_000)),
    "parquet of a million columns": ("x.parquet", lambda: wide(1_000_000)),
    "parquet with one name twice": (
        "x.parquet", lambda: written(pa.table([*log().columns, pa.array(["x"] * ROWS)], [*HEAD, "Titel"])),
    ),
    "parquet without names": ("x.parquet", lambda: written(pa.table(log().columns, [""] * len(HEAD)))),
    "parquet locked": ("x.parquet", lambda: locked(footer=True)),
    "parquet with locked columns": ("x.parquet", lambda: locked(footer=False)),
    "parquet of lists": ("x.parquet", lambda: written(log(x=[[1, 2]] * ROWS, y=[{"a": 1}] * ROWS, z=[b"\x00"] * ROWS))),
    "parquet of lists alone": ("x.parquet", lambda: written(pa.table({"Titel": [[1]] * ROWS}))),
    "parquet 90 deep": ("x.parquet", lambda: written(log(x=deep(90)))),
    "parquet without columns": ("x.parquet", lambda: written(log().select([]))),
    "parquet without rows": ("x.parquet", lambda: written(log().slice(0, 0))),
    "parquet with its rows elsewhere": ("_metadata", elsewhere),
    "parquet with other letters": ("x.parquet", lambda: written(log(x=raw_text(*[b"caf\xe9"] * ROWS)))),
    "parquet with NULs": ("x.parquet", lambda: written(log(x=["a\0b"] * ROWS))),
    "parquet beyond all years": (
        "x.parquet", lambda: written(log(Afgemeld=pa.array([2**62, -(2**62), 0, 1, None], pa.timestamp("us")))),
    ),
    "parquet named csv": ("x.csv", lambda: written(log())),
    "gz of parquet": ("x.parquet.gz", lambda: gzip.compress(written(log()))),
    "zip of parquet": ("x.zip", lambda: packed({"x.parquet": written(log())})),
    "csv that begins as parquet": ("x.csv", lambda: b"PAR1;x\n" * 5),
}  # fmt: skip
