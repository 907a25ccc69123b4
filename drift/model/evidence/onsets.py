"""When a rise began: belief before the data, without a horizon or a view of the future, and after them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from drift.model.evidence.noise import Array, Places
from drift.terms import ONSET_INTERVAL

MEDIAN_MONTHS = 48  # half of all rises begin within four years: the usual term of a contract
KNOWN_START = 3  # the first known date takes 1/4 of what is left, the next 1/5, ...: many versions must not use it up


def believe_onsets(n_months: int, known: NDArray[np.bool_] | None = None) -> Array:
    """Return the belief that a rise begins in each month; over all months to come it sums to 1.

    The chance that a rise begins in month m when it has not begun before is 1 / (MEDIAN_MONTHS + m), so that
    MEDIAN_MONTHS / (MEDIAN_MONTHS + m) is left after m months: no month has to be the last. In the j-th known month it
    is 1 / (KNOWN_START + j). Later months and later dates change nothing before them.

    Parameters
    ----------
    n_months : months to look at
    known : shape (n_months,), whether something dated happened that a rise may have begun with
    """
    chance = 1 / (MEDIAN_MONTHS + np.arange(1, n_months + 1))
    if known is not None:
        count = np.cumsum(known)
        chance = np.where(known, np.maximum(chance, 1 / (KNOWN_START + np.maximum(count, 1))), chance)
    left = np.concatenate([[1.0], np.cumprod(1 - chance)[:-1]]) if n_months else np.ones(0)
    return np.asarray(chance * left)


def date_onsets(log_onset: Array) -> tuple[Places, Places, Places, Places]:
    """Return what the belief after the data says: onset (median), both ends of its interval, shape.

    Parameters
    ----------
    log_onset : shape (n_series, 2, n_months), log of belief in (step, slide) x onset, not normalised

    Returns
    -------
    (onset, low, high, shape) : shape (n_series,); months as index, shape 0 = step, 1 = slide
    """
    belief = np.exp(log_onset - log_onset.max(axis=(1, 2), keepdims=True))
    running = np.cumsum(belief.sum(axis=1), axis=1)
    running /= running[:, -1:]
    tail = (1 - ONSET_INTERVAL) / 2
    low, onset, high = ((running < q).sum(axis=1) for q in (tail, 0.5, 1 - tail))
    return onset, low, high, belief.sum(axis=2).argmax(axis=1)
