"""What the words of two clauses say, beside what those of their rivals say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from drift.contract.lineage import Array
    from drift.contract.lineage.comparison import Comparison

TEXT_FEATURES: Final = (
    *("words", "chars", "pairs", "edit", "cover_most", "cover_least", "words_root"),
    *("lead_old", "lead_new", "rank_old", "rank_new", "alike_squared", "length", "length_alike"),
    *("cover_old_lead_old", "cover_old_lead_new", "cover_new_lead_old", "cover_new_lead_new"),
)


def find_rivals(side: Array, value: Array) -> Array:
    """Return, for each pair, the best value among the other pairs of its clause; 0 where it has none.

    Parameters
    ----------
    side : clause of each pair
    """
    order, starts, group = _group(side)
    if not len(starts):
        return np.zeros(0)
    values = value[order]
    best = np.maximum.reduceat(values, starts)
    leads = values == best[group]
    second = np.maximum.reduceat(np.where(leads, -np.inf, values), starts)
    n_leads, size = np.add.reduceat(leads.astype(np.int64), starts), np.diff(np.append(starts, len(side)))
    second = np.where(n_leads > 1, best, np.where(size > 1, second, 0.0))
    rival = np.empty(len(side))
    rival[order] = np.where(leads, second[group], best[group])
    return rival


def rank_rivals(side: Array, value: Array) -> Array:
    """Return the rank of each pair among those of its clause, 0 for the highest value; of equals the first leads."""
    order = np.lexsort((-value, side))
    _, starts, group = _group(side[order])
    rank = np.empty(len(side))
    rank[order] = np.arange(len(side)) - (starts[group] if len(starts) else 0)
    return rank


def _group(side: Array) -> tuple[Array, Array, Array]:
    """Return (order, starts, group): pairs by clause, where each clause begins in that order, its number there."""
    order = np.arange(len(side))
    if (side[1:] < side[:-1]).any():
        small = len(side) and side.max() <= np.iinfo(np.uint16).max  # small numbers are sorted digit by digit
        order = np.argsort(side.astype(np.uint16) if small else side, kind="stable")
    begins = np.diff(side[order], prepend=-1) != 0
    return order, np.flatnonzero(begins), np.cumsum(begins) - 1


def text_features(pairs: Comparison) -> Array:
    """Return what the words say, shape (n_pairs, len(TEXT_FEATURES))."""
    like = pairs.likeness
    alike = np.where(pairs.barred, 0.0, (like["words"] + like["chars"]) / 2)
    rival_old, rival_new = find_rivals(pairs.i, alike), find_rivals(pairs.j, alike)
    rank_old, rank_new = rank_rivals(pairs.i, alike), rank_rivals(pairs.j, alike)
    length = np.log(np.minimum(pairs.old.lengths[pairs.i], pairs.new.lengths[pairs.j]) + 1) / 5
    most, least = (pick(like["cover_old"], like["cover_new"]) for pick in (np.maximum, np.minimum))
    return np.column_stack(
        [
            *(like["words"], like["chars"], like["pairs"], like["edit"], most, least, np.sqrt(like["words"])),
            *(alike - rival_old, alike - rival_new, 1 / (1 + rank_old), 1 / (1 + rank_new)),
            *(alike**2, length, length * alike),
            *_leads(pairs, like["cover_old"]),
            *_leads(pairs, like["cover_new"]),
        ]
    )


def _leads(pairs: Comparison, value: Array) -> tuple[Array, Array]:
    """Return by how far each pair leads the others of its old clause, and those of its new one."""
    value = np.where(pairs.barred, 0.0, value)
    return value - find_rivals(pairs.i, value), value - find_rivals(pairs.j, value)
