"""The versions of all documents in the order of time, and the steps that clauses take from one to the next."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from drift.contract.lineage.align import align_versions
from drift.contract.lineage.changes import ADDED, DROPPED, name_changes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from drift.contract.lineage.clausetable import Clauses
    from drift.contract.lineage.comparison import Words

Place = tuple[int, int]  # version, row
Sources = dict[Place, tuple[float, Place]]  # score and place of what a clause continues


class Version(NamedTuple):
    """One state of a document."""

    file: str
    document: str
    day: pd.Timestamp  # it takes effect; missing for what stands outside the steps: a draft, or without a date


@dataclass(frozen=True)
class History:
    """All versions, in the order of time."""

    order: list[Version]
    clauses: list[Clauses]  # as many, under shared codes
    words: Callable[[], Words]  # the weights of the words, made when first asked for


@dataclass(frozen=True)
class Link:
    """One step of one clause; None: it was not there."""

    old: Place | None
    new: Place | None
    change: str
    score: float


def order_versions(documents: pd.DataFrame, files: Iterable[str]) -> list[Version]:
    """Return the versions that hold clauses, in the order of time."""
    rows = documents.assign(day=pd.to_datetime(documents["effective_on"])).sort_values(["day", "document", "file"])
    draft = rows["status"].eq("draft").fillna(value=False).astype(bool)
    versions = zip(rows["file"].astype(str), rows["document"].astype(str), rows["day"].where(~draft), strict=True)
    kept = set(files)
    return [Version(*version) for version in versions if version[0] in kept]


def chain_versions(history: History) -> list[list[int]]:
    """Return, for each document, its dated versions by their positions."""
    chains: dict[str, list[int]] = {}
    for k, version in enumerate(history.order):
        if pd.notna(version.day):
            chains.setdefault(version.document, []).append(k)
    return [*chains.values()]


def link_chain(history: History, chain: list[int]) -> list[Link]:
    """Return the steps of all clauses of one document."""
    return [link for a, b in pairwise(chain) for link in _step(history, a, b)]


def _step(history: History, a: int, b: int) -> list[Link]:
    old, new = history.clauses[a], history.clauses[b]
    pairs = align_versions(old, new, history.words)
    rows = zip(pairs.i.tolist(), pairs.j.tolist(), name_changes(old, new, pairs), pairs.score.tolist(), strict=True)
    links = [Link((a, i), (b, j), change, score) for i, j, change, score in rows]
    links += [Link((a, i), None, DROPPED, 0.0) for i in np.setdiff1d(np.arange(old.n), pairs.i).tolist()]
    return links + [Link(None, (b, j), ADDED, 0.0) for j in np.setdiff1d(np.arange(new.n), pairs.j).tolist()]


def find_sources(links: list[Link]) -> Sources:
    """Return for each clause the one it continues, the most alike of those it was merged from, and their score."""
    sources: Sources = {}
    for link in links:
        if link.old is not None and link.new is not None:
            best = sources.get(link.new)
            if best is None or link.score > best[0]:
                sources[link.new] = (link.score, link.old)
    return sources


def find_root(place: Place, sources: Sources) -> Place:
    """Return where a clause stood first."""
    seen = {place}
    while place in sources and sources[place][1] not in seen:
        place = sources[place][1]
        seen.add(place)
    return place
