"""Columns that have a type -> kinds and texts of cells, exact: the text of a value is read back as that value."""

from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from typing import Final
from uuid import UUID

import pyarrow as pa

from drift.sources.opening.child import BLANK, DURATION, LOGICAL, MOMENT, NUMBER, TEXT, TIME
from drift.sources.opening.child.kernels import cast, compute, count, cut_time, substitute
from drift.sources.opening.child.sheets import write_clock

Cells = tuple[pa.Array, pa.Array]  # kinds and texts

EXACT: Final = 2.0**53  # whole numbers up to here are exact in a double
_DAYS: Final = (-719_162, 2_932_897)  # since 1970, from the first of year 1 to that of year 10000
_DAY_S: Final = 86_400
_PARTS: Final = {"s": 1, "ms": 1_000, "us": 1_000_000, "ns": 1_000_000_000}  # of a second
_NO_PART: Final = r"\.0+$"


def unwrap(column: pa.Array) -> pa.Array:
    """Return a column without what is put around its values: codes for them, a name for their type."""
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    return column.storage if isinstance(column, pa.ExtensionArray) else column


def mend(column: pa.Array) -> tuple[pa.Array, bool, int]:
    """Return a column with sound texts; whether they were UTF-8, which Arrow takes on trust, and NUL left out."""
    if not (_is_text(column.type) or _is_bytes(column.type)):
        return column, True, 0
    texts, utf8 = _to_string(column)
    n_nul = count(texts, "\0")
    return substitute(texts, r"\x00", "") if n_nul else texts, utf8, n_nul


def to_cells(column: pa.Array) -> Cells:
    """Return kinds and texts of a column that is unwrapped and mended; ArrowNotImplementedError: of another type."""
    for fits, write in _WRITERS:
        if fits(column.type):
            return write(column)
    raise pa.ArrowNotImplementedError(str(column.type))


def to_blank(n: int) -> Cells:
    """Return n blank cells."""
    return _same(BLANK, n), pa.nulls(n, pa.string())


def _same(kind: int, n: int) -> pa.Array:
    return pa.Array.from_buffers(pa.uint8(), n, [None, pa.py_buffer(bytes([kind]) * n)])


def _as(kind: int, texts: pa.Array, odd: pa.Array | None = None) -> Cells:
    """Return texts with their kind: blank where there is none; those that are odd are texts and no more."""
    kinds = _same(kind, len(texts))
    if odd is not None and compute("any", [odd]).as_py():
        sure = compute("coalesce", [odd, pa.scalar(value=False)])
        kinds = compute("if_else", [sure, pa.scalar(TEXT, pa.uint8()), kinds])
    if texts.null_count:
        kinds = compute("if_else", [compute("is_null", [texts]), pa.scalar(BLANK, pa.uint8()), kinds])
    return kinds, texts


def _only(rows: pa.Array, column: pa.Array) -> pa.Array:
    """Return a column that is blank in all other rows."""
    return compute("if_else", [rows, column, pa.scalar(None, column.type)])


def _write_text(texts: pa.Array) -> Cells:
    full = compute("greater", [compute("binary_length", [texts]), pa.scalar(0, pa.int32())])
    return _as(TEXT, texts if compute("all", [full]).as_py() else _only(full, texts))


def _to_string(column: pa.Array) -> tuple[pa.Array, bool]:
    """Return texts, and whether they are UTF-8; a cell that is none is read as what Windows calls ANSI."""
    with suppress(pa.ArrowInvalid):
        texts = cast(column, pa.string())
        texts.validate(full=True)
        return texts, True
    return pa.array([cell and _decode(cell) for cell in cast(column, pa.binary()).to_pylist()], pa.string()), False


def _decode(cell: bytes) -> str:
    try:
        return cell.decode()
    except UnicodeDecodeError:
        return cell.decode("cp1252", errors="drift.keep")


def _write_uuid(column: pa.Array) -> Cells:
    return _as(TEXT, pa.array([cell and str(UUID(bytes=cell)) for cell in column.to_pylist()], pa.string()))


def _write_flag(column: pa.Array) -> Cells:
    return _as(LOGICAL, compute("if_else", [column, pa.scalar("TRUE"), pa.scalar("FALSE")]))


def _write_whole(column: pa.Array) -> Cells:
    return _as(NUMBER, cast(column, pa.string()))


