"""The group of commands: what it says of a wrong call shows the call and obeys none of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from drift.wording.visible import shorten_line


class CarefulGroup(click.Group):
    """A group whose own errors are lines too: `drift report *` hands it names that strangers gave to files."""

    def make_context(self, *arguments: Any, **options: Any) -> click.Context:
        """Take the arguments of the call."""
        with _shown():
            return super().make_context(*arguments, **options)

    def invoke(self, ctx: click.Context) -> Any:
        """Find the command and run it."""
        with _shown():
            return super().invoke(ctx)


@contextmanager
def _shown() -> Iterator[None]:
    try:
        yield
    except click.ClickException as fault:
        vars(fault)["message"] = shorten_line(fault.message)  # the library lets nobody else write to it
        raise
