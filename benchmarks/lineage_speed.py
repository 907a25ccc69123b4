"""Following clauses as jobs that are clocked (speed.py): a long chain of versions, and two large ones.

The yardstick is what the simplest way takes: TF-IDF of words and of character n-grams by scikit-learn over the same
texts, and one sparse product of each version with the next. Goals, of one core: a chain of 150 versions of 800 clauses
in 12 s, 5,000 clauses of which none is equal with 5,000 in 8 s. Texts are made up.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache
from itertools import pairwise

import numpy as np
import pandas as pd

from drift.contract.lineage.align import align_clauses, align_versions
from drift.contract.lineage.clausetable import encode
from drift.contract.lineage.comparison import Words

N_WORDS = 3_000
SYLLABLES = (
    "ver",
    "be",
    "ling",
    "stor",
    "leve",
    "ran",
    "con",
    "trac",
    "re",
    "ser",
    "vice",
    "tion",
    "on",
    "der",
    "houd",
)
Versions = list[list[str]]
Work = Callable[[], object]


def write_words(rng: random.Random) -> list[str]:
    return ["".join(rng.choice(SYLLABLES) for _ in range(rng.randint(1, 4))) for _ in range(N_WORDS)]


def write_clauses(n: int, rng: random.Random) -> list[str]:
    """Return clauses of 8 to 40 words, of which some are common and most are rare."""
    words = write_words(rng)
    weights = [1 / (k + 20) for k in range(N_WORDS)]
    return [" ".join(rng.choices(words, weights, k=rng.randint(8, 40))) for _ in range(n)]


def leave_out(text: str, share: float, rng: random.Random) -> str:
    return " ".join(word for word in text.split() if rng.random() > share) or text


def write_large() -> Versions:
    rng = random.Random(1)
    old = write_clauses(5_000, rng)
    new = [leave_out(text, 0.2, rng) for text in old]
    rng.shuffle(new)
    return [old, new]


def write_chain() -> Versions:
    rng = random.Random(2)
    versions = [write_clauses(800, rng)]
    for _ in range(149):
        last = [*versions[-1]]
        for row in rng.sample(range(800), 20):
            last[row] = leave_out(last[row], 0.1, rng)
        versions.append(last)
    return versions


# 5,000 x 5,000 clauses of which none is equal; 150 versions of 800 clauses, 20 reworded each time
CASES: dict[str, Callable[[], Versions]] = {"large": write_large, "chain": write_chain}


def follow(case: str) -> Work:
    """Follow every clause of a case from each version to the next."""
    return _load(_follow, case)


def measure_by(case: str) -> Work:
    """Do what the yardstick does."""
    return _load(_multiply, case)


def _load(work: Callable[[Versions], int], case: str) -> Work:
    versions = CASES[case]()
    work([[*version[:3]] for version in versions[:2]])  # once to load libraries
    return lambda: work(versions)


def _follow(versions: Versions) -> int:
    """Return the pairs found from each version to the next."""
    if len(versions) == 2:
        old, new = (pd.DataFrame({"text": version}) for version in versions)
        return int(align_clauses(old, new)[["old_row", "new_row"]].notna().all(axis=1).sum())
    codes = encode([pd.DataFrame({"text": version}) for version in versions])
    words = cache(lambda: Words(codes))
    return sum(len(align_versions(a, b, words).i) for a, b in pairwise(codes.versions))


def _multiply(versions: Versions) -> int:
    """Return the products that are not zero."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    rows = {text: k for k, text in enumerate(dict.fromkeys(text for version in versions for text in version))}
    places = [np.array([rows[text] for text in version]) for version in versions]
    options = ({}, {"analyzer": "char_wb", "ngram_range": (3, 5)})
    weights = [TfidfVectorizer(sublinear_tf=True, dtype=np.float32, **chosen).fit_transform(rows) for chosen in options]
    return sum((weight[a] @ weight[b].T).nnz for weight in weights for a, b in pairwise(places))
