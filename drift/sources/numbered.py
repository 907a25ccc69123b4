"""Numbered versions whose numbers rise with their days are of one document, however their files are called.

Two signs beside it: they take turns and share most clauses; or what they are about stands in the name of each.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fnmatch import fnmatch
from itertools import pairwise
from typing import Final

from drift.errors import Note
from drift.project.settings import Document
from drift.sources.readings import Readings, rename_versions
from drift.sources.rows.clauses.contracts import Version
from drift.sources.values.statuses import plain_version
from drift.sources.vocabulary import merge_values
from drift.sources.words import normalise

RISING: Final = 3  # versions from which on numbers that rise with the days are no chance: one order of six
# share of the smaller one's longer clauses that stand in the other in equal words; what stands beside it (another site,
# a second lot) may share as much, but has no number that fits in between
MOSTLY: Final = 0.5
ABOUT: Final = 2  # words that names share besides what a paper is (SLA): one alone is also that of its neighbours
LONG_WORDS: Final = 6  # shorter texts are headings, which many contracts share


def join_numbered(readings: Readings, settings: Iterable[Document]) -> tuple[Readings, list[Note]]:
    """Give documents that take turns as versions of one another one name, that of the first; return what to tell of it.

    Their numbers rise with their days, no two are alike, and each shares most clauses with the one before it. One of
    them has versions on both sides of another, or the numbers would as well be those of papers that stand beside each
    other. What drift.toml names is left alone; a draft goes with the version that it begins from.
    """
    free = _find_free(readings, settings)
    notes: list[Note] = []
    names: dict[str, str] = {}
    for role in sorted({one.role for one in free}):
        texts = {one.file: text for one in free if one.role == role and (text := _texts(readings, one.file))}
        order = sorted((one for one in free if one.file in texts), key=lambda one: (str(one.effective_on), one.file))
        shares = _weigh(order, [texts[one.file] for one in order])
        if shares:
            names |= {one.file: order[0].document for one in order}
            documents = ", ".join(dict.fromkeys(one.document for one in order))
            values = {"documents": documents, "document": order[0].document, "share": math.floor(100 * min(shares))}
            notes.append(Note("note.numbered", values))
    return _rename(readings, names), notes


def join_rising(readings: Readings, settings: Iterable[Document]) -> tuple[Readings, list[Note]]:
    """Give versions of several documents the name of what they are about; return what to tell of it.

    Their numbers rise with their days, what they are about stands in every name, and one is called by nothing else: of
    two sites each has its word. What drift.toml names is left alone.
    """
    free = _find_free(readings, settings)
    notes: list[Note] = []
    names: dict[str, str] = {}
    for role in sorted({one.role for one in free}):
        order = sorted((one for one in free if one.role == role), key=lambda one: str(one.effective_on))
        if about := _find_about(order):
            names |= {one.file: about for one in order}
            documents = ", ".join(f"{one.document} {one.version}" for one in order)
            notes.append(Note("note.rising", {"documents": documents, "document": about}))
    return _rename(readings, names), notes


def _find_free(readings: Readings, settings: Iterable[Document]) -> list[Version]:
    named = [entry.files for entry in settings if entry.name]
    return [one for one in readings.versions if not any(fnmatch(one.file, files) for files in named)]


def _rename(readings: Readings, names: Mapping[str, str]) -> Readings:
    return rename_versions(readings, lambda one: replace(one, document=names.get(one.file, one.document)))


def _rise(order: Sequence[Version]) -> bool:
    """Whether the numbers of versions in the order of their days rise, each with a day of its own."""
    numbers = [_number(one) for one in order]
    days = {one.effective_on for one in order} - {None}
    rising = all(numbers) and all(before < after for before, after in pairwise(numbers))
    return len(order) >= RISING and len(days) == len(order) and rising


def _find_about(order: Sequence[Version]) -> str | None:
    words = [_list_about(one.document) for one in order]
    if len({one.document for one in order}) < 2 or not _rise(order):
        return None
    core = set(words[0]).intersection(*words)
    if len(core) < ABOUT or not any(set(own) == core for own in words):
        return None
    return " ".join(word for word in order[0].document.split() if normalise(word) in core)


def _list_about(document: str) -> list[str]:
    """Return what a paper is about by its name: the words that are none of what a paper is, nor numbers."""
    kinds = merge_values("document_role").keys() | {"kopie", "copy"}
    words = map(normalise, document.split())
    return [word for word in words if word and word not in kinds and not word.isdecimal()]


def _weigh(order: Sequence[Version], texts: Sequence[set[str]]) -> list[float]:
    """Return what each version shares with the one before it; nothing where they are no versions of one document."""
    if not _rise(order) or not _take_turns([one.document for one in order]):
        return []
    shares = [len(old & new) / min(len(old), len(new)) for old, new in pairwise(texts)]
    return shares if min(shares) >= MOSTLY else []


def _take_turns(documents: Sequence[str]) -> bool:
    """Whether a document comes back after another."""
    runs = [name for i, name in enumerate(documents) if i == 0 or documents[i - 1] != name]
    return len(runs) > len(set(runs))


def _number(version: Version) -> tuple[int, ...]:
    plain = plain_version(version.version)
    return tuple(map(int, plain.split("."))) if plain.replace(".", "").isdecimal() else ()


def _texts(readings: Readings, file: str) -> set[str]:
    frames = (frame for frame in readings.frames["clauses"] if len(frame) and frame["file"].iloc[0] == file)
    return {normalise(text) for frame in frames for text in frame["text"] if len(text.split()) >= LONG_WORDS}
