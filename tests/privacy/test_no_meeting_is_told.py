"""Meetings are counted and never told: no day, moment, word or person of one stands in anything that leaves."""

import sys

import pandas as pd
import pytest
from conftest import ROOT
from outputs import open_folder

import drift
from drift.explain import explain
from drift.explain.explained import build_explained
from drift.wording import Wording

sys.path.append(str(ROOT / "tests" / "measures" / "levels"))
from tables_of_levels import LAST, list_people, meet, meet_floor, tables_of

THING = "SC-036"
# no ticket opens or ends on these days, and nobody else bears these names
DAYS = ("2021-04-04", "2021-04-11", "2021-04-18", "2021-04-25")
PLANTED = (*DAYS, "4 April 2021", "04-04-2021", "10:37", "Kwakernaak", "Quispel", "jachtluipaard", "zeepaardje")


@pytest.fixture(scope="module")
def relation():
    """Return an analysis with a problem that four meetings speak of, on days on which nothing else happens."""
    meetings = [
        meet(
            f"{DAYS[0]} 10:37",
            "operational",
            f"jachtluipaard {THING}",
            text="zeepaardje, doorgezet naar tactisch overleg",
        ),
        *(
            meet(f"{day} 10:37", "tactical", f"jachtluipaard {THING}", text="zeepaardje, aangehouden")
            for day in DAYS[1:]
        ),
    ]
    faults = [
        {
            "incident_id": "X0001",
            "opened_at": pd.Timestamp("2021-03-30 10:00"),
            "resolved_at": pd.Timestamp("2021-05-03 10:00"),
            "object": THING,
        }
    ]
    tables = tables_of(
        [*meet_floor(until=pd.Timestamp("2021-03-01")), *meetings, *meet_floor(pd.Timestamp("2021-06-01"), LAST)],
        faults,
    )
    quiet = tables["incidents"]["opened_at"].dt.strftime("%Y-%m-%d").isin(DAYS)
    tables["incidents"] = tables["incidents"][~quiet]
    there = tables["attendees"]["at"].dt.strftime("%H:%M").eq("10:37")
    guests = tables["attendees"][there].assign(person=["Kwakernaak, Q.", "Zebedeus Quispel"] * (int(there.sum()) // 2))
    tables["attendees"] = pd.concat([tables["attendees"], guests], ignore_index=True)
    listed = [("Kwakernaak, Q.", "customer"), ("Zebedeus Quispel", "supplier")]
    more = [{"person": name, "side": side, "function": "operations", "level": "operational"} for name, side in listed]
    tables["people"] = list_people(people=more)
    return drift.analyse_tables(tables, settings={"relation": "Verzonnen"})


def test_the_meetings_were_followed(relation):
    fates = relation.measured.levels.fates.set_index("object").loc[THING]
    assert fates[["tactical", "parked", "pushed_up"]].tolist() == [True, True, True]
    assert fates["n_lines"] == 4


@pytest.mark.parametrize("edition", ["ours", "shared"])
def test_no_file_of_a_report_tells_of_one(relation, edition, tmp_path):
    drift.write_report(relation, tmp_path, language="nl", **({"edition": edition} if edition == "shared" else {}))
    told = [(one.name, word) for one in open_folder(edition, tmp_path) for word in PLANTED if word in one.text]
    assert told == []


def test_explaining_its_problem_tells_the_quarter_alone(relation):
    told = str(build_explained(explain(relation, f"problem {THING}", Wording("nl"))))
    assert "2021Q2" in told
    assert [word for word in PLANTED if word in told] == []
