"""What the relations of a portfolio share: their noise and season, by empirical Bayes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pandas as pd

from drift.errors import SeriesError
from drift.model.evidence.looks import weigh_looks
from drift.model.evidence.monthly import read_series
from drift.model.evidence.noise import Array, NoisePrior, default_noise
from drift.model.evidence.onsets import believe_onsets

PRIOR_RELATIONS = 4.0  # the belief before any data weighs as much as so many relations: a few neighbours rule nothing
ROUNDS = 200  # of expectation and maximisation; after 50 the beliefs move in the fourth digit
FEWEST = 2


def pool_noise(portfolio: Iterable[tuple[pd.Series, pd.Series | float]]) -> NoisePrior:
    """Return the belief about noise and season that the relations of a portfolio share.

    Off unless it is asked for: with it, what one relation shows depends on its neighbours. Pass the result to
    `weigh_evidence` as `noise`; its `n_pooled`, which the Evidence repeats, is to be told with the figures.

    Parameters
    ----------
    portfolio : (log series, sampling variance) of each relation, as `weigh_evidence` takes them

    Raises
    ------
    SeriesError : fewer than two relations, or what `weigh_evidence` raises
    """
    read = [read_series(values, variance) for values, variance in portfolio]
    laws = [_laws(values, variances) for _, values, variances in read if np.isfinite(values).any()]
    if len(laws) < FEWEST:
        raise SeriesError("error.pool", n=len(laws))
    return pool_laws(np.concatenate(laws))


def pool_laws(law: Array, noise: NoisePrior | None = None) -> NoisePrior:
    """Return the belief that the laws of single relations add up to.

    Parameters
    ----------
    law : shape (n_series, n_laws), what each series alone believes, as `weigh_looks` returns it
    noise : the belief before data that it started from
    """
    noise = default_noise() if noise is None else noise
    likelihood = law / noise.belief
    belief = noise.belief
    for _ in range(ROUNDS):
        posterior = likelihood * belief
        posterior /= posterior.sum(axis=1, keepdims=True)
        belief = (posterior.sum(axis=0) + PRIOR_RELATIONS * noise.belief) / (len(law) + PRIOR_RELATIONS)
    return replace(noise, belief=belief, n_pooled=len(law))


def _laws(values: Array, variances: Array) -> Array:
    onset = believe_onsets(len(values))
    return weigh_looks(values[None], variances[None], onset[None], default_noise()).law
