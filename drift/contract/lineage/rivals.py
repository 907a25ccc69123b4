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


def rank_rivals(side: Array, value: Array, n: int) -> tuple[Array, Array]:
    """Return, for each pair, the best value among the other pairs of its clause (0: none) and its own rank (0: best).

    Parameters
    ----------
    side : clause of each pair, 0 to n - 1
    """
    order = np.lexsort((-value, side))
    sides, values = side[order], value[order]
    first = np.r_[True, sides[1:] != sides[:-1]] if len(sides) else np.zeros(0, dtype=bool)
    starts = np.flatnonzero(first)
    best, second, leader = np.zeros(n), np.zeros(n), np.full(n, -1)
    best[sides[first]], leader[sides[first]] = values[first], order[first]
    after = starts + 1
    after = after[(after < len(sides)) & (sides[np.minimum(after, len(sides) - 1)] == sides[starts])]
    second[sides[after]] = values[after]
    rival = np.where(leader[side] == np.arange(len(side)), second[side], best[side])
    rank = np.empty(len(side))
    rank[order] = np.arange(len(sides)) - starts[np.cumsum(first) - 1]
    return rival, rank


def text_features(pairs: Comparison) -> Array:
    """Return what the words say, shape (n_pairs, len(TEXT_FEATURES))."""
    like = pairs.likeness
    alike = np.where(pairs.barred, 0.0, (like["words"] + like["chars"]) / 2)
    rival_old, rank_old = rank_rivals(pairs.i, alike, pairs.old.n)
    rival_new, rank_new = rank_rivals(pairs.j, alike, pairs.new.n)
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
    by_old, by_new = (rank_rivals(side, value, n)[0] for side, n in ((pairs.i, pairs.old.n), (pairs.j, pairs.new.n)))
    return value - by_old, value - by_new
