"""Options that several commands share."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from drift.cli.output import fail
from drift.errors import DriftError
from drift.terms import LANGUAGES, Language
from drift.wording import guess_language

language_option = click.option(
    "--lang", type=click.Choice(LANGUAGES), help="Language; else that of drift.toml, else of the environment."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")


def in_users_language(command: Callable[..., Any]) -> Callable[..., Any]:
    """Turn a DriftError of a command into one line in the user's language, and its exit code."""

    @functools.wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except DriftError as fault:
            paths = kwargs.get("paths") or (kwargs.get("path") or kwargs.get("folder"),)
            fail(fault, kwargs.get("lang") or _guess(paths[0]))

    return run


def _guess(path: Path | None) -> Language:
    """Return the language of a project whose settings can be read, else of the environment."""
    try:
        return language_of(None, path) if path else guess_language()
    except DriftError:
        return guess_language()


def language_of(lang: Language | None, path: Path) -> Language:
    """Return the language to speak: the option, else drift.toml, else the environment."""
    from drift.project import open_project

    return lang or open_project(path).settings.language or guess_language()
