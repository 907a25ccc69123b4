"""How fast clauses are followed, as ratios to a yardstick in the same run: `python benchmarks/lineage_speed.py`.

The yardstick is what the simplest way takes: TF-IDF of words and of character n-grams by scikit-learn over the same
texts, and one sparse product of each version with the next. Goals, of one core: a chain of 150 versions of 800 clauses
in 12 s, 5,000 clauses of which none is equal with 5,000 in 8 s. Texts are made up. Takes a minute.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import time
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
LARGE, CHAIN = "large", "chain"
CASES = {
    LARGE: "5,000 x 5,000 clauses, none equal",
    CHAIN: "150 versions of 800 clauses, 20 reworded each time",
}
Versions = list[list[str]]


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


def follow(versions: Versions) -> int:
    """Return the pairs found from each version to the next."""
    if len(versions) == 2:
        old, new = (pd.DataFrame({"text": version}) for version in versions)
        return int(align_clauses(old, new)[["old_row", "new_row"]].notna().all(axis=1).sum())
    codes = encode([pd.DataFrame({"text": version}) for version in versions])
    words = cache(lambda: Words(codes))
    return sum(len(align_versions(a, b, words).i) for a, b in pairwise(codes.versions))


def measure_by(versions: Versions) -> int:
    """Do what the yardstick does; return the products."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    rows = {text: k for k, text in enumerate(dict.fromkeys(text for version in versions for text in version))}
    places = [np.array([rows[text] for text in version]) for version in versions]
    options = ({}, {"analyzer": "char_wb", "ngram_range": (3, 5)})
    weights = [TfidfVectorizer(sublinear_tf=True, dtype=np.float32, **chosen).fit_transform(rows) for chosen in options]
    return sum((weight[a] @ weight[b].T).nnz for weight in weights for a, b in pairwise(places))


def run_alone(what: str, case: str) -> tuple[float, int, int]:
    """Return processor seconds, peak megabytes and what was counted, of a process of its own."""
    out = subprocess.run([sys.executable, __file__, what, case], capture_output=True, text=True, check=True).stdout
    seconds, megabytes, n = out.split()
    return float(seconds), int(megabytes), int(n)


def run(what: str, case: str) -> None:
    work = {"follow": follow, "yardstick": measure_by}[what]
    versions = {LARGE: write_large, CHAIN: write_chain}[case]()
    work([[*version[:3]] for version in versions[:2]])  # once to load libraries
    start = time.process_time()
    n = work(versions)
    print(time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, n)


def main() -> None:
    for case, name in CASES.items():
        seconds, megabytes, n = run_alone("follow", case)
        bare, bare_mb, _ = run_alone("yardstick", case)
        print(f"{name}: {seconds:.1f} s of processor, {megabytes:,} MB at most, {n:,} pairs")
        print(f"  {seconds / bare:.2f} times TF-IDF and one product a step ({bare:.1f} s, {bare_mb:,} MB)")


if __name__ == "__main__":
    run(*sys.argv[1:]) if len(sys.argv) > 1 else main()
