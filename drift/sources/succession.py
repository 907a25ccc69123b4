"""Contracts that follow one another under numbers of their own: one document, whatever each is called."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from fnmatch import fnmatch
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from drift.errors import Note
from drift.sources.words import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from drift.project import Document
    from drift.sources.rows.contracts import Version
    from drift.sources.sheets import Readings

# RM3830, 4500012345, 2018-114: a contract's own number has three digits or more
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


def join_successors(readings: Readings, told: Iterable[Document]) -> list[Note]:
    """Give contracts that follow one another one name, that of what their names share; return what to tell of it.

    They are called alike but for a contract number, one begins after the last version of the other, their roles are the
    same, and they share clauses in equal words. What drift.toml names is left alone.
    """
    named = [entry.files for entry in told if entry.name]
    free = [one for one in readings.versions if not any(fnmatch(one.file, files) for files in named)]
    series: dict[tuple[str, str], dict[str, list[Version]]] = {}
    for version in free:
        found = _NUMBER.search(version.document)
        if found and not _BESIDE.search(version.document[: found.start()]):
            stem = _without_number(version.document)
            if stem:
                series.setdefault((normalise(stem), version.role), {}).setdefault(version.document, []).append(version)
    notes = [_join(documents, readings) for documents in series.values() if len(documents) > 1]
    return [note for note in notes if note]


def _join(documents: dict[str, list[Version]], readings: Readings) -> Note | None:
    dates = {name: [one.effective_on for one in versions] for name, versions in documents.items()}
    if any(None in days for days in dates.values()):
        return None
    order = sorted(documents, key=lambda name: min(filter(None, dates[name])))
    shares = []
    for old, new in pairwise(order):
        last, first = max(documents[old], key=_day), min(documents[new], key=_day)
        share = _shared(_texts(readings, last.file), _texts(readings, first.file))
        if _day(last) >= _day(first) or share is None:
            return None
        shares.append(share)
    number = {name: _NUMBER.search(name) for name in order}
    stem = _without_number(order[0])
    renamed = {
        one.file: replace(one, document=stem, version=one.version or (found[0] if (found := number[name]) else None))
        for name, versions in documents.items()
        for one in versions
    }
    readings.versions = [renamed.get(one.file, one) for one in readings.versions]
    for table in ("clauses", "governance"):
        readings.frames[table] = [_rename(frame, renamed) for frame in readings.frames[table]]
    values = {"documents": ", ".join(order), "document": stem, "share": math.floor(100 * min(shares))}
    return Note("note.successors", values)


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


def _shared(old: set[str], new: set[str]) -> float | None:
    """Return the share of the smaller one's texts that stand in the other; None: too little to be its successor."""
    both, least = len(old & new), min(len(old), len(new))
    return both / least if both >= SHARED_CLAUSES and both / least >= SHARED_FROM else None


def _rename(frame: pd.DataFrame, renamed: dict[str, Version]) -> pd.DataFrame:
    if not len(frame) or not frame["file"].isin(list(renamed)).any():
        return frame
    names = {file: version.document for file, version in renamed.items()}
    numbers = {file: version.version for file, version in renamed.items()}
    return frame.assign(
        document=frame["file"].map(names).fillna(frame["document"]),
        version=frame["file"].map(numbers).fillna(frame["version"]),
    )