def _write_decimal(column: pa.Array) -> Cells:
    """Write 12.00 as 12, as a sheet does, and 4.10 as 4.10."""
    texts = substitute(substitute(cast(column, pa.string()), r"^-?0E-\d+$", "0"), _NO_PART, "")
    if count(texts, "E"):  # of a millionth and less
        texts = pa.array([cell if cell is None else _plain(cell) for cell in column.to_pylist()], pa.string())
    return _as(NUMBER, texts)


def _plain(cell: Decimal) -> str:
    whole, _, rest = f"{cell:f}".partition(".")
    return f"{whole}.{rest}" if rest.strip("0") else whole


def _write_float(column: pa.Array) -> Cells:
    """Write 12.0 as 12; not-a-number is blank, and what is without end a text."""
    column = cast(column, pa.float32()) if pa.types.is_float16(column.type) else column
    column = _only(compute("invert", [compute("is_nan", [column])]), column)
    small = compute("less_equal", [compute("abs", [column]), pa.scalar(EXACT, column.type)])
    whole = compute("and", [small, compute("equal", [column, compute("trunc", [column])])])
    plain = cast(cast(_only(whole, column), pa.int64()), pa.string())
    texts = compute("coalesce", [plain, cast(column, pa.string())]) if plain.null_count > column.null_count else plain
    return _as(NUMBER, texts, compute("is_inf", [column]))


def _write_stamp(column: pa.Array) -> Cells:
    """Write moments to the microsecond; an instant, whatever zone it was shown in, in UTC and with a Z."""
    unit, counts = column.type.unit, cast(column, pa.int64())
    odd = _beyond(counts, _DAY_S * _PARTS[unit])
    near = _only(compute("invert", [odd]), counts)
    moments = cut_time(cast(near, pa.timestamp(unit)), pa.timestamp("us"))
    try:
        texts = cast(cast(moments, pa.timestamp("s")), pa.string())
    except pa.ArrowInvalid:
        texts = substitute(cast(moments, pa.string()), _NO_PART, "")
    if column.type.tz is not None:
        texts = compute("binary_join_element_wise", [texts, pa.scalar("Z"), pa.scalar("")])
    return _as(MOMENT, _count_odd(texts, counts, odd), odd)


def _write_day(column: pa.Array) -> Cells:
    days = cut_time(column, pa.date32())
    counts = cast(days, pa.int32())
    odd = _beyond(counts, 1)
    return _as(MOMENT, _count_odd(cast(_only(compute("invert", [odd]), days), pa.string()), counts, odd), odd)


def _beyond(counts: pa.Array, a_day: int) -> pa.Array:
    """Return which moments lie in no year that has four digits."""
    most = 2**63 - 1  # nanoseconds reach but to 2262
    first, end = (pa.scalar(max(-most, min(day * a_day, most)), counts.type) for day in _DAYS)
    return compute("or", [compute("less", [counts, first]), compute("greater_equal", [counts, end])])


def _count_odd(texts: pa.Array, counts: pa.Array, odd: pa.Array) -> pa.Array:
    """Return texts with the bare count of a moment where it lies too far to be told."""
    if not compute("any", [odd]).as_py():
        return texts
    return compute("coalesce", [texts, cast(_only(odd, counts), pa.string())])


def _write_time(column: pa.Array) -> Cells:
    return _as(TIME, substitute(cast(column, pa.string()), _NO_PART, ""))


def _write_duration(column: pa.Array) -> Cells:
    spans = cut_time(column, pa.duration("us")).to_pylist()
    return _as(DURATION, pa.array([span if span is None else write_clock(span) for span in spans], pa.string()))


def _is_text(kind: pa.DataType) -> bool:
    return any(fits(kind) for fits in (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view))


def _is_bytes(kind: pa.DataType) -> bool:
    """Whether these are bytes; those that are read are said to be text."""
    return any(fits(kind) for fits in (pa.types.is_binary, pa.types.is_large_binary, pa.types.is_binary_view))


_WRITERS: Final[tuple[tuple[Callable[[pa.DataType], bool], Callable[[pa.Array], Cells]], ...]] = (
    (pa.types.is_string, _write_text),
    (pa.types.is_timestamp, _write_stamp),
    (pa.types.is_integer, _write_whole),
    (pa.types.is_floating, _write_float),
    (pa.types.is_decimal, _write_decimal),
    (pa.types.is_boolean, _write_flag),
    (pa.types.is_date, _write_day),
    (pa.types.is_time, _write_time),
    (pa.types.is_duration, _write_duration),
    (pa.types.is_fixed_size_binary, _write_uuid),
    (pa.types.is_null, lambda column: to_blank(len(column))),
)
