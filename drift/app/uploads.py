"""Files that a browser sends: named anew, told by their content, and put beside the others without replacing one."""

from __future__ import annotations

import re
import shutil
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, Protocol

from drift.errors import Note
from drift.project import BOOK, CONFIG
from drift.sources.opening.sniff import HEAD_BYTES, recognise, why_passed_over, why_refused
from drift.writing.faults import tell_fault
from drift.writing.placing import put_in_place
from drift.writing.temporary import TemporaryFolder

MOST_BYTES: Final = 512 << 20  # of one request: some ten exports of 300,000 rows
NAME_CHARACTERS: Final = 120  # of a file's name; 255 bytes may it have on every system
_STRANGE: Final = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
_DEVICE: Final = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|clock\$|com[\d¹²³]|lpt[\d¹²³])(?:\..*)?", re.I)
_BINARY: Final = "unknown"


class Sent(Protocol):
    """One file of a form."""

    filename: str | None
    stream: IO[bytes]


@dataclass(frozen=True)
class Taken:
    """What became of one file: the name it has now, or why it was not taken."""

    name: str
    reason: Note | None = None


def take_files(sent: Iterable[Sent], folder: Path) -> list[Taken]:
    """Put the files of a form into a folder, those that may hold a table.

    Raises
    ------
    OutputError : the folder cannot be written
    """
    taken: list[Taken] = []
    try:
        with TemporaryFolder(folder) as beside:
            taken += (_take(one, folder, beside) for one in sent if one.filename)
            names = [one.name for one in taken if one.reason is None]
            if names:
                put_in_place(beside, folder, names)
    except OSError as fault:
        raise tell_fault(fault, folder) from fault
    return taken


def _take(sent: Sent, folder: Path, beside: Path) -> Taken:
    name = clean_name(sent.filename or "")
    head = sent.stream.read(HEAD_BYTES)
    reason = _why_not(name, head)
    if reason:
        return Taken(name, reason)
    name = find_free(name, folder, beside)
    with (beside / name).open("wb") as stream:
        stream.write(head)
        shutil.copyfileobj(sent.stream, stream)
    return Taken(name)


def _why_not(name: str, head: bytes) -> Note | None:
    if name.casefold() in (CONFIG, BOOK):
        return Note("site.files.settings")
    passed = why_passed_over(name, len(head)) or why_refused(head)
    if passed:
        return passed
    return Note("site.files.unknown") if recognise(head) == _BINARY else None


def clean_name(given: str) -> str:
    """Return the name of a file that a browser told, as one that stands in a folder on every system.

    The last part of a path alone; no sign that a system obeys, none at its ends, no name of a device.
    """
    name = unicodedata.normalize("NFC", given).replace("\\", "/").rsplit("/", 1)[-1]
    name = _STRANGE.sub("_", name.encode(errors="replace").decode())
    name = "".join(sign if sign.isprintable() else "_" for sign in name).strip(" .")
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 5:
        stem, dot, ending = name, "", ""
    stem = stem[:NAME_CHARACTERS].rstrip(" .") or "file"
    name = f"{stem}{dot}{ending}"
    return f"_{name}" if _DEVICE.fullmatch(name) else name


def find_free(name: str, *folders: Path) -> str:
    """Return the name, numbered where a file of one of the folders bears it: nothing is written over."""
    stem, dot, ending = name.rpartition(".")
    stem = stem if dot else ending
    ending = f".{ending}" if dot else ""
    taken = {path.name.casefold() for folder in folders for path in folder.iterdir()}
    n = 1
    while name.casefold() in taken:
        n += 1
        name = f"{stem} ({n}){ending}"
    return name
