"""Results to stdout, all else to stderr, and nothing that a terminal obeys; a progress bar only on a terminal.

Every print of the command line passes here: names of files and sheets, and cells, are a stranger's.
"""

from __future__ import annotations

import json
import os
import sys
import textwrap
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

import click

from drift.errors import DriftError
from drift.terms import Language
from drift.wording import Wording
from drift.wording.stages import listen_to_stages
from drift.wording.visible import shorten_line, show_line

if TYPE_CHECKING:
    from rich.console import Console

    from drift.sources.accounts import FileAccount

WIDE_ENOUGH: Final = 200  # columns of text where the output is no terminal


def echo(line: object, *, err: bool = False) -> None:
    """Print one line."""
    click.echo(show_line(str(line)), err=err)


def read_record(outputs: Sequence[Path]) -> str:
    """Return the JSON among the files of a report."""
    return next(path for path in outputs if path.suffix == ".json").read_text(encoding="utf-8")


def tell_report(outputs: Sequence[Path]) -> None:
    """Print the sentence of the verdict, as the JSON of the report has it, and then the files."""
    echo(json.loads(read_record(outputs))["verdict"]["sentence"])
    for written in outputs:
        echo(written)


def fail(fault: DriftError, language: Language) -> NoReturn:
    """Say in one line what is wrong and leave with the exit code of the fault."""
    from drift.tables.gate import Gate  # knows nobody: where names are known, the fault has passed that gate already

    echo(shorten_line(f"drift: {Wording(language).tell(Gate().pass_out(fault.note))}"), err=True)
    sys.exit(fault.exit_code)


def tell_aside(file: FileAccount, say: Wording) -> str:
    """Tell why a file was refused or skipped."""
    reason = say.tell(file.reason) if file.reason else ""
    return shorten_line(say("cli.aside", status=say(f"status.{file.status}"), file=file.file, reason=reason))


def open_console(*, narrow: bool = False) -> Console:
    """Return a console for results: as wide as the terminal, else wide enough; narrow: also as COLUMNS says."""
    from drift.cli.console import PlainConsole

    fits = _has_width() if narrow else sys.stdout.isatty()
    return PlainConsole(width=None if fits else WIDE_ENOUGH)


def _has_width() -> bool:
    return sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdigit()


def print_line(console: Console, line: str) -> None:
    """Print a sentence, at whole words over several lines where the screen has a width; else as one line."""
    from rich.text import Text

    line = shorten_line(line)
    if _has_width():
        # a break only at blanks: a hyphen may stand in the name of a file
        line = textwrap.fill(line, console.width, subsequent_indent="  ", break_on_hyphens=False)
    console.print(Text(line), soft_wrap=True)


def begin_reading(path: Path, *, fresh: bool = True) -> None:
    """Start the readers where there is something to read: they load what they need while this process does.

    Not `fresh`: what was kept of the last time may do, and then nothing is read.
    """
    from drift.project.home import ANALYSIS, HOME
    from drift.sources.opening.reader import shared_readers

    with suppress(OSError, ValueError):  # a path that cannot be one: the command tells
        kept = (path if path.is_dir() else path.parent) / HOME
        if path.exists() and (fresh or not any(kept.glob(f"{ANALYSIS}*"))):
            shared_readers().begin()


@contextmanager
def progress_bar(say: Callable[[str], str]) -> Iterator[Callable[[int, int], None] | None]:
    """Give a callback (done, total) that draws a bar on stderr, and name each stage; None where it is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.progress import BarColumn, Progress, TextColumn

    from drift.cli.console import PlainConsole

    columns = (TextColumn("{task.description}", markup=False), BarColumn())
    with Progress(*columns, console=PlainConsole(stderr=True), transient=True) as progress:
        reading = say("stage.reading")
        task = progress.add_task(reading, total=None)

        def show_files(done: int, total: int) -> None:
            progress.update(task, description=f"{reading} {done}/{total}", completed=done, total=total)

        def show_stage(code: str) -> None:
            progress.reset(task, description=say(code))
            progress.tasks[task].total = None  # how far it is, nobody knows; reset takes no such total

        with listen_to_stages(show_stage):
            yield show_files
