"""drift portfolio: many relations, a line each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from drift.cli.options import PATH, fresh_option, in_users_language, json_option, language_of, language_option
from drift.terms import Language
from drift.wording import Wording

if TYPE_CHECKING:
    from drift.portfolio.flow import Executor, Portfolio
    from drift.portfolio.task import Kind

EXECUTORS: Final = ("processes", "spark")  # as portfolio.flow has them
KINDS: Final = ("folder", "column", "partition")  # as portfolio.source has them (a test compares)
MEMORY_MB: Final = 6144  # as portfolio.child has it


@click.command(short_help="Many relations: an index with a line each, no ranking.")
@click.argument("path", type=PATH)
@click.option("--out", type=PATH, required=True, help="Folder to write to; made if needed.")
@click.option("--kind", type=click.Choice(KINDS), help="What PATH is, where that is not told by what stands there.")
@click.option(
    "--executor",
    type=click.Choice(EXECUTORS),
    default="processes",
    show_default=True,
    help="This machine, or Spark (pip install 'contract-drift[spark]').",
)
@click.option("--master", help="Of Spark, as spark-submit takes it; else as Spark is set up.")
@click.option("--workers", type=click.IntRange(1), help="Processes at once; a core each where it is left out.")
@click.option(
    "--memory",
    "memory_mb",
    type=click.IntRange(1),
    default=MEMORY_MB,
    show_default=True,
    help="MB of address space that a relation may take.",
)
@click.option("--reports", is_flag=True, help="Write each relation's own report too, a folder each below DIR.")
@fresh_option
@language_option
@json_option
@in_users_language
def portfolio(
    path: Path,
    out: Path,
    lang: Language | None,
    as_json: bool,
    fresh: bool,
    kind: Kind | None,
    executor: Executor,
    master: str | None,
    workers: int | None,
    memory_mb: int,
    reports: bool,
) -> None:
    """Analyse many relations and write an index: a line each, by name, with what can be said and what cannot.

    PATH is a folder of folders, an export whose rows name several relations in a column, or a folder of
    Parquet tables, TABLE/relation=NAME/*.parquet. Written are portfolio.pdf, .html, .xlsx, .parquet
    and .json. There is no ranking and no score: two lines cannot be set against each other.

    A relation that cannot be analysed is a line with its reason. What is finished is kept in .drift of
    PATH: a run that was ended goes on where it stood.

    Exit code 0: an index was written; 1: no relation could be analysed; 2: wrong use.

    \b
    drift portfolio acme/relations --out out/portfolio
    drift portfolio acme/relations --out out/portfolio --reports --workers 2
    drift portfolio acme/relations --out out/portfolio --executor spark --master local[2]
    """
    if executor == "processes" and master:
        raise click.UsageError("--master is for --executor spark")
    if executor == "spark" and workers:
        raise click.UsageError("--workers is for --executor processes; Spark has its own")
    from drift.cli.output import echo, progress_bar, read_record
    from drift.portfolio.child import Options
    from drift.portfolio.flow import run_portfolio
    from drift.reports.portfolio.writing import write_portfolio

    if reports:
        from drift.cli.each import refuse_partitions

        refuse_partitions(path, kind)
    say = Wording(language_of(lang, path))
    options = Options(say.language, fresh, memory_mb)
    with progress_bar(say) as progress:
        found = run_portfolio(
            path, options, executor=executor, kind=kind, workers=workers, master=master, progress=progress
        )
        outputs = write_portfolio(found, out, say)
    if found.n_kept:
        echo(say("portfolio.kept", n=found.n_kept, of=len(found.rows)), err=True)
    if reports:
        write_reports(path, out, kind, workers, say)
    if as_json:
        click.echo(read_record(outputs), nl=False)
    else:
        echo(_tell(found, say))
        for written in outputs:
            echo(written)
    if all(row.reason is not None for row in found.rows):
        raise SystemExit(1)


def _tell(found: Portfolio, say: Wording) -> str:
    refused = sum(row.reason is not None for row in found.rows)
    return say(
        "portfolio.told",
        n=len(found.rows),
        analysed=len(found.rows) - refused,
        refused=refused,
        alarms=found.n_alarms,
        holding=sum(found.holds),
    )


def write_reports(path: Path, out: Path, kind: Kind | None, workers: int | None, say: Wording) -> None:
    """Write the report of each relation, by `drift report`, and tell of which there is none."""
    from drift.cli.each import report_each
    from drift.cli.output import echo

    told = report_each(path, out, kind=kind, workers=workers, language=say.language)
    for name in told.missing:
        echo(say("portfolio.report_missing", relation=name), err=True)
    echo(
        say("portfolio.reports_done", n=told.n_written, of=told.n_written + len(told.missing), folder=str(out)),
        err=True,
    )
