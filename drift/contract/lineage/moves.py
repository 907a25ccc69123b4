"""Clauses that left one document and stand in another: the two steps become one."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from drift.contract.lineage.changes import MOVED, REWORDED
from drift.contract.lineage.choosing import COPY_EDIT, COPY_WORDS
from drift.contract.lineage.versions import History, Link, Place, chain_versions, find_root, find_sources, link_chain

if TYPE_CHECKING:
    import pandas as pd

APART_DAYS: Final = 366  # between leaving one document and standing in another, either way: the two are revised apart


def link_clauses(history: History) -> list[Link]:
    """Return every step of every clause, within its document and from one document to another."""
    chains = chain_versions(history)
    steps = [link_chain(history, chain) for chain in chains]
    links = [link for part in steps for link in part]
    left = [link.old for link in links if link.new is None and link.old is not None]
    if not left or len({version.document for version in history.order}) < 2:
        return links
    beginning = min(history.order[chain[0]].day for chain in chains)
    come: list[Place] = []
    for chain, part in zip(chains, steps, strict=True):
        if history.order[chain[0]].day > beginning:  # what the relation began with came from nowhere
            come += [(chain[0], row) for row in range(history.clauses[chain[0]].n)]
        come += [link.new for link in part if link.old is None and link.new is not None]
    following = {a: b for chain in chains for a, b in pairwise(chain)}
    gone_on = {old: history.order[following[old[0]]].day for old in left}
    return _join(links, _find_moves(history, links, gone_on, come))


def _find_moves(
    history: History, links: list[Link], gone_on: dict[Place, pd.Timestamp], come: list[Place]
) -> list[Link]:
    """Return moves from document to document, each clause at most once, the most alike first.

    A clause that both documents gained on one day is nobody's move, though both drop it later at different times.

    Parameters
    ----------
    gone_on : where dropped clauses stood last, and the day they were gone
    come : clauses that were added to their document
    """
    left, sources, order = [*gone_on], find_sources(links), history.order
    copies = sorted(_find_copies(history, left, come).items(), key=lambda pair: (-pair[1], pair[0]))
    moves: list[Link] = []
    taken: set[Place] = set()
    for (i, j), edit in copies:
        old, new = left[i], come[j]
        here, there = order[old[0]], order[new[0]]
        apart = abs((there.day - gone_on[old]).days)
        here_since = order[find_root(old, sources)[0]].day
        moved = here.document != there.document and apart <= APART_DAYS and here_since < there.day
        if moved and taken.isdisjoint({old, new}):
            taken |= {old, new}
            moves.append(_move(history, old, new, edit))
    return moves


def _move(history: History, old: Place, new: Place, edit: float) -> Link:
    equal = history.clauses[old[0]].keys[old[1]] == history.clauses[new[0]].keys[new[1]]
    return Link(old, new, MOVED if equal else REWORDED, 1.0 if equal else round(edit, 4))


def _join(links: list[Link], moves: list[Link]) -> list[Link]:
    """Put each move in the place of its two halves."""
    taken = {place for move in moves for place in (move.old, move.new)}
    whole = [link for link in links if None not in (link.old, link.new) or taken.isdisjoint({link.old, link.new})]
    return whole + moves


def _find_copies(history: History, left: list[Place], come: list[Place]) -> dict[tuple[int, int], float]:
    """Return the likeness of near copies, by positions in `left` and `come`; short texts tell nothing."""
    keys = [np.array([history.clauses[v].keys[row] for v, row in places], dtype=np.int64) for places in (left, come)]
    lengths = [np.array([history.clauses[v].lengths[row] for v, row in places]) for places in (left, come)]
    rows = [np.flatnonzero((k >= 0) & (n >= COPY_WORDS)) for k, n in zip(keys, lengths, strict=True)]
    if not (len(rows[0]) and len(rows[1])):
        return {}
    texts = history.words().texts
    i, j = texts.candidates(keys[0][rows[0]], keys[1][rows[1]])
    edit = texts.compare(keys[0][rows[0]][i], keys[1][rows[1]][j])["edit"]
    near = edit >= COPY_EDIT
    pairs = zip(rows[0][i[near]].tolist(), rows[1][j[near]].tolist(), strict=True)
    return dict(zip(pairs, edit[near].tolist(), strict=True))
