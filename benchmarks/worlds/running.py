"""Worlds one after another or side by side, and the rows that an earlier run left.

A module of its own: a process that is started anew finds by name what it shall run, and `__main__` is no name.
"""

from __future__ import annotations

import json
import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

from .judging import Row, judge_world


def read_rows(path: Path) -> list[Row]:
    """Return the rows of a run that was cut; a line that was not finished is left out."""
    if not path.exists():
        return []
    whole = path.read_text(encoding="utf-8").rpartition("\n")[0]
    path.write_text(f"{whole}\n" if whole else "", encoding="utf-8")
    return [json.loads(line) for line in whole.splitlines()]


def run(wanted: list[tuple[str, int]], jobs: int) -> Iterator[Row]:
    """Yield the rows as they come; a world that cannot be analysed is a row with its error."""
    if jobs == 1:
        yield from (attempt(*key) for key in wanted)
        return
    with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn")) as pool:
        for future in as_completed([pool.submit(attempt, *key) for key in wanted]):
            yield future.result()


def attempt(name: str, seed: int) -> Row:
    try:
        return judge_world(name, seed)
    except Exception as error:
        return {"world": name, "seed": seed, "error": f"{type(error).__name__}: {error}"}
