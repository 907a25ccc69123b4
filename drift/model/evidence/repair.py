"""Has a series that rose come down again: the mirror image, from the alarm on."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from drift.model.evidence.looks import Granted, weigh_looks
from drift.model.evidence.noise import Array, NoisePrior
from drift.model.evidence.onsets import believe_onsets

STEP_SD = 1.0  # of the rise that is there anyhow, natural log: any size will do
SLIDE_SD = 0.1  # the same a month


def weigh_repair(values: Array, variances: Array, alarm: int, dated: NDArray[np.int64], noise: NoisePrior) -> Array:
    """Return the e-values of a fall that begins after the alarm; NaN until the month after it.

    The rise itself is taken for granted, as the look of the alarm dated it, with a size left open; it goes on until
    the alarm at most. What is weighed is whether the months after it lie lower than that.

    Parameters
    ----------
    values, variances : shape (n_months,)
    alarm : month (index)
    dated : shape (2,), shape (0 step, 1 slide) and onset of the rise
    """
    n_months = len(values)
    shape, month = dated
    begun = np.clip(np.arange(n_months) - month + 1, 0, alarm - month + 1)
    rise = STEP_SD * (begun > 0) if shape == 0 else SLIDE_SD * begun
    after = np.concatenate([np.zeros(alarm + 1), believe_onsets(n_months - alarm - 1)])
    granted = Granted(rise[None], np.array([alarm + 1]))
    looks = weigh_looks(-values[None], variances[None], after[None], noise, granted)
    return np.asarray(looks.e_values[0])
