import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drift.tables import held
from drift.tables.held import Held

TABLE = pa.table({"id": ["b", "a", "b", None, "c"], "n": [5, 4, 3, 2, 1]})


@pytest.fixture(params=[2, 100], ids=["groups", "whole"], autouse=True)
def _group(request, monkeypatch):
    monkeypatch.setattr(held, "GROUP_ROWS", request.param)


def test_a_table_is_read_back_whole_or_by_its_columns():
    pd.testing.assert_frame_equal(Held.of(TABLE).read(), TABLE.to_pandas())
    assert Held.of(TABLE).read(["n"])["n"].tolist() == [5, 4, 3, 2, 1]
    assert Held.of(TABLE).names == ["id", "n"]


@pytest.mark.parametrize("rows", [[], [3], [4, 0, 2], [1, 1]])
def test_rows_are_taken_in_the_order_in_which_they_are_asked_for(rows):
    index = pd.Index(rows, dtype="int64")
    pd.testing.assert_frame_equal(Held.of(TABLE).take(index), TABLE.to_pandas().loc[index])
    assert Held.of(TABLE).take(index, ["n"])["n"].tolist() == [5 - row for row in rows]


def test_distinct_values_come_in_the_order_in_which_they_appear():
    assert Held.of(TABLE).unique("id").to_pylist() == ["b", "a", None, "c"]


def test_rows_are_found_by_their_text_and_a_missing_one_is_none():
    assert Held.of(TABLE).find("id", pa.array(["b", "z", None])).tolist() == [0, 2]
    assert Held.of(TABLE).find("id", pa.array([], pa.string())).tolist() == []


def test_a_table_without_rows_is_one_all_the_same():
    nothing = Held.of(TABLE.slice(0, 0))
    assert nothing.read().columns.tolist() == ["id", "n"]
    assert nothing.unique("id").to_pylist() == []
    assert nothing.take(pd.Index([], dtype="int64")).empty


@settings(max_examples=25, deadline=None)
@given(texts=st.lists(st.sampled_from(["x", "y", "é", None]), min_size=1, max_size=9), data=st.data())
def test_what_is_taken_is_what_stands_there(texts, data):
    rows = pd.Index(data.draw(st.lists(st.integers(0, len(texts) - 1), max_size=5)), dtype="int64")
    table = pa.table({"text": pa.array(texts, pa.string())})
    assert Held.of(table).take(rows)["text"].tolist() == pytest.approx(
        [table.to_pandas()["text"][row] for row in rows], nan_ok=True
    )
