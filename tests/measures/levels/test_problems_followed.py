"""Planted problems: what becomes of each is found, and nothing more."""

import pandas as pd
import pytest
from tables_of_levels import analyse, meet, meet_floor, tables_of

import drift

pytestmark = pytest.mark.long

FAULTS = [
    {
        "incident_id": f"X{i:04}",
        "opened_at": pd.Timestamp(at),
        "resolved_at": pd.Timestamp(at) + pd.Timedelta(hours=5),
        "object": "SC-036",
    }
    for i, at in enumerate(("2021-02-01 10:00", "2021-02-20 10:00", "2021-03-10 10:00"))
]
WAY = [
    meet("2021-02-10 09:00", "operational", "Nabespreking SC-036", text="doorgezet naar het tactisch overleg"),
    meet("2021-02-25 09:00", "tactical", "Openstaande punten", "X0001", text="aangehouden"),
    meet("2021-03-12 09:00", "tactical", "Openstaande punten", "X0001", text="aangehouden"),
    meet("2021-03-26 09:00", "tactical", "Openstaande punten", "x 0002", text="aangehouden"),
    meet(
        "2021-04-02 09:00",
        "strategic",
        "Stuurgroep",
        "SC-036",
        text="niet herkend, terugverwezen naar het tactisch overleg",
    ),
    meet("2021-04-20 09:00", "tactical", "Openstaande punten", "SC-036", text="terugverwezen naar operatie"),
    meet("2021-05-04 09:00", "operational", "Rondje hal", "SC-036", text="opgelost"),
]


@pytest.fixture(scope="module")
def found():
    return analyse([*meet_floor(), *WAY], FAULTS).measured.levels


def test_the_way_of_a_problem_over_three_tables_is_found(found):
    problem = found.fates[found.fates["object"].eq("SC-036")]
    assert problem[
        ["n", "solved", "tactical", "strategic", "pushed_up", "parked", "denied", "referred_back", "n_lines"]
    ].values.tolist() == [[3, False, True, True, True, True, True, True, 7]]
    assert problem["trips"].tolist() == [2]  # board to contract table, contract table to floor


def test_every_other_problem_was_solved_where_it_was_raised(found):
    others = found.fates[found.fates["object"].ne("SC-036")]
    assert others["solved"].all()
    assert not others[["tactical", "strategic", "parked", "denied", "referred_back"]].any(axis=None)
    quarter = found.problems.set_index("quarter").loc[pd.Period("2021Q1")]
    assert quarter[["raised", "solved", "tactical", "strategic", "referred_back"]].tolist() == [91, 90, 1, 1, 1]


def test_it_lies_where_it_was_last_spoken_of(found):
    problem = found.fates[found.fates["object"].eq("SC-036")].iloc[0]
    floor, table, board = (problem[f"days_{level}"] for level in ("operational", "tactical", "strategic"))
    assert table == pytest.approx(36 + 14)  # 25 February to 2 April; 20 April to 4 May
    assert board == pytest.approx(18)
    assert floor == pytest.approx(23.96, abs=0.01)  # from the first fault to the contract table


def test_what_nobody_names_is_not_followed():
    way = [{**one, "topic": "Openstaande punten", "refers_to": None} for one in WAY]
    found = analyse([*meet_floor(), *way], FAULTS).measured.levels
    assert not found.fates[["tactical", "strategic", "denied"]].any(axis=None)
    assert (found.n_named, found.n_contacts) == (0, 5)


def test_a_contact_too_late_or_before_the_problem_is_none_of_it():
    late = [
        meet("2021-06-20 09:00", "strategic", "Stuurgroep", "SC-036"),
        meet("2021-01-20 09:00", "tactical", "x", "SC-036"),
    ]
    found = analyse([*meet_floor(), *late], FAULTS).measured.levels
    assert not found.fates[["tactical", "strategic"]].any(axis=None)


def test_faults_a_month_apart_are_two_problems():
    apart = [{**FAULTS[0]}, {**FAULTS[1], "opened_at": pd.Timestamp("2021-03-04 10:00")}]
    fates = analyse(meet_floor(), apart).measured.levels.fates
    assert fates.loc[fates["object"].eq("SC-036"), "n"].tolist() == [1, 1]


def test_three_times_on_the_agenda_counts_only_without_a_decision_between():
    way = [
        *WAY[1:3],
        {**WAY[3], "text": "afgesproken: monteur vervangt de motor"},
        meet("2021-04-09 09:00", "tactical", "x", "SC-036", text="aangehouden"),
    ]
    fates = analyse([*meet_floor(), *way], FAULTS).measured.levels.fates
    assert not fates["parked"].any()


def test_a_number_of_the_log_is_a_name_and_a_bare_number_is_none():
    said = [
        meet("2021-02-11 09:00", "tactical", "Punt 36, zaal 00036"),
        meet("2021-02-12 09:00", "tactical", "Melding X-0000?"),
    ]
    fates = analyse([*meet_floor(), *said], FAULTS).measured.levels.fates
    assert not fates["tactical"].any()


def test_without_objects_there_is_a_reason():
    tables = tables_of(meet_floor())
    tables["incidents"] = tables["incidents"].drop(columns="object")
    found = drift.analyse_tables(tables).measured.levels
    assert found.no_problems.code == "problems.none.objects"
    assert found.problems.empty
