"""Weights of the terms of texts: sublinear counts times rarity, each row of length one.

To the last bit what scikit-learn's TfidfVectorizer gives (a test), whose import alone takes longer than the weights of
a whole contract; n-grams are cut once a word and not once a text. Columns stand in the order of their terms, which is
the order in which products of two rows are added up.
"""

from __future__ import annotations

import unicodedata
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drift.contract.lineage import Array


def weigh_terms(terms: Sequence[Sequence[str]]) -> Any:
    """Return the weights of the terms of each text, sparse, shape (n_texts, n_terms), float32; as they came first."""
    return _weigh(_count(terms)[0])


def weigh_sorted(terms: Sequence[Sequence[str]]) -> Any:
    """Return the same, the terms in alphabetical order."""
    counts, names = _count(terms)
    weights, place = _weigh(counts), np.empty(len(names), dtype=np.int32)
    place[sorted(range(len(names)), key=names.__getitem__)] = np.arange(len(names), dtype=np.int32)
    return _renumber(weights, place)


def turn_columns(weights: Any) -> Any:
    """Return a matrix with its columns the other way round: what came last stands first."""
    return _renumber(weights, np.arange(weights.shape[1], dtype=np.int32)[::-1])


def weigh_characters(texts: Sequence[str], shortest: int, longest: int) -> Any:
    """Return the weights of the character n-grams of the words of each text; a word has a blank on both sides."""
    counts, words = _count([_fold(text).split() for text in texts])
    grams, _ = _count([_cut(f" {word} ", shortest, longest) for word in words])
    return _weigh((counts @ grams).tocsr())


def find_rarity(weights: Any) -> Array:
    """Return the rarity of each term, in float32: ln((1 + n) / (1 + texts that have it)) + 1."""
    n_with = np.bincount(weights.indices, minlength=weights.shape[1]).astype(np.float32)
    return np.asarray(np.log(np.float32(weights.shape[0] + 1) / (n_with + 1)) + np.float32(1))


def _count(terms: Sequence[Sequence[str]]) -> tuple[Any, list[str]]:
    """Return how often each text has each term, and the terms."""
    from scipy.sparse import csr_matrix

    codes: dict[str, int] = {}
    found = [codes.setdefault(term, len(codes)) for term in chain.from_iterable(terms)]
    columns, ends = np.array(found, dtype=np.int32), np.cumsum([0, *map(len, terms)], dtype=np.int32)
    counts = csr_matrix((np.ones(len(found), dtype=np.float32), columns, ends), shape=(len(terms), len(codes)))
    counts.sum_duplicates()
    return counts, [*codes]


def _weigh(counts: Any) -> Any:
    counts.sort_indices()
    rows = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
    data = (np.log(counts.data) + np.float32(1)) * find_rarity(counts)[counts.indices]
    length = np.sqrt(np.bincount(rows, weights=data * data, minlength=counts.shape[0]))
    counts.data = (data / length[rows]).astype(np.float32)
    return counts


def _renumber(weights: Any, place: Array) -> Any:
    from scipy.sparse import csr_matrix

    columns = place[weights.indices] if len(place) else weights.indices
    turned = csr_matrix((weights.data, columns, weights.indptr), shape=weights.shape, copy=True)
    turned.sort_indices()
    return turned


def _fold(text: str) -> str:
    """Return a text in lower case without accents."""
    lower = text.lower()
    if lower.isascii():
        return lower
    return "".join(sign for sign in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(sign))


def _cut(word: str, shortest: int, longest: int) -> list[str]:
    return [word[i : i + n] for n in range(shortest, longest + 1) for i in range(len(word) - n + 1)]
