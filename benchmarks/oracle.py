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
    n_months = values.shape[1]
    month = np.arange(n_months)
    onsets = np.where(month[:, None] >= month, rise[np.maximum(month[:, None] - month, 0)], 0.0)  # (month, onset)
    ratios = np.full(values.shape, -np.inf)
    for row in range(len(values)):
        known = np.isfinite(values[row])
        lag = np.abs(month[known][:, None] - month[known])
        covariance = swing_sd[row] ** 2 * phi[row] ** lag + np.diag(variances[row, known])
        white = np.linalg.inv(np.linalg.cholesky(covariance))
        templates, value = white @ onsets[known], white @ values[row, known]
        log = np.cumsum(templates * value[:, None] - templates**2 / 2, axis=0)
        ratios[row, known] = np.where(onsets[known] != 0, log, -np.inf).max(axis=1)
    return np.fmax.accumulate(ratios, axis=1)
