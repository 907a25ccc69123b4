import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drift.tables.repeats import drop_repeated

CELLS = {
    "tool": st.sampled_from(["a", "b"]),
    "incident_id": st.sampled_from(["1", "2", "3"]),
    "at_utc": st.sampled_from([pd.Timestamp("2021-03-04 09:15"), pd.Timestamp("2021-03-05"), pd.NaT]),
    "actor": st.sampled_from(["x", None]),
    "status": st.sampled_from(["s", "t"]),
    "kind": st.just("comment"),
    "text": st.sampled_from(["q", "r", None]),
    "group": st.just("desk"),
}
TYPES = {**dict.fromkeys(CELLS, "str"), "at_utc": "datetime64[us]", "row": "int64"}


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(st.fixed_dictionaries(CELLS), max_size=30), cut=st.integers(0, 30))
def test_events_stand_once_however_their_rows_lie_in_memory(rows, cut):
    frame = pd.DataFrame(rows, columns=[*CELLS]).assign(row=range(len(rows))).astype(TYPES)
    events = pd.concat([frame.iloc[:cut], frame.iloc[cut:]], ignore_index=True)
    pd.testing.assert_frame_equal(drop_repeated(events), frame.drop_duplicates([*CELLS]))


def events_of(*groups):
    """Return steps that are equal but for their team."""
    one = {"tool": "a", "incident_id": "1", "at_utc": pd.Timestamp("2021-03-04 09:15"), "actor": "x", "status": "s"}
    rows = [one | {"kind": "comment", "text": None, "group": group} for group in groups]
    return pd.DataFrame(rows).astype({name: kind for name, kind in TYPES.items() if name != "row"})


@pytest.mark.parametrize(
    ("groups", "kept"),
    [
        (["desk", "field", "desk"], [0, 1]),  # passed on within a second
        (["desk", None], [0]),  # an export without teams
        ([None, "desk"], [1]),
        ([None, "desk", "field"], [1, 2]),
        (["desk", "field", None], [0, 1]),
        ([None, None], [0]),
    ],
)
def test_a_step_of_another_team_is_no_repeat_and_one_without_a_team_is(groups, kept):
    assert drop_repeated(events_of(*groups)).index.tolist() == kept
