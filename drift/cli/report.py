"""drift report: from a folder to PDF, workbook and JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from drift.cli.options import PATH, fresh_option, in_users_language, json_option, language_of, language_option
from drift.terms import EDITIONS, Language
from drift.wording import Wording
from drift.wording.stages import tell_stage


@click.command(short_help="Write PDF, workbook and JSON about one relation.")
@click.argument("path", type=PATH)
@click.option("--out", type=PATH, help="Folder to write to; made if needed. May be left out with --json.")
@click.option("--relation", metavar="NAME", help="Of several customers or contracts in the files the one to report on.")
@click.option("--since", type=PATH, help="JSON of the last report: each page tells what changed.")
@click.option("--edition", type=click.Choice(EDITIONS), default="ours", help="For your own side (ours), or for both.")
@fresh_option
@language_option
@json_option
@in_users_language
def report(
    path: Path,
    out: Path | None,
    lang: Language | None,
    as_json: bool,
    fresh: bool,
    relation: str | None,
    **chosen: Any,
) -> None:
    """Analyse one relation, a folder or its drift.toml, and write PDF, workbook, JSON, run.json and a form.

    The form (NAME-roundtable.xlsx) is for the round table: put it back, filled in, in the folder, and the
    next report shows what happened since. With --edition shared the report holds what says as much about
    either side, and its files are called NAME-shared.

    Where a column (Klant, Customer, Contract) names several relations, nothing is added up: the report
    is refused with their names until --relation NAME, or relation and relation_column in drift.toml,
    say which. Compared without case and blanks.

    With --since LAST.json each page tells in one line what changed since that report; with nothing
    new there is one page.

    With --json and no --out nothing is written: the report's JSON goes to stdout alone.

    Exit code 0: a report was written (what was refused stands in it); 1: none could be; 2: wrong use.

    \b
    drift report data/samples/sorteercentrum --out out/sorteercentrum
    drift report data/samples/sorteercentrum --out out/sorteercentrum --lang nl
    """
    from drift.cli.output import begin_reading, echo, progress_bar, read_record, tell_aside, tell_report

    if out is None and not as_json:
        raise click.MissingParameter(param_hint="'--out'", param_type="option")
    begin_reading(path, fresh=fresh)
    say = Wording(language_of(lang, path))
    with progress_bar(say) as progress:
        from drift.kept import recall
        from drift.reports import record_report, write_report
        from drift.wording.visible import to_json

        analysis = recall(path, relation=relation, progress=progress, fresh=fresh)
        tell_stage("report")
        if out is None:
            outputs, told = [], to_json(record_report(analysis, language=say.language, **chosen))
        else:
            outputs = write_report(analysis, out, language=say.language, **chosen)
            told = read_record(outputs) if as_json else ""
    for file in analysis.intake.files:
        if file.status == "refused" and file.reason:
            echo(tell_aside(file, say), err=True)
    for note in analysis.intake.notes:
        if note.code == "note.alias":  # files are called otherwise than was asked for
            echo(say("cli.note", note=say.tell(note)), err=True)
    if as_json:
        click.echo(told, nl=False)
        return
    tell_report(outputs)
