"""A TOML file that a stranger may have written: a file, not a pipe; small, not deep; read in linear time."""

from __future__ import annotations

import errno
import re
import tomllib
from pathlib import Path
from typing import Any, Final

from drift.errors import Address, UsageError
from drift.project.plain import open_plain
from drift.terms import SETTINGS_BYTES, SETTINGS_DEPTH
from drift.wording.shorten import shorten_middle

DETAIL: Final = 200  # characters of what the parser says; it repeats a key as it stands
_NO_FILE: Final = (errno.EINVAL, errno.EISDIR, errno.ELOOP, getattr(errno, "EMLINK", errno.ELOOP))
# texts between quotation marks, in which a point is a point; one that is left open ends where it must, so that no
# character is looked at twice
_QUOTED: Final = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*+(?:""")?'
    r"|'''(?:[^']|'(?!''))*+(?:''')?"
    r'|"(?:[^"\\\n]|\\.)*+"?'
    r"|'[^'\n]*+'?"
    r"|#[^\n]*+",
    re.S,
)


def read_toml(path: Path) -> dict[str, Any]:
    """Return what a TOML file says.

    Raises
    ------
    UsageError : it is no file, too large, no UTF-8, no TOML, or made to be endless; the message names the line
    """
    at = Address(path.name)
    content = _read(path, at)
    if len(content) > SETTINGS_BYTES:
        raise UsageError("error.toml_size", at=at, most=SETTINGS_BYTES // 1024)
    try:
        text = content.decode("utf-8-sig")  # Notepad puts a mark in front
    except UnicodeDecodeError as fault:
        raise UsageError("error.toml_encoding", at=at, line=content.count(b"\n", 0, fault.start) + 1) from fault
    return parse_toml(text, at)


def parse_toml(text: str, at: Address | None = None) -> dict[str, Any]:
    """Return what a text in TOML says; UsageError as in read_toml."""
    for number, line in enumerate(_blank_out(text).split("\n"), start=1):
        if line.count(".") > SETTINGS_DEPTH:  # a.a.a.a…: the parser takes a square of their number
            raise UsageError("error.toml_depth", at=at, line=number, most=SETTINGS_DEPTH)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise UsageError("error.toml", at=at, detail=shorten_middle(str(fault), DETAIL)) from fault
    except RecursionError as fault:
        raise UsageError("error.toml_deep", at=at, most=SETTINGS_DEPTH) from fault
    except ValueError as fault:  # Python reads no number of more than 4,300 digits
        raise UsageError("error.toml_number", at=at) from fault


def _blank_out(text: str) -> str:
    """Return the text without what stands between quotation marks and in comments; its lines stay."""
    return _QUOTED.sub(lambda quoted: "\n" * quoted.group().count("\n"), text)


def _read(path: Path, at: Address) -> bytes:
    try:
        with open_plain(path) as stream:
            return stream.read(SETTINGS_BYTES + 1)
    except OSError as fault:
        raise tell_no_file(fault, at) from fault


def tell_no_file(fault: OSError, at: Address) -> UsageError:
    """Return why a file of settings cannot be opened."""
    if fault.errno in _NO_FILE:
        return UsageError("error.toml_no_file", at=at)
    return UsageError("error.unreadable", at=at, detail=fault.strerror or str(fault))
