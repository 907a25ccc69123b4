"""What the steps of an incident add up to: each sum on a log written by hand."""

import pandas as pd
import pytest
from handmade import H, incident, make_casebook, make_tables, rows_of, step

from drift.measures.work.histories import find_named, sum_steps, tell_months
from drift.measures.work.moves import count_moves
from drift.measures.work.questions.contact import list_references

pytestmark = pytest.mark.long


def history(*steps, automatic=frozenset(), people=(), **other):
    """Return the history of one incident that is open for ten hours."""
    with make_casebook([incident("I1", **other)], steps, people, automatic) as casebook:
        sums = rows_of(casebook, sum_steps(casebook.steps))
        return sums.loc["I1"] if len(sums) else None


def test_waiting_lasts_from_its_step_to_the_next_or_to_the_end():
    found = history(step("I1", 1, "waiting"), step("I1", 3), step("I1", 5, "waiting"), step("I1", 11))
    assert (found["n_waits"], found["wait_s"]) == (2, (2 + 5) * H)


def test_waiting_that_begins_after_the_end_is_a_step_and_no_time():
    found = history(step("I1", 2), step("I1", 12, "waiting"), step("I1", 14))
    assert (found["n_waits"], found["wait_s"] > 0) == (1, False)


@pytest.mark.parametrize(("other", "waited_h"), [("comment", 7), (None, 0)])
def test_of_steps_of_one_stamp_a_known_kind_goes_before_waiting_and_an_unknown_one_after_it(other, waited_h):
    found = history(step("I1", 3, "waiting"), step("I1", 3, other))
    assert found["wait_s"] == waited_h * H


def test_attention_from_the_first_step_on_is_at_most_an_hour_a_step_and_stops_at_the_end():
    found = history(step("I1", 2), step("I1", 2.5), step("I1", 6), step("I1", 9.75), step("I1", 10.5))
    assert found["attended_s"] == (0.5 + 1 + 1 + 0.25) * H
    assert found["first_s"] == 2 * H


def test_pushes_reopenings_and_the_first_direct_contact_are_counted_by_kind():
    kinds = ("comment", "escalated", "referred back", "call", "reopened", "visit", "visit")
    found = history(*(step("I1", 1 + at, kind) for at, kind in enumerate(kinds)))
    counted = found[["n_steps", "n_pushes", "n_reopenings", "n_direct", "n_visits", "n_waits"]].tolist()
    assert counted == [7, 2, 1, 3, 2, 0]
    assert (found["first_s"], found["direct_s"]) == (1 * H, 4 * H)


def test_only_steps_with_an_actor_name_one_and_only_those_above_the_floor_are_higher():
    people = [
        {"person": "H1", "side": "supplier", "level": "operational"},
        {"person": "T1", "side": "supplier", "level": "tactical"},
        {"person": "S1", "side": "customer", "level": "strategic"},
    ]
    steps = (step("I1", at, actor=actor) for at, actor in enumerate(("H1", "T1", "S1", None)))
    found = history(*steps, people=people)
    assert found[["n_steps", "n_actors", "n_higher"]].tolist() == [4, 3, 2]


def test_steps_of_robots_before_the_opening_or_after_sixty_days_are_none():
    outside = (step("I1", -1), step("I1", 24 * 60), step("I1", 4, "visit", actor="robot"))
    found = history(*outside, step("I1", 24 * 60 - 1, "call"), automatic=frozenset({"robot"}), open_h=None)
    assert found[["n_steps", "n_visits", "n_direct"]].tolist() == [1, 0, 1]
    assert history(*outside, automatic=frozenset({"robot"})) is None


def test_one_step_that_argues_by_the_contract_makes_the_history_argue():
    assert history(step("I1", 1), step("I1", 2, text="Dit valt volgens het contract niet onder de SLA"))["argues"] == 1
    assert history(step("I1", 1), step("I1", 2))["argues"] == 0


