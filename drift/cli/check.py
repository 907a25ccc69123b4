"""drift check: what was recognised, every row accounted for."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from drift.cli.options import PATH, in_users_language, json_option, language_of, language_option
from drift.errors import DriftError
from drift.terms import Language
from drift.wording import Wording


@click.command(short_help="What is recognised, every row accounted for.")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=PATH)
@json_option
@click.option("--strict", is_flag=True, help="Exit 1 also where a choice was made that could be made otherwise.")
@click.option("--all", "every", is_flag=True, help="Every file, cell and note by itself, also where many are alike.")
@language_option
@in_users_language
def check(paths: tuple[Path, ...], as_json: bool, strict: bool, every: bool, lang: Language | None) -> None:
    """Read folders or files and account for every row; nothing is judged, nothing is written.

    What could not be read comes first; files that are alike, such as the versions of a contract, share a line.

    Exit code 0: everything was read; 1: something was refused or rejected; 2: wrong use.

    \b
    drift check data/samples/sorteercentrum
    drift check data/samples/sorteercentrum --all
    drift check data/samples/sorteercentrum --json
    drift check acme/ --strict
    """
    from drift.cli.output import begin_reading, progress_bar

    begin_reading(paths[0])
    say = Wording(language_of(lang, paths[0]))
    with progress_bar(say) as progress:
        from drift.checking import check as check_paths
        from drift.tables.intake import nothing_to_read

        intake = check_paths(paths, progress=progress)
    if not intake.files:
        raise DriftError("error.empty_folder", path=", ".join(map(str, paths)))
    if as_json:
        from drift.reports.record import build_check
        from drift.wording.visible import to_json

        click.echo(to_json(build_check(intake, say)), nl=False)
    else:
        from drift.cli.tables import print_intake

        print_intake(intake, say, every=every)
    if all(file.status == "skipped" for file in intake.files):
        raise nothing_to_read(intake, paths[0])
    sys.exit(0 if intake.all_read and not (strict and intake.doubts) else 1)
