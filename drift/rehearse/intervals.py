"""Between which bounds the difference of two shares lies, when months are drawn anew."""

from __future__ import annotations

from typing import Final

import numpy as np
from scipy.special import ndtr, stdtrit  # scipy.stats takes half a second to import

SEED: Final = 20180101  # of the months drawn: equal input gives equal bounds
DRAWS: Final = 2000
CONFIDENCE: Final = 0.95
RULE_OF_THREE: Final = 3.0  # where none of n differs, fewer than 3/n do, 95 % (Hanley, Lippman-Hand 1983)
LEAST: Final = 2  # months


def bound_difference(now: np.ndarray, draft: np.ndarray) -> tuple[float, float] | None:
    """Return the 95 % bounds of a share less another, by drawing whole months with replacement.

    Parameters
    ----------
    now, draft : met and known of each month, shape (n_months, 2)

    Returns
    -------
    (low, high) : None where fewer than two months have incidents. The percentiles are taken a little wider, as
        Student's t is beside the normal (Hesterberg 2015): those of few months are too narrow.
    """
    filled = (now[:, 1] > 0) | (draft[:, 1] > 0)
    months = int(filled.sum())
    if months < LEAST:
        return None
    drawn = np.random.default_rng(SEED).multinomial(months, np.full(months, 1 / months), size=DRAWS)
    shares = [drawn @ counts[filled] for counts in (now, draft)]
    usable = (shares[0][:, 1] > 0) & (shares[1][:, 1] > 0)
    if not usable.any():
        return None
    was, would = (sums[usable, 0] / sums[usable, 1] for sums in shares)
    tail = _widen((1 - CONFIDENCE) / 2, months)
    low, high = np.quantile(would - was, [tail, 1 - tail])
    return float(low), float(high)


def _widen(tail: float, n: int) -> float:
    """Return the tail that a percentile interval of n blocks needs to be as wide as Student's."""
    return float(ndtr(np.sqrt(n / (n - 1)) * stdtrit(n - 1, tail)))


def bound_nothing(n: int, *, stricter: bool) -> tuple[float, float]:
    """Return the bounds where two limits differ and no incident of n does."""
    most = min(RULE_OF_THREE / n, 1.0)
    return (-most, 0.0) if stricter else (0.0, most)
