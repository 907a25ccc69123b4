"""The bound for every method: a watcher who knows everything about a relation but when its fall begins."""

from __future__ import annotations

import numpy as np


def watch(
    values: np.ndarray, variances: np.ndarray, swing_sd: np.ndarray, phi: np.ndarray, rise: np.ndarray
) -> np.ndarray:
    """Return the log likelihood ratio of the likeliest onset at every look, shape (n_series, n_months).

    Parameters
    ----------
    values : shape (n_series, n_months), with the true mean and season taken out, NaN = no data
    variances : shape (n_series, n_months), sampling variance
    swing_sd, phi : shape (n_series,), of the AR(1) swings
    rise : shape (n_months,), what a rise adds from its onset on: its true size and shape
    """
    ratios = np.full(values.shape, -np.inf)
    onsets = shift(rise)
    for row in range(len(values)):
        known, log = weigh(values[row], variances[row], swing_sd[row], phi[row], onsets)
        ratios[row, known] = np.where(onsets[known] != 0, log, -np.inf).max(axis=1)
    return np.fmax.accumulate(ratios, axis=1)


def date(
    values: np.ndarray, variances: np.ndarray, swing_sd: np.ndarray, phi: np.ndarray, rise: np.ndarray
) -> np.ndarray:
    """Return the median onset (index) of each series when every month was as likely before; parameters of `watch`."""
    onsets = shift(rise)
    found = np.zeros(len(values), dtype=int)
    for row in range(len(values)):
        log = weigh(values[row], variances[row], swing_sd[row], phi[row], onsets)[1][-1]
        belief = np.cumsum(np.exp(log - log.max()))
        found[row] = (belief < belief[-1] / 2).sum()
    return found


def shift(rise: np.ndarray) -> np.ndarray:
    """Return the rise from every month on, shape (month, onset)."""
    month = np.arange(len(rise))
    return np.where(month[:, None] >= month, rise[np.maximum(month[:, None] - month, 0)], 0.0)


def weigh(
    values: np.ndarray, variances: np.ndarray, swing_sd: float, phi: float, onsets: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return which months have data, and the log likelihood ratio of each onset at each of them."""
    known = np.isfinite(values)
    month = np.flatnonzero(known)
    covariance = swing_sd**2 * phi ** np.abs(month[:, None] - month) + np.diag(variances[known])
    white = np.linalg.inv(np.linalg.cholesky(covariance))
    templates, value = white @ onsets[known], white @ values[known]
    return known, np.cumsum(templates * value[:, None] - templates**2 / 2, axis=0)
