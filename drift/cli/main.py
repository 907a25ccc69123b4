"""The command `drift`: a group, its commands, and one place where an error becomes one line."""

from __future__ import annotations

import gc
import os
import signal
import sys
import warnings
from contextlib import suppress
from typing import Final

import click

from drift.cli.careful import CarefulGroup
from drift.cli.check import check
from drift.cli.compare import compare
from drift.cli.demo import demo
from drift.cli.explain import explain
from drift.cli.forget import forget
from drift.cli.init import init
from drift.cli.output import fail
from drift.cli.page import page
from drift.cli.portfolio import portfolio
from drift.cli.rehearse import rehearse
from drift.cli.report import report
from drift.cli.simulate import simulate
from drift.cli.stopped import find_cause, find_unprinted
from drift.version import __version__
from drift.wording import Wording, guess_language
from drift.writing.ending import EndedError, close_run, ended_by, list_signals, receive

# before it is loaded: its own pool keeps what a large log left, a third of the memory of a run
os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
COLLECT_AFTER: Final = (100_000, 20, 20)  # objects, then times; next to nothing here holds itself


@click.group(cls=CarefulGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="drift")
def cli() -> None:
    """Has the contract outgrown the work: since when, through what, and what to put on the table together.

    \b
    drift check data/samples/sorteercentrum
    drift report data/samples/sorteercentrum --out out/sorteercentrum
    drift explain data/samples/sorteercentrum engagement 2021-09
    """


for command in (check, init, report, explain, compare, rehearse, page, portfolio, forget, demo, simulate):
    cli.add_command(command)


def main() -> None:
    """Run a command; what goes wrong is one line on stderr in the user's language, never a traceback.

    A signal that asks this process to end lets it tidy up first; the exit code is then 128 and its number.
    """
    _leave_no_core()
    # by default all objects of the libraries are walked nine times in a report: 1.2 CPU seconds
    gc.set_threshold(*COLLECT_AFTER)
    # ibis 12 with duckdb 2; theirs to mend
    warnings.filterwarnings("ignore", "fetch_.*is deprecated", DeprecationWarning)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed (>&-): else the next file that is opened would take its place
            nowhere = os.open(os.devnull, os.O_WRONLY)
            setattr(sys, name, open(nowhere, "w", encoding="utf-8", closefd=False))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")  # a console in an old code page must not end a run
    for number in list_signals():
        if signal.getsignal(number) is not signal.SIG_IGN:  # nohup, or a job in the background: meant to go on
            signal.signal(number, receive)
    try:
        cli()
    except SystemExit as left:
        sys.exit(_leave(left.code))
    except (Exception, EndedError) as raised:
        fault = None if ended_by() else find_cause(raised)
        if fault is not None:
            fail(fault, guess_language())
        if ended_by() is None:
            raise
        sys.exit(_leave(1))
    finally:
        close_run()


def _leave_no_core() -> None:
    """See to it that a crash writes no memory to disk: it holds what was read."""
    try:
        import resource
    except ImportError:  # Windows writes none by default
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def _leave(code: str | int | None) -> str | int | None:
    """Return the exit code: that of the signal that ended the run, else its own once all that it printed is out."""
    number = ended_by()
    if number is not None:
        with suppress(OSError):
            click.echo(f"drift: {Wording(guess_language())('writing.ended')}", err=True)
        return 128 + number
    unprinted = find_unprinted()
    if unprinted is None:
        return code
    with suppress(OSError):
        click.echo(f"drift: {Wording(guess_language()).tell(unprinted.note)}", err=True)
    return 1
