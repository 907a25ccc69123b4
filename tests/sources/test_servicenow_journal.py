"""A journal beside the incidents: what people wrote tells of calls and visits, a state of how a ticket stands."""

import csv

import pandas as pd
import pytest

import drift

INCIDENTS = [("number", "opened_at", "caller_id", "assigned_to", "short_description", "sys_class_name")]
INCIDENTS += [
    (f"INC{i:07d}", f"2024-0{1 + i // 9}-{1 + i % 9:02d} 08:00:00", "A. Vos", "B. Smit", "Lift down", "Incident")
    for i in range(18)
]
SAID = [
    ("Work notes", "Called the station, sounds like the door shoe.", "call"),
    ("work_notes", "On site with the supervisor: grit in the sill.", "visit"),
    ("Work notes", "Escalated to the contract manager.", "escalated"),
    ("Additional comments", "Reopened: it squeals still.", "reopened"),
    ("Work notes", "Part ordered.", "comment"),
    ("State", "On Hold", "waiting"),
    ("incident_state", "Resolved", "resolved"),
]


def write(path, rows):
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)


@pytest.fixture
def read(tmp_path):
    """Return the kinds of the steps that drift reads beside those incidents, by their text."""

    def find(said):
        write(tmp_path / "incident.csv", INCIDENTS)
        heads = ("Task", "Created", "Created by", "Field name", "New value")
        notes = [
            (f"INC{i:07d}", f"2024-03-{1 + i:02d} 10:{j:02d}:00", "B. Smit", field, text)
            for i in range(18)
            for j, (field, text, *_) in enumerate(said)
        ]
        write(tmp_path / "work notes.csv", [heads, *notes])
        events = drift.analyse(tmp_path).tables["events"]
        return events.groupby("text")["kind"].unique().map(list).to_dict()

    return find


def test_notes_and_states_tell_what_happened(read):
    assert read(SAID) == {text: [kind] for _, text, kind in SAID}


@pytest.mark.parametrize("state", [True, False])
def test_a_note_tells_an_end_only_where_no_state_does(read, state):
    said = [("Work notes", "Fixed and closed."), *([("State", "In Progress")] if state else [])]
    assert pd.Series(read(said)["Fixed and closed."]).isin(["comment"] if state else ["resolved", "closed"]).all()
