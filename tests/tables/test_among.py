import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from drift.tables.among import are_among
from drift.tables.columns import schema_of

TEXTS = st.lists(st.sampled_from(["1", "01", "a", "A", "", "é", None]), max_size=6)


@given(TEXTS, TEXTS, TEXTS)
def test_texts_are_among_others_as_pandas_has_it(texts, one, other):
    column = pd.Series(texts, dtype="str", index=range(3, 3 + len(texts)))
    others = [pd.Series(part, dtype="str") for part in (one, other)]
    expected = column.isin(
        [text for part in others for text in part.dropna()] + [None] * any(part.hasnans for part in others)
    )
    pd.testing.assert_series_equal(are_among(column, others), expected)


def test_no_row_is_among_no_row():
    empty = schema_of("incidents").empty_table().to_pandas()["incident_id"]
    assert are_among(empty, [empty, empty]).empty
    assert are_among(pd.Series(["a"], dtype="str"), [empty]).tolist() == [False]
