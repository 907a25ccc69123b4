"""drift forget: delete the key of the pseudonyms and what was kept from the last time."""

from __future__ import annotations

from pathlib import Path

import click

from drift.cli.options import PATH, in_users_language, language_of, language_option
from drift.terms import Language
from drift.wording import Wording


@click.command(short_help="Delete the key of the pseudonyms.")
@click.argument("folder", type=PATH)
@language_option
@in_users_language
def forget(folder: Path, lang: Language | None) -> None:
    r"""Delete .drift in a folder: the key of the pseudonyms, the fingerprints and the analysis of the last time.

    Of a portfolio the finished rows go; the keys of its relations lie in their own folders.

    Afterwards nobody can tell which pseudonym was whom; the next run makes a new key. people.xlsx and drift.toml stay:
    they are yours to delete.

    \b
    drift forget out/elsewhere
    """
    from drift.cli.output import echo
    from drift.project.home import HOME
    from drift.setup.folder import forget_folder

    say = Wording(language_of(lang, folder))
    n = forget_folder(folder)
    echo(say("forget.done", path=str(folder / HOME), n=n) if n else say("forget.nothing", path=str(folder)))
