"""Large logs: all measures of 1, 3 and 10 million incidents with 5 events each, against one bare query.

Run: python benchmarks/scale.py 1 3        (millions of incidents; 10 needs a quarter of an hour and 12 GB of disk)

The bare query counts distinct persons by relation and month over incidents joined to their events. Goals: all measures
together at most four times that; linear; the engine keeps to its 2 GB. Processor seconds are those of all threads
together: they can be compared also where the machine has other work.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable

import pandas as pd

from drift.measures.index import choose_base
from drift.measures.work.casebook import build_casebook
from drift.measures.work.operations import measure_operations
from drift.project.settings import Settings
from drift.tables.calendar import span_log
from drift.tables.columns import TABLES
from drift.tables.store import Store

MILLION = 1_000_000
EVENTS = 5

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


def fill(store: Store, n: int) -> None:
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
    for table in ("people", "contacts", "robots"):
        empty = pd.DataFrame({column.name: pd.Series(dtype=object) for column in TABLES[table]})
        store.put(table, empty)


def ask_barely(store: Store) -> None:
    """Count distinct persons by relation and month."""
    tables = store.open_tables()
    incidents, events = tables.incidents.rows, tables.events.rows
    joined = incidents.select("relation", "tool", "incident_id", "opened_at").join(
        events.select("tool", "incident_id", "actor"), ["tool", "incident_id"]
    )
    joined.group_by("relation", month=joined.opened_at.truncate("M")).agg(persons=joined.actor.nunique()).to_pyarrow()


def measure_all(store: Store) -> int:
    """Measure everything; return the number of measures."""
    settings, tables = Settings(), store.open_tables()
    incidents = tables.incidents.rows
    ends = incidents.agg(first=incidents.opened_at.min(), last=incidents.resolved_at.max())
    row = ends.to_pyarrow().to_pylist()[0]
    span = span_log(pd.Series([pd.Timestamp(row["first"])]), pd.Timestamp(row["last"]))
    casebook = build_casebook(tables, frozenset(), span, settings)
    base = choose_base(span.months, casebook.counts.months, None)
    return len(measure_operations(casebook, base.work, span.months, settings.weights).measures)


def _clock(work: Callable[[], object]) -> tuple[float, float, object]:
    """Return wall and processor seconds (of all threads) of a piece of work, and what came of it."""
    wall, processor = time.perf_counter(), time.process_time()
    made = work()
    return time.perf_counter() - wall, time.process_time() - processor, made


def main(millions: list[int]) -> None:
    for million in millions:
        with Store() as store:
            fill(store, million * MILLION)
            ask_barely(store)  # the files are then in the memory of the machine for both
            bare, bare_cpu, _ = _clock(lambda: ask_barely(store))
            whole, whole_cpu, n = _clock(lambda: measure_all(store))
            spilled = sum(path.stat().st_size for path in (store.path / "spill").rglob("*")) / 1024**3
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
        print(
            f"{million:3} million: bare {bare:6.1f} s ({bare_cpu:6.1f} s processor), {n} measures {whole:6.1f} s"
            f" ({whole_cpu:6.1f} s), ratio {whole / bare:4.1f} ({whole_cpu / bare_cpu:4.1f});"
            f" peak {peak:.1f} GB, {spilled:.1f} GB on disk at the end",
            flush=True,
        )


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [1])
