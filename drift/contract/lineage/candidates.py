"""Which clauses of two versions are worth comparing: alike in words, under one number, or named by a notice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from drift.contract.lineage.clausetable import Clauses
    from drift.contract.lineage.likeness import Likeness

Array = np.ndarray[Any, np.dtype[Any]]

MAX_SAME_NUMBER: Final = 3  # clauses that carry one number; more of them say nothing
MAX_CHILDREN: Final = 30  # numbers below one number


def follow_notices(old: Clauses, new: Clauses, equal: tuple[Array, Array]) -> Array:
    """Return the keys of the pairs that a notice in either version names; a number that repeats names nobody."""
    successors, paired = {**old.successors, **new.successors}, set(equal[0].tolist())
    if not successors:
        return np.zeros(0, dtype=np.int64)
    rows_old, rows_new = _place_numbers(old), _place_numbers(new)
    keys = [
        rows_old[number] * max(new.n, 1) + rows_new[successor]
        for number, others in successors.items()
        for successor in others
        if number in rows_old and successor in rows_new and rows_old[number] not in paired
    ]
    return np.array(sorted(keys), dtype=np.int64)


def _place_numbers(clauses: Clauses) -> dict[int, int]:
    """Return the row of each number that stands once."""
    numbers, rows, times = np.unique(clauses.numbers, return_index=True, return_counts=True)
    return dict(zip(numbers[times == 1].tolist(), rows[times == 1].tolist(), strict=True))


def find_candidates(
    old: Clauses, new: Clauses, equal: tuple[Array, Array], texts: Likeness, named: Array
) -> tuple[Array, Array]:
    """Return candidate pairs of which at least one side is not paired yet, and the pairs themselves."""
    free_old = np.flatnonzero(~np.isin(np.arange(old.n), equal[0]) & (old.keys >= 0))
    free_new = np.flatnonzero(~np.isin(np.arange(new.n), equal[1]) & (new.keys >= 0))
    all_old, all_new = np.flatnonzero(old.keys >= 0), np.flatnonzero(new.keys >= 0)
    n_new = max(new.n, 1)
    keys = [equal[0] * n_new + equal[1], named]
    for rows, others in ((free_old, all_new), (all_old, free_new)):
        if len(rows) and len(others):
            i, j = texts.candidates(old.keys[rows], new.keys[others])
            keys.append(rows[i] * n_new + others[j])
    keys.append(_by_number(old, new, free_old, free_new))
    distinct = np.unique(np.concatenate(keys))
    return distinct // n_new, distinct % n_new


def _by_number(old: Clauses, new: Clauses, free_old: Array, free_new: Array) -> Array:
    """Return pairs that carry one number, or of which one stands below the other."""
    keys: list[int] = []
    rows_old, rows_new = np.flatnonzero(old.keys >= 0), np.flatnonzero(new.keys >= 0)
    for a, b, most in (
        (old.numbers, new.numbers, MAX_SAME_NUMBER),
        (old.parents, new.numbers, MAX_SAME_NUMBER),
        (old.numbers, new.parents, MAX_CHILDREN),
    ):
        places: dict[int, list[int]] = {}
        for row in rows_new.tolist():
            places.setdefault(int(b[row]), []).append(row)
        free, loose = set(free_old.tolist()), set(free_new.tolist())
        for row in rows_old.tolist():
            others = places.get(int(a[row]), []) if a[row] >= 0 else []
            if len(others) <= most:
                keys += [row * max(new.n, 1) + other for other in others if row in free or other in loose]
    return np.array(keys, dtype=np.int64)
