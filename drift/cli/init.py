"""drift init: look at the files, propose drift.toml, list the persons, tell what changed since the last time."""

from __future__ import annotations

from pathlib import Path

import click

from drift.cli.options import PATH, in_users_language, language_of, language_option
from drift.terms import Language
from drift.wording import Wording


@click.command(short_help="Look at the files and propose drift.toml, with every guess explained.")
@click.argument("folder", type=PATH)
@click.option("--xlsx", "book", is_flag=True, help="Settings in drift.xlsx, for who prefers Excel.")
@language_option
@in_users_language
def init(folder: Path, book: bool, lang: Language | None) -> None:
    r"""Look at the files of a folder and propose a drift.toml in which each guess stands with its evidence.

    It also writes people.xlsx (the persons found, to be given side, function and level) and a one-page purpose
    statement in Dutch and English. Run again, it keeps every choice, adds what is new, and tells what changed in files
    that were there before. Nothing is judged.

    With --xlsx the settings stand in a workbook, drift.xlsx, instead of drift.toml. A drift.toml that is there is put
    into it and kept as drift.toml.old. Both are read alike; one of them stands in a folder.

    \b
    drift init data/samples/sorteercentrum
    drift init data/samples/sorteercentrum --xlsx
    """
    from drift.cli.output import begin_reading, echo, progress_bar

    begin_reading(folder)
    say = Wording(language_of(lang, folder))
    with progress_bar(say) as progress:
        from drift.setup.folder import set_up

        outcome = set_up(folder, say, progress, book=book)
    for line in outcome.sentences:
        echo(line)
    for path in outcome.written:
        echo(path)
