from itertools import product
from typing import get_args

import pytest

from drift.model.states import RULES, Findings, Growth, Outcomes, State, Work, find_state

EVERY = [
    Findings(*parts)
    for parts in product(
        (None, 0, 1, 2, 3, 4),
        get_args(Growth),
        (False, True),
        get_args(Work),
        (False, True),
        get_args(Outcomes),
        (False, True),
    )
]


def test_every_combination_of_findings_lands_in_one_state():
    assert len(EVERY) == 6 * 4 * 2 * 4 * 2 * 3 * 2
    assert {find_state(found) for found in EVERY} == set(get_args(State))


def test_no_row_of_the_table_is_dead():
    first = {next(i for i, rule in enumerate(RULES) if rule.fits(found)) for found in EVERY}
    assert first == set(range(len(RULES)))


@pytest.mark.parametrize("state", ["sliding", "let go", "spreadsheets and KPIs"])
def test_a_slide_is_never_said_below_rung_three(state):
    assert {found.rung for found in EVERY if find_state(found) == state} <= {3, 4}
    assert all(found.work == "falls" and not found.withheld for found in EVERY if find_state(found) == state)


def test_versions_alone_never_tell_of_the_work():
    alone = {find_state(found) for found in EVERY if found.rung == 1 and not found.withheld}
    assert alone == {"paper grew", "paper tightened", "paper shrank", "paper held", "not enough data"}


def told(rung=3, paper="held", work="holds", outcomes="held", tightened=False, alarmed=False, withheld=False):
    return find_state(Findings(rung, paper, tightened, work, alarmed, outcomes, withheld))


@pytest.mark.parametrize(
    ("found", "state"),
    [
        ({"withheld": True, "work": "falls", "paper": "grew", "outcomes": "worse"}, "not enough data"),
        ({"rung": None, "work": "falls", "outcomes": "worse"}, "not enough data"),
        ({"rung": 0}, "inventory"),
        ({"rung": 1, "paper": "grew", "tightened": True, "work": "unknown"}, "paper grew"),
        ({"rung": 1, "paper": "held", "tightened": True, "work": "unknown"}, "paper tightened"),
        ({}, "in step"),
        ({"paper": "shrank"}, "in step"),
        ({"paper": "grew", "work": "rises"}, "in step"),
        ({"paper": "grew"}, "formalising"),
        ({"rung": 2, "paper": "grew", "work": "falls", "outcomes": "worse"}, "formalising"),
        ({"rung": 2, "work": "falls", "outcomes": "worse"}, "looser"),
        ({"work": "falls"}, "looser"),
        ({"paper": "grew", "work": "falls"}, "looser"),
        ({"work": "falls", "outcomes": "worse"}, "let go"),
        ({"paper": "grew", "work": "falls", "outcomes": "unknown"}, "sliding"),
        ({"paper": "grew", "work": "falls", "outcomes": "worse"}, "sliding"),
        ({"rung": 4, "paper": "grew", "work": "falls", "outcomes": "worse"}, "spreadsheets and KPIs"),
        ({"rung": 4, "paper": "grew", "work": "falls", "outcomes": "unknown"}, "sliding"),
        ({"paper": "grew", "work": "rises", "alarmed": True, "outcomes": "worse"}, "repairing"),
        ({"work": "unknown"}, "not enough data"),
        ({"paper": "unknown", "work": "falls"}, "not enough data"),
    ],
)
def test_the_state_is_what_the_design_says(found, state):
    assert told(**found) == state
