from typing import get_args

import pytest
from every_finding import EVERY

from drift.model.states import RULES, Findings, State, find_state


def test_every_combination_of_findings_lands_in_one_state():
    assert len(EVERY) == 6 * 4 * 2 * 6 * 3 * 2 * 2 * 2
    assert {find_state(found) for found in EVERY} == set(get_args(State))


def test_no_row_of_the_table_is_dead():
    first = {next(i for i, rule in enumerate(RULES) if rule.fits(found)) for found in EVERY}
    assert first == set(range(len(RULES)))


@pytest.mark.parametrize("state", ["sliding", "spreadsheets and KPIs"])
def test_a_slide_is_never_said_below_rung_three(state):
    assert {found.rung for found in EVERY if find_state(found) == state} <= {3, 4}
    assert all(found.work == "falls" and not found.withheld for found in EVERY if find_state(found) == state)


def test_versions_alone_never_tell_of_the_work():
    alone = {find_state(found) for found in EVERY if found.rung == 1 and not found.withheld}
    assert alone == {"paper grew", "paper tightened", "paper shrank", "paper held", "not enough data"}


@pytest.mark.parametrize(
    ("states", "never"),
    [
        # nothing is told of the work that was not found in it
        (("in step", "formalising"), lambda found: found.work not in ("holds", "rises")),
        (("in step",), lambda found: found.left or found.outcomes == "worse" or found.paper not in ("held", "shrank")),
        (("formalising", "drifting apart", "sliding", "spreadsheets and KPIs"), lambda found: found.paper != "grew"),
        (("looser", "let go", "drifting apart", "sliding", "spreadsheets and KPIs"), lambda f: f.work != "falls"),
        (("repairing",), lambda found: found.work != "mending"),
        (("repaired",), lambda found: found.work != "mended"),
        (("unsettled",), lambda found: not found.left and found.outcomes != "worse"),
        (("spreadsheets and KPIs",), lambda found: found.rung != 4 or not found.several),
    ],
)
def test_no_state_contradicts_a_finding(states, never):
    assert not [found for found in EVERY if find_state(found) in states and never(found)]


def told(
    rung=3, paper="held", work="holds", outcomes="held", tightened=False, several=False, left=False, withheld=False
):
    return find_state(Findings(rung, paper, tightened, work, outcomes, several, left, withheld))


@pytest.mark.parametrize(
    ("found", "state"),
    [
        ({"withheld": True, "work": "falls", "paper": "grew", "outcomes": "worse"}, "not enough data"),
        ({"rung": None, "work": "falls", "outcomes": "worse"}, "not enough data"),
        ({"rung": 0}, "inventory"),
        ({"rung": 1, "paper": "grew", "tightened": True, "work": "unknown"}, "paper grew"),
        ({"rung": 1, "paper": "held", "tightened": True, "work": "unknown"}, "paper tightened"),
        ({"rung": 1, "paper": "unknown", "work": "unknown"}, "not enough data"),
        ({}, "in step"),
        ({"paper": "shrank", "work": "rises"}, "in step"),
        ({"outcomes": "unknown"}, "in step"),
        ({"outcomes": "worse"}, "unsettled"),
        ({"paper": "grew", "work": "rises", "left": True}, "unsettled"),
        ({"paper": "grew", "work": "rises"}, "formalising"),
        ({"paper": "grew"}, "formalising"),
        ({"paper": "unknown"}, "not enough data"),
        ({"rung": 2, "paper": "grew", "work": "falls", "outcomes": "worse"}, "drifting apart"),
        ({"rung": 2, "work": "falls", "outcomes": "worse"}, "let go"),
        ({"work": "falls"}, "looser"),
        ({"paper": "unknown", "work": "falls"}, "looser"),
        ({"work": "falls", "outcomes": "worse"}, "let go"),
        ({"paper": "grew", "work": "falls"}, "sliding"),
        ({"paper": "grew", "work": "falls", "outcomes": "worse"}, "sliding"),
        ({"rung": 4, "paper": "grew", "work": "falls", "outcomes": "worse"}, "sliding"),
        ({"rung": 4, "paper": "grew", "work": "falls", "outcomes": "worse", "several": True}, "spreadsheets and KPIs"),
        ({"paper": "grew", "work": "mending", "outcomes": "worse"}, "repairing"),
        ({"paper": "grew", "work": "mended"}, "repaired"),
        ({"work": "unknown"}, "not enough data"),
        ({"work": "unknown", "paper": "grew"}, "paper grew"),
        ({"work": "unknown", "paper": "grew", "outcomes": "worse"}, "unsettled"),
        ({"work": "unknown", "left": True}, "unsettled"),
    ],
)
def test_the_state_is_what_the_design_says(found, state):
    assert told(**found) == state
