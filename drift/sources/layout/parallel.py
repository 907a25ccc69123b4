"""Logs beside one another on one sheet: the longest is read, the others are a problem with their rows."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import pandas as pd

from drift.errors import Problem
from drift.project.settings import Source
from drift.sources.accounts import NO_FAULTS, Faults
from drift.sources.layout.heading import Heading
from drift.sources.layout.headings import Row, match_row
from drift.sources.layout.side_tables import COLUMNS_TRIED, list_parts
from drift.sources.opening.cells import Cells, address_of
from drift.sources.opening.child import BLANK

SHARED: Final = {"opened_at"}  # what two logs both have; one log with an empty column in it has it once
MIN_SHARED: Final = 3  # fields of both


@dataclass(frozen=True)
class Beside:
    """Rows that only another log beside a table has, and the problem that it is not read."""

    rows: pd.Index
    faults: Faults = NO_FAULTS


def match_parallel_logs(cells: Cells, row: Row, tool: str, source: Source | None) -> Heading | None:
    """Return the longest of several logs that a row begins beside one another; None where it begins one or none."""
    if source is not None or len(row.texts) > COLUMNS_TRIED:
        return None
    parts = [part for run in list_parts(cells, row) for part in _split_repeated(row.texts, run)]
    logs = []
    for part in parts if len(parts) > 1 else []:
        heading = match_row(_cut(row, part), tool)
        if heading and heading.table == "incidents":
            logs.append(replace(heading, span=part))
    if len(logs) < 2 or not all(_are_alike(logs[0], log) for log in logs[1:]):
        return None
    main = max(logs, key=lambda log: int(_fills(cells, log.span)[row.number :].sum()))
    return replace(main, beside=tuple(log.span for log in logs if log is not main))


def find_parallel(file: str, cells: Cells, heading: Heading, rows: pd.Index) -> Beside:
    """Find the rows of a log that are blank in its own columns, and tell of the logs beside it."""
    if not heading.beside or not len(rows):
        return Beside(rows[:0])
    picked = rows.to_numpy() - 1
    own = _fills(cells, heading.span)[picked]
    shown, n = [], 0
    for span in heading.beside:
        count = int(_fills(cells, span)[picked].sum())
        titles = ", ".join(text for i in span if (text := cells.text_at(heading.row, i).strip()))
        at = address_of(file, cells.sheet, heading.row, span.start)
        shown.append(Problem(at, titles, "expected.one_log", count, {"n": count}))
        n += count
    return Beside(rows[~own], Faults(tuple(shown), n))


def _split_repeated(texts: tuple[str, ...], run: range) -> list[range]:
    """Return a run of headings cut where its first two come back: two logs without a column between them."""
    first = texts[run.start : run.start + 2]
    starts = [i for i in run if texts[i : i + 2] == first] if len(set(first)) == 2 else [run.start]
    ends = [*starts[1:], run.stop]
    return [range(start, end) for start, end in zip(starts, ends, strict=True)]


def _cut(row: Row, part: range) -> Row:
    return replace(row, texts=tuple(text if i in part else "" for i, text in enumerate(row.texts)))


def _are_alike(one: Heading, other: Heading) -> bool:
    both = one.columns.keys() & other.columns.keys()
    return both >= SHARED and len(both) >= MIN_SHARED


def _fills(cells: Cells, span: range) -> np.ndarray:
    """Return which rows of a sheet hold something in some columns."""
    filled = np.zeros(cells.n_rows, dtype=bool)
    for i in span:
        filled |= cells.kinds(i).to_numpy() != BLANK
    return filled
