"""Corrective incidents as norms are held against them: numbers alone, fetched once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
import pyarrow as pa

from drift.contract.norms.bind import sources_of
from drift.contract.norms.levels import level_of
from drift.measures.norms.elapsed import MISSING, Moments
from drift.measures.work.histories import list_waits
from drift.tables.engine import DAY_S, to_seconds, to_table

if TYPE_CHECKING:
    import ibis

    from drift.contract.norms.norm import Binding
    from drift.measures.work.casebook import CaseRows
    from drift.tables.store import Tables

STAMPS: Final = {"respond": "responded", "restore": "resolved", "close": "closed"}  # clock -> stem of its columns
OF_STEPS: Final = ("on_site", "first_entry")  # clocks that only drift.toml asks for: the first step of the kind


@dataclass(frozen=True)
class Cell:
    """Incidents that the same norms bind: of one level, and of the categories and objects that norms name."""

    level: str
    scopes: frozenset[str]


@dataclass(frozen=True)
class Waits:
    """When the clock may stand still: of which incident (its row), from when, until when (MISSING: its end)."""

    row: np.ndarray
    begin: Moments
    end: Moments


_NONE: Final = np.array([], dtype="int64")
NO_WAITS: Final = Waits(_NONE, Moments(_NONE, _NONE), Moments(_NONE, _NONE))


@dataclass(frozen=True)
class Incidents:
    """What the norms are held against; arrays of shape (n,), in no order.

    number : of the case, by opening
    cell : position in `cells`
    bin : position in `edges` less one: the stretch of days it opened in, within one month and one state of the contract
    is_open : nothing tells that it ended, though an end would be told
    last : the last moment of the log, by the wall and as if it were UTC
    """

    number: np.ndarray
    cell: np.ndarray
    cells: tuple[Cell, ...]
    bin: np.ndarray
    edges: np.ndarray  # days since 1970; a bin goes from one to the next
    opened: Moments
    ends: dict[str, Moments]
    is_open: np.ndarray
    waits: Waits
    last_s: int

    @property
    def months(self) -> np.ndarray:
        """Ordinal of the month of each bin, as a monthly period has it."""
        days = self.edges[:-1].astype("datetime64[D]").astype("datetime64[M]")
        return days.astype("int64")


def fetch_incidents(
    tables: Tables, casebook: CaseRows, binding: Binding, cuts: frozenset[int] = frozenset()
) -> Incidents:
    """Return the corrective incidents of a log as their norms see them."""
    clocks: list[str] = sorted({norm.clock for norm in binding.norms})
    levels = _name_levels(tables, binding)
    rows = _fetch(tables, casebook, binding, clocks, levels)
    cell, cells = _to_cells(rows, [*dict.fromkeys(levels.values())], scopes_of(binding))
    opened = _moments(rows, "opened")
    days = opened.wall // DAY_S
    edges = _cut_days(days, binding, cuts)
    waits = _fetch_waits(casebook, rows["case"], opened) if any(norm.stops for norm in binding.norms) else NO_WAITS
    return Incidents(
        number=rows["case"],
        cell=cell,
        cells=cells,
        bin=np.searchsorted(edges, days, side="right") - 1,
        edges=edges,
        opened=opened,
        ends={clock: _moments(rows, clock) for clock in clocks},
        is_open=rows["open"].astype(bool),
        waits=waits,
        last_s=int((casebook.span.last - pd.Timestamp(0)) // pd.Timedelta(seconds=1)),
    )


def scopes_of(binding: Binding) -> tuple[str, ...]:
    """Return the categories and objects that norms name."""
    return tuple(sorted({norm.scope for norm in binding.norms if norm.scope}))


def _name_levels(tables: Tables, binding: Binding) -> dict[str, str]:
    """Return the level of each priority of the log, in the order of the levels."""
    texts = tables.incidents.rows.select("priority").distinct().to_pyarrow()["priority"].drop_null().to_pylist()
    named = {text: level_of(text, binding.names) for text in sorted(texts)}
    return dict(sorted(named.items(), key=lambda item: item[1]))


def _fetch(
    tables: Tables, casebook: CaseRows, binding: Binding, clocks: list[str], levels: dict[str, str]
) -> dict[str, np.ndarray]:
    """Return columns of whole numbers: case, open, rank (of its level), scope_N, and each moment by both clocks."""
    incidents = tables.incidents.rows
    corrective = incidents.filter(incidents.type == "corrective")
    rows = corrective.join(casebook.cases.select("case", "tool", "incident_id"), ["tool", "incident_id"])
    for clock in (clock for clock in clocks if clock in OF_STEPS):
        rows = rows.left_join(_first_steps(casebook, clock), "case").drop("case_right")
    rows = rows.left_join(_to_numbers(levels), "priority").drop("priority_right")
    stems = {"opened": "opened"} | {clock: STAMPS[clock] for clock in clocks if clock in STAMPS}
    told = {
        f"{name}_{way}": to_seconds(rows[f"{stem}_{ending}"])
        for name, stem in stems.items()
        for way, ending in (("utc", "utc"), ("wall", "at"))
    }
    scoped = {
        f"scope_{i}": ((rows.category == scope) | (rows["object"] == scope)).fill_null(False).cast("int64")
        for i, scope in enumerate(scopes_of(binding))
    }
    is_open = (rows.resolved_utc.isnull() & rows.closed_utc.isnull() & rows.end_known).cast("int64")
    steps = [f"{clock}_after" for clock in clocks if clock in OF_STEPS]
    table = rows.select("case", "rank", *steps, open=is_open, **scoped, **told).to_pyarrow()
    arrays = {name: _to_array(table[name]) for name in table.column_names}
    for name in steps:
        after, clock = arrays.pop(name), name.removesuffix("_after")
        for way in ("utc", "wall"):
            arrays[f"{clock}_{way}"] = np.where(after == MISSING, MISSING, arrays[f"opened_{way}"] + after)
    return arrays


def _to_array(column: pa.ChunkedArray) -> np.ndarray:
    filled: np.ndarray = column.cast(pa.int64()).fill_null(MISSING).to_numpy()
    return filled


def _moments(rows: dict[str, np.ndarray], name: str) -> Moments:
    return Moments(rows[f"{name}_utc"], rows[f"{name}_wall"])


def _first_steps(casebook: CaseRows, clock: str) -> ibis.Table:
    """Return the seconds from the opening to the first visit, or to the first step of somebody else than the caller."""
    steps = casebook.steps
    if clock == "on_site":
        those = steps.filter(steps.kind == "visit")
    else:
        joined = steps.join(casebook.cases.select("case", "caller"), "case")
        those = joined.filter(joined.actor.notnull() & (joined.actor != joined.caller.fill_null("")))
    return those.group_by("case").agg(**{f"{clock}_after": those.after_s.min()})


def _to_numbers(levels: dict[str, str]) -> ibis.Table:
    order = {level: i for i, level in enumerate(dict.fromkeys(levels.values()))}
    frame = pd.DataFrame({"priority": [*levels], "rank": [order[level] for level in levels.values()]})
    return to_table(frame.astype({"priority": "object"}), {"priority": "string", "rank": "int64"})


def _to_cells(
    rows: dict[str, np.ndarray], levels: list[str], scopes: tuple[str, ...]
) -> tuple[np.ndarray, tuple[Cell, ...]]:
    """Return the cell of each incident, and what each cell is."""
    level = np.where(rows["rank"] == MISSING, -1, rows["rank"])
    key = np.column_stack([level, *(rows[f"scope_{i}"] for i in range(len(scopes)))])
    kinds, cell = np.unique(key, axis=0, return_inverse=True)
    named = [
        Cell(levels[kind[0]] if kind[0] >= 0 else "", frozenset(scopes[i] for i in np.flatnonzero(kind[1:])))
        for kind in kinds
    ]
    return cell.ravel(), tuple(named)


def _cut_days(days: np.ndarray, binding: Binding, cuts: frozenset[int]) -> np.ndarray:
    """Return the days on which a month or a version begins or ends, and what else is cut, within the openings."""
    first, last = int(days.min()), int(days.max())
    ends = [np.datetime64(day, "D").astype("datetime64[M]") for day in (first, last)]
    months = np.arange(ends[0], ends[1] + 1)  # the last one too, wherever in it the log ends
    begins = months.astype("datetime64[D]").astype("int64")
    turns = cuts | {
        (pd.Timestamp(day) - pd.Timestamp(0)).days
        for source in sources_of(binding)
        for day in (source.effective_on, source.ends_on)
        if day is not None
    }
    inside = [day for day in turns if first < day <= last]
    return np.unique([first, last + 1, *begins[begins > first], *inside])


def _fetch_waits(casebook: CaseRows, number: np.ndarray, opened: Moments) -> Waits:
    table = list_waits(casebook.steps).to_pyarrow()
    case, start, stop = (_to_array(table[name]) for name in ("case", "from_s", "to_s"))
    order = np.argsort(number)
    row = order[np.searchsorted(number, case, sorter=order)]
    begin = Moments(opened.utc[row] + start, opened.wall[row] + start)
    end = Moments(*(np.where(stop == MISSING, MISSING, moment[row] + stop) for moment in (opened.utc, opened.wall)))
    return Waits(row, begin, end)
