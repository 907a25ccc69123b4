"""The files in a zip: an account for each under the name `a.zip!/b.xlsx`, which is never used as a path."""

import unicodedata
from collections import Counter
from typing import Final

from drift.errors import Note
from drift.sources.accounts import FileAccount
from drift.sources.opening.cells import Members
from drift.sources.opening.reader import Entry
from drift.sources.opening.sniff import why_passed_over

MAX_NAME: Final = 200  # signs of a member's name that are shown
_UNSEEN: Final = ("Cc", "Cf", "Cs", "Zl", "Zp")  # controls, directions and joins, halves of signs, ends of lines
_MAC_FOLDER: Final = "__MACOSX/"  # what a Mac adds to its archives


def list_members(
    entry: Entry, members: Members, archive: FileAccount, taken: Counter[str]
) -> list[tuple[Entry, FileAccount]]:
    """Return how to read each file of an archive, and its account; an archive without files is refused itself.

    taken: the names of files that are given already; a second one of a name is told apart.
    """
    if not members.members:
        return [(entry, archive.refuse(Note("refused.empty_archive")))]
    files = []
    for place, name, size in members.members:
        plain = clean_name(name.replace("\\", "/"))[-MAX_NAME:]
        last = plain.rpartition("/")[2]
        reason = Note("skipped.system") if plain.startswith(_MAC_FOLDER) else why_passed_over(last, size)
        account = FileAccount(
            tell_apart(f"{archive.file}!/{plain}", taken), "skipped" if reason else "read", reason=reason
        )
        files.append((Entry(entry.path, place), account))
    return files


def clean_name(name: str) -> str:
    """Return a name as it may be shown: without signs that steer a terminal or the eye."""
    visible = "".join(sign for sign in name if unicodedata.category(sign) not in _UNSEEN)
    return visible.lstrip("/") or "?"


def tell_apart(name: str, taken: Counter[str]) -> str:
    """Return a name that no other file has, and take it: an account and every row are found by it."""
    taken[name] += 1
    while taken[name] > 1:
        other = f"{name} ({taken[name]})"
        if not taken[other]:
            taken[other] = 1
            return other
        taken[name] += 1
    return name
