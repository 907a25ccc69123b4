"""What stands around two clauses: neighbours and sections that went the same way, rivals, numbers that held."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from drift.contract.lineage.rivals import find_rivals

if TYPE_CHECKING:
    from drift.contract.lineage import Array
    from drift.contract.lineage.comparison import Comparison

EPSILON: Final = 1e-4  # no pair is certain
NEAR: Final = (1, 2, 0.7)  # rows away from, rows away to, weight lost a row
WIDE: Final = (3, 8, 0.8)
SPREADS_FROM: Final = 0.3  # probability from which a pair speaks for its neighbours
COUNTS_FROM: Final = 0.2  # and for its section
CONFIDENT: Final = 0.5
AROUND: Final = 5  # clauses before and after, within which numbers shift alike
GRID: Final = 1_000_000  # pairs of clauses in all, up to which each has a place of its own
DRAWN: Final = 1.0  # clauses that the share of all versions weighs as
CONTEXT_FEATURES: Final = (
    *("before", "near", "wide", "section_old", "section_new", "section_both", "section_name", "no_sections"),
    *("rival_old", "rival_new", "rival_most", "number_held", "number_moved", "number_taken", "parent", "child"),
    *("sibling", "related", "near_before", "words", "cover_most"),
    *("order_held", "near_held", "wide_held", "sections_held", "section_held"),
    *("before_held", "alike_held"),
)


def logit(p: Array) -> Array:
    """Return log odds, bounded by EPSILON."""
    p = np.clip(p, EPSILON, 1 - EPSILON)
    return np.asarray(np.log(p / (1 - p)))


def logistic(odds: Array) -> Array:
    """Return the probabilities of log odds."""
    return np.asarray(1 / (1 + np.exp(-odds)))


def context_features(pairs: Comparison, p: Array) -> Array:
    """Return what stands around the pairs, given what was thought of them before, shape (n_pairs, n_features).

    Parameters
    ----------
    p : probability of each pair so far
    """
    near, wide = 1 - np.exp(-_spread(pairs, p, NEAR)), 1 - np.exp(-_spread(pairs, p, WIDE) / 2)
    by_old, by_new = _section_shares(pairs, p)
    rivals = [find_rivals(side, p) for side in (pairs.i, pairs.j)]
    trust, around, before = number_held(pairs, p), numbers_held_around(pairs, p), logit(p)
    has = pairs.sectioned
    both = np.sqrt(by_old * by_new)
    order, sections, kept = typical(wide, p), typical(both, p), typical(pairs.likeness["words"], p)
    return np.column_stack(
        [
            *(before, near, wide, by_old, by_new, both, pairs.section * has),
            np.full(len(p), 1 - has),
            *(logit(rival) / 10 for rival in (*rivals, np.maximum(*rivals))),
            *(pairs.number * around, pairs.number * (1 - around), pairs.taken * around),
            *(pairs.parent * trust, pairs.child * trust, pairs.sibling * trust),
            np.full(len(p), logit(np.array(related_share(pairs, p)))),
            *(near * before / 10, pairs.likeness["words"]),
            np.maximum(pairs.likeness["cover_old"], pairs.likeness["cover_new"]),
            *(np.full(len(p), order), near * order, wide * order, np.full(len(p), sections), both * sections),
            *(before * kept / 10, pairs.likeness["words"] * kept),
        ]
    )


def typical(value: Array, p: Array) -> float:
    """Return the mean of a value over the confident pairs: how much its absence tells in these two versions."""
    sure = p > CONFIDENT
    return float(value[sure].sum() / (sure.sum() + 5))


def number_held(pairs: Comparison, p: Array) -> float:
    """Return the share of the confident pairs that kept their number: how far numbers can be trusted here."""
    sure = p > CONFIDENT
    return float((pairs.number[sure].sum() + 0.5) / (sure.sum() + 5))


def numbers_held_around(pairs: Comparison, p: Array) -> Array:
    """Return, for each pair, the share of confident pairs around its old clause that kept their number, drawn to all.

    Numbers are held in one section and shifted in the next, behind a clause that was put in between. What a pair says
    of its own number does not count.
    """
    sure = p > CONFIDENT
    n_sure, n_held = (
        np.bincount(pairs.i[sure], weights=weights, minlength=pairs.old.n) for weights in (None, pairs.number[sure])
    )
    window = np.ones(2 * AROUND + 1)
    window[AROUND] = 0
    near_sure, near_held = (
        np.convolve(np.r_[0.0, count], window)[AROUND + 1 : AROUND + 1 + pairs.old.n] for count in (n_sure, n_held)
    )
    share = (near_held + DRAWN * number_held(pairs, p)) / (near_sure + DRAWN)
    return np.asarray(share[pairs.i])


def related_share(pairs: Comparison, p: Array) -> float:
    """Return the share of clauses of the smaller version that have a confident pair."""
    sure = p > CONFIDENT
    n = min(len(np.unique(pairs.i[sure])), len(np.unique(pairs.j[sure])))
    return float((n + 0.5) / (min(pairs.old.n, pairs.new.n) + 1))


def _spread(pairs: Comparison, p: Array, window: tuple[int, int, float]) -> Array:
    """Return, for each pair, the weight of the confident pairs between its neighbours on both sides."""
    first, last, fading = window
    sure = p > SPREADS_FROM
    i, j, weight = pairs.i[sure], pairs.j[sure], p[sure]
    down, along = (grid.ravel() for grid in np.meshgrid(*[np.r_[-last:0, 1 : last + 1]] * 2))
    away = np.maximum(np.abs(down), np.abs(along))
    down, along, away = down[away >= first], along[away >= first], away[away >= first]
    a, b = i[:, None] + down, j[:, None] + along
    inside = (a >= 0) & (a < pairs.old.n) & (b >= 0) & (b < pairs.new.n)
    return _look_up(pairs, pairs.key(a, b)[inside], (weight[:, None] * fading ** (away - first))[inside])


def _look_up(pairs: Comparison, keys: Array, weights: Array) -> Array:
    if not len(keys):
        return np.zeros(len(pairs.i))
    wanted, n_cells = pairs.key(pairs.i, pairs.j), pairs.old.n * max(pairs.new.n, 1)
    if n_cells <= GRID:
        return np.bincount(keys, weights=weights, minlength=n_cells)[wanted]
    distinct, back = np.unique(keys, return_inverse=True)
    total = np.bincount(back, weights=weights)
    at = np.minimum(np.searchsorted(distinct, wanted), len(distinct) - 1)
    return np.where(distinct[at] == wanted, total[at], 0.0)


def _section_shares(pairs: Comparison, p: Array) -> tuple[Array, Array]:
    """Return the share of the other pairs of its old section that go to its new section, and the other way round."""
    a, b = pairs.old.sections[pairs.i], pairs.new.sections[pairs.j]
    weight = np.where(p > COUNTS_FROM, p, 0.0)
    size = int(b.max()) + 2 if len(b) else 1
    _, both = np.unique((a + 1) * size + b + 1, return_inverse=True)
    _, from_ = np.unique(a, return_inverse=True)
    _, to = np.unique(b, return_inverse=True)
    own = np.bincount(both, weights=weight)[both] - weight if len(b) else weight
    shares = []
    for side in (from_, to):
        total = np.bincount(side, weights=weight)[side] if len(b) else weight
        shares.append(np.maximum(own, 0) / (total - weight + 1) * pairs.sectioned)
    return shares[0], shares[1]
