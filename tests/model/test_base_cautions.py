"""What is wrong with the base: a fall under way in it, versions that took effect within it."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from drift.measures.index import Index
from drift.model.cautions.base import find_under_way, find_versions_in_base
from drift.samples.scenarios import SCENARIOS
from drift.samples.series import draw_series

MONTHS = pd.period_range("2018-01", periods=60, freq="M")
BASE = MONTHS[:12]
CALM = 100  # relations


def index_of(values, variance):
    there = MONTHS[~np.isnan(values)]
    known = ~np.isnan(values)
    covariance = pd.DataFrame(np.diag(variance[known]), there, there)
    return Index(pd.Series(values, index=MONTHS), covariance)


def told(scenario, onset=None):
    """Return in which part of some relations a fall within the base is told."""
    drawn = draw_series(SCENARIOS[scenario], CALM, len(MONTHS), seed=11, onset=onset)
    indices = [index_of(values, variance) for values, variance in zip(drawn.engagement, drawn.variance, strict=True)]
    return np.mean([bool(find_under_way(index, pd.PeriodIndex(index.months[:12]))) for index in indices])


def test_a_planted_slide_from_the_first_month_is_told_with_what_it_is_a_year():
    season = 0.1 * np.sin(np.arange(60) * np.pi / 6)
    (caution,) = find_under_way(index_of(-0.03 * np.arange(60) + season, np.full(60, 1e-3)), BASE)
    assert (caution.code, caution.effect) == ("under_way_at_start", "qualify")
    assert list(caution.periods) == list(MONTHS[:18])
    assert float(caution.sentence.values["log"]) == pytest.approx(-0.36, abs=0.01)


@pytest.mark.parametrize(
    "scenario", ["plain", "seasonal", "other_season", "outliers", "heavy_tails", "short_memory", "other_noise"]
)
def test_calm_relations_have_no_fall_in_their_base(scenario):
    assert told(scenario) <= 0.02


def test_a_fall_in_the_base_is_told_and_one_long_after_it_is_not():
    assert told("slide_3", onset=0) >= 0.5
    assert told("slide_3", onset=24) <= 0.02
    assert told("step_40", onset=24) <= 0.02
    assert told("step_40", onset=12) <= 0.02


def test_a_season_or_a_log_too_short_to_know_it_is_no_fall():
    season = 0.2 * np.cos(np.arange(60) * np.pi / 6)
    assert find_under_way(index_of(season, np.full(60, 1e-3)), BASE) == []
    short = np.where(np.arange(60) < 30, -0.03 * np.arange(60), np.nan)
    assert find_under_way(index_of(short, np.full(60, 1e-3)), BASE) == []


def versions(*days, role="sla", status=None, document="SLA"):
    return pd.DataFrame({"document": document, "role": role, "status": status, "effective_on": pd.to_datetime(days)})


def paper(month="2018-06", size=0.0, control=0.0):
    after = np.asarray(pd.Period(month) <= MONTHS, dtype=float)
    return SimpleNamespace(size=pd.Series(size * after, index=MONTHS), control=pd.Series(control * after, index=MONTHS))


@pytest.mark.parametrize(
    ("steps", "effect"),
    [({"size": 0.05}, "inform"), ({"control": 0.1}, "qualify"), ({"size": -0.11}, "qualify")],
)
def test_a_version_within_the_base_is_told_with_its_month_and_its_step(steps, effect):
    (caution,) = find_versions_in_base(versions("2017-01-01", "2018-06-15", "2020-01-01"), paper(**steps), BASE)
    values = caution.sentence.values
    assert (caution.effect, values["n"], values["documents"], values["month"]) == (
        *(effect, 1, ("SLA",)),
        pd.Period("2018-06"),
    )
    assert {name: float(values[name]) for name in ("size", "control")} == {"size": 0.0, "control": 0.0} | steps


def test_a_version_that_changed_nothing_makes_no_mixture():
    assert find_versions_in_base(versions("2017-01-01", "2018-06-15"), paper(size=0.01), BASE) == []


@pytest.mark.parametrize(
    "documents",
    [
        versions("2018-01-20", "2019-01-01"),  # at the end of the first month it is in force: the whole base has it
        versions("2018-06-15", role="dap"),
        versions("2018-06-15", status="draft"),
        versions(None),
    ],
)
def test_no_version_within_the_base_is_no_mixture(documents):
    assert find_versions_in_base(documents, paper(), BASE) == []
    assert find_versions_in_base(versions("2018-06-15"), paper(), BASE[:0]) == []
