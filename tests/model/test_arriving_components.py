"""A log from 2020, base 2022: the same hands come in 2021, and the others fall from 2021-11 on while the hands hold."""

import numpy as np
import pandas as pd
import pytest

from drift.measures.index import fit_index
from drift.model.evidence.looks import weigh_looks
from drift.model.evidence.noise import default_noise
from drift.model.evidence.onsets import believe_onsets

N, MONTHS = 40, pd.period_range("2020-01", periods=48, freq="M")
ONSET, NOISE_SD = 22, 0.05
WEIGHTS = dict.fromkeys(("contact", "floor", "hands"), 1 / 3)


def draw(fall):
    """Return logs (relation, month, component): each with swings of its own, and a fall over a year."""
    rng = np.random.default_rng(21)
    unit = rng.standard_normal((N, len(MONTHS), 3))
    swings = unit.copy()
    for t in range(1, len(MONTHS)):
        swings[:, t] = 0.3 * swings[:, t - 1] + np.sqrt(1 - 0.3**2) * unit[:, t]
    whole = np.clip((np.arange(len(MONTHS)) - ONSET + 1) / 12, 0, 1)
    logs = 0.05 * swings + rng.normal(0, NOISE_SD, swings.shape) - whole[:, None] * np.array(fall)
    logs[:, :12, 2] = np.nan
    return logs


def alarm(logs):
    """Return the month of each alarm, after the first by index, 99 where there is none; and the mean course."""
    frames = [pd.DataFrame(one, index=MONTHS, columns=list(WEIGHTS)) for one in logs]
    fitted = [fit_index(frame, frame * 0 + NOISE_SD**2, WEIGHTS, MONTHS[24:36]).values for frame in frames]
    index = np.array(fitted)
    variance = np.tile(NOISE_SD**2 / np.r_[np.full(12, 2.0), np.full(36, 3.0)], (N, 1))
    looks = weigh_looks(-index, variance, np.tile(believe_onsets(len(MONTHS)), (N, 1)), default_noise())
    hit = np.nan_to_num(looks.e_values) >= 10
    return np.where(hit.any(axis=1), hit.argmax(axis=1), 99), index.mean(axis=0)


@pytest.mark.parametrize("fall", [(0.6, 0.6, 0.1), (0.1, 0.1, 0.6)])
def test_a_component_that_came_before_components_moved_apart_neither_hastens_nor_delays_the_alarm(fall):
    found, course = alarm(draw(fall))
    assert (found >= ONSET).all()  # by the levels of the base three in ten alarmed before a fall of the others alone
    assert np.median(found) - ONSET <= 8  # by those a fall of the hands took 16 months
    assert course[12:18].mean() - course[6:12].mean() == pytest.approx(0, abs=0.02)  # by those a step of .11
