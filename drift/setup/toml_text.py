"""How names of files and what a stranger wrote are put into drift.toml."""

from __future__ import annotations

import re
from pathlib import PurePosixPath


def wildcard(file: str) -> str:
    """Return a pattern for files named alike: every run of digits and signs between them becomes one star."""
    path = PurePosixPath(file)
    stem = re.sub(r"\d+(?:[-_. ]*\d+)*", "*", re.sub(r"([\[\]?*])", "[\\1]", path.stem))
    return str(path.with_name(stem + path.suffix))


def quote(text: str) -> str:
    """Return a TOML string; what a stranger wrote cannot leave it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c >= " " and c != "\x7f" else f"\\u{ord(c):04x}" for c in escaped) + '"'


def one_line(text: str) -> str:
    """Return a text on one line."""
    return " ".join(text.split())
