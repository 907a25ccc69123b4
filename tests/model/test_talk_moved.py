"""Whether talk moved from the floor to the table, by counts that are known."""

import pandas as pd
import pytest
from scipy.stats import binomtest

from drift.measures.work.meetings import ABOVE
from drift.model.talk import LEVEL, _differs, has_talk_moved

TURN = (pd.Period("2020-02", "M"), pd.Period("2020-03", "M"))


def contacts(floor, table, name="tactical"):
    quarters = pd.period_range("2018Q1", periods=len(floor), freq="Q")
    return pd.DataFrame({"operational": floor, name: table}, index=quarters)


MOVED = contacts([15] * 8 + [9] + [4] * 7, [3] * 8 + [5] + [9] * 7)


@pytest.mark.parametrize(
    ("meetings", "moved"),
    [
        (MOVED, True),
        (MOVED.rename(columns={"tactical": ABOVE}), True),
        (contacts([15] * 16, [3] * 16), False),
        (contacts([15] * 9 + [4] * 7, [3] * 16), False),  # less on the floor, and no more at the table
        (contacts([15] * 16, [3] * 9 + [9] * 7), False),  # more at the table, and no less on the floor
        (contacts([3, 2] * 4 + [2, 1] * 4, [0, 1] * 4 + [1, 1] * 4), False),  # too few to tell
        (MOVED.iloc[:12], False),  # three quarters after the turn
        (MOVED.drop(columns="operational"), False),
        (None, False),
    ],
)
def test_talk_moved_where_the_floor_fell_and_the_table_rose(meetings, moved):
    assert has_talk_moved(meetings, TURN, None) is moved


def test_quarters_after_the_recovery_do_not_count():
    back = pd.concat([MOVED, contacts([30] * 20, [0] * 20).set_axis(pd.period_range("2022Q1", periods=20, freq="Q"))])
    assert not has_talk_moved(back, TURN, None)
    assert has_talk_moved(back, TURN, pd.Period("2022-01", "M"))


def test_the_quarter_of_the_turn_counts_on_neither_side():
    wild = MOVED.copy()
    wild.loc["2020Q1"] = [500, 0]
    assert has_talk_moved(wild, TURN, None)


@pytest.mark.parametrize(("after", "of"), [(0, 0), (0, 9), (9, 9), (3, 40), (20, 40), (37, 40)])
@pytest.mark.parametrize("expected", [0.1, 0.3, 0.5, 0.9])
def test_a_share_differs_where_its_exact_interval_leaves_out_what_is_expected(after, of, expected):
    low, high = binomtest(after, of).proportion_ci(LEVEL) if of else (0, 1)
    assert _differs(after, of, expected) == (low > expected) - (high < expected)
