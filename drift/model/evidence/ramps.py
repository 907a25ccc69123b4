"""Rises of every onset and length, and one pass of the filter that can weigh all of them against each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from drift.model.evidence.innovations import Innovations
from drift.model.evidence.noise import Array, NoisePrior, Places

STEP = 1  # length in months of a rise that is there at once
UNENDING = 0  # a slide that goes on


@dataclass(frozen=True)
class Ramps:
    """Rises of size 1, each the difference of two slides times a scale; all shape (n_ramps,).

    month : onset; length : months until it is whole, UNENDING = never
    start, end : places of the two slides in `Products.products`; scale : what their difference is multiplied by
    sizes : shape (n_ramps, n_sizes), natural log, a month where it is unending
    """

    month: Places
    length: Places
    start: Places
    end: Places
    scale: Array
    sizes: Array


def list_ramps(
    onsets: Places, lengths: Sequence[int], n_months: int, sizes: Sequence[float], slopes: Sequence[float]
) -> Ramps:
    """Return the ramps of each onset (outer) and length (inner) within `n_months`.

    Parameters
    ----------
    sizes, slopes : sd of a half-normal, natural log, of ramps that end; the same a month of those that do not
    """
    month, length = (part.ravel() for part in np.meshgrid(onsets, lengths, indexing="ij"))
    goes_on = length == UNENDING
    end = np.where(goes_on, n_months + 1, np.minimum(month + length + 1, n_months + 1))
    each = np.where(goes_on[:, None], slopes, sizes)
    return Ramps(month, length, month + 1, end, 1 / np.maximum(length, 1), each)


class Products(Innovations):
    """Sums of products of the innovations of one series: value, and a slide from every month on.

    products : shape (n_laws, n_months + 2, n_months + 2); place 0 is the value, place m + 1 the slide from month m on,
        the last place is always 0
    law : shape (n_laws,), places of these laws in the noise; `follow` leaves out others
    """

    def __init__(self, values: Array, variances: Array, noise: NoisePrior) -> None:
        super().__init__(values[None], variances[None], noise, None)
        self.law = np.arange(len(noise.phi))
        self.products = np.zeros((len(noise.phi), self.n_months + 2, self.n_months + 2))

    def _add(self, innovations: Array) -> None:
        value, steps = innovations[0, self.law, :1], innovations[0, self.law, 1:]
        row = np.concatenate([value, np.cumsum(steps[:, ::-1], axis=1)[:, ::-1]], axis=1)
        n = row.shape[1]
        self.products[:, :n, :n] += row[:, :, None] * row[:, None, :]

    def follow(self, laws: NDArray[np.bool_]) -> None:
        """Follow these laws alone from now on, shape (n_laws,)."""
        if not laws.all():
            self.law, self.products = self.law[laws], self.products[laws]

    def take_out_level(self) -> tuple[Array, Array]:
        """Return log belief in each law without a rise, and the products from which the level is taken out."""
        level = self.products[:, :, 1] - self.products[:, :, 2]
        itself = np.maximum(level[:, 1] - level[:, 2], np.finfo(float).tiny)
        n = self.month + 2  # places with something in them; the rest stays 0
        left = np.zeros(self.products.shape)
        part = level[:, :n, None] * (level[:, :n] / itself[:, None])[:, None, :]
        np.subtract(self.products[:, :n, :n], part, out=left[:, :n, :n])
        log = np.log(np.maximum(self.noise.belief[self.law], np.finfo(float).tiny))
        return log - 0.5 * (self.log_det[0, self.law] + np.log(itself) + left[:, 0, 0]), left
