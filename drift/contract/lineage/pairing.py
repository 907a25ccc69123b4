"""From probabilities to pairs: one to one first, globally optimal; then what splits and merges add."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from drift.contract.lineage.solving import solve
from drift.contract.lineage.surroundings import logit, number_held

if TYPE_CHECKING:
    from drift.contract.lineage import Array
    from drift.contract.lineage.comparison import Comparison
    from drift.contract.lineage.likeness import Likeness

CONSIDERED_FROM: Final = 0.01  # probability below which a further pair is not looked at
ADJACENT: Final = 2  # rows between the parts of a split
FURTHER_FEATURES: Final = (
    *("before", "added_old", "added_new", "paired_old", "paired_new", "paired_both", "first_old", "first_new"),
    *("adjacent_new", "adjacent_old", "cover_old", "cover_new", "cover_new_paired", "cover_old_paired"),
    *("added_old_cover", "added_new_cover", "parent", "child", "parent_left", "before_old_left", "before_new_left"),
    *("sibling", "words", "cover_most_squared"),
)


def assign(pairs: Comparison, gain: Array) -> Array:
    """Return which pairs belong to the assignment of greatest total gain, each clause at most once.

    Solved exactly, one connected group of clauses at a time; pairs without a gain above 0 stay out.
    """
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    chosen = np.zeros(len(gain), dtype=bool)
    kept = np.flatnonzero(gain > 0)
    if not len(kept):
        return chosen
    size = pairs.old.n + pairs.new.n
    links = coo_matrix((np.ones(len(kept)), (pairs.i[kept], pairs.old.n + pairs.j[kept])), shape=(size, size))
    group = connected_components(links, directed=False)[1][pairs.i[kept]]
    order = np.argsort(group, kind="stable")
    for members in np.split(kept[order], np.flatnonzero(np.diff(group[order])) + 1):
        rows, a = np.unique(pairs.i[members], return_inverse=True)
        columns, b = np.unique(pairs.j[members], return_inverse=True)
        gains, place = np.zeros((len(rows), len(columns))), np.full((len(rows), len(columns)), -1)
        gains[a, b], place[a, b] = gain[members], members
        places = place[solve(gains)]
        chosen[places[places >= 0]] = True
    return chosen


def further_features(pairs: Comparison, p: Array, chosen: Array, texts: Likeness) -> tuple[Array, Array]:
    """Return the pairs beside the assignment that are worth a look, and what speaks for them as split or merge.

    Returns
    -------
    (rest, features) : positions of the pairs, and shape (len(rest), len(FURTHER_FEATURES))
    """
    partner_new, p_old = _partners(pairs.i, pairs.j, p, chosen, pairs.old.n)
    partner_old, p_new = _partners(pairs.j, pairs.i, p, chosen, pairs.new.n)
    settled = _settled(pairs)
    rest = np.flatnonzero(~chosen & (p > CONSIDERED_FROM) & ~(settled[0][pairs.i] & settled[1][pairs.j]))
    i, j, before = pairs.i[rest], pairs.j[rest], logit(p[rest])
    has_old, has_new = partner_new[i] >= 0, partner_old[j] >= 0
    cover_old, cover_new = pairs.likeness["cover_old"][rest], pairs.likeness["cover_new"][rest]
    a, b = pairs.old.keys, pairs.new.keys
    added_old, added_new = cover_old.copy(), cover_new.copy()
    added_old[has_old] = texts.uncovered(a[i[has_old]], b[partner_new[i[has_old]]], b[j[has_old]])
    added_new[has_new] = texts.uncovered(b[j[has_new]], a[partner_old[j[has_new]]], a[i[has_new]])
    trust = number_held(pairs, p)
    parent, child, sibling = (value[rest] * trust for value in (pairs.parent, pairs.child, pairs.sibling))
    features = [
        *(before, added_old, added_new, has_old, has_new, has_old & has_new, p_old[i], p_new[j]),
        *(has_old & (np.abs(partner_new[i] - j) <= ADJACENT), has_new & (np.abs(partner_old[j] - i) <= ADJACENT)),
        *(cover_old, cover_new, cover_new * has_old, cover_old * has_new),
        *(added_old * cover_new, added_new * cover_old, parent, child, parent * ~has_old),
        *(before * ~has_old, before * ~has_new, sibling, pairs.likeness["words"][rest]),
        np.maximum(cover_old, cover_new) ** 2,
    ]
    return rest, np.column_stack(features).astype(float)


def _partners(side: Array, other: Array, p: Array, chosen: Array, n: int) -> tuple[Array, Array]:
    partner, probability = np.full(n, -1), np.zeros(n)
    partner[side[chosen]], probability[side[chosen]] = other[chosen], p[chosen]
    return partner, probability


def _settled(pairs: Comparison) -> tuple[Array, Array]:
    """Return which clauses, old and new, kept their words."""
    old, new = np.zeros(pairs.old.n, dtype=bool), np.zeros(pairs.new.n, dtype=bool)
    old[pairs.i[pairs.equal]], new[pairs.j[pairs.equal]] = True, True
    return old, new
