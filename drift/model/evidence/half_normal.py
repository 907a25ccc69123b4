"""How much likelier values are with something of half-normal size in them than without: what all weighing comes to."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from drift.model.evidence.noise import Array

LARGEST_Z = 36.0  # beyond it exp(z^2 / 2) leaves the range of a double


def add_ratios(total: Array, value: Array, itself: Array, sizes: Iterable[float] | Array) -> None:
    """Add to `total` the likelihood ratio of every size: 2 exp(z^2 / 2) ndtr(z) / spread.

    Nearly all time of weighing goes by here, so it makes few arrays.

    Parameters
    ----------
    value, itself : shape of `total`, products of the thing of size 1 with the value and itself, both whitened
    sizes : sd of a half-normal, each one figure or of the shape of `total`
    """
    from scipy.special import ndtr  # an eighth of a second to load: a report that is kept weighs nothing

    for size in sizes:
        spread = itself * size**2
        spread += 1
        np.sqrt(spread, out=spread)
        z = value * size
        z /= spread
        np.clip(z, -LARGEST_Z, LARGEST_Z, out=z)
        ratio = ndtr(z)
        z *= z
        z /= 2
        ratio *= np.exp(z, out=z)
        ratio /= spread
        ratio *= 2
        total += ratio
