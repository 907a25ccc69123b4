"""Contracts that follow one another under numbers of their own: one document, whatever each is called."""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from fnmatch import fnmatch
from itertools import pairwise
from typing import Final

from drift.errors import Note
from drift.project.settings import Document
from drift.sources.readings import Readings, rename_versions
from drift.sources.rows.clauses.contracts import Version
from drift.sources.words import normalise

# HK4410, 4500012345, 2018-114: a contract's own number has three digits or more
_NUMBER: Final = re.compile(r"(?<!\S)[^\W\d_]{0,6}[-./]?\d{3,}(?:[-./]\d+)*(?!\S)")
# before a number these name a place or a part, which stand beside each other
_BESIDE: Final = re.compile(
    r"(?i)\b(?:perceel|lot|kavel|locatie|location|site|station|gebouw|building|depot|object|zone|regio|region|deel|part|"
    r"bijlage|annex|appendix|schedule|klant|customer)\W*$"
)
# share of the smaller one's longer clauses that stand in the other in equal words: 19 and 29 % in three framework
# contracts of eight years, nought between unrelated ones (benchmarks/lineage.py)
SHARED_FROM: Final = 0.1
SHARED_CLAUSES: Final = 5
LONG_WORDS: Final = 6  # shorter texts are headings, which many contracts share


def join_successors(readings: Readings, settings: Iterable[Document]) -> tuple[Readings, list[Note]]:
    """Give contracts that follow one another one name, that of what their names share; return what to tell of it.

    They are called alike but for a contract number, one begins after the last version of the other, their roles are the
    same, and they share clauses in equal words. What drift.toml names is left alone.
    """
    named = [entry.files for entry in settings if entry.name]
    series: dict[tuple[str, str], dict[str, list[Version]]] = {}
    for version in readings.versions:
        number = _NUMBER.search(version.document)
        free = not any(fnmatch(version.file, files) for files in named)
        stem = _without_number(version.document)
        if free and stem and number and not _BESIDE.search(version.document[: number.start()]):
            series.setdefault((normalise(stem), version.role), {}).setdefault(version.document, []).append(version)
    stems: dict[str, str] = {}  # file -> name of its series
    notes = []
    for documents in series.values():
        order = sorted(documents, key=lambda name: min(map(_day, documents[name])))
        shares = _weigh_shares([documents[name] for name in order], readings)
        if shares:
            stem = _without_number(order[0])
            stems |= {version.file: stem for versions in documents.values() for version in versions}
            values = {"documents": ", ".join(order), "document": stem, "share": math.floor(100 * min(shares))}
            notes.append(Note("note.successors", values))
    return rename_versions(readings, lambda version: _join(version, stems)), notes


def _weigh_shares(documents: list[list[Version]], readings: Readings) -> list[float]:
    """Return what each document shares with the one before it; nothing where they do not follow one another."""
    if any(version.effective_on is None for versions in documents for version in versions):
        return []
    shares = []
    for old, new in pairwise(documents):
        last, first = max(old, key=_day), min(new, key=_day)
        before, after = _texts(readings, last.file), _texts(readings, first.file)
        n_both, n_least = len(before & after), min(len(before), len(after))
        if _day(last) >= _day(first) or n_both < SHARED_CLAUSES or n_both / n_least < SHARED_FROM:
            return []
        shares.append(n_both / n_least)
    return shares


def _join(version: Version, stems: Mapping[str, str]) -> Version:
    if version.file not in stems:
        return version
    number = _NUMBER.search(version.document)
    return replace(version, document=stems[version.file], version=version.version or (number and number[0]))


def _without_number(document: str) -> str:
    return " ".join(_NUMBER.sub("", document, count=1).split()).strip(" -–_")


def _day(version: Version) -> str:
    return str(version.effective_on)


def _texts(readings: Readings, file: str) -> set[str]:
    texts = (
        text
        for frame in readings.frames["clauses"]
        for text in frame.loc[frame["file"].eq(file) & frame["in_force"], "text"]
    )
    return {normalise(text) for text in texts if len(text.split()) >= LONG_WORDS}
