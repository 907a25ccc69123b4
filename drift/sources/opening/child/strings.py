"""Cells whose text cannot be found: the first reader takes the first text of the workbook for them, in silence."""

import re
import zipfile
from typing import Final

from drift.sources.opening.child.content import Content
from drift.sources.opening.child.packed import BROKEN_ZIP, open_zip

# a cell of a shared text whose place is no whole number of at most nine digits
_LOST: Final = re.compile(  # bounded: a tag of a stranger may be as long as its part
    rb"""<(?:\w{1,9}:)?c\s[^<>]{0,99}?\bt=["']s["'][^<>]{0,99}>\s{0,9}<(?:\w{1,9}:)?v(?:\s[^<>]{0,99})?>(?!\d{1,9}<|<)([^<]{0,99})<"""
)
_TYPE: Final = re.compile(rb"""(\bt=["'])s(["'])""")
_FOLDER: Final = "xl/worksheets/"


def show_lost(content: Content) -> dict[str, bytes]:
    """Return the parts with such cells, each cell of them as an error of Excel, which is told with its address."""
    parts: dict[str, bytes] = {}
    with open_zip(content) as archive:
        if archive is None:
            return {}
        for name in archive.namelist():
            if name.startswith(_FOLDER) and name.endswith(".xml"):
                _take(archive, name, parts)
    return parts


def _take(archive: zipfile.ZipFile, name: str, parts: dict[str, bytes]) -> None:
    try:
        data = archive.read(name)
    except BROKEN_ZIP:
        return  # the reader says what is wrong with it
    shown, n = _LOST.subn(_show, data)
    if n:
        parts[name] = shown


def _show(lost: re.Match[bytes]) -> bytes:
    whole = lost[0][: lost.start(1) - lost.start()]
    return _TYPE.sub(rb"\1e\2", whole, count=1) + b"#REF!<"
