"""The command `drift`: a group, its commands, and one place where an error becomes one line."""

from __future__ import annotations

import sys

import click

from drift.cli.careful import CarefulGroup
from drift.cli.check import check
from drift.cli.compare import compare
from drift.cli.demo import demo
from drift.cli.explain import explain
from drift.cli.forget import forget
from drift.cli.init import init
from drift.cli.report import report
from drift.cli.simulate import simulate
from drift.version import __version__


@click.group(cls=CarefulGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="drift")
def cli() -> None:
    """Has the contract outgrown the work: since when, through what, and what to put on the table together.

    \b
    drift check data/samples/github
    drift report data/samples/github --out out/github
    drift explain data/samples/github engagement 2023-05
    """


for command in (check, init, report, explain, compare, forget, demo, simulate):
    cli.add_command(command)


def main() -> None:
    """Run a command; a DriftError is one line on stderr in the user's language, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")  # a console in an old code page must not end a run
    cli()
