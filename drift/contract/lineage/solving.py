"""The assignment of greatest total gain between the rows and the columns of a matrix, each at most once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from drift.contract.lineage import Array


def solve(gains: Array) -> tuple[Array, Array]:
    """Return the rows and columns of the greatest total; where no two best ones collide, these are it."""
    for turned, matrix in ((False, gains), (True, gains.T)):
        best = matrix.argmax(axis=1)
        alone = (matrix == matrix.max(axis=1, keepdims=True)).sum(axis=1) == 1
        if alone.all() and len(np.unique(best)) == len(best):
            every = np.arange(len(best))
            return (best, every) if turned else (every, best)
    from scipy.optimize import linear_sum_assignment  # a tenth of a second to load, seldom needed

    rows, columns = linear_sum_assignment(gains, maximize=True)
    return rows, columns
