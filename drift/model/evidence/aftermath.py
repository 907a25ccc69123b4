"""What became of a rise: when it began, in what shape, and whether the series has come down again since the alarm.

Rises of every onset and length, each followed by nothing or by a fall of every onset and length, are weighed together.
So a fall that has begun leaves the date of the rise alone, and a rise that has come to a rest is no noise to the fall.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from drift.model.evidence.half_normal import LARGEST_Z, add_ratios
from drift.model.evidence.looks import MIN_MONTHS, SLIDE_SIZES, STEP_SIZES
from drift.model.evidence.noise import Array, NoisePrior, Places
from drift.model.evidence.onsets import believe_onsets
from drift.model.evidence.ramps import STEP, UNENDING, Products, Ramps, list_ramps

# Months until a rise is whole, with the belief in it: half at once and half over time, as the looks have it. Those that
# end lie close together, so that a plateau between two of them is hardly any misfit.
ENDING = (2, 3, 4, 6, 8, 10, 12, 15, 18, 21, 24, 30, 36, 42, 48, 60)
LENGTHS = {STEP: 0.5, UNENDING: 0.3} | dict.fromkeys(ENDING, 0.2 / len(ENDING))
SIZES, SLOPES = (*STEP_SIZES, 1.0), (*SLIDE_SIZES, 0.08)  # of rises: also far larger ones are dated; not of falls
SHAPE_SIZES = (STEP_SIZES, SLIDE_SIZES)  # of falls, as the looks have it: a short ramp would be told by one odd month
OPEN_SD = 1.0  # of a rise whose size is left open, natural log: any size will do
NEGLIGIBLE = 8.0  # logs below the likeliest: what is further off adds less than a thousandth, and is left out
RULED_OUT = 3 * NEGLIGIBLE  # the same of a law: no later month brings it back
CELLS_AT_ONCE = 32_000  # of (law and rise) x fall: what the arrays of a part need stays in the processor's cache


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
        law, left = products.take_out_level()
        log = law[:, None] + np.where(np.isin(rises.month, enough), before, -np.inf)
        pair, possible = _weigh_rises(left, rises, log, kept)
        kept |= pair > pair.max() - NEGLIGIBLE
        place = np.nonzero(kept)
        after = pair[place] + _weigh_falls(left, rises, place, enough[enough > alarm], chance)
        if t > alarm:
            e_values[t] = np.exp(_log_sum(after) - _log_sum(pair[place]))
        kept[place] = after > after.max() - NEGLIGIBLE
        followed = kept.any(axis=1) | possible
        products.follow(followed)
        kept = kept[followed]
    return Aftermath(e_values, _sum_onsets(after, rises, place[1], n_months))


def _weigh_rises(left: Array, rises: Ramps, log: Array, kept: NDArray[np.bool_]) -> tuple[Array, NDArray[np.bool_]]:
    """Log belief in each (law, rise) after the months, given that before them; and which laws are not ruled out.

    A rise that cannot come near the likeliest is put at -inf unless it is `kept`: most are far from the data.
    """
    value = left[:, :, 0]
    value = rises.scale * (np.take(value, rises.start, axis=1) - np.take(value, rises.end, axis=1))
    itself = _square(left, rises)
    best = log + np.maximum(value, 0.0) ** 2 / (itself + rises.sizes[:, -1] ** -2.0) / 2  # of the largest size
    likeliest = np.array([best.argmax()])
    found = log.ravel()[likeliest] + _log_ratio(likeliest, value, itself, rises.sizes)
    near = np.flatnonzero(kept | (best > found - NEGLIGIBLE - np.log(2)))  # a ratio is at most twice its exponential
    pair = np.full(log.size, -np.inf)
    for part in np.split(near, range(CELLS_AT_ONCE, len(near), CELLS_AT_ONCE)):
        pair[part] = log.ravel()[part] + _log_ratio(part, value, itself, rises.sizes)
    return pair.reshape(log.shape), best.max(axis=1) > best.max() - RULED_OUT


def _log_ratio(place: Places, value: Array, itself: Array, sizes: Array) -> Array:
    """Log of how much likelier the months are with the rises at `place` (of value laid out in a row) than without."""
    from scipy.special import log_ndtr

    each = sizes.T[:, place % len(sizes)]
    value, itself = value.ravel()[place], itself.ravel()[place]
    ratio = np.zeros(len(place))
    add_ratios(ratio, value, itself, each)
    log = np.log(ratio / len(each))
    far = np.abs(value * each[-1]) > LARGEST_Z * np.sqrt(1 + each[-1] ** 2 * itself)
    if far.any():
        spread = np.sqrt(1 + each[:, far] ** 2 * itself[far])
        z = value[far] * each[:, far] / spread
        odd = log_ndtr(z) + z**2 / 2 - np.log(spread / 2)
        top = odd.max(axis=0)
        log[far] = top + np.log(np.exp(odd - top).mean(axis=0))
    return log


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


def _weigh_falls(left: Array, rises: Ramps, place: tuple[Places, ...], falls: Places, chance: Array) -> Array:
    """Log of how much likelier the months are when a fall may follow each (law, rise) of `place`.

    A fall begins in one of the months `falls`, which follow each other, once the rise is whole.
    """
    gained = np.zeros(len(place[0]))
    if not len(falls):
        return gained
    whole = np.where(rises.length == UNENDING, left.shape[1], rises.month + rises.length)[place[1]]
    order = np.argsort(whole, kind="stable")  # those that are whole late share the months that they leave out
    order = order[: np.searchsorted(whole[order], falls[-1], side="right")]
    rows = max(1, CELLS_AT_ONCE // len(falls))
    for part in np.split(order, range(rows, len(order), rows)):
        law, rise = place[0][part], place[1][part]
        months = falls[falls >= whole[part].min(initial=falls[-1])]
        mass = chance[months] / len(SHAPE_SIZES) * (months >= whole[part, None])
        ratio = _compare_falls(left, rises, (law, rise), months)
        gained[part] = np.log((ratio * mass).sum(axis=1) + 1 - len(SHAPE_SIZES) * mass.sum(axis=1))
    return gained


def _compare_falls(left: Array, rises: Ramps, place: tuple[Places, Places], months: Places) -> Array:
    """How much likelier the months are with a fall, a step and a slide added up, after each rise; (law and rise, fall).

    The rises are of open size. A slide that begins in `months` is a slide of `left`, a step one less the next.
    """
    (law, rise), n = place, left.shape[1]
    slides = slice(months[0] + 1, months[-1] + 3)
    start, end, scale = rises.start[rise], rises.end[rise], rises.scale[rise, None]
    flat = left.reshape(len(left) * n, n)
    crossed = scale * (flat[law * n + start, slides] - flat[law * n + end, slides])
    value = scale * (left[law, start, :1] - left[law, end, :1])
    open_ = scale * scale * (left[law, start, start] - 2 * left[law, start, end] + left[law, end, end])[:, None]
    open_ += OPEN_SD**-2.0
    alone, itself = left[:, slides, 0], np.diagonal(left, axis1=1, axis2=2)[:, slides]
    beside = np.diagonal(left, offset=1, axis1=1, axis2=2)[:, slides.start : slides.stop - 1]
    of_steps = np.maximum(itself[:, :-1] - 2 * beside + itself[:, 1:], 0.0)
    steps = (crossed[:, :-1] - crossed[:, 1:], alone[:, :-1] - alone[:, 1:], of_steps)
    by_shape = (steps, (crossed[:, :-1], alone[:, :-1], itself[:, :-1]))
    ratio = np.zeros((len(law), len(months)))
    for (both, fall, square), sizes in zip(by_shape, SHAPE_SIZES, strict=True):
        add_ratios(ratio, both * value / open_ - fall[law], np.maximum(square[law] - both**2 / open_, 0.0), sizes)
    ratio /= len(STEP_SIZES)
    return ratio


def _sum_onsets(log: Array, rises: Ramps, rise: Places, n_months: int) -> Array:
    belief = np.zeros((2, n_months))
    shape = (rises.length[rise] != STEP).astype(int)
    np.add.at(belief, (shape, rises.month[rise]), np.exp(log - log.max()))
    with np.errstate(divide="ignore"):
        return np.asarray(np.log(belief))
