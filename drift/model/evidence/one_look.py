"""How odd one look is, for who never looked before: a p-value that holds over autocorrelation and size of swings.

The e-value of one look is turned into a p-value by a table of its quantiles among series without any rise, as a
quadratic in the autocorrelation and the size of the swings that the look itself saw: where months scatter much, a large
e-value is less odd. benchmarks/one_look.py draws those series and writes the table.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

import numpy as np

from drift.model.evidence.looks import Looks
from drift.model.evidence.noise import Array

TABLE = "one_look.json"
LARGEST_AUTOCORRELATION = 0.65  # that looks saw in the series the table was made from, but for one in a hundred
SWINGS = (0.025, 0.2)  # as far as looks saw sizes of swings apart in those series
USUAL_SWING = 0.07  # so that the coefficients of 1, r and r squared are those of such swings


def find_p_value(looks: Looks, values: Array) -> float | None:
    """Return the p-value of the last look at one series; None where there is no look or no value."""
    e_value = looks.e_values[0, -1] if len(values) else np.nan
    if not np.isfinite(e_value):
        return None
    n_months = len(values) - int(np.argmax(np.isfinite(values)))
    return float(p_values(looks.e_values[:, -1], looks.autocorrelation[:, -1], looks.swing[:, -1], n_months)[0])


def p_values(e_values: Array, autocorrelation: Array, swing: Array, n_months: int) -> Array:
    """Return the p-values of looks after `n_months` months.

    Parameters
    ----------
    e_values, autocorrelation, swing : shape (n_series,), as of `Looks`
    """
    months, shares, coefficients = _table()
    place = np.interp(np.log(n_months), np.log(months), np.arange(len(months)))
    lower, part = int(place), place - int(place)
    upper = min(lower + 1, len(months) - 1)
    mixed = (1 - part) * coefficients[lower] + part * coefficients[upper]
    quantiles = np.maximum.accumulate(regressors(autocorrelation, swing) @ mixed.T, axis=1)
    log_e = np.log(np.maximum(e_values, np.finfo(float).tiny))
    return np.array([_between(e, row, shares) for e, row in zip(log_e, quantiles, strict=True)])


def regressors(autocorrelation: Array, swing: Array) -> Array:
    """Return what a quantile is a sum of, shape (n_series, 6): 1, r, r squared, s, s squared, r s.

    r : the autocorrelation; s : the log of the size of the swings over USUAL_SWING; both kept within the table's
    """
    r = np.clip(autocorrelation, 0, LARGEST_AUTOCORRELATION)
    s = np.clip(swing, *np.log(SWINGS)) - np.log(USUAL_SWING)
    return np.stack([np.ones_like(r), r, r**2, s, s**2, r * s], axis=1)


def _between(log_e: float, quantiles: Array, shares: Array) -> float:
    """Share of series without a rise that reach `log_e`: straight in logs between quantiles, beyond them as 1 / e."""
    logs = np.log(shares)
    if log_e > quantiles[-1]:
        return float(np.exp(logs[-1] - (log_e - quantiles[-1])))  # Markov: no steeper than what always holds
    return float(np.exp(np.interp(log_e, quantiles, logs, left=0.0)))


@cache
def _table() -> tuple[Array, Array, Array]:
    """Months (n,); shares (m,), falling; coefficients (n, m, 6) of `regressors`."""
    table = json.loads(files("drift.model.evidence").joinpath(TABLE).read_text(encoding="utf-8"))
    return np.array(table["months"]), np.array(table["shares"]), np.array(table["coefficients"])
