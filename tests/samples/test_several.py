"""Made-up portfolios: a folder a relation, and what is true of which."""

import json
import tomllib
from collections import Counter

from commands import run

from drift.samples.files.several import plan_several
from drift.samples.story import SCENARIOS


def test_all_scenarios_come_in_turn_and_the_truth_says_from_when_people_part():
    plans = plan_several(22, months=84, seed=5)
    assert Counter(plan["scenario"] for plan in plans) == dict.fromkeys(SCENARIOS, 2)
    assert {plan["scenario"]: plan["onset"] for plan in plans} == {
        **dict.fromkeys(
            ("sliding", "rotating team", "call centre", "portal", "top down", "leaving", "denied"), "2021-04"
        ),
        **dict.fromkeys(("healthy", "paper only", "better maintenance", "bottom up"), None),
    }
    assert {plan["scenario"] for plan in plans if plan["paper_grows"]} == {
        *("sliding", "paper only", "top down", "denied")
    }
    assert len({plan["seed"] for plan in plans}) == 22
    assert plans == plan_several(22, months=84, seed=5)
    assert plans != plan_several(22, months=84, seed=6)


def test_a_portfolio_is_a_folder_a_relation_under_a_name_of_its_own(tmp_path):
    folder = tmp_path / "several"
    done = run("simulate", folder, "--portfolio", 2, "--seed", 5, "--months", 24)
    assert (done.exit_code, done.output.splitlines()[0]) == (0, str(folder / "truth.json"))
    truth = json.loads((folder / "truth.json").read_text())
    assert truth == {"made_up": True, "seed": 5, "months": 24, "relations": plan_several(2, months=24, seed=5)}
    for plan in truth["relations"]:
        own = folder / plan["folder"]
        assert tomllib.loads((own / "drift.toml").read_text())["relation"] == plan["relation"]
        inside = json.loads((own / "truth.json").read_text())
        assert (inside["relation"], inside["scenario"], inside["seed"]) == (
            plan["relation"],
            plan["scenario"],
            plan["seed"],
        )


def test_one_relation_or_several_are_asked_for_and_nothing_of_others_is_written_over(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    assert run("simulate", tmp_path, "--seed", 1).exit_code == 2
    assert run("simulate", tmp_path, "--seed", 1, "--portfolio", 2, "--scenario", "healthy").exit_code == 2
    assert run("simulate", tmp_path, "--seed", 1, "--portfolio", 2).exit_code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
