"""Tables are masked when somebody asks for them, and look the same whatever is asked first."""

import pickle

import pandas as pd
import pyarrow as pa
import pytest

from drift.sources.people import People
from drift.tables.gate import Gate
from drift.tables.held import Held
from drift.tables.shown import Shown, pick_shown, relate_shown

TITLES = ["belt jams", "told Gerda Zonderling", None, "ask Zonderling"]


@pytest.fixture
def frames():
    rows = {"title": TITLES, "object": ["B1", "B1", "B2", "Zonderling"], "incident_id": ["1", "2", "3", "4"]}
    incidents = pd.DataFrame({**rows, "handler": ["x", "y", None, "x"], "type": "corrective"}).astype("str")
    places = pd.DataFrame({"file": ["Jan Smit.xlsx", "Gerda Zonderling.xlsx"], "text": ["a", "b"]}, dtype="str")
    frames = {"incidents": incidents.where(incidents.notna(), None), "clauses": places}
    return {name: Held.of(pa.Table.from_pandas(frame)) for name, frame in frames.items()}


@pytest.fixture
def gate():
    people = People(None)
    people.hide(pd.Series(["Gerda Zonderling", "Jan Smit"]))
    return Gate(people)


def test_a_table_is_masked_whole_and_once(frames, gate):
    shown = Shown(frames, gate)
    assert shown["incidents"]["title"].dropna().tolist() == ["belt jams", "told […]", "ask […]"]
    assert shown["incidents"]["handler"].dropna().tolist() == [1, 2, 1]
    assert shown["incidents"] is shown["incidents"]
    assert list(shown) == ["incidents", "clauses"]
    assert "people" not in shown


def test_some_rows_look_as_they_do_in_the_whole_table(frames, gate):
    rows = pd.RangeIndex(1, 3)
    picked = pick_shown(Shown(frames, gate), "incidents", ["title", "object"], rows)
    whole = Shown(frames, gate)["incidents"]
    pd.testing.assert_frame_equal(picked, whole.loc[rows, ["title", "object"]])
    pd.testing.assert_frame_equal(picked, pick_shown({"incidents": whole}, "incidents", ["title", "object"], rows))


def test_rows_of_one_table_lead_to_those_of_another(frames, gate):
    steps = pd.DataFrame({"incident_id": ["4", "2", None, "2", "9"]}, dtype="str")
    frames["events"] = Held.of(pa.Table.from_pandas(steps))
    for tables in (Shown(frames, gate), {"incidents": frames["incidents"].read(), "events": steps}):
        assert relate_shown(tables, "events", "incident_id", "incidents", pd.Index([1, 3])).tolist() == [0, 1, 3]
        assert relate_shown(tables, "events", "incident_id", "incidents", pd.Index([0])).tolist() == []


def test_files_are_numbered_alike_whatever_is_shown_first(frames, gate):
    frames["lineage"] = Held.of(pa.Table.from_pandas(frames["clauses"].read().iloc[::-1], preserve_index=False))
    first = Shown(frames, gate)
    last = [first[name]["file"].tolist() for name in ("lineage", "clauses")]
    assert last == [["[…] (2).xlsx", "[…].xlsx"], ["[…].xlsx", "[…] (2).xlsx"]]


def test_what_is_written_down_holds_no_name(frames, gate):
    content = pickle.dumps(Shown(frames, gate))
    assert b"Zonderling" not in content
    assert b"belt jams" in content
    assert [*pickle.loads(content)] == [*frames]
