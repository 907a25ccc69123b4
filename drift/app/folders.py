"""Which folders a person can choose from: listed here, so that a browser never names a path."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

from drift.app.uploads import clean_name
from drift.errors import UsageError
from drift.writing.faults import tell_fault

MOST: Final = 300  # folders of one list


def list_places() -> list[Path]:
    """Return where a search begins: the home of the user, its documents, the disks of Windows."""
    home = Path.home()
    names = ("Documents", "Documenten", "Desktop", "Bureaublad", "Downloads")
    places = [home, *(home / name for name in names), *_list_disks()]
    return [place for place in places if place.is_dir()]


def _list_disks() -> list[Path]:
    if sys.platform != "win32":
        return []
    return [Path(f"{letter}:\\") for letter in "CDEFGHIJKLMNOPQRSTUVWXYZ"]


def list_folders(folder: Path) -> tuple[list[Path], int, int]:
    """Return the folders in a folder by name, how many more there are, and how many files; no hidden ones, no links.

    Raises
    ------
    UsageError : it cannot be looked into
    """
    try:
        with os.scandir(folder) as found:
            entries = [entry for entry in found if not entry.name.startswith(".")]
            folders = [Path(entry.path) for entry in entries if entry.is_dir(follow_symlinks=False)]
            n_files = sum(entry.is_file(follow_symlinks=False) for entry in entries)
    except OSError as fault:
        raise UsageError("site.folder_shut", name=folder.name, detail=fault.strerror or "") from fault
    folders.sort(key=lambda one: one.name.casefold())
    return folders[:MOST], max(0, len(folders) - MOST), n_files


def make_folder(parent: Path, given: str) -> Path:
    """Make a folder of a name that a browser told, in one that was listed.

    Raises
    ------
    UsageError : nothing is left of the name, or something bears it
    OutputError : it cannot be made
    """
    if not any(map(str.isalnum, given)):
        raise UsageError("site.folder_name")
    made = parent / clean_name(given)
    try:
        made.mkdir()
    except FileExistsError as fault:
        raise UsageError("site.folder_there", name=made.name) from fault
    except OSError as fault:
        raise tell_fault(fault, parent) from fault
    return made
