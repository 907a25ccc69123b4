"""drift demo: the made-up sample, and the report on it."""

from __future__ import annotations

from pathlib import Path

import click

from drift.cli.options import PATH, in_users_language, language_of, language_option
from drift.terms import Language
from drift.wording import Wording

DEFAULT = "sorteercentrum"
SAMPLES = (DEFAULT, "metro")  # as in samples.scenes.scene (a test compares)
REPORT = "report"


@click.command(short_help="Write the made-up sample and report on it.")
@click.argument("folder", metavar="[DIR]", required=False, type=PATH)
@click.option("--sample", default=DEFAULT, show_default=True, type=click.Choice(SAMPLES), help="Which of both.")
@language_option
@in_users_language
def demo(folder: Path | None, sample: str, lang: Language | None) -> None:
    r"""Write a made-up relation into DIR (default: the sample's name) and report on it in DIR/report.

    A sorting centre, its maintenance firm, eight versions of their agreement and 3,630 tickets over seven years, in
    Dutch; or a metro and its lift and escalator firm over six years, in English: all invented. DIR must be new, empty,
    or written by this command before.

    \b
    drift demo out/sorteercentrum
    """
    from drift.analysis import analyse
    from drift.cli.output import progress_bar, tell_report
    from drift.reports import write_report
    from drift.samples.files.folder import write_relation
    from drift.samples.relation import make_relation
    from drift.writing.temporary import TemporaryFolder

    folder = folder or Path(sample)
    relation = make_relation(scene=sample)
    write_relation(relation, folder)
    say = Wording(language_of(lang, folder))
    with TemporaryFolder() as fresh, progress_bar(say) as progress:
        # read apart from the report of an earlier demo, so that every demo gives the same bytes
        write_relation(relation, fresh / "read")
        analysis = analyse(fresh / "read", progress=progress)
    tell_report(write_report(analysis, folder / REPORT, language=say.language))
