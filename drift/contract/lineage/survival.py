"""What share of the clauses lives on: the model sees pairs one by one, the two versions know more about all of them.

A contract that is written anew keeps what it is about: in the catalogues whose authors told what became what, 94 to
100 % of the old clauses have a successor. Where authors reword more than those the model was trained on, it finds far
fewer. One shift of all log odds, the same for every pair, makes up for that: the correction of a classifier to
another prior (Saerens, Latinne and Decaestecker 2002), here to a share that is known beforehand. What is taken out of
a version, or added to it, must not force pairs: of the shares of both versions the larger counts, and the shift is
bounded, so that what hardly shares a word stays apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from drift.contract.lineage.surroundings import logistic, logit

if TYPE_CHECKING:
    from drift.contract.lineage import Array
    from drift.contract.lineage.comparison import Comparison

LIVES_ON: Final = 0.8  # of the clauses of either version
MOST_SHIFT: Final = 2.0  # log odds
FEW: Final = 5  # clauses; so many weigh as if they did as expected, or three clauses would say a lot
STEPS: Final = 12  # of halving: to a thousandth


def expect_survival(pairs: Comparison, p: Array) -> Array:
    """Return the probabilities, raised where too few clauses live on; equal and barred pairs stay as they are."""
    odds, open_ = logit(p), (p > 0) & ~pairs.equal & ~pairs.announced
    if _lives_on(pairs, p) >= LIVES_ON:
        return p
    low, high = 0.0, MOST_SHIFT
    for _ in range(STEPS):
        middle = (low + high) / 2
        if _lives_on(pairs, np.where(open_, logistic(odds + middle), p)) < LIVES_ON:
            low = middle
        else:
            high = middle
    return np.where(open_, logistic(odds + high), p)


def _lives_on(pairs: Comparison, p: Array) -> float:
    """Return the share of clauses that have a counterpart, expected under p, of the version that has the larger one."""
    missed = np.log1p(-np.minimum(p, 0.9999))
    shares = []
    for side, n in ((pairs.i, pairs.old.n), (pairs.j, pairs.new.n)):
        has = 1 - np.exp(np.bincount(side, weights=missed, minlength=n))
        shares.append((has.sum() + FEW * LIVES_ON) / (n + FEW))
    return float(max(shares))
