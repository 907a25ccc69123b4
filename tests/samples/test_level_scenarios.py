"""The scenarios in which something happens between the levels: what each plants, and what it leaves alone."""

import pandas as pd
import pytest
from made_up import simulate_relation

import drift
from drift.samples.files.folder import write_relation
from drift.samples.relation import make_relation
from drift.samples.truth import list_months

pytestmark = pytest.mark.long

NEW = ("top down", "bottom up", "leaving", "denied")
SEEDS = (1, 2)


@pytest.fixture(scope="module")
def lived():
    return {(name, seed): simulate_relation(name, seed=seed) for name in NEW for seed in SEEDS}


def last_year(truth):
    months = pd.DataFrame(truth["by_month"]).drop(columns=["month", "planted", "meetings"]).astype(float)
    return months.tail(12).mean() - months.head(24).mean()


@pytest.mark.parametrize("seed", SEEDS)
def test_top_down_the_tables_agree_before_the_floor_has_met(lived, seed):
    tables, truth = lived["top down", seed]
    contacts = tables["contacts"]
    floor = contacts.loc[contacts["level"] == "operational", "at"]
    assert [row["top_down"] for row in truth["first_contact"]] == [False, *[True] * 5]
    for row in truth["first_contact"][1:]:
        assert row["order"] == ["strategic", "tactical", "operational"]
        signed = pd.Timestamp(row["signed_on"])
        # the floor does meet, in the same list, before that window and after the version takes effect
        assert floor.between(signed - pd.Timedelta(days=180), signed - pd.Timedelta(days=90)).sum() >= 3
        assert not floor.between(signed - pd.Timedelta(days=90), signed + pd.Timedelta(days=19)).any()
        assert floor.between(signed + pd.Timedelta(days=20), signed + pd.Timedelta(days=110)).sum() >= 3


@pytest.mark.parametrize("seed", SEEDS)
def test_top_down_nobody_of_the_floor_sits_at_a_table_in_the_window(lived, seed):
    tables, truth = lived["top down", seed]
    attendees = tables["attendees"].merge(tables["people"][["person", "level"]], on="person")
    for row in truth["first_contact"][1:]:
        signed = pd.Timestamp(row["signed_on"])
        near = attendees[attendees["at"].between(signed - pd.Timedelta(days=90), signed)]
        assert {*near["level"]} == {"tactical", "strategic"}


def test_top_down_the_paper_grows_and_the_work_slides(lived):
    for seed in SEEDS:
        truth = lived["top down", seed][1]
        assert [version["clauses"] for version in truth["versions"]] == [64, 65, 66, 92, 113, 131]
        change = last_year(truth)
        assert change["same_hands"] < -0.5
        assert change[["pushed_up", "waiting"]].min() > 0.15


def test_bottom_up_the_floor_meets_first_and_the_work_holds(lived):
    for seed in SEEDS:
        truth = lived["bottom up", seed][1]
        assert [row["order"] for row in truth["first_contact"][1:]] == [["operational", "tactical", "strategic"]] * 2
        assert not any(row["top_down"] for row in truth["first_contact"])
        assert [version["clauses"] for version in truth["versions"]] == [64, 65, 66]
        assert last_year(truth)[["same_hands", "floor", "waiting", "pushed_up"]].abs().max() < 0.1
        assert pd.DataFrame(truth["problems"])["solved"].mean() > 0.85
        assert truth["awareness"] == {"operational": None, "tactical": None, "strategic": None}


def test_leaving_takes_the_experts_of_both_sides_within_a_quarter(lived):
    for seed in SEEDS:
        tables, truth = lived["leaving", seed]
        wave = {(row["quarter"], row["side"]): row["left"] for row in truth["swaps"] if row["left"] >= 5}
        assert wave == {("2021Q3", "customer"): 6, ("2021Q3", "supplier"): 6}
        people = tables["people"]
        gone = people[(people["to_on"] > pd.Timestamp("2021-01-01").date()) & people["to_on"].notna()]
        for person in gone.itertuples():  # who comes after them walks along for a month
            after = people[(people["side"] == person.side) & (people["from_on"] > pd.Timestamp("2021-06-01").date())]
            overlap = (person.to_on - after["from_on"]).map(lambda span: span.days)
            assert overlap.max() <= 93
            assert 29 <= overlap[overlap > 0].min() <= 31
        assert [version["clauses"] for version in truth["versions"]] == [64, 65, 66]
        assert last_year(truth)["same_hands"] < -0.5
        assert not any(problem["strategic"] for problem in truth["problems"])


def test_denied_problems_go_up_are_denied_and_come_back_again_and_again(lived):
    for seed in SEEDS:
        truth = lived["denied", seed][1]
        late = [problem for problem in truth["problems"] if problem["raised"] >= "2021-10"]
        denied = [problem for problem in late if problem["denied"]]
        assert len(denied) >= 12
        assert len(denied) / len(late) > 0.6
        assert all(problem["referred_back"] for problem in denied)
        twice = [sum(step["step"] == "denied" for step in problem["steps"]) > 1 for problem in denied]
        assert sum(twice) >= 3
        change = last_year(truth)
        assert change[["pushed_up", "waiting", "complaint", "repeated"]].min() > 0.08
        assert change["restore_h"] > 3


def test_no_level_scenario_has_a_round_table_or_a_repair(lived):
    for tables, truth in lived.values():
        assert truth["dates"]["repair"] is None
        assert not tables["contacts"]["topic"].str.contains("Rondetafel").any()


@pytest.mark.parametrize("name", NEW)
def test_equal_seeds_give_equal_bytes(name, tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        write_relation(make_relation(name, months=24, seed=9), folder)
    files = sorted(path.relative_to(one) for path in one.rglob("*") if path.is_file())
    assert files == sorted(path.relative_to(other) for path in other.rglob("*") if path.is_file())
    assert all((one / name).read_bytes() == (other / name).read_bytes() for name in files)


def test_drift_reads_every_row_of_one(tmp_path):
    relation = make_relation("denied", months=72, seed=2)
    write_relation(relation, tmp_path)
    intake = drift.check([tmp_path])
    assert intake.total("rejected") == 0
    assert intake.total("accepted", "incidents") == len(relation.tickets)
    private = -(-sum(meeting.at.year >= 2023 and meeting.level != "operational" for meeting in relation.meetings) // 6)
    assert intake.total("accepted", "contacts") == len(relation.meetings) + private


def test_where_no_problem_is_planted_no_meeting_names_one():
    for name in ("healthy", "portal"):
        relation = make_relation(name, months=36, seed=5)
        assert relation.problems == ()
        assert not any(meeting.about for meeting in relation.meetings)


def test_the_months_of_a_scenario_with_deals_are_those_without(lived):
    """Deals move meetings alone: the tickets are those of a healthy relation, but for their paper."""
    told = [{**row, "meetings": None} for row in lived["bottom up", 1][1]["by_month"]]
    healthy = [{**row, "meetings": None} for row in list_months(make_relation("healthy", seed=1))]
    assert told == healthy
