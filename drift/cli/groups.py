"""The files of an intake in groups that a person sees at a glance: the versions of a document, the years of a log."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

import pandas as pd

from drift.sources.accounts import FileAccount, SheetAccount
from drift.sources.values.filenames import read_name

_NUMBER = re.compile(r"\d+")
_TAIL = re.compile(r"(?<![-–_.,\s])[-–_.,\s]*+(?:\([^)]{0,200})?$")
_LEAST_NAME: Final = 3  # letters that the names of a group must share to be its name
LAST: Final = "~"  # sorts after every kind of table


@dataclass(frozen=True)
class Group:
    """Files that are called alike but for number, version and date, and what their sheets hold of one table."""

    name: str  # path of the only file, else folder and what the names share
    files: tuple[str, ...]
    months: tuple[pd.Period, pd.Period] | None  # first and last that the names tell
    table: str | None  # None: no table of drift
    sheets: tuple[SheetAccount, ...]
    n_problems: int  # cells of the files that could not be read

    def total(self, count: str) -> int:
        """Return the sum of one count over the sheets."""
        return sum(int(getattr(sheet, count)) for sheet in self.sheets)


def group_files(files: Sequence[FileAccount]) -> list[Group]:
    """Return a group for each kind of table of files that are called alike, in the order of the files."""
    alike: dict[tuple[str, str], list[FileAccount]] = {}
    for file in files:
        if file.status == "read":
            alike.setdefault(_key(file.file), []).append(file)
    return [group for members in alike.values() for group in _by_table(members)]


def list_sheets(files: Sequence[FileAccount]) -> list[Group]:
    """Return a group for each sheet of each file."""
    return [
        Group(file.file, (file.file,), None, sheet.table, (sheet,), sheet.n_problems)
        for file in files
        for sheet in file.sheets
    ]


def _key(file: str) -> tuple[str, str]:
    return str(PurePosixPath(file).parent), _NUMBER.sub("#", read_name(file).document.casefold())


def _by_table(members: Sequence[FileAccount]) -> list[Group]:
    names = tuple(file.file for file in members)
    sheets: dict[str | None, list[SheetAccount]] = {}
    for file in members:
        for sheet in file.sheets:
            sheets.setdefault(sheet.table, []).append(sheet)
    return [
        Group(_name(names), names, _months(names), table, tuple(held), sum(sheet.n_problems for sheet in held))
        for table, held in sorted(sheets.items(), key=lambda item: item[0] or LAST)
    ] or [Group(_name(names), names, _months(names), None, (), 0)]


def _name(files: tuple[str, ...]) -> str:
    if len(files) == 1:
        return files[0]
    folder = PurePosixPath(files[0]).parent
    documents = [read_name(file).document for file in files]
    shared = _shared(documents)
    return str(folder / (shared if len(shared) >= _LEAST_NAME else documents[0]))


def _shared(names: Sequence[str]) -> str:
    """Return how all names begin, without what is left of a bracket or a sign between words."""
    first, last = min(names), max(names)  # what these two share all names share
    n = next((i for i, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), len(first))
    return _TAIL.sub("", first[:n])


def _months(files: tuple[str, ...]) -> tuple[pd.Period, pd.Period] | None:
    days = sorted(day for file in files if (day := read_name(file).effective_on))
    return (pd.Period(days[0], "M"), pd.Period(days[-1], "M")) if days else None
