"""drift page: the page for people who know Excel, in their browser, on this machine alone."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Final

import click

from drift.cli.options import PATH, in_users_language, language_of, language_option
from drift.errors import UsageError
from drift.terms import Language
from drift.wording import guess_language

NEEDED: Final = ("flask", "waitress", "tomlkit")  # the extra `app`


@click.command(short_help="Open the page for people who know Excel, on this machine alone.")
@click.argument("folder", type=PATH, required=False)
@click.option("--no-browser", is_flag=True, help="Print the address, and open nothing.")
@language_option
@in_users_language
def page(folder: Path | None, no_browser: bool, lang: Language | None) -> None:
    r"""Open a page in the browser: choose a folder, drop files, look, name people, and get the report.

    The page answers on 127.0.0.1 alone, at an address that opens once, for one browser. It ends after half an hour
    without use, or with Ctrl-C. It needs what `pip install "contract-drift[app]"` brings.

    \b
    drift page
    drift page data/samples/sorteercentrum --no-browser
    """
    if any(find_spec(name) is None for name in NEEDED):
        raise UsageError("error.no_app")
    from drift.app.serving import serve
    from drift.cli.output import echo

    language = language_of(lang, folder) if folder is not None else lang or guess_language()
    serve(folder, language, echo, browser=not no_browser)
