"""A monthly series and its sampling variances -> arrays without holes; what cannot be weighed is refused."""

from __future__ import annotations

import numpy as np
import pandas as pd

from drift.errors import SeriesError, SeriesTypeError
from drift.model.evidence.noise import Array
from drift.terms import DECIMALS


def read_series(log_series: pd.Series, sampling_variance: pd.Series | float) -> tuple[pd.PeriodIndex, Array, Array]:
    """Return every month from the first to the last, its value (NaN where nothing can be weighed) and variance."""
    given = _read_months(log_series)
    months = pd.period_range(given.min(), given.max(), freq="M") if len(given) else given
    return months, *_read_values(log_series, sampling_variance, given, months)


def _read_months(log_series: pd.Series) -> pd.PeriodIndex:
    if not isinstance(log_series, pd.Series):
        raise SeriesTypeError("error.series_type", found=type(log_series).__name__)
    index = log_series.index
    if not isinstance(index, pd.PeriodIndex) or not str(index.freqstr).startswith("M"):
        raise SeriesTypeError("error.series_index", found=str(index.dtype))
    if index.has_duplicates or index.hasnans:
        raise SeriesError("error.series_twice", month=str(index[index.duplicated() | index.isna()][0]))
    return index


def _read_values(
    log_series: pd.Series, sampling_variance: pd.Series | float, given: pd.PeriodIndex, months: pd.PeriodIndex
) -> tuple[Array, Array]:
    """Values and variances of every month from the first to the last; NaN where nothing can be weighed."""
    if isinstance(sampling_variance, pd.Series):
        variance = sampling_variance
        if not variance.index.sort_values().equals(given.sort_values()):
            raise SeriesError("error.series_months", n=len(given), found=len(variance))
    elif np.ndim(sampling_variance) == 0:
        variance = pd.Series(sampling_variance, index=given)
    else:
        raise SeriesTypeError("error.variance_type", found=type(sampling_variance).__name__)
    values, variances = (_read_numbers(part).reindex(months).to_numpy(copy=True) for part in (log_series, variance))
    if np.isinf(values).any():
        raise SeriesError("error.series_infinite", month=str(months[np.isinf(values)][0]))
    if (variances < 0).any():
        raise SeriesError("error.variance_negative", month=str(months[variances < 0][0]))
    values[~np.isfinite(variances)] = np.nan
    if np.isfinite(values).any():
        values -= values[np.isfinite(values)][0]  # the level says nothing: adding to it must change no digit
    return np.round(values, DECIMALS), np.where(np.isfinite(variances), variances, 0.0)


def _read_numbers(part: pd.Series) -> pd.Series:
    if not pd.api.types.is_numeric_dtype(part) and part.dtype != object:
        raise SeriesTypeError("error.series_numbers", found=str(part.dtype))
    try:
        return part.astype("Float64").astype("float64") if part.dtype == object else part.astype("float64")
    except (TypeError, ValueError) as fault:
        raise SeriesTypeError("error.series_numbers", found=str(part.dtype)) from fault
