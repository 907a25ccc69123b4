"""Clauses whose words did not change: found first, so that only the remainder needs to be weighed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from drift.contract.lineage.clausetable import Clauses

Array = np.ndarray[Any, np.dtype[Any]]

# what tells repeated texts apart ("The Supplier shall:" stands fifty times in one catalogue)
SAME_TEXT: Final = 20.0  # signs and case as well
SAME_NUMBER: Final = 4.0
SAME_SECTION: Final = 2.0
SAME_NEIGHBOUR: Final = 3.0  # each of the clause before and the clause after
SAME_PLACE: Final = 0.5  # at most: relative place in the document settles what is left
MAX_WEIGHED: Final = 400  # repetitions of one text; more of them are paired in their order


def match_equal(old: Clauses, new: Clauses) -> tuple[Array, Array]:
    """Return (i, j), rows with the same words, each row at most once; repeated texts are told apart by what surrounds.

    Parameters
    ----------
    old, new : clauses whose keys are numbers of normalised texts, -1 for a clause without a word
    """
    places = _group(new.keys)
    pairs: list[tuple[int, int]] = []
    for key, rows in _group(old.keys).items():
        others = places.get(key)
        if others is None:
            continue
        if len(rows) == len(others) == 1:
            pairs.append((rows[0], others[0]))
        elif max(len(rows), len(others)) > MAX_WEIGHED:
            pairs += zip(rows, others, strict=False)
        else:
            pairs += _settle(old, new, np.array(rows), np.array(others))
    rows_of_pairs = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)
    return rows_of_pairs[:, 0], rows_of_pairs[:, 1]


def _group(keys: Array) -> dict[int, list[int]]:
    groups: dict[int, list[int]] = {}
    for row, key in enumerate(keys.tolist()):
        if key >= 0:
            groups.setdefault(key, []).append(row)
    return groups


def _settle(old: Clauses, new: Clauses, rows: Array, others: Array) -> list[tuple[int, int]]:
    from scipy.optimize import linear_sum_assignment

    def same(a: Array, b: Array) -> Array:
        return np.asarray((a[rows][:, None] == b[others][None, :]) & (a[rows] >= 0)[:, None])

    away = np.abs(rows[:, None] / max(old.n, 1) - others[None, :] / max(new.n, 1))
    gain = SAME_NUMBER * same(old.numbers, new.numbers) + SAME_SECTION * same(old.sections, new.sections)
    gain = gain + SAME_NEIGHBOUR * same(_shift(old.keys, 1), _shift(new.keys, 1))
    gain = gain + SAME_NEIGHBOUR * same(_shift(old.keys, -1), _shift(new.keys, -1)) + SAME_PLACE * (1 - away)
    gain = gain + SAME_TEXT * same(old.texts, new.texts)
    chosen = linear_sum_assignment(-gain)
    return [(int(rows[a]), int(others[b])) for a, b in zip(*chosen, strict=True)]


def _shift(keys: Array, by: int) -> Array:
    """Return the key of the clause before (by=1) or after (by=-1); -1 where there is none."""
    moved = np.roll(keys, by)
    if len(moved):
        moved[0 if by > 0 else -1] = -1
    return moved
