"""Every monthly look at many series at once: how much likelier the months so far are with a rise than without."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from drift.model.evidence.half_normal import add_ratios
from drift.model.evidence.innovations import Innovations
from drift.model.evidence.noise import Array, NoisePrior
from drift.terms import ALARM_AT

FIRST_LOOK = 13  # month; twelve months, one of each season, come first
MIN_MONTHS = 3  # with data from the onset on, the onset's own included: an odd month or two are no onset
STEP_SIZES = (0.12, 0.30)  # sd of a half-normal, natural log: a rise of about an eighth, of a third (STATISTICS 9)
SLIDE_SIZES = (0.01, 0.025)  # the same a month
NEGLIGIBLE = 10.0  # logs below the likeliest law: all laws further off add less than a thousandth, and are left out
# With a rise allowed for, swings that linger pass for one and seem calmer than they are; without, a slide passes for
# swings. With two parts of the first to one of the second, one look is about as odd at every autocorrelation.
RISE_SHARE = 2 / 3
TINY = float(np.finfo(float).tiny)
CELLS_AT_ONCE = 40_000  # of laws x months: what the arrays of a chunk need stays in the processor's cache


@dataclass(frozen=True)
class Looks:
    """What every look at every series showed.

    e_values : shape (n_series, n_months), NaN before the first look
    autocorrelation : shape (n_series, n_months), lag 1, of the swings: mean under the belief of that look, RISE_SHARE
        of it with a rise allowed for and the rest without
    swing : shape (n_series, n_months), natural log of the standard deviation of the swings: the same mean
    law : shape (n_series, n_laws), belief in each law of noise at the last look
    dated : shape (n_series, 2), likeliest shape (0 step, 1 slide) and onset when an alarm was first reached; -1 = never
    """

    e_values: Array
    autocorrelation: Array
    swing: Array
    law: Array
    dated: NDArray[np.int64]


@dataclass(frozen=True)
class Granted:
    """A rise that is there anyhow, and from when on another one is looked for.

    rise : shape (n_series, n_months), of unknown size (standard normal)
    first : shape (n_series,), first month (index) that is looked at; the thirteenth with data behind it otherwise
    """

    rise: Array
    first: Array | None = None


def weigh_looks(
    values: Array, variances: Array, onset: Array, noise: NoisePrior, granted: Granted | None = None
) -> Looks:
    """Weigh at every month whether the series have risen.

    Parameters
    ----------
    values : shape (n_series, n_months), natural log, NaN = no data
    variances : shape (n_series, n_months), sampling variance of the values, 0 allowed, read where there is a value
    onset : shape (n_series, n_months), belief before the data that a rise begins in that month; sums to at most 1, the
        rest believes in no rise within these months
    noise : laws of noise with the belief in each

    Returns
    -------
    Looks
    """
    n_series, n_months = values.shape
    present = np.isfinite(values)
    rise, first = (granted.rise, granted.first) if granted else (None, None)
    first = np.argmax(present, axis=1) + FIRST_LOOK - 1 if first is None else first
    first = np.where(present.any(axis=1), first, n_months)  # a series without data is never looked at
    rows = max(1, CELLS_AT_ONCE // (len(noise.phi) * max(n_months, 1)))
    parts = []
    for start in range(0, max(n_series, 1), rows):
        part = slice(start, start + rows)
        innovations = Innovations(values[part], variances[part], noise, None if rise is None else rise[part])
        parts.append(_weigh(innovations, onset[part], first[part]))
    return Looks(*(np.concatenate([getattr(p, name) for p in parts]) for name in Looks.__dataclass_fields__))


def _weigh(innovations: Innovations, onset: Array, first: Array) -> Looks:
    shape = (innovations.n_series, innovations.n_months)
    e_values, autocorrelation, swing = (np.full(shape, np.nan) for _ in range(3))
    log_sigma = np.log(innovations.noise.sigma)
    law = np.tile(innovations.noise.belief, (shape[0], 1))
    dated = np.full((shape[0], 2), -1)
    for t in range(shape[1]):
        innovations.advance()
        looked = t >= first
        if not looked.any():
            continue
        log_weight, value, self_ = _project(innovations)
        mass = _allowed(innovations.present[:, : t + 1]) * onset[:, : t + 1]
        by_law = np.exp(log_weight) * (_ratio(log_weight, value, self_, mass) + 1 - mass.sum(axis=1)[:, None])
        e_values[looked, t] = by_law.sum(axis=1)[looked]
        law = np.where(looked[:, None], by_law / by_law.sum(axis=1, keepdims=True), law)
        believed = RISE_SHARE * law + (1 - RISE_SHARE) * np.exp(log_weight)
        autocorrelation[looked, t] = (believed * innovations.noise.phi).sum(axis=1)[looked]
        swing[looked, t] = (believed * log_sigma).sum(axis=1)[looked]
        alarmed = (dated[:, 0] < 0) & looked & (by_law.sum(axis=1) >= ALARM_AT)
        if alarmed.any():
            log_onset = _log_onset(*(part[alarmed] for part in (log_weight, value, self_, mass)))
            dated[alarmed] = np.stack(np.divmod(log_onset.reshape(len(log_onset), -1).argmax(axis=1), t + 1), axis=1)
    return Looks(e_values, autocorrelation, swing, law, dated)


def _allowed(present: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return the onsets with enough months of data behind them, shape (n_series, onset)."""
    since = np.cumsum(present[:, ::-1], axis=1)[:, ::-1]
    return np.asarray(since >= MIN_MONTHS)


