"""The executor of many machines: Spark schedules, and each relation is analysed where its turn comes.

What travels is where a relation lies, and its row. The files are read by who analyses them, so they lie where every
machine reads them under the same path. A relation is analysed in a worker of its own beside Spark's (`child`): one that
ends it is a row with its reason, and no task that Spark tries again.
"""

from __future__ import annotations

import json
import os
import sys
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa

from drift.errors import DriftError
from drift.portfolio.child import Options, Worker
from drift.portfolio.row import Row, from_plain
from drift.portfolio.row import to_plain as row_to_plain
from drift.portfolio.task import Task
from drift.portfolio.task import to_plain as task_to_plain

if TYPE_CHECKING:
    from collections.abc import Sequence

ROWS: Final = "position long, row string, kept boolean"
PARTITIONS_EACH: Final = 4  # so many places a relation, that few share one: those of one place wait for each other
MOST_PARTITIONS: Final = 20_000
_workers: dict[Options, Worker] = {}  # of this process of Spark: begun once, for all relations that come by


def run_spark(tasks: Sequence[Task], options: Options, master: str | None) -> list[tuple[Row, bool]]:
    """Return the row of each relation, in the order of the tasks, and whether a run before had kept it.

    Parameters
    ----------
    master : as spark-submit takes it; None: the session that runs, else as Spark itself is set up

    Raises
    ------
    DriftError : Spark is not installed, or could not run this
    """
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError:
        raise DriftError("portfolio.no_spark") from None
    running = SparkSession.getActiveSession()
    try:
        session = running if running is not None and master is None else _begin(SparkSession.builder, master)
        found = _collect(session, tasks, options)
    except (PySparkException, _java_error()) as fault:
        raise DriftError("portfolio.spark_failed", kind=type(fault).__name__) from fault
    if session is not running:
        session.stop()
    return found


def _java_error() -> type[Exception]:
    from py4j.protocol import Py4JError

    error: type[Exception] = Py4JError
    return error


def _begin(builder: Any, master: str | None) -> Any:
    """Return a session; the Python of this process works on this machine, that of its set-up on others."""
    if master is None or master.startswith("local"):
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = builder.appName("drift portfolio").config("spark.ui.showConsoleProgress", "false")
    return (builder if master is None else builder.master(master)).getOrCreate()


def _collect(session: Any, tasks: Sequence[Task], options: Options) -> list[tuple[Row, bool]]:
    session.sparkContext.setLogLevel("ERROR")
    table = pa.table(
        {
            "relation": [task.number for task in tasks],  # no name is a key of Spark's
            "position": pa.array(range(len(tasks)), pa.int64()),
            "task": [json.dumps(task_to_plain(task)) for task in tasks],
        }
    )
    places = min(PARTITIONS_EACH * len(tasks), MOST_PARTITIONS)
    # told by number, Spark joins no small parts: what it sees of a relation is small, and says nothing of its time
    spread = session.createDataFrame(table).repartition(places, "relation")
    answered = spread.groupBy("relation").applyInArrow(partial(answer_group, options=options), ROWS).toArrow()
    columns = (answered[name].to_pylist() for name in ("position", "row", "kept"))
    return [(from_plain(json.loads(row)), kept) for _, row, kept in sorted(zip(*columns, strict=True))]


def answer_group(group: pa.Table, *, options: Options) -> pa.Table:
    """Return the rows of the relations of a group, as Spark carries them."""
    worker = _workers.setdefault(options, Worker(options))
    found = [worker.find_row(Task(**json.loads(task))) for task in group["task"].to_pylist()]
    rows = [json.dumps(row_to_plain(row)) for row, _ in found]
    return pa.table({"position": group["position"], "row": rows, "kept": [kept for _, kept in found]})
