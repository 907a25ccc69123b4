"""The clauses of a relation followed through all versions of its documents: steps, and units that outlive them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from drift.contract.lineage.align import (
    ADDED,
    COPY_EDIT,
    COPY_WORDS,
    DROPPED,
    MOVED,
    REWORDED,
    SAME,
    align_versions,
    name_changes,
)
from drift.contract.lineage.clausetable import Clauses, encode
from drift.contract.lineage.comparison import Words
from drift.tables.columns import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable

Array = np.ndarray[Any, np.dtype[Any]]
Place = tuple[int, int]  # version, row
Version = tuple[str, str, pd.Timestamp]  # file, document, day

APART_DAYS: Final = 366  # between leaving one document and standing in another, either way: the two are revised apart


@dataclass(frozen=True)
class Link:
    """One step of one clause; None: it was not there."""

    old: Place | None
    new: Place | None
    change: str
    score: float


def trace_lineage(clauses: pd.DataFrame, documents: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Follow every clause through the versions of its document.

    Versions of a document follow each other by the day they take effect; drafts and versions without a date stand
    outside the steps. A clause that leaves one document and stands, in the same or nearly the same words, in another
    within APART_DAYS is one clause that moved.

    A unit is what a clause is over all versions: the clause it became keeps it, all parts of a split share it, and a
    clause that was dropped and comes back in the same words takes up the unit it had. A merged clause continues the one
    it resembles most, by which lineage calls it, and stands for all it was merged from: it has a row in units for each,
    with the clause that last was that unit alone. One that kept its words took in nothing. So the distinct units of
    a version neither grow by a split nor shrink by a merge.

    Returns
    -------
    (lineage, units) : a row a step of a clause; a row a clause and unit it stands for, both as in columns.py
    """
    in_force = clauses[clauses["in_force"].astype(bool)].reset_index(drop=True)
    groups = {str(file): rows for file, rows in in_force.groupby("file", sort=False)}
    order = _order_versions(documents, groups)
    gone = clauses[~clauses["in_force"].astype(bool)]
    codes = encode([groups[file] for file, _, _ in order], [gone[gone["file"].eq(file)] for file, _, _ in order])
    words = cache(lambda: Words(codes))
    links = _link(order, codes.versions, words)
    units = _number_units(order, codes.versions, links)
    frames = [groups[file] for file, _, _ in order]
    return _tabulate(links, units, frames), _list_units(_carry_units(units, links), frames)


def _order_versions(documents: pd.DataFrame, groups: dict[str, pd.DataFrame]) -> list[Version]:
    """Return (file, document, day) in the order of time; the day is missing for what stands outside the steps."""
    rows = documents.assign(day=pd.to_datetime(documents["effective_on"])).sort_values(["day", "document", "file"])
    draft = rows["status"].eq("draft").fillna(value=False).astype(bool)
    days = rows["day"].where(~draft)
    told = zip(rows["file"], rows["document"], days, strict=True)
    return [(str(file), str(document), day) for file, document, day in told if str(file) in groups]


def _link(order: list[Version], versions: list[Clauses], words: Callable[[], Words]) -> list[Link]:
    chains: dict[str, list[int]] = {}
    for k, (_, document, day) in enumerate(order):
        if pd.notna(day):
            chains.setdefault(document, []).append(k)
    links: list[Link] = []
    left: list[Place] = []  # dropped from their document: where they stood last
    come: list[Place] = []  # added to their document
    gone_on: dict[Place, pd.Timestamp] = {}
    beginning = min((order[chain[0]][2] for chain in chains.values()), default=pd.NaT)
    for chain in chains.values():
        if order[chain[0]][2] > beginning:  # what the relation began with came from nowhere
            come += [(chain[0], row) for row in range(versions[chain[0]].n)]
        for a, b in pairwise(chain):
            for link in _step(a, b, versions, words):
                links.append(link)
                if link.new is None and link.old is not None:
                    left.append(link.old)
                    gone_on[link.old] = order[b][2]
                elif link.old is None and link.new is not None:
                    come.append(link.new)
    return _cross(order, versions, words, links, (left, come, gone_on))


def _step(a: int, b: int, versions: list[Clauses], words: Callable[[], Words]) -> list[Link]:
    old, new = versions[a], versions[b]
    pairs = align_versions(old, new, words)
    changes = name_changes(old, new, pairs)
    told = zip(pairs.i.tolist(), pairs.j.tolist(), changes, pairs.score.tolist(), strict=True)
    links = [Link((a, i), (b, j), change, score) for i, j, change, score in told]
    links += [Link((a, i), None, DROPPED, 0.0) for i in np.setdiff1d(np.arange(old.n), pairs.i).tolist()]
    return links + [Link(None, (b, j), ADDED, 0.0) for j in np.setdiff1d(np.arange(new.n), pairs.j).tolist()]


def _cross(
    order: list[Version],
    versions: list[Clauses],
    words: Callable[[], Words],
    links: list[Link],
    ends: tuple[list[Place], list[Place], dict[Place, pd.Timestamp]],
) -> list[Link]:
    """Join what left one document and stands in another; the two steps become one.

    A clause that both documents gained on one day is nobody's move, though both drop it later at different times.
    """
    left, come, gone_on = ends
    source = _find_sources(links)
    if not left or len({document for _, document, _ in order}) < 2:
        return links
    moves = []
    for (i, j), edit in sorted(_find_copies(left, come, versions, words).items(), key=lambda pair: (-pair[1], pair[0])):
        (a, _), (b, _) = old, new = left[i], come[j]
        apart = abs((order[b][2] - gone_on[old]).days)
        here_since = order[_root(old, source)[0]][2]
        if order[a][1] != order[b][1] and apart <= APART_DAYS and here_since < order[b][2]:
            moves.append((old, new, edit))
    taken: set[Place] = set()
    joined: list[Link] = []
    for old, new, edit in moves:
        if old not in taken and new not in taken:
            taken |= {old, new}
            equal = versions[old[0]].keys[old[1]] == versions[new[0]].keys[new[1]]
            joined.append(Link(old, new, MOVED if equal else REWORDED, 1.0 if equal else round(edit, 4)))
    kept = [
        link for link in links if not (link.old is None or link.new is None) or taken.isdisjoint({link.old, link.new})
    ]
    return kept + joined


