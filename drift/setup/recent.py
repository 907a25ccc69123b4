"""The last projects that were opened on the page, in the user's own settings folder."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Final

import click

from drift.errors import OutputError
from drift.project.plain import open_plain
from drift.writing.placing import write_file

FILE: Final = "recent.json"
MOST: Final = 5  # projects
_MOST_BYTES: Final = 1 << 16


def list_recent() -> list[Path]:
    """Return the folders that were opened last and are still there, the last one first."""
    try:
        with open_plain(_place()) as stream:
            listed = json.loads(stream.read(_MOST_BYTES).decode())
        folders = [Path(one) for one in listed if isinstance(one, str)]
        return [folder for folder in folders if folder.is_absolute() and folder.is_dir()][:MOST]
    except (OSError, ValueError, TypeError, RecursionError):
        return []


def remember(folder: Path) -> None:
    """Put a folder in front; where it cannot be kept the page works all the same."""
    folder = folder.resolve()
    _keep([folder, *(one for one in list_recent() if one != folder)])


def clear_recent(folder: Path | None = None) -> None:
    """Forget a folder; None: all of them."""
    if folder is None:
        with suppress(OSError):
            _place().unlink()
    elif folder.resolve() in list_recent():
        _keep([one for one in list_recent() if one != folder.resolve()])


def _keep(folders: list[Path]) -> None:
    content = json.dumps([str(one) for one in folders[:MOST]], ensure_ascii=False).encode(errors="replace")
    with suppress(OSError, OutputError):
        _place().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_file(_place(), content)


def _place() -> Path:
    return Path(click.get_app_dir("drift")) / FILE
