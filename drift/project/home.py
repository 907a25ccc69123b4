"""What drift keeps beside the data, in `.drift`: never where a link leads, its keys for who made them alone."""

import os
import secrets
from pathlib import Path
from typing import Final

from drift.project.plain import open_plain

HOME: Final = ".drift"
ANALYSIS: Final = "analysis-"  # in it: how a kept analysis is called, by relation
ROW: Final = "portfolio-"  # in it: how a finished row of a portfolio is called
KEY_BYTES: Final = 32


def find_home(folder: Path) -> Path | None:
    """Return where drift keeps what is its own beside the data, there or not; None where a link stands in its place."""
    home = folder / HOME
    return None if home.is_symlink() else home


def open_key_file(path: Path, *, make: bool = True, most: int = -1) -> bytes:
    """Return the key in a file, at most so many bytes of it (-1: all).

    make : where there is none of KEY_BYTES or more, put a new one there

    Raises
    ------
    OSError : there is no key, or none can be made
    """
    if make and not (path.exists() and path.stat().st_size >= KEY_BYTES):
        path.unlink(missing_ok=True)  # an empty key would be no key
        path.parent.mkdir(mode=0o700, exist_ok=True)
        write_private(path, secrets.token_bytes(KEY_BYTES))
    with open_plain(path, follow=True) as stream:
        key = stream.read(most)
    if len(key) < KEY_BYTES:
        raise OSError(f"{path} is no key")
    return key


def write_private(path: Path, content: bytes) -> None:
    """Write a new file for who makes it alone."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
        stream.write(content)
