"""drift simulate: a made-up relation as files, with what is true of it."""

from __future__ import annotations

from pathlib import Path

import click

from drift.cli.options import PATH, in_users_language

# as in samples.story (a test compares): the help must not load what it takes to make them
SCENARIOS = ("sliding", "healthy", "paper-only", "rotating-team", "call-centre", "portal", "better-maintenance",
             "top-down", "bottom-up", "leaving", "denied")  # fmt: skip

# as in samples.scenes.scene, the first left out: it is what --scenario makes
SAMPLES = ("metro",)
MONTHS = 84  # of each of a portfolio, where nobody says
MOST = 10_000  # relations; they are called by four digits


@click.command(short_help="Write a made-up relation as files.")
@click.argument("folder", metavar="DIR", type=PATH)
@click.option("--scenario", type=click.Choice(SCENARIOS), help="What happens to the relation.")
@click.option("--sample", type=click.Choice(SAMPLES), help="Another made-up relation, in English, with its own story.")
@click.option("--portfolio", "n", type=click.IntRange(1, MOST), help="So many relations, of all scenarios in turn.")
@click.option("--seed", required=True, type=click.IntRange(min=0), help="The same seed gives the same files.")
@click.option("--months", type=click.IntRange(24, 120), help="So many; else as the story has, 84 or of metro 72.")
@in_users_language
def simulate(
    folder: Path, scenario: str | None, sample: str | None, n: int | None, seed: int, months: int | None
) -> None:
    r"""Write a made-up relation into DIR as people would have it, with its truth in truth.json.

    With --scenario in Dutch, from January 2018 on; with --sample metro in English, from April 2013 on: an authority and
    its lift and escalator firm, a deal made above the floor, reports that stay green, and a repair that does not last.

    Contract workbooks, ticket exports, meetings, people.xlsx and drift.toml; everything in it is invented. DIR must be
    new, empty, or written by this command before.

    With --portfolio K a folder each, relation-001 and so on, and in truth.json what happens to which.

    \b
    drift simulate out/portal --scenario portal --seed 7 --months 24
    """
    if sum(choice is not None for choice in (scenario, sample, n)) != 1:
        raise click.UsageError("give one of --scenario, --sample and --portfolio")
    from drift.cli.output import echo
    from drift.samples.files.folder import write_relation
    from drift.samples.files.several import write_several
    from drift.samples.relation import make_relation

    if n is not None:
        written = write_several(folder, n, months=months or MONTHS, seed=seed)
    elif sample is not None:
        written = write_relation(make_relation(months=months, seed=seed, scene=sample), folder)
    else:
        written = write_relation(make_relation(scenario, months=months, seed=seed), folder)
    for path in written:
        echo(path)
