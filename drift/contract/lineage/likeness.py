"""How alike the words of two clauses are: weights over words, word pairs and character n-grams, sparse candidates."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import numpy as np

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
BLOCK: Final = 512  # rows of a similarity matrix that are dense at one time
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
        from sklearn.feature_extraction.text import TfidfVectorizer

        stems = [to_stems(text) for text in texts]
        self._sorted = [" ".join(sorted(words)) for words in stems]
        shared: dict[str, Any] = {"sublinear_tf": True, "dtype": np.float32}
        spec: dict[str, dict[str, Any]] = {
            "words": {"analyzer": list},
            "pairs": {"analyzer": _to_pairs},
            "chars": {"analyzer": "char_wb", "ngram_range": CHARACTERS, "strip_accents": "unicode"},
        }
        given: dict[str, Sequence[Any]] = {"words": stems, "pairs": stems, "chars": list(texts)}
        self._weights = {
            name: _fit(TfidfVectorizer(**shared, **options), given[name]) for name, options in spec.items()
        }
        words = self._weights["words"]
        self.present = (words > 0).astype(np.float32)
        self._mass = np.asarray(_idf(words).sum(axis=1)).ravel() if words.shape[1] else np.zeros(len(stems))
        self._idf = _idf(words)

    def candidates(self, old: Array, new: Array) -> tuple[Array, Array]:
        """Return (i, j), positions in `old` and `new` that may belong together: the best partners from either side."""
        keys, most = [np.zeros(0, dtype=np.int64)], CANDIDATES if len(self._sorted) < MANY else CANDIDATES_OF_MANY
        for name in ("words", "chars"):
            a, b = (_without_common(self._weights[name], rows) for rows in (old, new))
            onward, back = _best(a, b, most), _best(b, a, most)
            keys += [onward[:, 0] * len(new) + onward[:, 1], back[:, 1] * len(new) + back[:, 0]]
        pairs = np.unique(np.concatenate(keys))
        return pairs // max(len(new), 1), pairs % max(len(new), 1)

    def compare(self, a: Array, b: Array) -> dict[str, Array]:
        """Compare rows a[k] with b[k]; every value lies between 0 and 1.

        Returns
        -------
        words, pairs, chars : cosine of the weights
        cover_old, cover_new : share of the one's weighted words that stand in the other
        edit : likeness of the strings by rapidfuzz, words sorted
        """
        from rapidfuzz import fuzz
        from rapidfuzz.process import cpdist

        shared = _rowwise(self._idf, self.present, a, b)
        return {
            **{name: _rowwise(weights, weights, a, b) for name, weights in self._weights.items()},
            "cover_old": shared / np.maximum(self._mass[a], 1e-9),
            "cover_new": shared / np.maximum(self._mass[b], 1e-9),
            "edit": cpdist(
                [self._sorted[row] for row in a.tolist()],
                [self._sorted[row] for row in b.tolist()],
                scorer=fuzz.ratio,
                dtype=np.float32,
            )
            / 100,
        }

    def uncovered(self, whole: Array, by: Array, and_by: Array) -> Array:
        """Return the share of the words of `whole` that stand in `and_by` and not in `by`: what a second part adds."""
        rows = self._idf[whole]
        rest = rows - rows.multiply(self.present[by])
        added = np.asarray(rest.multiply(self.present[and_by]).sum(axis=1)).ravel()
        return added / np.maximum(self._mass[whole], 1e-9)


def _fit(vectorizer: Any, texts: Sequence[Any]) -> Any:
    from scipy.sparse import csr_matrix

    try:
        return vectorizer.fit_transform(texts).tocsr()
    except ValueError:  # no text holds a word
        return csr_matrix((len(texts), 0), dtype=np.float32)


def _idf(weights: Any) -> Any:
    """Return a matrix like `weights` with the rarity of the word in each place: ln((1 + n) / (1 + df)) + 1."""
    from scipy.sparse import csr_matrix

    n_with = np.bincount(weights.indices, minlength=weights.shape[1])
    rarity = (np.log((1 + weights.shape[0]) / (1 + n_with)) + 1).astype(np.float32)
    return csr_matrix((rarity[weights.indices], weights.indices, weights.indptr), shape=weights.shape)


def _rowwise(left: Any, right: Any, a: Array, b: Array) -> Array:
    """Return the inner products of rows a[k] and b[k], in blocks that fit in memory."""
    parts = [
        np.asarray(left[a[k : k + 50_000]].multiply(right[b[k : k + 50_000]]).sum(axis=1)).ravel()
        for k in range(0, len(a), 50_000)
    ]
    return np.clip(np.concatenate(parts), 0, None) if parts else np.zeros(0, dtype=np.float32)


def _without_common(weights: Any, rows: Array) -> Any:
    chosen = weights[rows]
    if weights.shape[0] < MANY:
        return chosen
    n_with = np.bincount(weights.indices, minlength=weights.shape[1])
    return chosen[:, np.flatnonzero(n_with <= COMMON_SHARE * weights.shape[0])]


def _best(a: Any, b: Any, most: int) -> Array:
    """Return (row of a, row of b) of the `most` most alike rows of b for each row of a."""
    parts = [np.zeros((0, 2), dtype=np.int64)]
    k = min(most, b.shape[0])
    if not k:
        return parts[0]
    columns = b.T.tocsc().tocsr()
    for start in range(0, a.shape[0], BLOCK):
        alike = (a[start : start + BLOCK] @ columns).toarray()
        parts.append(np.argwhere(_find_nearest(alike, k)) + np.array([start, 0]))
    return np.concatenate(parts)


def _find_nearest(alike: Array, k: int) -> Array:
    """Return flags of the k largest values of each row above FLOOR; of equals at the margin the first ones."""
    if k >= alike.shape[1]:
        return np.asarray(alike > FLOOR)
    least = np.partition(alike, -k, axis=1)[:, -k, None]
    nearest = np.asarray((alike >= least) & (alike > FLOOR))
    for row in np.flatnonzero(nearest.sum(axis=1) > k):
        tied = np.flatnonzero(alike[row] == least[row])
        nearest[row, tied[k - int((alike[row] > least[row]).sum()) :]] = False
    return nearest
