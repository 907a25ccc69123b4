"""Train the lineage model: `python benchmarks/lineage_training.py [CASES]` writes drift/contract/lineage/weights.toml.

It learns from restructurings that we wrote and from those made by program of our own contracts (lineage_written.py).
Seeded: the same cases give the same weights. Every corpus weighs the same. Then each of our corpora is left out in
turn, and what is learnt from all is judged on real catalogues (CASES, else ../shared/cases): F1 over pairs beside
TF-IDF + Hungarian at 0.35 and 0.25; `--only-write` leaves that out.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from beside import find_cases
from lineage_corpora import NEEDED, Case, Pairs, measure_alike, read_real
from lineage_written import read_training
from scipy.optimize import linear_sum_assignment
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from drift.contract.lineage.align import align_versions
from drift.contract.lineage.candidates import match_equal
from drift.contract.lineage.changes import MERGED, SPLIT, name_changes
from drift.contract.lineage.choosing import CERTAIN, choose_one_to_one, find_plausible
from drift.contract.lineage.clausetable import encode
from drift.contract.lineage.comparison import Words, compare_clauses
from drift.contract.lineage.likeness import to_stems
from drift.contract.lineage.pairing import further_features
from drift.contract.lineage.rivals import text_features
from drift.contract.lineage.surroundings import context_features
from drift.contract.lineage.weights import STEPS, WEIGHTS, apply

Weights = dict[str, np.ndarray]
REAL_WEIGHT = 2.0  # what people rewrote weighs double: programs rewrite otherwise, and teach to expect it
CORPUS_WEIGHTS = {"unrelated": 0.5}


@dataclass
class Prepared:
    """A case with its candidate pairs and their labels."""

    case: Case
    words: Words
    versions: list
    pairs: object
    is_true: np.ndarray
    weight: float = 1.0  # of each candidate


def prepare(case: Case) -> Prepared:
    codes = encode([case.old, case.new])
    old, new = codes.versions
    words = Words(codes)
    pairs = compare_clauses(old, new, match_equal(old, new), words)
    is_true = np.array(
        [pair in case.truth for pair in zip(pairs.i.tolist(), pairs.j.tolist(), strict=True)], dtype=bool
    )
    return Prepared(case, words, codes.versions, pairs, is_true)


def weigh_corpora(prepared: list[Prepared]) -> None:
    """Give each corpus its weight, and each case of it the same, whatever their sizes."""
    in_order = sorted(prepared, key=lambda one: (one.case.corpus, one.case.real))
    for (corpus, real), members in groupby(in_order, key=lambda one: (one.case.corpus, one.case.real)):
        group, weight = list(members), REAL_WEIGHT if real else CORPUS_WEIGHTS.get(corpus, 1.0)
        for one in group:
            one.weight = 1e4 * weight / len(group) / max(len(one.case.truth), 50)


def fit(prepared: list[Prepared], features: list[np.ndarray], labels: list[np.ndarray]) -> np.ndarray:
    """Return the constant and the weights of a logistic model."""
    x, y = np.vstack(features), np.concatenate(labels)
    weight = np.concatenate([np.full(len(part), one.weight) for one, part in zip(prepared, labels, strict=True)])
    scaler = StandardScaler().fit(x)
    model = LogisticRegression(max_iter=2000).fit(scaler.transform(x), y, sample_weight=weight)
    slopes = model.coef_[0] / scaler.scale_
    return np.r_[model.intercept_[0] - slopes @ scaler.mean_, slopes]


def train(prepared: list[Prepared]) -> Weights:
    """Fit one step after the other, each on what the one before thought."""
    weights: Weights = {}
    thought: list[np.ndarray] = []
    for step in ("words", "context", "again"):
        features = [
            context_features(one.pairs, thought[k]) if thought else text_features(one.pairs)
            for k, one in enumerate(prepared)
        ]
        weights[step] = fit(prepared, features, [one.is_true for one in prepared])
        weighed = [apply(weights[step], part) for part in features]
        thought = [np.where(one.pairs.equal, CERTAIN, p) for one, p in zip(prepared, weighed, strict=True)]
    rest = []
    for one, p in zip(prepared, thought, strict=True):
        chosen = choose_one_to_one(one.pairs, p, find_plausible(one.pairs, p))
        rest.append(further_features(one.pairs, p, chosen, one.words.texts))
    labels = [one.is_true[rows] for one, (rows, _) in zip(prepared, rest, strict=True)]
    weights["further"] = fit(prepared, [features for _, features in rest], labels)
    return weights


def write(weights: Weights) -> None:
    parts = ["# made by benchmarks/lineage_training.py; not by hand\n"]
    for step, values in weights.items():
        named = zip(("constant", *STEPS[step]), values, strict=True)
        parts.append(f"[{step}]\n" + "".join(f"{name} = {value:.5g}\n" for name, value in named))
    WEIGHTS.write_text("\n".join(parts), encoding="utf-8")


def find(one: Prepared, weights: Weights) -> dict[tuple[int, int], str]:
    """Return the pairs and what each is called."""
    found = align_versions(*one.versions, lambda: one.words, weights)
    named = name_changes(*one.versions, found)
    return dict(zip(zip(found.i.tolist(), found.j.tolist(), strict=True), named, strict=True))


def judge_parts(one: Prepared, found: dict[tuple[int, int], str], change: str) -> np.ndarray:
    """Return rows of splits or merges, how many are true, words of the parts, and how many are not in the whole."""
    rows = [pair for pair, named in found.items() if named == change]
    words, strange = 0, 0
    for i, j in rows:
        whole, part = to_stems(one.case.old["text"][i]), to_stems(one.case.new["text"][j])
        if change == MERGED:
            whole, part = part, whole
        words, strange = words + len(part), strange + len([word for word in part if word not in set(whole)])
    return np.array([len(rows), len(set(rows) & one.case.truth), words, strange])


def assign_by_tfidf(case: Case) -> list[Pairs]:
    """Return the pairs of TF-IDF + Hungarian at 0.35 and at 0.25."""
    alike = measure_alike(case.old, case.new)
    chosen = list(zip(*linear_sum_assignment(alike, maximize=True), strict=True))
    return [{(int(i), int(j)) for i, j in chosen if alike[i, j] >= least} for least in (0.35, 0.25)]


def score(found: Pairs, truth: Pairs) -> np.ndarray:
    """Return F1, precision and recall; of unrelated texts the number of pairs found."""
    right = len(found & truth)
    if not truth:
        return np.array([len(found), 0, 0])
    return np.array([2 * right / (len(found) + len(truth)), right / max(len(found), 1), right / len(truth)])


def judge(prepared: list[Prepared], weights: Weights) -> None:
    by_name: dict[str, list[np.ndarray]] = {}
    parts: dict[tuple[str, str], np.ndarray] = {}
    for one in prepared:
        found = find(one, weights)
        sets = [set(found), *assign_by_tfidf(one.case)]
        for change in (SPLIT, MERGED):
            key = (one.case.name, change)
            parts[key] = parts.get(key, np.zeros(4, dtype=int)) + judge_parts(one, found, change)
        by_name.setdefault(one.case.name, []).append(np.array([score(found, one.case.truth) for found in sets]))
    for name, scores in by_name.items():
        mean = np.mean(scores, axis=0)
        print(f"{name:40} {mean[0, 0]:.3f} (precision {mean[0, 1]:.2f}, recall {mean[0, 2]:.2f}); ", end="")
        print(f"TF-IDF + Hungarian at 0.35 {mean[1, 0]:.3f}, at 0.25 {mean[2, 0]:.3f}", flush=True)
    for (name, change), (rows, right, words, strange) in parts.items():
        print(f"    {name}: {right} of {rows} rows of {change} true, {strange} of {words} words not in the whole")


def main(only_write: bool) -> None:
    prepared = [prepare(case) for case in sorted(read_training(), key=lambda case: case.corpus)]
    weigh_corpora(prepared)
    weights = train(prepared)
    write(weights)
    if only_write:
        return
    for left_out in sorted({one.case.corpus for one in prepared} - {"unrelated"}):
        without = train([one for one in prepared if one.case.corpus != left_out])
        judge([one for one in prepared if one.case.corpus == left_out], without)
    print("trained on all of ours:")
    judge([prepare(case) for case in read_real(find_cases(*NEEDED))], weights)


if __name__ == "__main__":
    main("--only-write" in sys.argv)
