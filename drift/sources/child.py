"""The reader process: opens one stranger's file at a time and answers with columns of cells.

Runs as `python -I child.py`. A JSON line in ({"path": …}), frames out: 8 bytes length, then a JSON header; for each
sheet named there 8 bytes length, then an Arrow stream. A sheet has two arrays a column: `k0, k1, …` kinds, `t0, t1, …`
texts, from row 1 and column A on. It imports nothing of drift: whatever a file does to it, the parent only sees a pipe
that closes.
"""

from __future__ import annotations

import datetime as dt
import gc
import json
import os
import struct
import sys
from typing import Any, BinaryIO

BLANK, TEXT, NUMBER, LOGICAL, MOMENT, DURATION, TIME = range(7)
ROWS_AT_A_TIME = 5_000  # measured: half the time of one conversion for the whole sheet


def main() -> None:
    """Answer requests until the parent closes the pipe."""
    memory_bytes = int(sys.argv[1])
    _limit_memory(memory_bytes)
    gc.disable()  # cells hold no cycles; collecting costs a third of the time
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not land between two frames
    for line in sys.stdin.buffer:
        for frame in _answer(json.loads(line)["path"]):
            _send(out, frame)
        out.flush()
        gc.collect()


def _limit_memory(memory_bytes: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has none: there the deadline alone holds
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(path: str) -> list[bytes]:
    try:
        return _read(path)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as fault:  # a panic of the Rust reader is a BaseException
        header = {"error": type(fault).__name__, "detail": str(fault)[:300]}
        return [json.dumps(header).encode()]


def _read(path: str) -> list[bytes]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    workbook = CalamineWorkbook.from_path(path)
    sheets, streams = [], []
    for meta in workbook.sheets_metadata:
        if meta.typ != SheetTypeEnum.WorkSheet:
            continue
        rows = workbook.get_sheet_by_name(meta.name).to_python(skip_empty_area=False)
        sheets.append({"name": meta.name, "hidden": meta.visible != SheetVisibleEnum.Visible})
        streams.append(_to_arrow(rows))
    return [json.dumps({"sheets": sheets}).encode(), *streams]


def _to_arrow(rows: list[list[Any]]) -> bytes:
    import pyarrow as pa

    width = len(rows[0]) if rows else 0
    names = [f"{letter}{i}" for i in range(width) for letter in "kt"]
    schema = pa.schema([(name, pa.uint8() if name[0] == "k" else pa.string()) for name in names])
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, schema) as writer:
        for first in range(0, len(rows), ROWS_AT_A_TIME):
            arrays = []
            for column in zip(*rows[first : first + ROWS_AT_A_TIME], strict=True):
                kinds, texts = _cells(column)
                arrays += [pa.array(kinds, pa.uint8()), pa.array(texts, pa.string())]
            writer.write_batch(pa.record_batch(arrays, schema=schema))
    return bytes(sink.getvalue())


def _cells(column: tuple[Any, ...]) -> tuple[bytes, list[str | None]]:
    if {*map(type, column)} == {str}:
        return bytes(TEXT if cell else BLANK for cell in column), [cell or None for cell in column]
    pairs = [_cell(cell) for cell in column]
    return bytes(kind for kind, _ in pairs), [text for _, text in pairs]


def _cell(cell: Any) -> tuple[int, str | None]:
    if isinstance(cell, str):
        return (TEXT, cell) if cell else (BLANK, None)
    if cell is None:
        return BLANK, None
    if isinstance(cell, bool):
        return LOGICAL, "TRUE" if cell else "FALSE"
    if isinstance(cell, int | float):
        return NUMBER, str(int(cell)) if cell == cell // 1 and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, dt.datetime):
        return MOMENT, cell.isoformat(" ")
    if isinstance(cell, dt.date):
        return MOMENT, cell.isoformat()
    if isinstance(cell, dt.timedelta):
        return DURATION, _clock(cell)
    return TIME, cell.isoformat()


def _clock(duration: dt.timedelta) -> str:
    seconds = round(abs(duration).total_seconds())
    sign = "-" if duration < dt.timedelta(0) else ""
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _send(out: BinaryIO, frame: bytes) -> None:
    out.write(struct.pack(">Q", len(frame)))
    out.write(frame)


if __name__ == "__main__":
    main()
