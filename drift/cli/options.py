"""Options that several commands share."""

from __future__ import annotations

import functools
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import click

from drift.cli.output import fail
from drift.cli.stopped import find_cause, find_shortage
from drift.errors import DriftError
from drift.terms import LANGUAGES, Language
from drift.wording import guess_language
from drift.writing.ending import ended_by
from drift.writing.temporary import PREFIX, remove_leftovers


class PathType(click.Path):
    """A path that was given: an empty one, of a variable that is not set, would be the folder one stands in."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path; a usage error where it is empty."""
        if not str(value).strip():
            self.fail("the path is empty", param, ctx)
        return super().convert(value, param, ctx)


PATH: Final = PathType(path_type=Path)
language_option = click.option(
    "--lang", type=click.Choice(LANGUAGES), help="Language; else that of drift.toml, else of the environment."
)
fresh_option = click.option(
    "--fresh", is_flag=True, help="Read and measure anew, even if neither files nor settings changed."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")


def in_users_language(command: Callable[..., Any]) -> Callable[..., Any]:
    """Turn a DriftError of a command into one line in the user's language, and its exit code."""

    @functools.wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:
        paths = kwargs.get("paths") or (kwargs.get("path") or kwargs.get("folder"),)
        short = find_shortage()
        if short is not None:
            fail(short, kwargs.get("lang") or guess_language())
        _tidy(paths)
        try:
            return command(*args, **kwargs)
        except Exception as raised:
            fault = raised if isinstance(raised, DriftError) else find_cause(raised)
            if fault is None or ended_by() is not None:
                raise
        # here what was raised is let go, with all the memory that it held
        return fail(fault, kwargs.get("lang") or _guess(paths[0]))

    return run


def _tidy(paths: tuple[Path | None, ...]) -> None:
    """Remove what dead runs left where this one reads and keeps."""
    for path in paths:
        with suppress(OSError, ValueError):  # a path that cannot be one: the command tells
            if path is not None:
                remove_leftovers(path if path.is_dir() else path.parent)
    with suppress(OSError):
        remove_leftovers(Path(tempfile.gettempdir()), PREFIX)


def _guess(path: Path | None) -> Language:
    """Return the language of a project whose settings can be read, else of the environment."""
    try:
        return language_of(None, path) if path else guess_language()
    except (DriftError, OSError, MemoryError):
        return guess_language()


def language_of(lang: Language | None, path: Path) -> Language:
    """Return the language to speak: the option, else drift.toml, else the environment."""
    from drift.project import open_project

    return lang or open_project(path).settings.language or guess_language()