def _project(innovations: Innovations) -> tuple[Array, Array, Array]:
    """Log belief in each law without a rise (series, law); products of each rise with value and itself.

    The products have shape (series, law, shape, onset); the unknown mean is taken out.
    """
    now = innovations.month + 1
    mean_self = np.maximum(innovations.of_self[:, :, 0, 0], TINY)
    mean_value = innovations.of_value[:, :, 0, 0]
    of_mean = innovations.of_mean[..., :now]
    value = innovations.of_value[..., :now] - of_mean * (mean_value / mean_self)[..., None, None]
    self_ = np.maximum(innovations.of_self[..., :now] - of_mean**2 / mean_self[..., None, None], 0.0)
    log = -0.5 * (innovations.log_det + np.log(mean_self) + innovations.square - mean_value**2 / mean_self)
    log += np.log(np.maximum(innovations.noise.belief, TINY))
    log -= log.max(axis=1, keepdims=True)
    return log - np.log(np.exp(log).sum(axis=1, keepdims=True)), value, self_


def _ratio(log_weight: Array, value: Array, self_: Array, mass: Array) -> Array:
    """How much likelier the months are with a rise than without, summed over onsets; shape (series, law).

    A law whose part cannot come near that of the likeliest is left at 1: most laws are far from the data.
    """
    best = np.maximum(value, 0.0) ** 2 / np.maximum(self_, TINY)  # twice the log of the largest ratio of any size
    near = log_weight + best.max(axis=(2, 3)) / 2 > log_weight.max(axis=1, keepdims=True) - NEGLIGIBLE
    end = 1 + np.flatnonzero(mass.any(axis=0)).max(initial=-1)  # no onset later is believed in
    ratios = np.zeros((int(near.sum()), end))
    for shape, sizes in enumerate((STEP_SIZES, SLIDE_SIZES)):
        add_ratios(ratios, value[:, :, shape, :end][near], self_[:, :, shape, :end][near], sizes)
    ratios *= mass[np.nonzero(near)[0], :end]
    ratio = np.broadcast_to(mass.sum(axis=1)[:, None], log_weight.shape).copy()
    ratio[near] = ratios.sum(axis=1) / (2 * len(STEP_SIZES))  # half a shape
    return ratio


def _standardise(value: Array, self_: Array) -> tuple[Array, Array]:
    """Return z and spread of a rise of half-normal size; shape (..., shape, size, onset)."""
    sizes = np.array([STEP_SIZES, SLIDE_SIZES])[:, :, None]
    spread = np.sqrt(1 + sizes**2 * self_[..., None, :])
    return value[..., None, :] * sizes / spread, spread


def _log_onset(log_weight: Array, value: Array, self_: Array, mass: Array) -> Array:
    """Log belief in each shape and onset, laws and sizes summed; shape (series, shape, onset)."""
    from scipy.special import log_ndtr

    z, spread = _standardise(value, self_)
    log = log_ndtr(z) + np.square(z) / 2 - np.log(spread) + log_weight[..., None, None, None]
    top = log.max(axis=(1, 3), keepdims=True)
    log = (np.log(np.exp(log - top).sum(axis=(1, 3), keepdims=True)) + top)[:, 0, :, 0]
    with np.errstate(divide="ignore"):
        return np.asarray(log + np.log(mass)[:, None])
