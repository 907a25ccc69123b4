"""drift explain: a clause, an incident or a number walked back to file, sheet and cell."""

from __future__ import annotations

from pathlib import Path

import click

from drift.cli.options import PATH, fresh_option, in_users_language, json_option, language_of, language_option
from drift.terms import Language
from drift.wording import Wording


@click.command(short_help="Walk a number, a clause or an incident back to file, sheet and cell.")
@click.argument("path", type=PATH)
@click.argument("what", nargs=-1, required=True)
@click.option("--relation", metavar="NAME", help="Of several customers or contracts in the files the one to speak of.")
@fresh_option
@json_option
@language_option
@in_users_language
def explain(
    path: Path, what: tuple[str, ...], relation: str | None, fresh: bool, as_json: bool, lang: Language | None
) -> None:
    """Tell where something comes from: "clause 4.2", "norm 3.4", the number of an incident, or a number and its month.

    A norm is told with the incidents it was held against, or with the reason why it was not.

    A number is any name under "measures" in the report's JSON or as the report writes it, or specification, control,
    engagement, drift, incidents, meetings, experts, lost, held, round_table or scope. A name alone is its change since
    the base. The terminal shows the first 20 rows, --json all of them.

    \b
    drift explain data/samples/sorteercentrum clause 3.2
    drift explain data/samples/sorteercentrum norm 3.4
    drift explain data/samples/sorteercentrum M2412 0477
    drift explain data/samples/sorteercentrum engagement 2021-09
    drift explain data/samples/sorteercentrum time_to_restore
    drift explain data/samples/sorteercentrum time_to_restore 2024-Q1 --json
    """
    from drift.cli.output import begin_reading, progress_bar

    begin_reading(path, fresh=fresh)
    say = Wording(language_of(lang, path))
    with progress_bar(say) as progress:
        from drift.explain import explain as explain_what
        from drift.kept import recall

        analysis = recall(path, relation=relation, progress=progress, fresh=fresh)
    explained = explain_what(analysis, " ".join(what), say)
    if as_json:
        from drift.explain.explained import build_explained
        from drift.wording.visible import to_json

        click.echo(to_json(build_explained(explained)), nl=False)
    else:
        from drift.cli.explained import print_explained

        print_explained(explained, say)
