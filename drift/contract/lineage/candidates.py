"""Which clauses of two versions are one by their words, and which others are worth comparing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from drift.contract.lineage.solving import solve

if TYPE_CHECKING:
    from drift.contract.lineage import Array
    from drift.contract.lineage.clausetable import Clauses
    from drift.contract.lineage.likeness import Likeness

# what tells repeated texts apart ("The Supplier shall:" stands fifty times in one catalogue)
SAME_TEXT: Final = 20.0  # signs and case as well
SAME_NUMBER: Final = 4.0
SAME_SECTION: Final = 2.0
SAME_NEIGHBOUR: Final = 3.0  # each of the clause before and the clause after
SAME_PLACE: Final = 0.5  # at most: relative place in the document settles what is left
MAX_WEIGHED: Final = 400  # repetitions of one text; more of them are paired in their order
MAX_SAME_NUMBER: Final = 3  # clauses that carry one number; more of them say nothing
MAX_CHILDREN: Final = 30  # numbers below one number


def match_equal(old: Clauses, new: Clauses) -> tuple[Array, Array]:
    """Return (i, j), rows with the same words, each row at most once; repeated texts are told apart by what surrounds.

    Parameters
    ----------
    old, new : clauses whose keys are numbers of normalised texts, -1 for a clause without a word
    """
    keys, *sides = np.intersect1d(old.keys, new.keys, return_indices=True)
    once = [_stands_once(side.keys)[rows] for side, rows in zip((old, new), sides, strict=True)]
    alone, told = once[0] & once[1], keys >= 0
    pairs = [*zip(*(rows[alone & told].tolist() for rows in sides), strict=True)]
    for key in keys[~alone & told].tolist():
        rows, others = np.flatnonzero(old.keys == key), np.flatnonzero(new.keys == key)
        if max(len(rows), len(others)) > MAX_WEIGHED:
            pairs += zip(rows.tolist(), others.tolist(), strict=False)
        else:
            pairs += _settle(old, new, rows, others)
    rows_of_pairs = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)
    return rows_of_pairs[:, 0], rows_of_pairs[:, 1]


def _stands_once(keys: Array) -> Array:
    """Return flags: the key stands at no other row."""
    _, row, times = np.unique(keys, return_inverse=True, return_counts=True)
    return np.asarray(times[row] == 1)


def _settle(old: Clauses, new: Clauses, rows: Array, others: Array) -> list[tuple[int, int]]:
    def same(a: Array, b: Array) -> Array:
        return np.asarray((a[rows][:, None] == b[others][None, :]) & (a[rows] >= 0)[:, None])

    away = np.abs(rows[:, None] / max(old.n, 1) - others[None, :] / max(new.n, 1))
    gain = SAME_NUMBER * same(old.numbers, new.numbers) + SAME_SECTION * same(old.sections, new.sections)
    gain = gain + SAME_NEIGHBOUR * same(_shift(old.keys, 1), _shift(new.keys, 1))
    gain = gain + SAME_NEIGHBOUR * same(_shift(old.keys, -1), _shift(new.keys, -1)) + SAME_PLACE * (1 - away)
    gain = gain + SAME_TEXT * same(old.texts, new.texts)
    return [(int(rows[a]), int(others[b])) for a, b in zip(*solve(gain), strict=True)]


def _shift(keys: Array, by: int) -> Array:
    """Return the key of the clause before (by=1) or after (by=-1); -1 where there is none."""
    moved = np.roll(keys, by)
    if len(moved):
        moved[0 if by > 0 else -1] = -1
    return moved


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
    sides = [(free_old, all_new), (all_old, free_new)]
    if len(free_old) == len(all_old) and len(free_new) == len(all_new):
        sides = sides[:1]  # nothing is paired yet: both are all with all
    for rows, others in sides:
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
