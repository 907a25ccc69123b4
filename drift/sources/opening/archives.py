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
_MAC_FOLDER: Final = "__MACOSX/"  # what a Mac adds to its archives


def list_members(entry: Entry, members: Members, archive: FileAccount) -> list[tuple[Entry, FileAccount]]:
    """Return how to read each file of an archive, and its account; an archive without files is refused itself."""
    if not members.members:
        return [(entry, archive.refuse(Note("refused.empty_archive")))]
    files = []
    seen: Counter[str] = Counter()
    for place, name, size in members.members:
        plain = _clean(name)
        seen[plain] += 1
        again = f" ({seen[plain]})" if seen[plain] > 1 else ""
        last = plain.rpartition("/")[2]
        reason = Note("skipped.system") if plain.startswith(_MAC_FOLDER) else why_passed_over(last, size)
        account = FileAccount(f"{archive.file}!/{plain}{again}", "skipped" if reason else "read", reason=reason)
        files.append((Entry(entry.path, place), account))
    return files


def _clean(name: str) -> str:
    """Return a name as it may be shown: one kind of slash, no signs that steer a terminal or the eye."""
    visible = "".join(sign for sign in name.replace("\\", "/") if unicodedata.category(sign) not in ("Cc", "Cf"))
    return visible.lstrip("/")[-MAX_NAME:] or "?"
