"""Chance with a seed: one stream a table, drawn in plain Python so that every machine throws the same."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from statistics import NormalDist
from typing import Final, TypeVar

import numpy as np

T = TypeVar("T")
# append only: the place of a stream is a promise to old seeds
STREAMS: Final = ("volume", "people", "incidents", "events", "texts", "contacts", "files", "reports", "deals", "fates")
BATCH: Final = 4_096  # numbers asked for at a time; the order stays the same
_NORMAL: Final = NormalDist()


class Dice:
    """Draws from one stream; only uniform numbers are asked of numpy, the rest is arithmetic."""

    def __init__(self, sequence: np.random.SeedSequence) -> None:
        self._stream = np.random.Generator(np.random.PCG64(sequence))
        self._drawn: list[float] = []

    def share(self) -> float:
        """Return a number from 0 up to 1."""
        if not self._drawn:
            self._drawn = self._stream.random(BATCH)[::-1].tolist()
        return self._drawn.pop()

    def chance(self, probability: float) -> bool:
        """Return whether something of this probability happens."""
        return self.share() < probability

    def below(self, n: int) -> int:
        """Return a whole number from 0 up to n."""
        return min(int(self.share() * n), n - 1)

    def between(self, low: int, high: int) -> int:
        """Return a whole number from low to high, both included."""
        return low + self.below(high - low + 1)

    def pick(self, choices: Sequence[T]) -> T:
        """Return one of several, each as likely."""
        return choices[self.below(len(choices))]

    def weigh(self, choices: Sequence[T], weights: Sequence[float]) -> T:
        """Return one of several by weight."""
        left = self.share() * sum(weights)
        for choice, weight in zip(choices, weights, strict=True):
            left -= weight
            if left < 0:
                return choice
        return choices[-1]

    def around(self, median: float, spread: float = 0.6) -> float:
        """Return a lognormal number with this median; spread is the standard deviation of its log."""
        return median * math.exp(spread * _NORMAL.inv_cdf(min(max(self.share(), 1e-9), 1 - 1e-9)))

    def count(self, mean: float) -> int:
        """Return a Poisson count (inversion; mean below some hundreds)."""
        left, n, term = self.share(), 0, math.exp(-mean)
        while left > term and n < 10 * mean + 20:
            left -= term
            n += 1
            term *= mean / n
        return n

    def minutes(self, low: float, high: float) -> dt.timedelta:
        """Return a span of whole minutes."""
        return dt.timedelta(minutes=round(low + self.share() * (high - low)))


def seed_dice(seed: int) -> dict[str, Dice]:
    """Return the streams of a seed: what one table draws moves nothing in another."""
    children = np.random.SeedSequence(seed).spawn(len(STREAMS))
    return {name: Dice(child) for name, child in zip(STREAMS, children, strict=True)}
