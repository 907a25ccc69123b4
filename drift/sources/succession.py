"""Contracts that follow one another: one document, whatever each is called.

Two signs: they are called alike but for a number of their own and share clauses; or the numbers of their versions rise
with their days, and what they are about stands in the name of each.
"""

import math
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from fnmatch import fnmatch
from functools import partial
from itertools import pairwise
from typing import Final

from drift.errors import Note
from drift.project.settings import Document
from drift.sources.readings import Readings, rename_versions
from drift.sources.rows.clauses.contracts import Version
from drift.sources.values.statuses import plain_version
from drift.sources.vocabulary import merge_values
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
RISING: Final = 3  # versions from which on numbers that rise with the days are no chance: one order of six
ABOUT: Final = 2  # words that names share besides what a paper is (SLA): one alone is also that of its neighbours
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
    joined = rename_versions(readings, lambda version: _join(version, stems))
    for role in sorted({version.role for version in joined.versions}):
        unnamed = [v for v in joined.versions if v.role == role and not any(fnmatch(v.file, files) for files in named)]
        if one := _find_rising(unnamed):
            told = ", ".join(f"{version.document} {version.version}" for version in sorted(unnamed, key=_day))
            notes.append(Note("note.rising", {"documents": told, "document": one}))
            joined = rename_versions(joined, partial(_call, files={version.file for version in unnamed}, name=one))
    return joined, notes


def _call(version: Version, files: Collection[str], name: str) -> Version:
    return replace(version, document=name) if version.file in files else version


def _find_rising(versions: list[Version]) -> str | None:
    """Return the name of what several documents are versions of: their numbers rise, each later than the one before.

    What they are about stands in every name, and one is called by nothing else: of two sites each has its word.
    """
    if len(versions) < RISING or len({version.document for version in versions}) < 2:
        return None
    order = sorted(versions, key=_day)
    numbers = [_number(version) for version in order]
    if any(number is None for number in numbers) or any(version.effective_on is None for version in order):
        return None
    rises = all(a < b for a, b in pairwise(filter(None, numbers))) and all(
        _day(a) < _day(b) for a, b in pairwise(order)
    )
    words = [_about(version.document) for version in order]
    core = set(words[0]).intersection(*words)
    if not rises or len(core) < ABOUT or not any(set(own) == core for own in words):
        return None
    return " ".join(word for word in order[0].document.split() if normalise(word) in core)


def _number(version: Version) -> tuple[int, ...] | None:
    plain = plain_version(version.version)
    return tuple(map(int, plain.split("."))) if plain and plain.replace(".", "").isdecimal() else None


def _about(document: str) -> list[str]:
    """Return what a paper is about by its name: the words that are none of what a paper is, nor numbers."""
    kinds = merge_values("document_role").keys() | {"kopie", "copy"}
    return [
        word for text in document.split() if (word := normalise(text)) and word not in kinds and not word.isdecimal()
    ]


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
