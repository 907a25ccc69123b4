"""Clusters just inside a limit: found where planted, and no rounding, rhythm or tie makes one."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drift.measures.norms.heaping import Heap, join_heaps, weigh_heap
from drift.terms import ALARM_AT

LIMIT_H = 4.0
N_CALM = 8  # relations of 21 norms and years


def draw_calm(n: int, seed: int) -> np.ndarray:
    """Lognormal hours of which 84 % lie within four, to the minute."""
    rng = np.random.default_rng(seed)
    return np.round(LIMIT_H * np.exp(0.8 * (rng.standard_normal(n) - 1)) * 60) / 60


def plant(elapsed: np.ndarray, share: float, seed: int) -> np.ndarray:
    """Write a share of what ended at up to 1.5 times the limit down at a moment within 5 % inside it."""
    rng = np.random.default_rng(seed)
    moved = (elapsed > LIMIT_H) & (elapsed <= 1.5 * LIMIT_H) & (rng.random(len(elapsed)) < share)
    return np.where(moved, np.round(LIMIT_H * (1 - 0.05 * rng.random(len(elapsed))) * 60) / 60, elapsed)


def as_is(elapsed: np.ndarray, _: int) -> np.ndarray:
    return elapsed


def round_some(elapsed: np.ndarray, seed: int) -> np.ndarray:
    """Half is typed: on 5 and 15 minutes, half hours and hours."""
    step = np.random.default_rng(seed).choice([1, 5, 15, 30, 60], len(elapsed), p=[0.5, 0.15, 0.15, 0.1, 0.1]) / 60
    return np.round(elapsed / step) * step


def add_nights(elapsed: np.ndarray, seed: int) -> np.ndarray:
    """Opened between eight and five and worked on by day: the night is added to what is not done at five."""
    opened = np.random.default_rng(seed).uniform(0, 9, len(elapsed))
    return elapsed + 15 * np.floor((opened + elapsed) / 9)


def test_a_cluster_is_found_and_counted():
    calm = draw_calm(2_000, 1)
    heap = weigh_heap(plant(calm, 0.3, 2), LIMIT_H)
    quiet = weigh_heap(calm, LIMIT_H)
    assert heap.n == 2_000
    assert heap.e_value > 21 * ALARM_AT  # also beside twenty norms and years that show nothing
    assert quiet.e_value < 1
    between = (calm > 3.8) & (calm < 4) & (np.round(calm * 60) % 5 != 0)
    assert quiet.n_just_inside == between.sum()
    assert quiet.expected_just_inside == pytest.approx(quiet.n_just_inside, rel=0.25)


def test_more_planted_is_more_evidence():
    calm = draw_calm(1_500, 3)
    e_values = [weigh_heap(plant(calm, share, 4), LIMIT_H).e_value for share in (0, 0.2, 0.4, 0.6)]
    assert e_values == sorted(e_values)
    assert e_values[0] < 1
    assert e_values[3] > 1_000


def test_a_large_cluster_is_sure_and_finite():
    """Nor does it make the limits around it look as if they had clusters of their own."""
    e_value = weigh_heap(plant(draw_calm(20_000, 3), 0.5, 4), LIMIT_H).e_value
    assert 1e15 < e_value < 1e50


def test_a_norm_of_fifteen_minutes_has_a_window_beside_the_round_one():
    calm = draw_calm(2_000, 12) / 16
    minutes = np.round(calm * 60)
    late = (minutes > 15) & (minutes < 21) & (np.random.default_rng(13).random(2_000) < 0.7)
    heap, quiet = (weigh_heap(told / 60, 0.25) for told in (np.where(late, 14, minutes), minutes))
    assert heap.n_just_inside == quiet.n_just_inside + late.sum() == (minutes == 14).sum() + late.sum()
    assert heap.e_value > ALARM_AT
    assert quiet.e_value < 1


@pytest.mark.parametrize("write", [as_is, round_some, add_nights])
def test_calm_relations_are_not_called(write):
    joined = []
    for relation in range(N_CALM):
        seeds = range(100 * relation, 100 * relation + 21)
        joined.append(join_heaps(weigh_heap(write(draw_calm(600, seed), seed + 50), LIMIT_H) for seed in seeds))
    assert max(joined) < ALARM_AT
    assert np.mean(joined) < 1


@pytest.mark.parametrize("hours", [4.0, 3.75, 5.0, 12.0])
def test_what_is_typed_on_round_minutes_is_no_proof(hours):
    calm = draw_calm(1_000, 5)
    bare, typed = weigh_heap(calm, LIMIT_H), weigh_heap(np.append(calm, np.full(200, hours)), LIMIT_H)
    assert (typed.e_value, typed.n_just_inside) == (bare.e_value, bare.n_just_inside)
    assert typed.n == bare.n + 200


def test_a_tool_that_clusters_at_every_hour_proves_nothing():
    calm = draw_calm(1_000, 6)
    rng = np.random.default_rng(7)
    early = np.ceil(calm) - rng.integers(1, 4, len(calm)) / 60
    hourly = np.where(rng.random(len(calm)) < 0.4, early, calm)
    only_at_limit = np.where(np.ceil(calm) == LIMIT_H, hourly, calm)
    assert weigh_heap(only_at_limit, LIMIT_H).e_value > ALARM_AT
    assert weigh_heap(hourly, LIMIT_H).e_value <= 1


def test_a_step_at_the_limit_is_no_cluster():
    """What passes the limit has no hurry left: a fifth of it lies for a day, and nothing stands out within."""
    e_values = []
    for seed in range(20):
        calm = draw_calm(3_000, seed)
        lies = (calm > LIMIT_H) & (np.random.default_rng(seed + 50).random(len(calm)) < 0.2)
        e_values.append(weigh_heap(np.where(lies, calm + 24, calm), LIMIT_H).e_value)
    assert max(e_values) < ALARM_AT
    assert np.mean(e_values) < 1


@pytest.mark.parametrize(
    "elapsed",
    [
        pytest.param(draw_calm(99, 10), id="too few"),
        pytest.param(draw_calm(500, 10) / 20, id="all far within"),
        pytest.param(np.ceil(draw_calm(1_000, 10)), id="whole hours"),
        pytest.param(np.round(draw_calm(1_000, 10) * 4) / 4, id="quarters"),
        pytest.param(np.full(1_000, LIMIT_H), id="all at the limit"),
        pytest.param(np.full(1_000, np.nan), id="nothing known"),
    ],
)
def test_what_cannot_be_told_is_not_told(elapsed):
    assert weigh_heap(elapsed, LIMIT_H) is None


def test_whole_days_are_never_told():
    days = np.random.default_rng(11).geometric(0.2, 2_000).astype(float)
    assert weigh_heap(days, 5.0) is None
    assert weigh_heap(days, 5.0, minute=1 / 1440) is None


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000), times=st.sampled_from([1 / 24, 0.5, 3, 60, 3_600]))
def test_neither_order_nor_unit_matters(seed, times):
    elapsed = plant(draw_calm(400, seed), 0.3, seed)
    heap = weigh_heap(elapsed, LIMIT_H)
    assert weigh_heap(np.random.default_rng(seed).permutation(elapsed), LIMIT_H) == heap
    scaled = weigh_heap(elapsed * times, LIMIT_H * times, minute=times / 60)
    assert (scaled.n, scaled.n_just_inside) == (heap.n, heap.n_just_inside)
    assert scaled.e_value == pytest.approx(heap.e_value)


def test_a_relation_has_the_mean_of_what_could_be_told():
    heaps = [Heap(200, 9, 3.0, 28.0), None, Heap(200, 3, 3.0, 0.5), Heap(300, 3, 3.0, 1.5)]
    assert join_heaps(heaps) == 10.0
    assert join_heaps([None]) == join_heaps([]) == 1.0
