"""The weights of the lineage model: logistic, one set a step, made by benchmarks/lineage_training.py."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from drift.contract.lineage.pairing import FURTHER_FEATURES
from drift.contract.lineage.rivals import TEXT_FEATURES
from drift.contract.lineage.surroundings import CONTEXT_FEATURES, logistic

if TYPE_CHECKING:
    from drift.contract.lineage import Array

WEIGHTS: Final = Path(__file__).with_name("weights.toml")
STEPS: Final = {
    "words": TEXT_FEATURES,  # what the words say
    "context": CONTEXT_FEATURES,  # and what stands around them
    "again": CONTEXT_FEATURES,  # once more, now that the neighbours are known better
    "further": FURTHER_FEATURES,  # what a split or a merge adds to the assignment
}


@cache
def load_weights() -> dict[str, Array]:
    """Return for each step its constant and then the weights of its features."""
    steps = tomllib.loads(WEIGHTS.read_text(encoding="utf-8"))
    return {step: np.array([steps[step][name] for name in ("constant", *names)]) for step, names in STEPS.items()}


def weigh(step: str, features: Array, weights: dict[str, Array] | None = None) -> Array:
    """Return the probability of each row of features, shape (n_pairs, len(STEPS[step]))."""
    return apply((weights or load_weights())[step], features)


def apply(weights: Array, features: Array) -> Array:
    """Return the probability of each row of features under a constant and weights."""
    return logistic(np.clip(features @ weights[1:] + weights[0], -30, 30))