@pytest.mark.parametrize(("text", "complains"), [("Klacht: niemand komt", 1), ("Loopt weer, geen klachten meer", 0)])
def test_a_step_that_complains_makes_the_history_complain_and_no_complaints_are_none(text, complains):
    found = history(step("I1", 1), step("I1", 2, text=text))
    assert found[["complains", "argues"]].tolist() == [complains, 0]


def test_a_move_is_from_one_group_to_another():
    groups = ("floor", "floor", "desk", None, "desk", "floor")
    with make_casebook([incident("I1")], [step("I1", at, group=group) for at, group in enumerate(groups)]) as casebook:
        assert count_moves(casebook.steps).to_pyarrow().to_pandas()["n_moves"].tolist() == [2]


@pytest.mark.parametrize("backwards", [False, True])
def test_steps_of_one_second_pass_work_on_in_the_order_of_their_file(backwards):
    steps = [step("I1", at, group=group) for at, group in ((1, "floor"), (2, "floor"), (2, "desk"), (3, "desk"))]
    listed = reversed(steps) if backwards else steps
    with make_casebook([incident("I1")], listed) as casebook:
        assert count_moves(casebook.steps).to_pyarrow().to_pandas()["n_moves"].tolist() == [1]  # by name it were three


def tell(incidents, told, met=()):
    """Return what the tool of each incident tells, by its number; `met`: months of contacts of any kind."""
    with make_tables([]) as none, make_casebook(incidents, told) as casebook:
        references = list_references(none.contacts.frame, none.incidents)
        named = find_named(casebook.cases, references, 60)
        tells = tell_months(casebook.cases, sum_steps(casebook.steps), named, pd.PeriodIndex(met, freq="M"))
        numbered = casebook.cases.select("tool", "month", "incident_id").join(tells, ["tool", "month"])
        return numbered.to_pyarrow().to_pandas().set_index("incident_id").sort_index()


def monthly(n, tool):
    return [incident(f"{tool}{i:02}", after_h=24 * 31 * i, tool=tool) for i in range(n)]


def test_a_tool_tells_only_what_it_ever_wrote_down_and_direct_contact_in_months_with_steps():
    told = [step("a01", 24 * 31 + 1, "waiting", tool="a"), step("a02", 24 * 62 + 1, "call", tool="a")]
    tells = tell([*monthly(4, "a"), *monthly(1, "b")], [*told, step("b00", 1, tool="b")])
    assert tells.loc["a00", ["ever_pushes", "ever_reopenings", "ever_waits"]].tolist() == [False, False, True]
    assert tells["tells_direct"].tolist() == [False, True, True, False, False]


def test_what_a_tool_tells_of_after_the_first_year_it_tells_from_then_on_and_of_no_month_before():
    every = [step(f"a{i:02}", 24 * 31 * i + 1, tool="a") for i in range(20)]
    late = [step("a15", 24 * 31 * 15 + 2, "escalated", tool="a"), step("a17", 24 * 31 * 17 + 2, "visit", tool="a")]
    tells = tell(monthly(20, "a"), [*every, *late])
    assert tells["tells_pushes"].tolist() == [False] * 15 + [True] * 5
    assert tells["ever_pushes"].all()  # an outcome that is new got worse
    assert tells["tells_direct"].tolist() == [False] * 17 + [True] * 3


def test_one_push_late_in_a_log_moves_no_month_before_it():
    incidents = [incident(f"I{i}", after_h=24 * i, n_reassigned=None) for i in range(900)]
    steps = [step(f"I{i}", 24 * i + 1) for i in range(900)]
    push = step("I850", 24 * 850 + 2, "escalated")
    judged = []
    for told in (steps, [*steps, push]):
        with make_casebook(incidents, told) as casebook:
            flags = casebook.flags.select("month", "pushed").to_pyarrow().to_pandas()
        judged.append(flags[flags["month"] < flags["month"].min() + 24].sort_values("month")[["pushed"]])
    pd.testing.assert_frame_equal(*(frame.reset_index(drop=True) for frame in judged))
