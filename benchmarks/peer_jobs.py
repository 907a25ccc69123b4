"""The same jobs by drift and by others, clocked by peers.py: each reads a file and returns one number, equal for all.

Libraries are loaded before the clock starts. `write_steps` makes a log of steps as csv and as XES; the log of incidents
is that of reading.py. Only the standard library is imported at the top: others run by an interpreter that has no drift.
"""

from __future__ import annotations

import csv
import datetime as dt
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

A_CASE: Final = 5  # steps
N_RESOURCES: Final = 300
STEP: Final = ["Case ID", "Activity", "Timestamp", "Resource"]
TIME: Final = "%Y-%m-%d %H:%M:%S"
Work = Callable[[], object]


def write_steps(folder: str, n_cases: str) -> Work:
    """Write csv/steps.csv and xes/steps.xes, which hold the same."""

    def write() -> None:
        steps = [*make_steps(int(n_cases))]
        for kind in ("csv", "xes"):
            (Path(folder) / kind).mkdir()
        with (Path(folder) / "csv" / "steps.csv").open("w", newline="", encoding="utf-8") as stream:
            csv.writer(stream).writerows([STEP, *((*step[:2], step[2].strftime(TIME), step[3]) for step in steps)])
        with (Path(folder) / "xes" / "steps.xes").open("w", encoding="utf-8") as stream:
            stream.writelines(_spell(steps))

    return write


def make_steps(n_cases: int) -> Iterator[tuple[str, str, dt.datetime, str]]:
    """Yield case, activity, moment (no two of a case alike) and resource."""
    chance = random.Random(1)
    for case in range(n_cases):
        for i in range(A_CASE):
            at = dt.datetime(2020, 1, 1) + dt.timedelta(minutes=25 * case + 60 * i)
            yield f"I{case:06}", f"Step {i}", at, f"Person {chance.randint(1, N_RESOURCES)}"


def _spell(steps: list[tuple[str, str, dt.datetime, str]]) -> Iterator[str]:
    yield '<?xml version="1.0"?>\n<log xes.version="1.0" xmlns="http://www.xes-standard.org/">\n'
    for i, (case, activity, at, resource) in enumerate(steps):
        if i % A_CASE == 0:
            yield f'<trace><string key="concept:name" value="{case}"/>\n'
        yield (
            f'<event><string key="concept:name" value="{activity}"/>'
            f'<date key="time:timestamp" value="{at.isoformat()}+00:00"/>'
            f'<string key="org:resource" value="{resource}"/></event>\n'
        )
        if i % A_CASE == A_CASE - 1:
            yield "</trace>\n"
    yield "</log>\n"


# ---- drift: a folder is read as by `check`, every row accounted for, persons as pseudonyms; then its engine is asked


def drift_hand_overs(folder: str) -> Work:
    return _ask_drift(folder, _count_hand_overs)


def drift_pairs(folder: str) -> Work:
    return _ask_drift(folder, _count_pairs)


def drift_hand_overs_alone(folder: str) -> Work:
    """Ask only: the tables are stored."""
    return _ask_drift(folder, _count_hand_overs, stored=True)


def drift_pairs_alone(folder: str) -> Work:
    """Ask only: the tables are stored."""
    return _ask_drift(folder, _count_pairs, stored=True)


def _count_hand_overs(tables) -> int:
    from drift.measures.work.moves import count_moves
    from drift.tables.engine import to_seconds

    events = tables.events.rows
    moves = count_moves(events.select("row", case="incident_id", after_s=to_seconds(events.at_utc), group="actor"))
    return int(moves.n_moves.sum().to_pyarrow().as_py())


def _count_pairs(tables) -> int:
    from drift.tables.engine import to_ordinal

    rows = tables.incidents.rows
    pairs = rows.select("requester", "handler", month=to_ordinal(rows.opened_at)).distinct()
    return int(pairs.group_by("month").agg(n=pairs.count()).n.sum().to_pyarrow().as_py())


