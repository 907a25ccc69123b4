"""What is this file: decided by its content, never by its name."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Final

from drift.errors import Note

if TYPE_CHECKING:
    from pathlib import Path

OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # old .xls, and any encrypted Office file
ZIP: Final = b"PK\x03\x04"
PASSED_OVER: Final = ("readme", "license", "licence", "notice", "copying")  # papers that lie beside data


def why_skipped(path: Path) -> Note | None:
    """Why a file is not meant to be read (lock file, empty, README), or None."""
    name = path.name.casefold()
    if name.startswith(("~$", ".~lock")):
        return Note("skipped.lock")
    if name in {"thumbs.db", "desktop.ini"} or name.startswith("."):
        return Note("skipped.system")
    if path.stat().st_size == 0:
        return Note("skipped.empty")
    if name.partition(".")[0] in PASSED_OVER:
        return Note("skipped.readme")
    return None


def why_refused(path: Path) -> Note | None:
    """Why the content cannot be a spreadsheet, with what to do; None when the reader may try."""
    with path.open("rb") as stream:
        head = stream.read(4096)
    if head.startswith(OLE):
        return None
    if head.startswith(ZIP):
        return None if _is_spreadsheet_zip(path) else Note("refused.zip")
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<html", b"<!doctype", b"<table", b"<?xml")):
        return Note("refused.html")
    if head.startswith(b"%PDF"):
        return Note("refused.pdf")
    if b"\x00" not in head or head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Note("refused.text")
    return Note("refused.unknown")


def _is_spreadsheet_zip(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return True  # a broken workbook: the reader says so in its own words
    return any(name.startswith("xl/") for name in names) or "content.xml" in names
