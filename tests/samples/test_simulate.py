import numpy as np
import pandas as pd
import pytest

import drift
from drift.errors import UsageError
from drift.samples.scenarios import SCENARIOS
from drift.samples.series import draw_series, fall_of


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_every_scenario_gives_whole_months_with_their_truth(scenario):
    relation = drift.simulate(scenario, months=60, seed=1)
    assert list(relation.log_series) == list(relation.variances) == ["engagement", "specification", "scope"]
    assert relation.log_series.index.equals(pd.period_range("2018-01", periods=60, freq="M"))
    assert relation.log_series[["specification", "scope"]].notna().all(axis=None)
    assert (relation.variances["engagement"] * relation.n_incidents).to_numpy() == pytest.approx(0.204)
    falls = SCENARIOS[scenario].fall != "none"
    assert relation.truth.drifts == falls
    assert relation.truth.onset == (pd.Period("2019-09", "M") if falls else None)
    before = relation.truth.effect[: relation.truth.onset - 1 if falls else None]
    assert (before == 0).all()


def test_the_same_seed_gives_the_same_relation_and_another_seed_another():
    one, same, other = (drift.simulate("slide_2", months=40, seed=seed) for seed in (3, 3, 4))
    pd.testing.assert_frame_equal(one.log_series, same.log_series)
    assert not one.log_series["engagement"].equals(other.log_series["engagement"])


def test_paper_changes_no_digit_of_the_work_nor_of_its_evidence():
    plain, paper = (drift.simulate(name, months=48, seed=8) for name in ("plain", "paper_only"))
    assert plain.log_series["specification"].eq(0).all()
    assert paper.log_series["specification"].iloc[-1] > 0.2
    one, two = (drift.weigh_evidence(-p.log_series["engagement"], p.variances["engagement"]) for p in (plain, paper))
    pd.testing.assert_series_equal(one.e_values, two.e_values, check_exact=True)


def test_a_specification_that_follows_its_scope_never_grows_beyond_it():
    relation = drift.simulate("scope_growth", months=84, seed=2)
    assert relation.log_series["scope"].iloc[-1] == pytest.approx(0.02 * 83)
    growth = relation.log_series["specification"] - relation.log_series["scope"]
    assert growth.max() <= 1e-12
    assert growth.iloc[-1] > -0.4
    assert relation.log_series["specification"].iloc[-1] > 1


@pytest.mark.parametrize(
    ("scenario", "at", "effect"),
    [
        ("slide_2", {23: 0.0, 24: -0.02, 71: -0.96}, "slide"),
        ("step_20", {23: 0.0, 24: np.log(0.8), 71: np.log(0.8)}, "step"),
        ("recovery", {23: 0.0, 35: -0.24, 38: -0.12, 41: 0.0, 71: 0.0}, "slide"),
    ],
)
def test_a_fall_is_what_its_name_says(scenario, at, effect):
    truth = drift.simulate(scenario, months=72, seed=1).truth
    assert {month: truth.effect.iloc[month] for month in at} == pytest.approx(at)
    assert truth.shape == effect
    assert truth.ended == (pd.Period("2021-06", "M") if scenario == "recovery" else None)


def test_what_is_told_replaces_the_figures_of_the_scenario():
    relation = drift.simulate("slide_1", months=30, seed=1, onset=6, n_incidents=2000)
    assert relation.truth.onset == pd.Period("2018-07", "M")
    assert relation.n_incidents.median() == pytest.approx(2000, rel=0.05)


def test_months_scatter_as_the_scenario_says():
    drawn = draw_series(SCENARIOS["plain"], 400, 60, 5)
    scatter = np.nanvar(drawn.engagement - drawn.season) / (drawn.swing_sd**2 + drawn.variance.mean(axis=1)).mean()
    assert scatter == pytest.approx(1, abs=0.05)
    assert drawn.season.std() == pytest.approx(0.05 * np.sqrt((1 + 0.4**2) / 2), rel=0.02)
    assert np.isnan(drawn.engagement).mean() == pytest.approx(0.02, abs=0.005)
    assert np.isnan(draw_series(SCENARIOS["missing"], 400, 60, 5).engagement).mean() == pytest.approx(0.1, abs=0.01)
    outliers = draw_series(SCENARIOS["outliers"], 400, 60, 5).engagement - drawn.engagement
    assert np.nanmean(np.abs(np.abs(outliers) - 0.4) < 1e-9) == pytest.approx(0.03, abs=0.005)


@pytest.mark.parametrize(
    ("name", "lag_one"), [("plain", 0.3), ("other_noise", 1.1 / 1.4), ("short_memory", 1.2 / 1.89)]
)
def test_swings_have_the_autocorrelation_of_their_law(name, lag_one):
    drawn = draw_series(SCENARIOS[name], 300, 120, 6)
    quiet = np.nan_to_num(drawn.engagement - drawn.season)
    product = (quiet[:, 1:] * quiet[:, :-1]).mean()
    assert product / drawn.swing_sd.var().__add__(drawn.swing_sd.mean() ** 2) == pytest.approx(lag_one * 0.96, abs=0.06)


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"scenario": "nonsense"}, "error.scenario"),
        ({"months": 0}, "error.simulate"),
        ({"seed": -1}, "error.simulate"),
        ({"phi": 1.0}, "error.simulate"),
        ({"onset": 40}, "error.simulate"),
        ({"n_incidents": 0}, "error.simulate"),
        ({"overdispersion": 0.0}, "error.simulate"),
    ],
)
def test_what_cannot_be_made_up_is_refused(told, code):
    with pytest.raises(UsageError) as refused:
        drift.simulate(**{"scenario": "plain", "months": 40, "seed": 1, **told})
    assert refused.value.note.code == code


def test_a_fall_begins_a_third_of_the_way_unless_it_is_told():
    assert np.flatnonzero(fall_of(SCENARIOS["step_40"], 60))[0] == 20
    assert np.flatnonzero(fall_of(SCENARIOS["step_40"], 60, 0))[0] == 0