def _find_copies(
    left: list[Place], come: list[Place], versions: list[Clauses], words: Callable[[], Words]
) -> dict[tuple[int, int], float]:
    """Return the likeness of near copies, by positions in `left` and `come`; short texts tell nothing."""
    keys = [np.array([versions[v].keys[row] for v, row in places], dtype=np.int64) for places in (left, come)]
    lengths = [np.array([versions[v].lengths[row] for v, row in places]) for places in (left, come)]
    rows = [np.flatnonzero((k >= 0) & (n >= COPY_WORDS)) for k, n in zip(keys, lengths, strict=True)]
    if not (len(rows[0]) and len(rows[1])):
        return {}
    texts = words().texts
    i, j = texts.candidates(keys[0][rows[0]], keys[1][rows[1]])
    edit = texts.compare(keys[0][rows[0]][i], keys[1][rows[1]][j])["edit"]
    near = edit >= COPY_EDIT
    pairs = zip(rows[0][i[near]].tolist(), rows[1][j[near]].tolist(), strict=True)
    return dict(zip(pairs, edit[near].tolist(), strict=True))


def _number_units(order: list[Version], versions: list[Clauses], links: list[Link]) -> dict[Place, int]:
    """Give every clause its unit, numbered by first appearance."""
    source = _find_sources(links)
    units: dict[Place, int] = {}
    latest = 0
    known: dict[tuple[str, int], int] = {}  # document and words -> unit
    for version, clauses in enumerate(versions):
        document = order[version][1]
        fresh = []
        for row in range(clauses.n):
            root = _root((version, row), source)
            if root in units:
                units[version, row] = units[root]
            else:
                fresh.append((row, root))
        present = {units[version, row] for row in range(clauses.n) if (version, row) in units}
        for row, root in fresh:
            again = known.get((document, int(clauses.keys[row])))
            if root in units:
                unit = units[root]
            elif again is not None and again not in present and clauses.keys[row] >= 0:
                unit = again  # dropped for a while, back in the same words
            else:
                unit = latest = latest + 1
            units[root] = units[version, row] = unit
            present.add(unit)
        for row in range(clauses.n):
            known[document, int(clauses.keys[row])] = units[version, row]
    return units


def _carry_units(units: dict[Place, int], links: list[Link]) -> dict[Place, dict[int, Place]]:
    """Return what each clause stands for: its own unit, then those merged into it, each with the clause it was."""
    kept = {link.new for link in links if link.change in (SAME, MOVED)}  # in its own words: it took nothing in
    sources: dict[Place, list[Place]] = {}
    for link in links:
        if link.old is not None and link.new is not None and (link.change in (SAME, MOVED) or link.new not in kept):
            sources.setdefault(link.new, []).append(link.old)
    carried: dict[Place, dict[int, Place]] = {}
    for place in sorted(units):  # versions by time: what a clause came from is known before it, a move back apart
        carried[place] = {units[place]: place}
        for old in sources.get(place, []):
            carried[place] = carried.get(old, {units[old]: old}) | carried[place]
    return carried


def _find_sources(links: list[Link]) -> dict[Place, tuple[float, Place]]:
    """Return for each clause the one it continues, the most alike of those it was merged from, and their score."""
    source: dict[Place, tuple[float, Place]] = {}
    for link in links:
        if link.old is not None and link.new is not None:
            best = source.get(link.new)
            if best is None or link.score > best[0]:
                source[link.new] = (link.score, link.old)
    return source


def _root(place: Place, source: dict[Place, tuple[float, Place]]) -> Place:
    seen = {place}
    while place in source and source[place][1] not in seen:
        place = source[place][1]
        seen.add(place)
    return place


def _tabulate(links: list[Link], units: dict[Place, int], frames: list[pd.DataFrame]) -> pd.DataFrame:
    columns = [column.name for column in TABLES["lineage"]]
    places = ("file", "sheet", "row", "clause_id", "document")
    cells = [frame[["relation", *places]].to_numpy(dtype=object) for frame in frames]
    rows = []
    # by document and time: what was there first, then what came
    for link in sorted(links, key=lambda link: (link.new or link.old or (0, 0), link.old or (-1, -1))):
        here = link.new or link.old
        if here is None:
            continue
        row: dict[str, Any] = {"relation": cells[here[0]][here[1]][0], "change": link.change, "score": link.score}
        for side, place in (("old", link.old), ("new", link.new)):
            told = cells[place[0]][place[1]][1:] if place else [None] * len(places)
            row |= {f"{side}_{name}": value for name, value in zip(places, told, strict=True)}
        rows.append({**row, "unit": units[here]})
    return pd.DataFrame(rows, columns=columns)


def _list_units(carried: dict[Place, dict[int, Place]], frames: list[pd.DataFrame]) -> pd.DataFrame:
    columns = [column.name for column in TABLES["units"]]
    cells = [frame[["relation", "file", "sheet", "row"]].to_numpy(dtype=object) for frame in frames]
    rows = [
        (*cells[version][row], unit, *cells[was[0]][was[1]][1:])
        for (version, row), told in carried.items()
        for unit, was in told.items()
    ]
    return pd.DataFrame(rows, columns=columns)
