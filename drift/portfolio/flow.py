"""The flow of a portfolio: list the relations -> a row each, by an executor -> which alarms hold."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import pandas as pd

from drift.errors import UsageError
from drift.kept import open_seal
from drift.portfolio.child import LEAST_MB, MEMORY_MB, Options
from drift.portfolio.holds import count_expected, find_holding
from drift.portfolio.processes import run_processes
from drift.portfolio.row import NAMES, Row, to_plain
from drift.portfolio.source import list_tasks
from drift.wording import guess_language
from drift.wording.case import fold_spelling

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drift.portfolio.task import Kind
    from drift.terms import Language

Executor = Literal["processes", "spark"]
EXECUTORS: Final[tuple[Executor, ...]] = ("processes", "spark")
COUNTS: Final = ("rung", "n_incidents", "n_versions", "n_clauses")
FLAGS: Final = ("tightened", "callers_left", "withheld", "few_persons")
NUMBERS: Final = (
    *("e_value", "engagement_change", "engagement_low", "engagement_high"),
    *("specification_change", "control_change"),
)


@dataclass(frozen=True)
class Portfolio:
    """The rows of a portfolio by name, and what of their alarms holds."""

    rows: tuple[Row, ...]
    holds: tuple[bool, ...]  # of each row, whether its alarm holds for the portfolio
    returns: tuple[bool, ...]  # whether another row has the same relation
    n_kept: int = 0  # rows that a run before had made

    @property
    def n_weighed(self) -> int:
        """Relations of which there is evidence at all."""
        return sum(row.e_value is not None for row in self.rows)

    @property
    def n_alarms(self) -> int:
        """Relations that alarmed in some month."""
        return sum(row.alarm is not None for row in self.rows)

    @property
    def expected(self) -> float:
        """False alarms to be expected at most."""
        return count_expected(self.n_weighed)


def analyse_all(
    source: str | Path,
    *,
    executor: Executor = "processes",
    kind: Kind | None = None,
    workers: int | None = None,
    memory_mb: int = MEMORY_MB,
    master: str | None = None,
    language: Language | None = None,
    fresh: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> pd.DataFrame:
    """Analyse many relations, each as `drift.analyse` does: a row each, by name, without ranking.

    Parameters
    ----------
    source : a folder of folders; one export with a column of relations; Parquet tables, TABLE/relation=NAME/*.parquet
    executor : processes of this machine, or Spark (the extra `spark`)
    kind : folder, column or partition; None: told by what stands there
    workers : processes at once, None: a core each; of Spark its own settings count
    memory_mb : address space of a worker; a relation that needs more is a row with its reason
    master : of Spark, as spark-submit takes it; None: of the session that runs, else local
    language : of sentences and reasons; else of the environment
    fresh : analyse anew what was finished before
    progress : called with (relations done, relations in all)

    Returns
    -------
    One row a relation with the fields of `drift.portfolio.row.Row`, and `holds` (whether its alarm holds among so many,
    e-BH at 10 %) and `returns` (whether another row has the same relation). `attrs` has n_weighed, n_alarms, n_holding
    and expected_false_alarms.

    Raises
    ------
    UsageError : there is no such source, it is of another kind, or a worker would have too little memory to begin
    DriftError : no relation is in it, or Spark is not there
    """
    options = Options(language or guess_language(), fresh, memory_mb)
    portfolio = run_portfolio(
        source, options, executor=executor, kind=kind, workers=workers, master=master, progress=progress
    )
    return to_frame(portfolio)


def run_portfolio(
    source: str | Path,
    options: Options,
    *,
    executor: Executor = "processes",
    kind: Kind | None = None,
    workers: int | None = None,
    master: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Portfolio:
    """Return the portfolio of a source; parameters and errors as of `analyse_all`."""
    if executor not in EXECUTORS:
        raise ValueError(f"executor must be one of {', '.join(EXECUTORS)}, not {executor!r}")
    if options.memory_mb < LEAST_MB:
        raise UsageError("portfolio.memory", found=options.memory_mb, least=LEAST_MB)
    tasks = list_tasks(Path(source).absolute(), kind)
    with suppress(OSError):
        open_seal(make=True)  # once, before workers would make it at the same time
    if executor == "spark":
        from drift.portfolio.spark import run_spark

        found = run_spark(tasks, options, master)
    else:
        found = run_processes(tasks, options, progress, workers)
    return replace(gather([row for row, _ in found]), n_kept=sum(kept for _, kept in found))


def gather(rows: Sequence[Row]) -> Portfolio:
    """Return rows by name, with what holds and which relations return."""
    ordered = sorted(rows, key=lambda row: (fold_spelling(row.relation), row.relation, row.folder or ""))
    n_of = Counter(fold_spelling(row.relation) for row in ordered)
    return Portfolio(
        tuple(ordered),
        tuple(find_holding([row.e_value for row in ordered])),
        tuple(n_of[fold_spelling(row.relation)] > 1 for row in ordered),
    )


def to_frame(portfolio: Portfolio) -> pd.DataFrame:
    """Return a portfolio as a frame; what is not known is missing."""
    plain: list[dict[str, Any]] = [to_plain(row) for row in portfolio.rows]
    frame = pd.DataFrame(plain, columns=[*NAMES])
    kinds = {**dict.fromkeys(COUNTS, "Int64"), **dict.fromkeys(FLAGS, "boolean"), **dict.fromkeys(NUMBERS, "float64")}
    listed = {name for name in NAMES if any(isinstance(row[name], list) for row in plain)}
    texts = {name: "str" for name in NAMES if name not in kinds and name not in listed}
    frame = frame.astype({**kinds, **texts}).assign(holds=[*portfolio.holds], returns=[*portfolio.returns])
    frame.attrs.update(
        n_weighed=portfolio.n_weighed,
        n_alarms=portfolio.n_alarms,
        n_holding=sum(portfolio.holds),
        expected_false_alarms=portfolio.expected,
    )
    return frame
