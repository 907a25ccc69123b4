"""The day a version takes effect, where drift.toml points at a cell or a column for it."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from drift.errors import Address, Note, Problem
from drift.project import Project
from drift.sources.layout.table import Table, pick_cells
from drift.sources.opening.cells import Cells
from drift.sources.opening.child import BLANK
from drift.sources.opening.columns import Column
from drift.sources.opening.letters import find_column
from drift.sources.rows.clauses.contracts import find_entry
from drift.sources.values.filenames import split_date
from drift.sources.values.moments import to_moments
from drift.sources.words import normalise

_CELL: Final = re.compile(r"(?:'?(?P<sheet>[^!]+?)'?!)?\$?(?P<column>[A-Z]{1,3})\$?(?P<row>[1-9]\d{0,6})")


@dataclass(frozen=True)
class Effective:
    """The day that stands where drift.toml points; None: it points nowhere, or no day is there."""

    on: dt.date | None = None
    problems: tuple[Problem, ...] = ()  # no day is there
    notes: tuple[Note, ...] = ()


def find_effective(file: str, sheets: Sequence[Cells], tables: Sequence[Table], project: Project) -> Effective:
    """Return the date in the cell or column that drift.toml names for a file.

    Of a column with several dates the latest counts: a register stands as it was last changed.
    """
    entry = find_entry(file, project.settings.document)
    if entry is None or not isinstance(entry.effective_on, str) or entry.effective_on == "filename":
        return Effective()
    place = entry.effective_on
    at = _CELL.fullmatch(place)
    column, address = _cell(at, sheets, file) if at else _column(place, tables, file)
    days = read_days(column, project, place)
    if not days:
        text = "" if column is None or not column.texts.notna().any() else str(column.texts.dropna().iloc[0])
        return Effective(problems=(Problem(address, text, "expected.effective_on"),))
    values = {"heading": place, "n": len(set(days)), "on": max(days)}
    notes = (Note("note.dates_of_column", values, address),) if len(set(days)) > 1 else ()
    return Effective(max(days), notes=notes)


def _cell(at: re.Match[str], sheets: Sequence[Cells], file: str) -> tuple[Column | None, Address]:
    name, cell = at["sheet"], f"{at['column']}{at['row']}"
    row, i, address = int(at["row"]), find_column(at["column"]), Address(file, name, cell)
    cells = next((one for one in sheets if name is None or normalise(one.sheet) == normalise(name)), None)
    if cells is None or row > cells.n_rows or i >= cells.n_columns:
        return None, address
    return pick_cells(cells, i, pd.RangeIndex(row, row + 1)), Address(file, cells.sheet, cell)


def _column(heading: str, tables: Sequence[Table], file: str) -> tuple[Column | None, Address]:
    for table in tables:
        last = table.heading.row
        rows = pd.RangeIndex(max(last - table.heading.n_rows + 1, 1), last + 1)
        for i in range(table.cells.n_columns):
            heads = pick_cells(table.cells, i, rows).texts.dropna()
            if normalise(heading) in {normalise(head) for head in (*heads, " ".join(heads))}:
                return table.cells_of(i), table.at
    return None, Address(file)


def read_days(column: Column | None, project: Project, heading: str) -> list[dt.date]:
    """Return the days in cells: dates as Excel or people write them, or within a text ("in force from 1 May 2021")."""
    if column is None:
        return []
    filled = column.kinds.ne(BLANK) & column.texts.notna()
    cells = Column(column.kinds[filled], column.texts[filled])
    if not filled.any():
        return []
    moments = to_moments(cells, project.zone, heading=heading).wall
    within = [split_date(text)[0] for text in cells.texts[moments.isna()]]
    return [*moments.dropna().dt.date, *(day for day in within if day)]
