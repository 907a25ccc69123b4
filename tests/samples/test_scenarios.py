"""The scenarios side by side: what each changes, and what it leaves alone."""

import pandas as pd
import pytest
from made_up import simulate_relation

from drift.errors import UsageError
from drift.samples.relation import make_relation
from drift.samples.story import plan_story
from drift.samples.truth import list_months
from drift.tables.columns import TABLES, to_arrow

MONTHS = 48
HARMLESS = ("healthy", "paper only", "rotating team", "call centre", "portal", "better maintenance")


@pytest.fixture(scope="module")
def last_year():
    """Means over the last twelve months of each scenario, one seed."""
    means = {}
    for scenario in ("sliding", *HARMLESS):
        months = pd.DataFrame(list_months(make_relation(scenario, months=MONTHS, seed=11)))
        means[scenario] = months.drop(columns=["month", "planted", "meetings"]).tail(12).mean()
    return pd.DataFrame(means)


def test_duos_have_the_same_hands_more_than_a_rotating_team_and_that_more_than_a_call_centre(last_year):
    same = last_year.loc["same_hands"]
    assert same["healthy"] > 0.6
    assert 0.1 < same["rotating team"] < 0.4
    assert same["call centre"] < 0.1


def test_a_portal_lowers_contact_and_harms_nothing(last_year):
    portal, healthy = last_year["portal"], last_year["healthy"]
    assert portal["direct"] < healthy["direct"] - 0.2
    assert portal[["floor", "repeated", "waiting"]].to_numpy() == pytest.approx(
        healthy[["floor", "repeated", "waiting"]].to_numpy(), abs=0.05
    )
    assert portal["same_hands"] > 0.6


def test_better_maintenance_lowers_the_volume_and_leaves_the_work_alone(last_year):
    better, healthy = last_year["better maintenance"], last_year["healthy"]
    assert better["n_tickets"] == pytest.approx(0.45 * healthy["n_tickets"], rel=0.15)
    assert better["same_hands"] == pytest.approx(healthy["same_hands"], abs=0.15)


def test_only_the_slide_pushes_up_waits_and_comes_back(last_year):
    worse = last_year.loc[["pushed_up", "waiting", "repeated"]]
    assert (worse["sliding"] > 1.3 * worse.drop(columns="sliding").max(axis=1)).all()


def test_paper_only_is_healthy_with_more_paper():
    grown, healthy = (simulate_relation(name, months=MONTHS, seed=3) for name in ("paper only", "healthy"))
    assert [version["clauses"] for version in healthy[1]["versions"]] == [64, 65, 66]
    assert [version["clauses"] for version in grown[1]["versions"]] == [64, 65, 66, 92, 113, 131, 139, 116]
    measured = ["same_hands", "direct", "floor", "waiting", "repeated"]
    for one, other in zip(grown[1]["by_month"], healthy[1]["by_month"], strict=True):
        assert [one[name] for name in measured] == [other[name] for name in measured]


def test_what_one_table_draws_moves_nothing_in_another():
    healthy, rotating = (simulate_relation(name, months=24, seed=3)[0] for name in ("healthy", "rotating team"))
    for name in ("opened_at", "object", "priority", "resolved_at"):
        pd.testing.assert_series_equal(healthy["incidents"][name], rotating["incidents"][name])
    assert (healthy["incidents"]["handler"] != rotating["incidents"]["handler"]).mean() > 0.1
    pd.testing.assert_frame_equal(healthy["contacts"], rotating["contacts"])


def test_the_same_seed_gives_the_same_tables_and_another_seed_others():
    first, again, other = (simulate_relation("sliding", months=24, seed=seed) for seed in (5, 5, 6))
    assert first[1] == again[1]
    for name, frame in first[0].items():
        pd.testing.assert_frame_equal(frame, again[0][name])
    assert not first[0]["incidents"]["opened_at"].equals(other[0]["incidents"]["opened_at"])


def test_the_tables_have_the_columns_and_types_of_the_store():
    tables, _ = simulate_relation("portal", months=24, seed=1)
    for name, frame in tables.items():
        if name in TABLES:
            assert to_arrow(name, frame).num_rows == len(frame)


def test_the_story_is_stretched_over_the_months():
    assert [plan_story("sliding", months).day(39).isoformat() for months in (84, 42)] == ["2021-04-01", "2019-09-01"]


def test_a_name_may_be_written_with_hyphens_and_an_unknown_one_is_refused():
    assert plan_story("call-centre", 24).scenario == "call centre"
    with pytest.raises(UsageError) as refused:
        plan_story("nonsense", 24)
    assert refused.value.note.code == "error.no_scenario"
    with pytest.raises(UsageError) as refused:
        plan_story("sliding", 23)
    assert refused.value.note.code == "error.few_months"
