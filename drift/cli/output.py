"""Results to stdout, all else to stderr; a progress bar only on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NoReturn

import click

from drift.errors import DriftError
from drift.terms import Language
from drift.wording import Wording


def fail(fault: DriftError, language: Language) -> NoReturn:
    """Say in one line what is wrong and leave with the exit code of the fault."""
    click.echo(f"drift: {Wording(language).tell(fault.note)}", err=True)
    sys.exit(fault.exit_code)


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[int, int], None] | None]:
    """Give a callback (done, total) that draws a bar on stderr; None where stderr is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn(label), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(label, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)
