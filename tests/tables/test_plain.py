import datetime as dt
import json

import numpy as np
import pandas as pd
import pytest

from drift.tables.plain import to_plain, to_rows


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (np.float64(-0.0), 0.0),
        (0.1234567891234, 0.123456789),
        (float("inf"), None),
        (pd.NaT, None),
        (pd.NA, None),
        (np.int64(3), 3),
        (pd.Period("2023-05", "M"), "2023-05"),
        (dt.date(2023, 5, 1), "2023-05-01"),
        ({"a": (1, float("nan"))}, {"a": [1, None]}),
    ],
)
def test_a_value_is_what_json_can_hold(value, plain):
    assert to_plain(value) == plain
    assert json.dumps(to_plain(value), allow_nan=False) == json.dumps(plain)


def test_rows_go_by_the_names_of_their_columns():
    assert to_rows(pd.DataFrame({"a": [1, 2], 0: ["x", "y"]})) == [{"a": 1, "0": "x"}, {"a": 2, "0": "y"}]
