"""From candidates to pairs: how probable each is, and which of them may stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from drift.contract.lineage.pairing import assign
from drift.contract.lineage.rivals import text_features
from drift.contract.lineage.surroundings import context_features, logit, related_share, typical
from drift.contract.lineage.weights import weigh

if TYPE_CHECKING:
    from drift.contract.lineage import Array
    from drift.contract.lineage.comparison import Comparison

# probabilities; an F1 that can be reached is highest at half of it (Lipton, Elkan and Naryanaswamy 2014), and F1
# runs from .45 to .97 over the corpora of benchmarks/lineage_training.py. A further pair makes a split or a merge
# of a clause that has its counterpart already: it is told where it is likelier than not
PAIRED_FROM: Final = 0.3
FURTHER_FROM: Final = 0.5
LEFT_FROM: Final = 0.8  # a clause without any pair joins a clause that has one
# below this share of clauses with a confident pair the two are not versions of one text: only near copies count
RELATED_FROM: Final = 0.05
COPY_EDIT: Final = 0.85  # likeness of the strings, of a near copy
COPY_WORDS: Final = 6
PART_FROM: Final = 0.4  # of the weighted words of a part, that stand in the whole
TAKEN_IN: Final = 0.8  # of the weighted words: a clause that took in another without a change held it before
CERTAIN: Final = 0.9999  # equal words
TOLD: Final = 0.98  # a notice names the successor
# what stands around two clauses never pairs them on its own: they share words, or the one stands in the other
ALIKE_FROM: Final = 0.12  # mean cosine of words and character n-grams; unrelated clauses of one document reach .10
COVERED_FROM: Final = 0.4
# probability by the words alone, where versions were written anew, and where nearly every clause kept its words: what
# reads otherwise there is another clause (terms of service: three of nine pairs below .15 were true, none below .1)
BY_WORDS_FROM: Final = (0.01, 0.1)
KEPT: Final = (0.8, 0.95)  # mean likeness of the confident pairs, from the one to the other


def holds_part(pairs: Comparison, chosen: Array) -> Array:
    """Return which pairs may join others: the words of a part stand in the whole, or a notice tells it.

    A split that is none hides growth where clauses are counted by what they came from; a merge onto a clause that kept
    its words needs nearly all of the words.
    """
    like = pairs.likeness
    no_split = ~np.isin(pairs.i, pairs.i[chosen]) | (like["cover_new"] >= PART_FROM)
    no_copy = ~np.isin(pairs.j, pairs.j[pairs.equal]) | (like["cover_old"] >= TAKEN_IN)
    return np.asarray((no_split & no_copy) | pairs.announced)


def judge_pairs(pairs: Comparison, weights: dict[str, Array] | None = None) -> Array:
    """Return the probability of each candidate: by its words, then twice more with what stands around it."""
    by_words = p = weigh("words", text_features(pairs), weights)
    for step in ("context", "again"):
        p = np.where(pairs.equal, CERTAIN, np.where(pairs.barred, 0.0, p))  # what is barred is nobody's rival
        p = weigh(step, context_features(pairs, p), weights)
    p = np.where(pairs.announced, TOLD, np.where(pairs.barred | (by_words < least_by_words(pairs, p)), 0.0, p))
    return np.where(pairs.equal, CERTAIN, p)


def least_by_words(pairs: Comparison, p: Array) -> float:
    """Return the probability by words alone from which a pair may stand in these two versions."""
    return float(np.interp(typical(pairs.likeness["words"], p), KEPT, BY_WORDS_FROM))


def choose_one_to_one(pairs: Comparison, p: Array, plausible: Array) -> Array:
    """Return the one-to-one pairs: equal words stand, the rest is assigned for the greatest total of log odds."""
    free = ~np.isin(pairs.i, pairs.i[pairs.equal]) & ~np.isin(pairs.j, pairs.j[pairs.equal])
    gain = np.where(free & plausible, logit(p) - logit(np.array(PAIRED_FROM)), 0.0)
    return np.asarray(assign(pairs, gain) | pairs.equal)


def find_plausible(pairs: Comparison, p: Array) -> Array:
    """Return which pairs may stand: those that share words; near copies alone where the texts are no versions."""
    like = pairs.likeness
    if related_share(pairs, p) >= RELATED_FROM:
        alike = ((like["words"] + like["chars"]) / 2 >= ALIKE_FROM) | pairs.announced
        return np.asarray(alike | (np.maximum(like["cover_old"], like["cover_new"]) >= COVERED_FROM))
    words = np.minimum(pairs.old.lengths[pairs.i], pairs.new.lengths[pairs.j])
    return np.asarray(((like["edit"] >= COPY_EDIT) & (words >= COPY_WORDS)) | pairs.announced)
