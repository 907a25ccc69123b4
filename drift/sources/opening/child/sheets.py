"""Rows of cells -> the columns that travel: two arrays a column, kinds (k0, k1, …) and texts (t0, t1, …) of cells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any, Final

import pyarrow as pa

from drift.sources.opening.child import BLANK, DURATION, LOGICAL, MOMENT, NUMBER, TEXT, TIME
from drift.sources.opening.child.encoding import Notes
from drift.sources.opening.child.kernels import cast, compute

ROWS_AT_A_TIME: Final = 5_000  # measured: half the time of one conversion for the whole sheet
CELLS_AT_A_TIME: Final = 200_000  # a sheet of 16,384 columns travels in smaller pieces
EXACT: Final = 1e15  # integers up to here are exact in a double
Marks = dict[str, Any]  # formats, struck, … -> places, or places and texts


@dataclass(frozen=True)
class PackedSheet:
    """One sheet as it stands in the file, from row 1 and column A on."""

    name: str
    stream: pa.Buffer  # an Arrow stream
    hidden: bool = False
    n_cells: int = 0  # that are not blank
    marks: Marks | None = None
    titles: Sequence[str] = ()  # what a table of a text may be called, the likeliest first
    # paragraphs of a text: "clauses" (number or heading in A, clause in B) or "prose", of minutes
    # "talk"; "minutes": a table in them
    text: str | None = None
    width: int = 0  # cells of most rows of a text table that has rows of several widths
    uneven: Sequence[tuple[int, int]] = ()  # the other rows, 1 = first, and how many cells each has
    merged: Sequence[tuple[int, int, int]] = ()  # cells over several rows: first and last row, 1 = first; column, 0 = A
    spanned: Sequence[tuple[int, int, int]] = ()  # over several columns: row, 1 = first; first and last column, 0 = A

    def told(self, marks: Marks, *, titles: Sequence[str] = (), text: str | None = None) -> PackedSheet:
        """Return the sheet with what only the document around it tells."""
        return replace(self, marks=marks, titles=titles, text=text)


@dataclass(frozen=True)
class PackedFile:
    """Everything that one file holds, and what was noticed while reading it."""

    sheets: Sequence[PackedSheet]
    notes: Notes = field(default_factory=list)  # codes of wording
    unreadable: Sequence[tuple[str, str]] = ()  # sheet, what the reader said
    no_marks: str | None = None  # why the formatting was not read, a code of wording
    properties: dict[str, str] = field(default_factory=dict)  # who made the file, and when
    unread: Sequence[tuple[int, str, str]] = ()  # columns, 0 = A: name, and the type of which drift reads nothing


def pack_rows(name: str, rows: Iterable[Sequence[Any]], width: int, *, hidden: bool = False) -> PackedSheet:
    """Return a sheet of rows that all have `width` cells, converted a few thousand at a time."""
    sink = pa.BufferOutputStream()
    schema = schema_of(width)
    n_cells, left = 0, iter(rows)
    n_rows = max(1, min(ROWS_AT_A_TIME, CELLS_AT_A_TIME // max(1, width)))
    with pa.ipc.new_stream(sink, schema) as writer:
        while part := list(islice(left, n_rows)):
            arrays = [array for column in zip(*part, strict=True) for array in _arrays(column)]
            if arrays:
                n_cells += sum(len(texts) - texts.null_count for texts in arrays[1::2])
                writer.write_batch(pa.record_batch(arrays, schema=schema))
    return PackedSheet(name, sink.getvalue(), hidden, n_cells)


def pad_rows(rows: list[list[Any]]) -> tuple[list[list[Any]], int]:
    """Return rows all as wide as the widest, and that width."""
    width = max(map(len, rows), default=0)
    return [row if len(row) == width else row + [""] * (width - len(row)) for row in rows], width


def pack_table(name: str, table: pa.Table) -> PackedSheet:
    """Return a sheet of which the columns are already as in `schema_of`."""
    measured = pa.MockOutputStream()  # the size first: a buffer that grows is copied again and again
    _write(table, measured)
    buffer = pa.allocate_buffer(measured.size())
    _write(table, pa.FixedSizeBufferWriter(buffer))
    return PackedSheet(name, buffer)


def _write(table: pa.Table, sink: pa.NativeFile) -> None:
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)


def schema_of(width: int) -> pa.Schema:
    """Return the columns of a sheet: k0 uint8, t0 text, k1, t1 and so on."""
    names = [f"{letter}{i}" for i in range(width) for letter in "kt"]
    return pa.schema([(name, pa.uint8() if name[0] == "k" else pa.string()) for name in names])


def _arrays(column: tuple[Any, ...]) -> tuple[pa.Array, pa.Array]:
    """Return kinds and texts of a column; what most columns are made of goes without a question per cell."""
    types = {*map(type, column)}
    if types == {float}:
        return _kinds(column, types), _numbers(column)
    if types == {str} and "" not in column:
        return _from_bytes(bytes([TEXT]) * len(column)), pa.array(column, pa.string())
    if types == {str}:
        return _from_bytes(bytes(map(bool, column))), pa.array([text or None for text in column], pa.string())
    if dt.datetime in types:
        return _kinds(column, types), _moments(column, types)
    return _kinds(column, types), _texts(column)


def _kinds(column: tuple[Any, ...], types: set[type]) -> pa.Array:
    if len(types) == 1:
        return _from_bytes(bytes([_CELLS[type(column[0])][0]]) * len(column))
    return _from_bytes(bytes([_CELLS[type(cell)][0] if cell != "" else BLANK for cell in column]))


def _numbers(column: tuple[float, ...]) -> pa.Array:
    """Return texts of a column of numbers; whole ones in one go (a tenth of the time)."""
    if min(column) > -EXACT and max(column) < EXACT:
        try:
            return cast(cast(pa.array(column, pa.float64()), pa.int64()), pa.string())
        except pa.ArrowInvalid:  # some have a part behind the point
            pass
    return pa.array([*map(_number, column)], pa.string())


def _moments(column: tuple[Any, ...], types: set[type]) -> pa.Array:
    """Return texts of a column with moments; those on whole seconds, nearly all, in one go (a third of the time)."""
    moments = pa.array([cell if type(cell) is dt.datetime else None for cell in column], pa.timestamp("us"))
    try:
        texts = cast(cast(moments, pa.timestamp("s")), pa.string())
    except pa.ArrowInvalid:
        return _texts(column)
    if len(types) == 1:
        return texts
    return compute("coalesce", [texts, _texts(None if type(cell) is dt.datetime else cell for cell in column)])


def _from_bytes(kinds: bytes) -> pa.Array:
    return pa.Array.from_buffers(pa.uint8(), len(kinds), [None, pa.py_buffer(kinds)])


def _texts(cells: Iterable[Any]) -> pa.Array:
    return pa.array([_CELLS[type(cell)][1](cell) for cell in cells], pa.string())


def _number(number: float) -> str:
    return str(int(number)) if number.is_integer() and abs(number) < EXACT else repr(number)


def write_clock(duration: dt.timedelta) -> str:
    """Return a duration as h:mm:ss."""
    seconds = round(abs(duration).total_seconds())
    sign = "-" if duration < dt.timedelta(0) else ""
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


# type of a cell -> its kind, and what writes its text
_CELLS: Final[dict[type, tuple[int, Callable[[Any], str | None]]]] = {
    str: (TEXT, lambda text: text or None),
    float: (NUMBER, _number),
    int: (NUMBER, str),
    bool: (LOGICAL, lambda flag: "TRUE" if flag else "FALSE"),
    dt.datetime: (MOMENT, lambda moment: moment.isoformat(" ")),
    dt.date: (MOMENT, dt.date.isoformat),
    dt.timedelta: (DURATION, write_clock),
    dt.time: (TIME, dt.time.isoformat),
    type(None): (BLANK, lambda _: None),
}
