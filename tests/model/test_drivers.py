import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drift.measures.index import fit_index
from drift.model.drivers import find_drivers, split_index

MONTHS = pd.period_range("2020-01", periods=36, freq="M")
BASE = MONTHS[:12]
WEIGHTS = {"a": 0.5, "b": 0.25, "c": 0.25}


def random_logs(seed, *, gaps=0.0):
    rng = np.random.default_rng(seed)
    logs = pd.DataFrame(rng.normal(0, 0.3, (36, 3)), index=MONTHS, columns=["a", "b", "c"])
    return logs.mask(rng.random(logs.shape) < gaps)


@given(st.integers(0, 1000), st.sampled_from([0.0, 0.2]))
def test_what_measures_add_to_an_index_adds_up_to_it(seed, gaps):
    logs = random_logs(seed, gaps=gaps)
    parts = split_index(logs, WEIGHTS, BASE)
    index = fit_index(logs, logs * 0, WEIGHTS, BASE).values
    np.testing.assert_allclose(parts.sum(axis=1).where(index.notna()), index, atol=1e-12)


def test_a_measure_alone_in_its_change_is_the_whole_driver():
    logs = pd.DataFrame(0.0, index=MONTHS, columns=["a", "b", "c"])
    logs.loc[MONTHS[20] :, "a"] = -0.8
    still = pd.DataFrame(0.0, index=MONTHS, columns=["targets"])
    drivers = find_drivers(split_index(still, {"targets": 1.0}, BASE), split_index(logs, WEIGHTS, BASE), MONTHS[20])
    assert [driver.measure for driver in drivers] == ["a", "b", "c", "targets"]
    assert drivers[0].since_base == pytest.approx(0.4)  # half the weight, and a fall of engagement widens the drift
    assert drivers[0].since_onset == pytest.approx(0.4)
    assert sum(driver.since_base for driver in drivers) == pytest.approx(0.4)


def test_drivers_are_split_at_the_last_month_that_both_sides_have():
    paper = pd.DataFrame({"targets": np.linspace(0, 1, 36)}, index=MONTHS)
    work = pd.DataFrame({"a": np.linspace(0, -1, 30)}, index=MONTHS[:30]).reindex(MONTHS)
    sides = split_index(paper, {"targets": 1.0}, BASE), split_index(work, {"a": 1.0}, BASE)
    drivers = {driver.measure: driver for driver in find_drivers(*sides, None)}
    index = fit_index(work, work * 0, {"a": 1.0}, BASE).values
    assert drivers["a"].since_base == pytest.approx(-float(index.iloc[29]))
    assert drivers["a"].since_onset is None
    assert find_drivers(paper.iloc[:0], work, None) == ()
