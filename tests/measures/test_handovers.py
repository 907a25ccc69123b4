"""Hand-overs, ping-pong and push to front: each count on steps written by hand, and against a plain walk."""

from itertools import groupby

import ibis
import pandas as pd
import pytest
from handmade import incident, make_casebook, rows_of, step
from hypothesis import given, settings
from hypothesis import strategies as st

from drift.measures.levels.handovers import PATTERNS, count_handovers, follow_groups, list_groups, read_lines
from drift.sources.patterns import load_rules

pytestmark = pytest.mark.long

TEAMS = ("V30", "V9", "V5 3rd")


def follow(*steps, robots=frozenset()):
    """Return what the steps of one ticket come to."""
    with make_casebook([incident("I1")], steps, (), robots) as casebook:
        followed = rows_of(casebook, follow_groups(casebook.steps, read_lines(list_groups(casebook.steps))))
        return followed.loc["I1", ["n_moves", "n_returns", "n_higher"]].tolist() if len(followed) else None


def walk(teams):
    """Return hand-overs and returns of one ticket, by going over its teams one by one."""
    visits = [team for team, _ in groupby(teams)]
    return [len(visits) - 1, sum(team in visits[:i] for i, team in enumerate(visits))]


@pytest.mark.parametrize(
    ("groups", "counted"),
    [
        (["V30"], [0, 0, 0]),
        (["V30", "V30", "V9"], [1, 0, 0]),
        (["V30", "V9", "V30"], [2, 1, 0]),  # to and fro
        (["V30", "V9", "V1", "V30"], [3, 1, 0]),  # round
        (["V30", "V9", "V30", "V9", "V30"], [4, 3, 0]),
        (["V30", None, "V30", None, "V9"], [1, 0, 0]),  # a step without a team passes nothing on
        (["V30", "V5 3rd", "V2 2nd", "V5 3rd"], [3, 1, 2]),
        ([None, None], None),
    ],
)
def test_hand_overs_and_returns_by_hand(groups, counted):
    assert follow(*(step("I1", at, group=group) for at, group in enumerate(groups))) == counted


def test_what_a_robot_does_passes_nothing_on():
    steps = (step("I1", at, group=group, actor=actor) for at, (group, actor) in enumerate([("V30", "H1"), ("V9", "R")]))
    assert follow(*steps, robots=frozenset({"R"})) == [0, 0, 0]


def test_steps_of_one_second_follow_each_other_as_the_file_lists_them_from_whichever_end():
    moments = [(1, "V30"), (2, "V9"), (2, "V1"), (2, "V30"), (3, "V30")]
    steps = [step("I1", at, group=group) for at, group in moments]
    assert follow(*steps) == [3, 1, 0]
    assert follow(*reversed(steps)) == [3, 1, 0]


@settings(max_examples=40, deadline=None)
@given(
    cases=st.lists(
        st.lists(st.tuples(st.integers(0, 3), st.sampled_from([*TEAMS, None])), min_size=1, max_size=9), max_size=5
    ),
    newest_first=st.booleans(),
)
def test_they_equal_a_plain_walk_with_ties_gaps_and_files_that_begin_with_the_last_step(cases, newest_first):
    rows = [
        {"case": case, "after_s": after, "group": group}
        for case, steps in enumerate(cases)
        for after, (_, group) in zip(_cumulate(steps), steps, strict=True)
    ]
    wanted = {
        case: walk(teams) for case, steps in enumerate(cases) if (teams := [group for _, group in steps if group])
    }
    listed = rows[::-1] if newest_first and not _is_one_moment(rows) else rows
    schema = {"case": "int64", "after_s": "int64", "group": "string", "row": "int64"}
    frame = pd.DataFrame([row | {"row": at} for at, row in enumerate(listed, 2)], columns=[*schema])
    told = follow_groups(ibis.memtable(frame, schema=schema), read_lines(TEAMS)).to_pyarrow().to_pandas()
    assert {row.case: [row.n_moves, row.n_returns] for row in told.itertuples()} == wanted


def _cumulate(steps):
    after = 0
    for wait, _ in steps:
        after += wait
        yield after


def _is_one_moment(rows):
    """Whether the steps of a case with a team are all of one second: from which end it is listed nobody can tell."""
    told = pd.DataFrame(rows, columns=["case", "after_s", "group"]).dropna()
    return bool(told.groupby("case")["after_s"].nunique().eq(1).any())


@pytest.mark.parametrize("name", [*PATTERNS])
def test_the_name_of_a_team_tells_its_line(name):
    rule = load_rules("drift.measures.levels", "handovers")["patterns"][name]
    assert [text for text in rule["finds"] if not PATTERNS[name].search(text)] == []
    assert [text for text in rule["leaves"] if PATTERNS[name].search(text)] == []


@pytest.mark.parametrize(
    ("groups", "higher"),
    [
        (["V30", "V5 3rd"], [False, True]),  # a name without a line is the first's
        (["1e lijn", "Beheer 2e lijn", "Inkoop"], [False, True, None]),  # unless some say first
        (["V30", "V9"], [None, None]),
        (["1st line", "V9"], [None, None]),
    ],
)
def test_a_team_without_a_line_in_its_name_is_the_first_or_not_known(groups, higher):
    assert [None if pd.isna(one) else one for one in read_lines(groups)["higher"]] == higher


def test_without_teams_or_without_a_log_there_is_a_reason():
    with make_casebook([incident("I1")], [step("I1", 1)]) as casebook:
        assert count_handovers(casebook)[1].code == "handovers.none.groups"
    with make_casebook([incident("I1")], [step("I1", 1, group="V30")]) as casebook:
        assert count_handovers(casebook)[1].code == "handovers.none.short"
    assert count_handovers(None)[1].code == "handovers.none.log"
