"""drift simulate: a made-up relation as files, with what is true of it."""

from __future__ import annotations

from pathlib import Path

import click

from drift.cli.options import PATH, in_users_language

# as in samples.story (a test compares): the help must not load what it takes to make them
SCENARIOS = ("sliding", "healthy", "paper-only", "rotating-team", "call-centre", "portal", "better-maintenance",
             "top-down", "bottom-up", "leaving", "denied")  # fmt: skip


@click.command(short_help="Write a made-up relation as files.")
@click.argument("folder", metavar="DIR", type=PATH)
@click.option("--scenario", required=True, type=click.Choice(SCENARIOS), help="What happens to the relation.")
@click.option("--seed", required=True, type=click.IntRange(min=0), help="The same seed gives the same files.")
@click.option("--months", default=84, show_default=True, type=click.IntRange(24, 120), help="From January 2018 on.")
@in_users_language
def simulate(folder: Path, scenario: str, seed: int, months: int) -> None:
    r"""Write a made-up relation into DIR as people would have it, with its truth in truth.json.

    Contract workbooks, ticket exports, meetings, people.xlsx and drift.toml; everything in it is invented. DIR must be
    new, empty, or written by this command before.

    \b
    drift simulate out/portal --scenario portal --seed 7 --months 24
    """
    from drift.cli.output import echo
    from drift.samples.files.folder import write_relation
    from drift.samples.relation import make_relation

    for path in write_relation(make_relation(scenario, months=months, seed=seed), folder):
        echo(path)
