"""drift simulate: a made-up relation as files, with what is true of it."""

from __future__ import annotations

from pathlib import Path

import click

from drift.cli.options import PATH, in_users_language

# as in samples.story (a test compares): the help must not load what it takes to make them
SCENARIOS = ("sliding", "healthy", "paper-only", "rotating-team", "call-centre", "portal", "better-maintenance",
             "top-down", "bottom-up", "leaving", "denied")  # fmt: skip

MOST = 10_000  # relations; they are called by four digits


@click.command(short_help="Write a made-up relation as files.")
@click.argument("folder", metavar="DIR", type=PATH)
@click.option("--scenario", type=click.Choice(SCENARIOS), help="What happens to the relation.")
@click.option("--portfolio", "n", type=click.IntRange(1, MOST), help="So many relations, of all scenarios in turn.")
@click.option("--seed", required=True, type=click.IntRange(min=0), help="The same seed gives the same files.")
@click.option("--months", default=84, show_default=True, type=click.IntRange(24, 120), help="From January 2018 on.")
@in_users_language
def simulate(folder: Path, scenario: str | None, n: int | None, seed: int, months: int) -> None:
    r"""Write a made-up relation into DIR as people would have it, with its truth in truth.json.

    Contract workbooks, ticket exports, meetings, people.xlsx and drift.toml; everything in it is invented. DIR must be
    new, empty, or written by this command before.

    With --portfolio K a folder each, relation-001 and so on, and in truth.json what happens to which.

    \b
    drift simulate out/portal --scenario portal --seed 7 --months 24
    """
    if (scenario is None) == (n is None):
        raise click.UsageError("give either --scenario or --portfolio")
    from drift.cli.output import echo
    from drift.samples.files.folder import write_relation
    from drift.samples.files.several import write_several
    from drift.samples.relation import make_relation

    if n is not None:
        written = write_several(folder, n, months=months, seed=seed)
    else:
        written = write_relation(make_relation(str(scenario), months=months, seed=seed), folder)
    for path in written:
        echo(path)
