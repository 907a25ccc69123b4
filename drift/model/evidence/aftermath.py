"""What became of a rise: when it began, in what shape, and whether the series has come down again since the alarm.

Rises of every onset and length, each followed by nothing or by a fall of every onset and length, are weighed together.
So a fall that has begun leaves the date of the rise alone, and a rise that has come to a rest is no noise to the fall.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import log_ndtr, ndtr

from drift.model.evidence.looks import LARGEST_Z, MIN_MONTHS, SLIDE_SIZES, STEP_SIZES
from drift.model.evidence.noise import Array, NoisePrior, Places
from drift.model.evidence.onsets import believe_onsets
from drift.model.evidence.ramps import STEP, UNENDING, Products, Ramps, list_ramps

# Months until a rise is whole, with the belief in it: half at once and half over time, as the looks have it. Those that
# end lie close together, so that a plateau between two of them is hardly any misfit.
ENDING = (2, 3, 4, 6, 8, 10, 12, 15, 18, 21, 24, 30, 36, 42, 48, 60)
LENGTHS = {STEP: 0.5, UNENDING: 0.3} | dict.fromkeys(ENDING, 0.2 / len(ENDING))
SIZES, SLOPES = (*STEP_SIZES, 1.0), (*SLIDE_SIZES, 0.08)  # of rises: also far larger ones are dated; not of falls
FALL_LENGTHS = (STEP, UNENDING)  # as the looks have it: a short ramp would be told by one odd month
OPEN_SD = 1.0  # of a rise whose size is left open, natural log: any size will do
NEGLIGIBLE = 8.0  # logs below the likeliest: what is further off adds less than a thousandth, and is left out
RULED_OUT = 40.0  # the same of a law: no later month brings it back


@dataclass(frozen=True)
class Aftermath:
    """What all months say about a rise that was alarmed about.

    e_values : shape (n_months,), of a fall that begins after the alarm; NaN until the month after it
    log_onset : shape (2, n_months), log of belief in (step, slide) x onset, not normalised
    """

    e_values: Array
    log_onset: Array


def weigh_aftermath(values: Array, variances: Array, alarm: int, onset: Array, noise: NoisePrior) -> Aftermath:
    """Weigh at every month after the alarm whether a fall has begun, and at the last one when the rise did.

    Parameters
    ----------
    values, variances : shape (n_months,)
    alarm : month (index); the rise began in it or before it, a fall after it
    onset : shape (n_months,), belief before the data that a rise begins in that month
    noise : laws of noise with the belief in each
    """
    n_months = len(values)
    rises = list_ramps(np.arange(alarm + 1), tuple(LENGTHS), n_months, SIZES, SLOPES)
    before = np.tile(np.log(list(LENGTHS.values())), alarm + 1) + np.log(onset[rises.month])
    chance = np.concatenate([np.zeros(alarm + 1), believe_onsets(n_months - alarm - 1)])
    e_values = np.full(n_months, np.nan)
    products = Products(values, variances, noise)
    kept = np.zeros((len(noise.phi), len(before)), dtype=bool)
    for t in range(n_months):
        products.advance()
        if t < alarm:
            continue
        enough = np.flatnonzero(np.cumsum(products.present[0, t::-1])[::-1] >= MIN_MONTHS)
        falls = list_ramps(enough[enough > alarm], FALL_LENGTHS, n_months, STEP_SIZES, SLIDE_SIZES)
        law, left = products.take_out_level()
        pair = law[:, None] + np.where(np.isin(rises.month, enough), before, -np.inf)
        pair += _weigh_rises(left, rises, pair, kept)
        kept |= pair > pair.max() - NEGLIGIBLE
        place = np.nonzero(kept)
        after = pair[place] + _weigh_falls(left, rises, place, falls, chance)
        if t > alarm:
            e_values[t] = np.exp(_log_sum(after) - _log_sum(pair[place]))
        kept[place] = after > after.max() - NEGLIGIBLE
        ruled_out = ~kept.any(axis=1) & (pair.max(axis=1) < pair.max() - RULED_OUT)
        products.drop(ruled_out)
        kept = kept[~ruled_out]
    return Aftermath(e_values, _sum_onsets(after, rises, place[1], n_months))


def _weigh_rises(left: Array, rises: Ramps, log: Array, kept: NDArray[np.bool_]) -> Array:
    """Log of how much likelier the months are with each rise than without; shape (law, rise).

    A rise that cannot come near the likeliest, given the belief `log` in law and rise before, is put at -inf unless it
    is `kept`: most are far from the data.
    """
    value = left[:, :, 0]
    value = rises.scale * (np.take(value, rises.start, axis=1) - np.take(value, rises.end, axis=1))
    itself = _square(left, rises)
    best = log + np.maximum(value, 0.0) ** 2 / (itself + rises.sizes[:, -1] ** -2.0) / 2  # of the largest size
    near = np.nonzero(kept | (best > best.max() - 3 * NEGLIGIBLE))
    sizes = rises.sizes.T[:, near[1]]  # sizes first: sums over a first axis run along the cells, not within each
    spread = np.sqrt(1 + sizes**2 * itself[near])
    z = value[near] * sizes / spread
    each = log_ndtr(z) + z * z / 2 - np.log(spread / 2)
    top = each.max(axis=0)
    ratio = np.full(log.shape, -np.inf)
    ratio[near] = top + np.log(np.exp(each - top).mean(axis=0))
    return ratio


def _log_sum(log: Array) -> float:
    top = float(log.max())
    return top + float(np.log(np.exp(log - top).sum()))


def _square(left: Array, ramps: Ramps) -> Array:
    n = left.shape[1]
    flat = left.reshape(len(left), n * n)  # one axis to pick from: twice as quick as two
    both, starts, ends = (np.take(flat, place, axis=1) for place in _squares(ramps, n))
    return np.maximum(ramps.scale**2 * (starts - 2 * both + ends), 0.0)


def _squares(ramps: Ramps, n: int) -> tuple[Places, Places, Places]:
    """Return the places, in products laid out in a row, of start times end, start squared, end squared."""
    return ramps.start * n + ramps.end, ramps.start * (n + 1), ramps.end * (n + 1)


def _weigh_falls(left: Array, rises: Ramps, place: tuple[Places, ...], falls: Ramps, chance: Array) -> Array:
    """Log of how much likelier the months are when a fall may follow each (law, rise) of `place`."""
    gained = np.zeros(len(place[0]))
    whole = np.where(rises.length == UNENDING, left.shape[1], rises.month + rises.length)[place[1]]
    may = whole <= falls.month.max(initial=-1)
    if may.any():
        law, rise = place[0][may], place[1][may]
        mass = chance[falls.month] / len(FALL_LENGTHS) * (falls.month >= whole[may, None])
        gained[may] = np.log((_compare_falls(left, rises, law, rise, falls) * mass).sum(axis=1) + 1 - mass.sum(axis=1))
    return gained


def _compare_falls(left: Array, rises: Ramps, law: Places, rise: Places, falls: Ramps) -> Array:
    """How much likelier the months are with each fall after each rise of open size; (law and rise, fall)."""
    start, end = rises.start[rise], rises.end[rise]
    rows = rises.scale[rise, None] * (left[law, start] - left[law, end])  # of each rise with the value and all slides
    crossed = falls.scale * (rows[:, falls.start] - rows[:, falls.end])
    each = np.arange(len(law))
    open_ = (rises.scale[rise] * (rows[each, start] - rows[each, end]) + OPEN_SD**-2.0)[:, None]
    value = falls.scale * (left[:, falls.start, 0] - left[:, falls.end, 0])
    value = crossed * rows[:, :1] / open_ - value[law]  # a fall is minus a ramp
    itself = np.maximum(_square(left, falls)[law] - crossed**2 / open_, 0.0)
    ratio = np.zeros(value.shape)
    for size in falls.sizes.T:
        spread = np.sqrt(1 + size**2 * itself)
        z = np.clip(value * size / spread, -LARGEST_Z, LARGEST_Z)
        ratio += 2 * np.exp(z * z / 2) * ndtr(z) / spread
    return np.asarray(ratio / falls.sizes.shape[1])


def _sum_onsets(log: Array, rises: Ramps, rise: Places, n_months: int) -> Array:
    belief = np.zeros((2, n_months))
    shape = (rises.length[rise] != STEP).astype(int)
    np.add.at(belief, (shape, rises.month[rise]), np.exp(log - log.max()))
    with np.errstate(divide="ignore"):
        return np.asarray(np.log(belief))
