import pandas as pd
import pyarrow as pa
import pytest

from drift.sources.opening import columns
from drift.sources.opening.columns import repeat_text, share_blocks


@pytest.fixture(autouse=True)
def _block(monkeypatch):
    monkeypatch.setattr(columns, "BLOCK", 3)


@pytest.mark.parametrize("n", [0, 2, 3, 7, 9])
@pytest.mark.parametrize("text", ["a", "", None])
def test_a_text_is_repeated_as_often_as_it_is_asked(text, n):
    assert repeat_text(text, n).to_pylist() == [text] * n


def test_a_text_of_all_rows_is_held_once_a_block():
    monkey = repeat_text("events.csv", 9)
    assert {chunk.buffers()[2].address for chunk in monkey.chunks if len(chunk)} == {
        monkey.chunk(0).buffers()[2].address
    }


def test_a_frame_stays_what_it_was():
    frame = pd.DataFrame(
        {
            "file": ["a"] * 7,
            "none": pd.Series([None] * 7, dtype="str"),
            "some": ["a", None, "a", "a", "a", "a", "a"],
            "other": ["a", "b", "a", "a", "a", "a", "a"],
            "row": range(7),
        },
        index=range(2, 9),
    )
    shared = share_blocks(frame)
    pd.testing.assert_frame_equal(shared, frame)
    blocks = {name: pa.array(shared[name], pa.large_string()).num_chunks for name in ("file", "none")}
    assert blocks == {"file": 3, "none": 3}
    assert share_blocks(frame.head(3)) is not None
    pd.testing.assert_frame_equal(
        pd.concat([shared, shared], ignore_index=True), pd.concat([frame] * 2, ignore_index=True)
    )
