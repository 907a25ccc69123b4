"""The nearest rows of two sparse matrices, from either side, by inner product: each block of products is made once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drift.contract.lineage import Array

BLOCK: Final = 512  # rows of a similarity matrix that are dense at one time


def find_partners(a: Any, b: Any, most: int, floor: float) -> tuple[Array, Array]:
    """Return (i, j), the rows of b nearest to each row of a and the rows of a nearest to each row of b.

    Parameters
    ----------
    a, b : sparse, with as many columns
    most : partners of a row; of equals at the margin the first ones
    floor : what a product must exceed
    """
    size = b.shape[0]
    if not (a.shape[0] and size):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    onward, back = [], []
    for start, alike in _multiply(a, b):
        onward.append(np.flatnonzero(_find_nearest(alike, most, floor)) + start * size)
        column, row = np.nonzero(_find_nearest(np.ascontiguousarray(alike.T), most, floor))
        back.append((column, row + start, alike[row, column]))
    keys = np.unique(np.concatenate([*onward, _settle(back, most, size)]))
    return keys // size, keys % size


def _multiply(a: Any, b: Any) -> Iterator[tuple[int, Array]]:
    """Yield (first row, products) of blocks of rows of a with all rows of b."""
    columns = b.T.tocsr()
    for start in range(0, a.shape[0], BLOCK):
        yield start, (a[start : start + BLOCK] @ columns).toarray()


def _settle(blocks: list[tuple[Array, Array, Array]], most: int, size: int) -> Array:
    """Return the keys row * size + column of the nearest rows of each column, of those of the blocks."""
    column, row, value = (np.concatenate(part) for part in zip(*blocks, strict=True))
    if len(blocks) > 1:
        order = np.lexsort((row, -value, column))
        column, row = column[order], row[order]
        rank = np.arange(len(column)) - np.searchsorted(column, column)
        column, row = column[rank < most], row[rank < most]
    return np.asarray(row * size + column)


def _find_nearest(alike: Array, k: int, floor: float) -> Array:
    """Return flags of the k largest values of each row above the floor; of equals at the margin the first ones."""
    if k >= alike.shape[1]:
        return np.asarray(alike > floor)
    least = np.partition(alike, -k, axis=1)[:, -k, None]
    nearest = np.asarray((alike >= least) & (alike > floor))
    for row in np.flatnonzero(nearest.sum(axis=1) > k):
        tied = np.flatnonzero(alike[row] == least[row])
        nearest[row, tied[k - int((alike[row] > least[row]).sum()) :]] = False
    return nearest
