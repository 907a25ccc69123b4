"""The learned weights of the reading: a weight for each named feature, kept as a table that people can read.

They are learned by benchmarks/learning.py from labelled clauses.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

WEIGHTS: Final = Path(__file__).with_name("weights.csv")
# how far a feature counts, by its family: what rules find weighs more than a word, a word more than a pair of words
SCALES: Final = {
    "rule": 2.5,
    "point": 2.5,
    "subject": 1.5,
    "says": 1.2,
    "leads": 1.2,
    "cue": 1.0,
    "main": 0.7,
    "verb": 0.7,
    "last": 0.7,
    "near": 0.5,
    "actor": 0.4,
    "both": 1.0,
    "target": 1.0,
    "first": 0.6,
    "longer": 0.6,
    "word": 0.5,
    "head": 0.5,
    "pair": 0.35,
}


@dataclass(frozen=True)
class Weights:
    """For each model its classes, and for each feature one weight a class."""

    classes: dict[str, tuple[str, ...]]
    features: dict[str, np.ndarray]  # every feature: weights of all models in a row; "" holds the intercepts

    @cached_property
    def _counted(self) -> tuple[dict[str, int], np.ndarray]:
        """The features by their row, and the rows: their weights as far as each counts."""
        scales = np.array([SCALES.get(name.split(":", 1)[0], 1.0) for name in self.features])
        rows = {name: row for row, name in enumerate(self.features)}
        return rows, np.array([*self.features.values()]) * scales[:, None]

    def score(self, features: Sequence[str]) -> dict[str, dict[str, float]]:
        """Return the score of each class of each model; the highest is the most probable."""
        rows, weights = self._counted
        known = [rows[feature] for feature in ("", *features) if feature in rows]
        total = np.add.accumulate(weights[known])[-1].tolist()  # one after the other, as the features stand
        scores: dict[str, dict[str, float]] = {}
        start = 0
        for model, classes in self.classes.items():
            scores[model] = dict(zip(classes, total[start : start + len(classes)], strict=True))
            start += len(classes)
        return scores


@cache
def read_weights() -> Weights:
    """Return what was learned."""
    with WEIGHTS.open(encoding="utf-8", newline="") as stream:
        _, *heads = next(lines := csv.reader(stream))
        features = {feature: np.array(values, dtype=float) for feature, *values in lines}
    classes: dict[str, tuple[str, ...]] = {}
    for model, name in (head.split(": ", 1) for head in heads):
        classes[model] = (*classes.get(model, ()), name)
    return Weights(classes, features)
