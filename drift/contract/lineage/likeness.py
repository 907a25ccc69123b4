"""How alike the words of two clauses are: weights over words, word pairs and character n-grams, sparse candidates."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from drift.contract.lineage.inner import multiply_few, multiply_pairs, split_pairs
from drift.contract.lineage.nearest import find_partners
from drift.contract.lineage.termweights import turn_columns, weigh_characters, weigh_sorted, weigh_terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drift.contract.lineage import Array

STEM: Final = 6  # letters; truncation is a stemmer that works for Dutch and English alike (McNamee and Mayfield 2004)
CHARACTERS: Final = (3, 5)  # letters of a character n-gram: Dutch compounds share parts, not words
CANDIDATES: Final = 25  # partners looked at for each clause, from either side
MANY: Final = (
    2_500  # texts; from here on half as many, and n-grams that stand everywhere find none: they only cost time
)
CANDIDATES_OF_MANY: Final = 12
COMMON_SHARE: Final = 0.1  # of the clauses
FLOOR: Final = 0.02  # cosine; below it two clauses share nothing but a function word
_WORD: Final = re.compile(r"[^\W_]+")


def normalise_text(text: str) -> str:
    """Return the words of a text in lower case with single blanks: blanks, case, accents and punctuation do not count.

    A sign that carries meaning stays: 99.9 and 99,9 are one, 99.9 and 999 are two, as are 4 % and 4, >= and <=.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(re.findall(r"\d+(?:[.,:]\d+)*|[^\W\d_]+|[%€$£<>=≤≥±]", plain)).replace(",", ".")


def to_stems(text: str) -> list[str]:
    """Return the words of a text, without accents, each cut off after STEM letters."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return [word[:STEM] for word in _WORD.findall(plain)]


def _to_pairs(stems: list[str]) -> list[str]:
    return [f"{a} {b}" for a, b in pairwise(stems)]


class Likeness:
    """Weights of a set of texts, fitted once; any of its rows can then be compared with any other.

    Parameters
    ----------
    texts : the distinct texts of all versions concerned
    """

    def __init__(self, texts: Sequence[str]) -> None:
        stems = [to_stems(text) for text in texts]
        self._sorted = [" ".join(sorted(words)) for words in stems]
        words, chars = weigh_sorted(stems), weigh_characters(texts, *CHARACTERS)
        pairs = weigh_terms([_to_pairs(text) for text in stems])
        self._finding = [_without_common(weights) for weights in (words, chars)]
        self._rare = _rarities(words)
        self._mass = np.asarray(self._rare.sum(axis=1)).ravel()
        self._present = (words > 0).astype(np.float32)
        self._sides = {
            "words": (words, words),
            "pairs": (turn_columns(pairs),) * 2,
            "chars": (turn_columns(chars),) * 2,
            "shared": (self._rare, self._present),
        }
        every = np.arange(len(stems))
        self._alone = {name: multiply_few(*sides, every, every) for name, sides in self._sides.items()}

    def candidates(self, old: Array, new: Array) -> tuple[Array, Array]:
        """Return (i, j), positions in `old` and `new` that may belong together: the best partners from either side."""
        most, size = CANDIDATES if len(self._sorted) < MANY else CANDIDATES_OF_MANY, max(len(new), 1)
        found = (find_partners(weights[old], weights[new], most, FLOOR) for weights in self._finding)
        pairs = np.unique(np.concatenate([i * size + j for i, j in found]))
        return pairs // size, pairs % size

    def compare(self, a: Array, b: Array) -> dict[str, Array]:
        """Compare rows a[k] with b[k]; every value lies between 0 and 1.

        Returns
        -------
        words, pairs, chars : cosine of the weights
        cover_old, cover_new : share of the one's weighted words that stand in the other
        edit : likeness of the strings by rapidfuzz, words sorted
        """
        other = np.flatnonzero(a != b)  # what stands in both versions as it was is compared with itself once
        pairs = a[other], b[other]
        split, products = split_pairs(*pairs), {name: alone[a] for name, alone in self._alone.items()}
        for name, sides in self._sides.items():
            products[name][other] = multiply_pairs(*sides, pairs, split)
        shared, edit = products.pop("shared"), np.ones(len(a), dtype=np.float32)
        edit[other] = self._compare_strings(*pairs)
        return {
            **products,
            "cover_old": shared / np.maximum(self._mass[a], 1e-9),
            "cover_new": shared / np.maximum(self._mass[b], 1e-9),
            "edit": edit,
        }

    def _compare_strings(self, a: Array, b: Array) -> Array:
        from rapidfuzz import fuzz
        from rapidfuzz.process import cpdist

        strings = ([self._sorted[row] for row in rows.tolist()] for rows in (a, b))
        return np.asarray(cpdist(*strings, scorer=fuzz.ratio, dtype=np.float32) / 100)

    def uncovered(self, whole: Array, by: Array, and_by: Array) -> Array:
        """Return the share of the words of `whole` that stand in `and_by` and not in `by`: what a second part adds."""
        rows = self._rare[whole]
        rest = rows - rows.multiply(self._present[by])
        added = np.asarray(rest.multiply(self._present[and_by]).sum(axis=1)).ravel()
        return np.asarray(added / np.maximum(self._mass[whole], 1e-9))


def _rarities(weights: Any) -> Any:
    """Return a matrix like `weights` with the rarity of the word in each place: ln((1 + n) / (1 + df)) + 1."""
    from scipy.sparse import csr_matrix

    n_with = np.bincount(weights.indices, minlength=weights.shape[1])
    rarity = (np.log((1 + weights.shape[0]) / (1 + n_with)) + 1).astype(np.float32)
    return csr_matrix((rarity[weights.indices], weights.indices, weights.indptr), shape=weights.shape)


def _without_common(weights: Any) -> Any:
    if weights.shape[0] < MANY:
        return weights
    n_with = np.bincount(weights.indices, minlength=weights.shape[1])
    return weights[:, np.flatnonzero(n_with <= COMMON_SHARE * weights.shape[0])]
