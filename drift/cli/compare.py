"""drift compare: what became of a version."""

from __future__ import annotations

from pathlib import Path

import click

from drift.cli.options import PATH, in_users_language, json_option, language_option
from drift.errors import UsageError
from drift.terms import Language
from drift.wording import Wording, guess_language


@click.command(short_help="Two versions side by side: effects, targets, words.")
@click.argument("old", type=PATH)
@click.argument("new", type=PATH)
@click.option("--out", type=PATH, help="Workbook (.xlsx) to write as well.")
@language_option
@json_option
@in_users_language
def compare(old: Path, new: Path, out: Path | None, lang: Language | None, as_json: bool) -> None:
    """Tell what became of the clauses of OLD in NEW: two files, each one version of a specification.

    First what the contract now does differently: duties, prohibitions, parties, exceptions, how is measured; then
    targets, cells beside the clauses, what was reworded, word by word, and what moved.

    \b
    drift compare "acme/SLA v1.xlsx" "acme/SLA v2.xlsx" --out acme/changes.xlsx
    """
    from drift.cli.output import begin_reading, echo

    begin_reading(new)
    from drift.cli.comparison import print_comparison
    from drift.compare.versions import build_comparison, compare_versions

    if out is not None and out.suffix.casefold() != ".xlsx":
        raise UsageError("error.not_xlsx", path=str(out))
    if out is not None and out.exists() and any(out.samefile(path) for path in (old, new) if path.exists()):
        raise UsageError("error.over_source", path=str(out))
    say = Wording(lang or guess_language())
    compared = compare_versions(old, new)
    if out is not None:
        from drift.compare.workbook import write_comparison

        write_comparison(compared, out, say)
    if as_json:
        from drift.wording.visible import to_json

        click.echo(to_json(build_comparison(compared)), nl=False)
    else:
        print_comparison(compared, say)
        if out is not None:
            echo(out)
