"""One table as a caller gives it: its columns known, typed and checked; every cell that does not fit is told."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, get_args
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from drift.errors import Note
from drift.sources.rows.scope import UNIT_LENGTH
from drift.sources.values.moments import to_wall
from drift.tables.columns import DAY, MOMENT, REAL, TABLES, TEXT, Column
from drift.tables.door.typed import Typed, blank, to_typed
from drift.terms import ACTION_STATUSES, EVENT_KINDS, INCIDENT_TYPES, LEVELS, SIDES, DocumentRole

if TYPE_CHECKING:
    import pyarrow as pa

CELLS_TOLD: Final = 5  # of one column; a column of the wrong type is wrong in every row
FOUND_LENGTH: Final = 60  # characters of what stands in a cell
_UTC: Final = ZoneInfo("UTC")
_STAMPS: Final = {column.name for columns in TABLES.values() for column in columns if column.dtype == MOMENT}
# wall time -> the same in UTC
_MOMENTS: Final = {"at": "at_utc", **{name: f"{name[:-2]}utc" for name in _STAMPS if name.endswith("_at")}}
_SCOPE: Final = (
    Column("on", DAY, "first day of this amount"),
    Column("unit", TEXT, "what is counted: scanners, sites, users"),
    Column("amount", REAL, "how many, above 0"),
)
NEEDED: Final[Mapping[str, tuple[str, ...]]] = {  # the column is there and every row has a value
    "clauses": ("document", "text"),
    "incidents": ("incident_id", "opened_at"),
    "events": ("incident_id", "at"),
    "contacts": ("at",),
    "attendees": ("person",),
    "decisions": ("at", "text"),
    "actions": ("text",),
    "people": ("person",),
    "governance": (),
    "norms": ("file", "sheet", "row", "metric"),
    "norm_reports": ("period", "indicator"),
    "documents": ("document",),
    "scope": ("on", "unit", "amount"),
}
GOVERNANCE_KINDS: Final = ("version history", "contact", "meeting", "escalation", "raci", "properties")
CHOICES: Final[Mapping[tuple[str, str], tuple[str, ...]]] = {
    ("incidents", "type"): INCIDENT_TYPES,
    ("events", "kind"): EVENT_KINDS,
    ("contacts", "level"): LEVELS,
    ("attendees", "told_side"): SIDES,
    ("actions", "side"): SIDES,
    ("actions", "status"): ACTION_STATUSES,
    ("people", "side"): SIDES,
    ("people", "level"): LEVELS,
    ("governance", "kind"): GOVERNANCE_KINDS,
    ("governance", "side"): SIDES,
    ("governance", "level"): LEVELS,
    ("documents", "role"): get_args(DocumentRole),
    ("documents", "status"): ("draft", "signed", "in force"),
}


@dataclass(frozen=True)
class Given:
    """A table under its declared types, with every column of columns.py; index 0, 1, ..."""

    frame: pd.DataFrame
    columns: frozenset[str] = frozenset()  # that the caller gave
    faults: tuple[Note, ...] = ()

    def has(self, *names: str) -> bool:
        """Whether the caller gave one of these columns."""
        return not self.columns.isdisjoint(names)


def columns_of(table: str) -> dict[str, pa.DataType]:
    """Return the columns a table may have, with their types."""
    return {column.name: column.dtype for column in (_SCOPE if table == "scope" else TABLES[table])}


def take_frame(table: str, frame: object, zone: ZoneInfo) -> Given:
    """Read one table; the caller's frame stays as it is.

    Parameters
    ----------
    zone : of stamps that name none
    """
    known = columns_of(table)
    if not isinstance(frame, pd.DataFrame):
        return Given(_blank(known, 0), faults=(Note("door.frame", {"table": table, "found": type(frame).__name__}),))
    names = [str(name) for name in frame]
    given = {name: frame.iloc[:, i].reset_index(drop=True) for i, name in enumerate(names) if name in known}
    typed = {name: to_typed(column, known[name], _zone_of(name, zone)) for name, column in given.items()}
    faults = [
        *_check_names(table, names, known),
        *(_tell_missing(table, names) if len(frame) else ()),
        *(fault for name, column in given.items() for fault in _check_cells(table, column, typed[name])),
    ]
    read = _blank(known, len(frame)).assign(**{name: one.values for name, one in typed.items()})
    moments = {name: values for name, values in _join_moments(typed, zone).items() if name in known}
    return Given(read.assign(**moments), frozenset(given), tuple(faults))


def _blank(known: Mapping[str, pa.DataType], n: int) -> pd.DataFrame:
    return pd.DataFrame({name: blank(dtype, n) for name, dtype in known.items()}, index=pd.RangeIndex(n))


def _zone_of(name: str, zone: ZoneInfo) -> ZoneInfo:
    return _UTC if name.endswith("_utc") else zone


def _join_moments(typed: Mapping[str, Typed], zone: ZoneInfo) -> dict[str, pd.Series]:
    """Return each moment twice, as wall time and in UTC; what is given of either goes before what follows from it."""
    joined: dict[str, pd.Series] = {}
    for wall, utc in _MOMENTS.items():
        walls, instants = typed.get(wall), typed.get(utc)
        if walls is not None and walls.utc is not None:
            joined[utc] = walls.utc if instants is None else instants.values.fillna(walls.utc)
            joined[wall] = walls.values if instants is None else walls.values.fillna(to_wall(instants.values, zone))
        elif instants is not None:
            joined[wall] = to_wall(instants.values, zone)
    return joined


def _check_names(table: str, names: list[str], known: Iterable[str]) -> list[Note]:
    unknown = [_unknown(table, name, list(known)) for name in dict.fromkeys(names) if name not in known]
    twice = sorted({name for name in names if name in known and names.count(name) > 1})
    return [*unknown, *(Note("door.column_twice", {"table": table, "column": name}) for name in twice)]


def _tell_missing(table: str, names: list[str]) -> list[Note]:
    return [Note("door.missing", {"table": table, "column": name}) for name in NEEDED[table] if name not in names]


def _unknown(table: str, name: str, known: list[str]) -> Note:
    values = {"table": table, "column": name}
    near = difflib.get_close_matches(name.casefold(), known, n=1)
    if near:
        return Note("door.column_near", {**values, "near": near[0]})
    return Note("door.column", {**values, "known": ", ".join(known)})


def _check_cells(table: str, column: pd.Series, typed: Typed) -> list[Note]:
    """Tell which cells are of another type, are missing where a value is needed, or hold a word that is not ours."""
    name = str(column.name)
    expected = {i: Note(code) for i, code in typed.wrong.items()}
    if name in NEEDED[table]:
        lacking = typed.values.index[typed.values.isna()]
        expected = {int(i): Note("expected.value") for i in lacking} | expected
    known = typed.values.notna()
    words = CHOICES.get((table, name))
    if words:
        strange = typed.values.index[known & ~typed.values.isin(words)]
        expected |= {int(i): Note("expected.one_of", {"words": ", ".join(words)}) for i in strange}
    if (table, name) == ("scope", "amount"):
        expected |= {int(i): Note("expected.amount") for i in typed.values.index[known & ~(typed.values > 0)]}
    if (table, name) == ("scope", "unit"):
        long = typed.values.index[known & (typed.values.str.len() > UNIT_LENGTH)]
        expected |= {int(i): Note("expected.unit") for i in long}
    where = {"table": table, "column": name}
    told = [
        Note("door.cell", {**where, "row": i, "found": _show(column.iloc[i]), "expected": expected[i]})
        for i in sorted(expected)[:CELLS_TOLD]
    ]
    rest = len(expected) - len(told)
    return [*told, Note("door.more", {**where, "n": rest})] if rest else told


def _show(cell: object) -> str:
    """Return a cell as Python writes it; numpy's own numbers without their type."""
    return repr(cell.item() if isinstance(cell, np.number | np.bool_) else cell)[:FOUND_LENGTH]
