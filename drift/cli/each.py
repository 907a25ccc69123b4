"""The report of each relation of a portfolio: `drift report`, a process each, a few at once."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from drift.errors import UsageError
from drift.portfolio.processes import count_cores
from drift.portfolio.source import list_tasks, tell_kind
from drift.reports.writing import to_slug

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drift.portfolio.task import Kind, Task
    from drift.terms import Language


@dataclass(frozen=True)
class Reported:
    """What became of the reports."""

    n_written: int
    missing: tuple[str, ...]  # relations without a report, as shown


def refuse_partitions(path: Path, kind: Kind | None) -> None:
    """Refuse, with a UsageError, to make reports of Parquet tables: before hours of work, not after."""
    if path.exists() and (kind or tell_kind(path)) == "partition":
        raise UsageError("portfolio.reports_partition")


def report_each(path: Path, out: Path, *, kind: Kind | None, workers: int | None, language: Language) -> Reported:
    """Write a folder a relation below `out`."""
    tasks = list_tasks(path.absolute(), kind)
    with ThreadPoolExecutor(workers or count_cores()) as threads:
        done = list(threads.map(lambda pair: _report(pair[0], pair[1], language), name_folders(tasks, out)))
    missing = tuple(task.shown for task, written in zip(tasks, done, strict=True) if not written)
    return Reported(sum(done), missing)


def name_folders(tasks: Sequence[Task], out: Path) -> list[tuple[Task, Path]]:
    """Return a folder of its own for each; what names share once written for all systems, their numbers tell apart."""
    slugs = [to_slug(task.shown) for task in tasks]
    n_of = Counter(slugs)
    return [
        (task, out / (slug if n_of[slug] == 1 else f"{slug}-{task.number}"))
        for task, slug in zip(tasks, slugs, strict=True)
    ]


def _report(task: Task, folder: Path, language: Language) -> bool:
    command = [sys.executable, "-P", "-m", "drift", "report", f"--out={folder.absolute()}", f"--lang={language}"]
    command += [f"--relation={task.name}"] if task.kind == "column" else []
    done = subprocess.run([*command, "--", task.path], stdin=subprocess.DEVNULL, capture_output=True, check=False)  # noqa: S603  ours, no shell
    return done.returncode == 0