def _ask_drift(folder: str, count: Callable, *, stored: bool = False) -> Work:
    import ibis

    import drift.sources.opening.frames
    import drift.sources.opening.handover  # noqa: F401
    from drift.project import open_project
    from drift.sources.files import read_files
    from drift.sources.opening.reader import shared_readers
    from drift.tables.store import build_tables

    ibis.memtable({"loaded": [1]}).count().execute()
    project = open_project(Path(folder))

    def build():
        store, _ = build_tables(read_files(project, keep_key=False), project)
        shared_readers().close()
        return store

    kept = build() if stored else None

    def ask() -> int:
        with kept or build() as store:
            return count(store.open_tables())

    return ask


# ---- pandas, with openpyxl


def pandas_csv(path: str) -> Work:
    import pandas as pd

    return lambda: len(pd.read_csv(path, dtype=str))


def pandas_xlsx(path: str) -> Work:
    import openpyxl  # noqa: F401
    import pandas as pd

    return lambda: len(pd.read_excel(path, engine="openpyxl"))


def pandas_hand_overs(path: str) -> Work:
    import pandas as pd

    def count() -> int:
        steps = pd.read_csv(path, parse_dates=["Timestamp"]).sort_values(["Case ID", "Timestamp"])
        before = steps.groupby("Case ID")["Resource"].shift()
        return int((before.notna() & (before != steps["Resource"])).groupby(steps["Case ID"]).sum().sum())

    return count


def pandas_pairs(path: str) -> Work:
    import pandas as pd

    def count() -> int:
        rows = pd.read_csv(path, usecols=["Opened", "Caller", "Assigned to"], parse_dates=["Opened"])
        rows = rows.assign(month=rows["Opened"].dt.to_period("M")).drop_duplicates(["month", "Caller", "Assigned to"])
        return int(rows.groupby("month").size().sum())

    return count


# ---- polars


def polars_csv(path: str) -> Work:
    import polars as pl

    return lambda: pl.read_csv(path, infer_schema=False).height


def polars_xlsx(path: str) -> Work:
    import fastexcel  # noqa: F401
    import polars as pl

    return lambda: pl.read_excel(path).height


def polars_hand_overs(path: str) -> Work:
    import polars as pl

    def count() -> int:
        steps = pl.scan_csv(path, try_parse_dates=True).sort("Case ID", "Timestamp")
        moved = pl.col("Resource") != pl.col("Resource").shift().over("Case ID")
        return steps.with_columns(moved=moved).group_by("Case ID").agg(pl.sum("moved")).collect()["moved"].sum()

    return count


def polars_pairs(path: str) -> Work:
    import polars as pl

    def count() -> int:
        month = pl.col("Opened").dt.truncate("1mo")
        rows = pl.scan_csv(path, try_parse_dates=True).select("Caller", "Assigned to", month=month).unique()
        return rows.group_by("month").agg(n=pl.len()).collect()["n"].sum()

    return count


# ---- DuckDB, its SQL by hand


def duckdb_csv(path: str) -> Work:
    import duckdb
    import pyarrow  # noqa: F401

    return lambda: duckdb.read_csv(path, all_varchar=True).to_arrow_table().num_rows


def duckdb_hand_overs(path: str) -> Work:
    return _ask_duckdb(f"""
        with steps as (
            select "Case ID" as c, "Resource" as r, lag(r) over (partition by c order by "Timestamp") as before
            from read_csv('{path}'))
        select sum(n) from (select c, count(*) filter (before <> r) as n from steps group by c)""")


def duckdb_pairs(path: str) -> Work:
    return _ask_duckdb(f"""
        select sum(n) from (
            select date_trunc('month', "Opened") as month, count(distinct ("Caller", "Assigned to")) as n
            from read_csv('{path}') group by month)""")


def _ask_duckdb(query: str) -> Work:
    import duckdb

    return lambda: int(duckdb.connect().execute(query).fetchone()[0])


# ---- pm4py


def pm4py_xes(path: str) -> Work:
    import pm4py

    return lambda: len(pm4py.read_xes(path, show_progress_bar=False))


def pm4py_hand_overs(path: str) -> Work:
    """Count from an XES; its network has each pair of resources with its share of all steps that follow another."""
    import pm4py
    import pm4py.algo.organizational_mining.sna.algorithm

    def count() -> int:
        log = pm4py.read_xes(path, show_progress_bar=False)
        network = pm4py.discover_handover_of_work_network(log)
        follow = len(log) - log["case:concept:name"].nunique()
        return round(follow * sum(share for (a, b), share in network.connections.items() if a != b))

    return count
