"""Inner products of the rows of a sparse matrix with those of another: of many pairs, each to the last bit one number.

Both ways add up the same products in the same order, so that it hangs on their number alone which is taken: of a row
that stands in many pairs with all of the other side at once, by the terms that rows share; of few pairs one by one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from drift.contract.lineage import Array

DENSE_FROM: Final = 0.1  # of the rows on the other side, from which a row is multiplied with all of them at once
BLOCK: Final = 200_000  # products at one time
PAIRS: Final = 50_000  # at one time, where pairs are taken one by one


@dataclass(frozen=True)
class Block:
    """Pairs of which many share a row: pair at[k] is rows[a[k]] of the one side with columns[b[k]] of the other."""

    at: Array
    rows: Array
    a: Array  # in ascending order
    columns: Array
    b: Array


@dataclass(frozen=True)
class Split:
    """Pairs by the way they are multiplied."""

    onward: Block  # the one side is the left one
    back: Block  # the right one
    few: Array  # pairs that remain


def split_pairs(a: Array, b: Array) -> Split:
    """Return which pairs (a[k], b[k]) are multiplied in blocks, by rows that stand in many of them."""
    many = _stands_often(a, b)
    rest = np.flatnonzero(~many)
    often = _stands_often(b[rest], a[rest])
    back = rest[often]
    return Split(_to_block(np.flatnonzero(many), a, b), _to_block(back, b, a), rest[~often])


def _stands_often(a: Array, b: Array) -> Array:
    _, row, times = np.unique(a, return_inverse=True, return_counts=True)
    return np.asarray(times[row] >= DENSE_FROM * len(np.unique(b)))


def _to_block(at: Array, a: Array, b: Array) -> Block:
    at = at[np.argsort(a[at], kind="stable")]
    rows, own = np.unique(a[at], return_inverse=True)
    return Block(at, rows, own, *np.unique(b[at], return_inverse=True))


def multiply_pairs(left: Any, right: Any, pairs: tuple[Array, Array], split: Split) -> Array:
    """Return the inner products of rows a[k] of `left` and b[k] of `right`, shape (n_pairs,) in float32.

    Parameters
    ----------
    left, right : sparse, with as many columns, no value below 0, indices sorted
    pairs, split : a and b, and what `split_pairs` makes of them
    """
    a, b = pairs
    products = np.zeros(len(a), dtype=np.float32)
    products[split.onward.at] = multiply_block(left, right, split.onward)
    products[split.back.at] = multiply_block(right, left, split.back)
    products[split.few] = multiply_few(left, right, a[split.few], b[split.few])
    return products


def multiply_few(left: Any, right: Any, a: Array, b: Array) -> Array:
    """Return the same, pair by pair."""
    parts = [
        np.asarray(left[a[k : k + PAIRS]].multiply(right[b[k : k + PAIRS]]).sum(axis=1)).ravel()
        for k in range(0, len(a), PAIRS)
    ]
    return np.concatenate(parts) if parts else np.zeros(0, dtype=np.float32)


def multiply_block(left: Any, right: Any, block: Block) -> Array:
    """Return the same for the pairs of a block, in its order."""
    rows, n = left[block.rows], len(block.columns)
    postings = right[block.columns].T.tocsr()  # of each term: the rows that have it
    products = np.zeros(len(block.a), dtype=np.float32)
    for start, end in _cut(rows, postings):
        own = slice(*np.searchsorted(block.a, (start, end)))
        products[own] = _multiply(rows[start:end], postings)[(block.a[own] - start) * n + block.b[own]]
    return products


def _cut(rows: Any, postings: Any) -> list[tuple[int, int]]:
    """Return (start, end) of rows whose products fit in memory."""
    lengths = np.diff(postings.indptr)[rows.indices]
    cost = postings.shape[1] + np.diff(np.concatenate([[0], np.cumsum(lengths)])[rows.indptr])
    parts, start, spent = [], 0, 0
    for row, own in enumerate(cost.tolist()):
        if spent + own > BLOCK and row > start:
            parts.append((start, row))
            start, spent = row, 0
        spent += own
    return [*parts, (start, rows.shape[0])]


def _multiply(rows: Any, postings: Any) -> Array:
    """Return the products of some rows with all others, one row after the other."""
    from scipy.sparse import csr_matrix

    shared, n = postings[rows.indices], postings.shape[1]  # a row for each term of each row
    times = np.diff(shared.indptr)
    place = np.repeat(np.repeat(np.arange(rows.shape[0], dtype=np.int32) * np.int32(n), np.diff(rows.indptr)), times)
    data, size = shared.data * np.repeat(rows.data, times), rows.shape[0] * n
    # of each pair its products, in the order of the terms
    terms = csr_matrix((data, shared.indices + place, shared.indptr), shape=(len(times), size)).tocsc()
    products, filled = np.zeros(size, dtype=np.float32), np.flatnonzero(np.diff(terms.indptr))
    products[filled] = np.add.reduceat(terms.data, terms.indptr[filled]) if len(filled) else 0
    return products
