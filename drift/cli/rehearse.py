"""drift rehearse: what a draft would have done, before it is signed."""

from __future__ import annotations

from pathlib import Path

import click

from drift.cli.options import PATH, in_users_language, json_option, language_of, language_option
from drift.terms import Language
from drift.wording import Wording
from drift.wording.stages import tell_stage

MOST_MONTHS = 240


@click.command(short_help="What a draft would have done to the last months, before it is signed.")
@click.argument("path", type=PATH)
@click.argument("drafts", type=PATH, nargs=-1, metavar="[DRAFT]...")
@click.option(
    "--months",
    type=click.IntRange(1, MOST_MONTHS),
    default=24,
    show_default=True,
    help="Complete months of the log to hold it against.",
)
@click.option("--out", type=PATH, help="Folder to write to; made if needed. Left out: only the sentence.")
@click.option("--relation", metavar="NAME", help="Of several customers or contracts in the files the one to speak of.")
@language_option
@json_option
@in_users_language
def rehearse(
    path: Path,
    drafts: tuple[Path, ...],
    months: int,
    out: Path | None,
    relation: str | None,
    lang: Language | None,
    as_json: bool,
) -> None:
    """Hold a draft against the last months of a relation, beside the version in force.

    DRAFT is a file in the folder or elsewhere; several are compared, and without one every draft in the
    folder is taken. Where a later version of its document came into force since, the months are those
    before the day of the draft.

    With --out: NAME-rehearsal.pdf, .html, .xlsx and .json. The past is no promise:
    people act differently under other norms.

    Exit code 0: rehearsed; 1: nothing could be, and why; 2: wrong use.

    \b
    drift rehearse data/samples/sorteercentrum
    drift rehearse data/samples/sorteercentrum "data/samples/sorteercentrum/contract/SLA v4.0 concept 15-02-2023.xlsx"
    """
    from drift.cli.output import begin_reading, echo, progress_bar

    begin_reading(path)
    say = Wording(language_of(lang, path))
    with progress_bar(say) as progress:
        from drift.rehearse.flow import rehearse as hold_drafts
        from drift.rehearse.record import build_rehearsal
        from drift.wording.visible import to_json

        rehearsal = hold_drafts(
            path, drafts, months=months, relation=relation, language=say.language, progress=progress
        )
        record = build_rehearsal(rehearsal, say)
        outputs: list[Path] = []
        if out is not None:
            from drift.reports.rehearsal.writing import write_rehearsal

            tell_stage("report")
            outputs = write_rehearsal(rehearsal, record, out, say)
    if as_json:
        click.echo(to_json(record), nl=False)
        return
    echo(record["sentence"])
    for written in outputs:
        echo(written)
