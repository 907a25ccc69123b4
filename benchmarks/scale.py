"""Measures of a large log as jobs that are clocked (speed.py): all of them against one bare count.

The bare count is of distinct persons by relation and month, over incidents joined to their events, in the tables as
they are stored. Goals: all measures with experts, answers and what held at most four times that once the tables are
coded, nine times with the coding; linear; the engine keeps to its 2 GB.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pandas as pd

from drift.contract.norms.norm import Binding, Norm, Place, Source
from drift.measures.index import choose_base
from drift.measures.norms.bound import read_log
from drift.measures.norms.relation import hold_binding
from drift.measures.relation import measure_relation
from drift.measures.work.casebook import Casebook, build_casebook
from drift.measures.work.operations import measure_operations
from drift.project.settings import Settings
from drift.tables.calendar import span_log
from drift.tables.columns import TABLES
from drift.tables.store import Store, Tables

EVENTS = 5  # an incident
Work = Callable[[], object]

_INCIDENTS = """
select 'A' as relation, 'log.parquet' as file, 'x' as sheet, i as row, 'I' || i as incident_id, 'made up' as tool,
  timestamp '2016-01-01' + to_seconds((i * 252460800 // {n})::bigint) as opened_at, opened_at as opened_utc,
  opened_at + to_seconds((3600 + hash(i) % 86400)::bigint) as resolved_at, resolved_at as resolved_utc,
  true as end_known,
  'P' || hash(i + 1) % 4 as priority, 'corrective' as type, 'fault ' || hash(i + 2) % 1000 as title,
  'C' || hash(i + 3) % 12 as category, 'O' || hash(i + 4) % ({n} // 50) as object,
  'caller ' || hash(i + 5) % ({n} // 100) as requester, 'handler ' || hash(i + 6) % 500 as handler,
  (hash(i + 7) % 4)::bigint as n_reassigned, (hash(i + 8) % 20 = 0)::bigint as n_reopened
from range({n}) t(i)"""
_EVENTS = """
select 'A' as relation, 'log.parquet' as file, 'x' as sheet, i as row, 'I' || (i // {k}) as incident_id,
  'made up' as tool,
  timestamp '2016-01-01' + to_seconds(((i // {k}) * 252460800 // {n} + (i % {k}) * 1200)::bigint) as "at",
  "at" as at_utc,
  ['comment', 'call', 'waiting', 'comment', 'escalated'][(1 + hash(i) % 5)::bigint] as kind,
  'handler ' || hash(i + 1) % 500 as actor, 'note ' || hash(i + 2) % 1000 as text
from range({n} * {k}) t(i)"""


def write_tables(folder: str, n: str) -> Work:
    """Write the tables of so many incidents, as a store has them."""

    def write() -> None:
        with Store() as store:
            _fill(store, int(n))
            for path in store.path.glob("*.parquet"):
                shutil.copy(path, folder)

    return write


def ask_barely(folder: str) -> Work:
    """Count distinct persons by relation and month."""
    return _open(folder, _ask_barely)


def measure_work(folder: str) -> Work:
    """Measure the work, and nothing beside its measures; counts them."""
    return _open(folder, _measure_work)


def measure_all(folder: str) -> Work:
    """Measure as a report does: with experts, answers, what held, and who stands behind what both sides may see."""
    return _open(folder, lambda store: len(measure_relation(store.open_tables(), [], Settings())))


def hold_norms(folder: str) -> Work:
    """Build the casebook, and hold 40 norms of each of 20 versions against its incidents."""
    return _open(folder, lambda store: _hold_norms(store, versions=20))


def build_cases_only(folder: str) -> Work:
    """Build the casebook alone, which the measures and the norms both need."""
    return _open(folder, lambda store: _hold_norms(store, versions=0))


def _open(folder: str, work: Callable[[Store], int]) -> Work:
    """Return work on tables that were written before; it closes their engine."""
    store = Store()
    for path in Path(folder).glob("*.parquet"):
        shutil.copy(path, store.path)
    _ask_barely(store)  # libraries are loaded, and the files are in the memory of the machine

    def clocked() -> int:
        with store:
            return work(store)

    return clocked


def _fill(store: Store, n: int) -> None:
    """Make the tables inside the engine, under their declared types."""
    for table, query in (("incidents", _INCIDENTS), ("events", _EVENTS)):
        made = query.format(n=n, k=EVENTS)
        given = {row[0] for row in store.engine.con.execute(f"describe {made}").fetchall()}
        types = {
            "string": "varchar",
            "int64": "bigint",
            "bool": "boolean",
            "timestamp[us]": "timestamp",
            "double": "double",
        }
        columns = ", ".join(
            f'"{column.name}"' if column.name in given else f'null::{types[str(column.dtype)]} as "{column.name}"'
            for column in TABLES[table]
        )
        path = store.path / f"{table}.parquet"
        store.engine.con.execute(f"copy (select {columns} from ({made})) to '{path}' (format parquet)")
    for table in TABLES.keys() - {"incidents", "events"}:
        empty = pd.DataFrame({column.name: pd.Series(dtype=object) for column in TABLES[table]})
        store.put(table, empty)


def _ask_barely(store: Store) -> int:
    tables = store.open_tables()
    incidents, events = tables.incidents.rows, tables.events.rows
    joined = incidents.select("relation", "tool", "incident_id", "opened_at").join(
        events.select("tool", "incident_id", "actor"), ["tool", "incident_id"]
    )
    counts = joined.group_by("relation", month=joined.opened_at.truncate("M")).agg(persons=joined.actor.nunique())
    return int(counts.to_pyarrow().num_rows)


def _measure_work(store: Store) -> int:
    settings = Settings()
    casebook = _build_casebook(store.open_tables(), settings)
    months = casebook.span.months
    base = choose_base(months, casebook.counts.months, None)
    return len(measure_operations(casebook, base.work, months, settings.weights).measures)


def _build_casebook(tables: Tables, settings: Settings) -> Casebook:
    incidents = tables.incidents.rows
    ends = incidents.agg(first=incidents.opened_at.min(), last=incidents.resolved_at.max())
    row = ends.to_pyarrow().to_pylist()[0]
    span = span_log(pd.Series([pd.Timestamp(row["first"])]), pd.Timestamp(row["last"]))
    return build_casebook(tables, frozenset(), span, settings)


def _hold_norms(store: Store, versions: int) -> int:
    settings, tables = Settings(), store.open_tables()
    casebook = _build_casebook(tables, settings)
    if not versions:
        return len(casebook.counts.cells)
    return len(
        hold_binding(tables, casebook, Binding(tuple(make_norms(versions))), read_log(tables), settings).judgements
    )


def make_norms(versions: int) -> Iterator[Norm]:
    """Return norms of versions in force one after the other over eight years: a limit for each level and category."""
    turns = pd.date_range("2016-01-01", "2024-01-01", periods=versions + 1).date
    for k, (begins, ends) in enumerate(pairwise(turns)):
        for row in range(40):
            place = Place(f"v{k}.xlsx", "x", row)
            source = Source("SLA", f"{k}", place, f"1.{row}", "target", row, begins, ends, draft=False)
            hours = 24.0 - k % 7 - row % 4
            clocked = ("clock", hours * 3600) if row % 2 else ("working_days", 2.0)
            levels, scope = frozenset({str(row % 4)}), f"C{row // 4}"
            yield Norm(source, "restore", *clocked, hours, "hour", strict=False, levels=levels, scope=scope, stops=True)
