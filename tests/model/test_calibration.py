"""A small seeded version of benchmarks/calibrate.py: the bounds are the goals, widened by three standard errors."""

from dataclasses import replace

import numpy as np
import pytest

from drift.model.evidence.aftermath import weigh_aftermath
from drift.model.evidence.looks import weigh_looks
from drift.model.evidence.noise import default_noise
from drift.model.evidence.one_look import p_values
from drift.model.evidence.onsets import believe_onsets, date_onsets
from drift.model.pooling import pool_laws
from drift.samples.scenarios import SCENARIOS
from drift.samples.series import draw_series

pytestmark = pytest.mark.long

N, MONTHS, ONSET = 90, 60, 24


def weigh(name, phi=0.3, noise=None, n=N, seed=77, months=MONTHS, **law):
    drawn = draw_series(replace(SCENARIOS[name], phi=phi, **law), n, months, seed, ONSET)
    onset = np.tile(believe_onsets(months), (n, 1))
    return weigh_looks(-drawn.engagement, drawn.variance, onset, noise or default_noise())


def alarmed(looks):
    return np.nanmax(looks.e_values[:, 12:], axis=1) >= 10


@pytest.mark.parametrize(
    ("name", "phi"), [("plain", 0.0), ("plain", 0.6), ("outliers", 0.3), ("heavy_tails", 0.3), ("other_season", 0.3)]
)
def test_looked_at_every_month_few_relations_cry_wolf(name, phi):
    assert alarmed(weigh(name, phi)).mean() <= 0.10 + 3 * np.sqrt(0.1 * 0.9 / N)


def count_odd(looks, month):
    parts = [[getattr(part, name)[:, month - 1] for name in ("e_values", "autocorrelation", "swing")] for part in looks]
    return np.mean(p_values(*(np.concatenate(part) for part in zip(*parts, strict=True)), month) <= 0.05)


@pytest.mark.parametrize("size", [None, 0.03, 0.15])
def test_one_look_in_twenty_is_odd_at_five_percent_whatever_the_size_of_the_swings(size):
    sizes = {} if size is None else {"sigma": (size, size)}
    looks = [weigh("plain", phi, n=60, seed=5 + i, **sizes) for i, phi in enumerate((0.0, 0.3, 0.6))]
    for month in (24, 36, 60):
        assert abs(count_odd(looks, month) - 0.05) <= 0.02 + 3 * np.sqrt(0.05 * 0.95 / 180)


@pytest.mark.parametrize(("name", "within"), [("slide_3", 13), ("step_40", 3)])
def test_a_fall_is_told_in_time(name, within):
    looks = weigh(name, n=40)
    first = (np.nan_to_num(looks.e_values) >= 10).argmax(axis=1)
    assert alarmed(looks).all()
    assert np.median(first[first >= ONSET]) - ONSET <= within


@pytest.mark.parametrize(("name", "error"), [("slide_2", 3), ("step_40", 0)])
def test_an_onset_is_dated_and_its_interval_holds_it(name, error):
    drawn = draw_series(replace(SCENARIOS[name], phi=0.3), 30, 48, 77, ONSET)
    found, (low, high) = date_all(drawn)
    assert np.median(np.abs(found - ONSET)) <= error
    assert ((low <= ONSET) & (high >= ONSET)).mean() >= 0.90 - 3 * np.sqrt(0.9 * 0.1 / 30)


@pytest.mark.parametrize("repaired", [0.0, 0.5])
def test_a_plateau_and_a_repair_leave_the_onset_alone(repaired):
    begun = np.arange(66) - ONSET + 1
    drawn = draw_series(SCENARIOS["plain"], 16, 66, 7, ONSET)
    fall = np.clip(begun / 12, 0, 1) - repaired * np.clip((begun - 24) / 12, 0, 1)
    found, (low, high) = date_all(replace(drawn, engagement=drawn.engagement - fall))
    assert np.median(np.abs(found - ONSET)) <= 1
    assert ((low <= ONSET) & (high >= ONSET)).sum() >= 12


def date_all(drawn):
    """Return onset and interval of the series that alarm."""
    rises, (n, months) = -drawn.engagement, drawn.engagement.shape
    belief, noise = believe_onsets(months), default_noise()
    hit = np.nan_to_num(weigh_looks(rises, drawn.variance, np.tile(belief, (n, 1)), noise).e_values) >= 10
    dated = [
        weigh_aftermath(rises[row], drawn.variance[row], int(hit[row].argmax()), belief, noise).log_onset
        for row in np.flatnonzero(hit.any(axis=1))
    ]
    onset, low, high, _ = date_onsets(np.array(dated))
    return onset, (low, high)


def test_neighbours_make_a_fall_told_sooner():
    neighbours = pool_laws(weigh("plain", phi=0.0, n=50, seed=1).law)
    alone, pooled = (weigh("slide_2", phi=0.0, noise=noise, n=40) for noise in (None, neighbours))
    assert np.mean(np.log(pooled.e_values[:, 36])) > np.mean(np.log(alone.e_values[:, 36])) + 0.3
