"""The executor of one machine: a few workers beside each other, each bounded in memory."""

from __future__ import annotations

import os
import queue
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import TYPE_CHECKING, Final

from drift.portfolio.child import Options, Worker

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drift.portfolio.row import Row
    from drift.portfolio.task import Task

LOOK_S: Final = 0.5  # between looks at whether somebody ends the run


def run_processes(
    tasks: Sequence[Task], options: Options, progress: Callable[[int, int], None] | None, workers: int | None = None
) -> list[tuple[Row, bool]]:
    """Return the row of each relation, in the order of the tasks, and whether a run before had kept it.

    Parameters
    ----------
    progress : called with (relations done, relations in all)
    workers : how many at once; None: a core each
    """
    n = max(1, min(workers or count_cores(), len(tasks)))
    idle: queue.SimpleQueue[Worker] = queue.SimpleQueue()
    own = [Worker(options) for _ in range(n)]
    for worker in own:
        idle.put(worker)
    threads = ThreadPoolExecutor(n)
    try:
        waiting = [threads.submit(_ask, task, idle) for task in tasks]
        _follow(waiting, progress)
        return [future.result() for future in waiting]
    finally:
        for worker in own:
            worker.stop()
        for worker in own:
            worker.close()
        threads.shutdown(cancel_futures=True)


def count_cores() -> int:
    """Return the cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _ask(task: Task, idle: queue.SimpleQueue[Worker]) -> tuple[Row, bool]:
    worker = idle.get()
    try:
        return worker.find_row(task)
    finally:
        idle.put(worker)


def _follow(waiting: Sequence[Future[tuple[Row, bool]]], progress: Callable[[int, int], None] | None) -> None:
    """Wait for all; short waits, so that a signal is taken at once."""
    left = set(waiting)
    while left:
        done, left = wait(left, LOOK_S, FIRST_COMPLETED)
        if progress is not None and done:
            progress(len(waiting) - len(left), len(waiting))
