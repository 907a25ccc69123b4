"""How months differ without any change: laws of swings and season, each with a share of belief."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Places = NDArray[np.int64]  # months, laws or ramps by index

# What months look like beyond sampling, with the belief in it before any data. Between relations nothing is known, so
# autocorrelation is even up to .6, beyond which a swing and a slide can hardly be told apart (STATISTICS 8).
PHI = {0.0: 1.0, 0.2: 1.0, 0.4: 1.0, 0.6: 1.0, 0.75: 0.25}
SIGMA = {0.02: 1.0, 0.04: 2.0, 0.07: 3.0, 0.12: 3.0, 0.2: 1.5, 0.4: 0.5}  # sd of the swings, natural log
SEASON_SD = {0.02: 1.0, 0.12: 1.0}  # sd of a coefficient of the yearly wave, natural log: hardly a season, a clear one
SECOND_WAVE = 0.4  # its sd against that of the first, STATISTICS 9: diag(1, 1, .16, .16)
MONTHS_A_YEAR = 12


@dataclass(frozen=True)
class NoisePrior:
    """Laws of noise that a relation may follow, and how much each is believed before its data.

    phi : shape (n_laws,), lag-1 autocorrelation of the swings
    sigma : shape (n_laws,), their standard deviation, natural log
    season_sd : shape (n_laws,), standard deviation of a coefficient of the yearly wave, natural log
    belief : shape (n_laws,), sums to 1
    n_pooled : relations whose data shaped the belief; 0 = none, it was there before any data
    """

    phi: Array
    sigma: Array
    season_sd: Array
    belief: Array
    n_pooled: int = 0


def default_noise() -> NoisePrior:
    """Return the belief that no data shaped."""
    laws = product(PHI.items(), SIGMA.items(), SEASON_SD.items())
    rows = [(phi, sigma, season, p * s * c) for (phi, p), (sigma, s), (season, c) in laws]
    phi, sigma, season, belief = np.array(rows).T
    return NoisePrior(phi, sigma, season, belief / belief.sum())


def season_design(n_months: int) -> Array:
    """Return the yearly harmonics, shape (n_months, 4): cosine and sine of one and of two waves a year."""
    angle = 2 * np.pi * np.arange(n_months) / MONTHS_A_YEAR
    waves = [np.cos(angle), np.sin(angle), SECOND_WAVE * np.cos(2 * angle), SECOND_WAVE * np.sin(2 * angle)]
    return np.stack(waves, axis=1)
