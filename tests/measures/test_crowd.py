"""Who stands behind a month, a category and a meeting: what both sides may see."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from drift.measures.work.crowd import _count, _join_blocks
from drift.measures.work.meetings import count_meetings, fold_meetings
from drift.tables.engine import to_table
from drift.terms import MIN_PERSONS

ENOUGH = MIN_PERSONS


def counted(months, persons):
    """Return persons of either side by month and by quarter; of a quarter as many as `persons` says under its name."""
    by_month = pd.DataFrame(
        [persons.get(str(month), (ENOUGH, ENOUGH)) for month in months],
        columns=["caller", "handler"],
        index=months.asi8,
    )
    quarters = months.asfreq("Q").unique()
    by_quarter = pd.DataFrame(
        [persons.get(str(quarter), (ENOUGH, ENOUGH)) for quarter in quarters],
        columns=["caller", "handler"],
        index=[quarter.asfreq("M", "start").ordinal // 3 for quarter in quarters],
    )
    return {1: by_month, 3: by_quarter}


def blocks_of(first, n, persons, complete=None):
    months = pd.period_range(first, periods=n, freq="M")
    return _join_blocks(months, months if complete is None else months[:complete], months, counted(months, persons))


def test_a_month_of_few_on_either_side_is_not_told_and_the_others_are():
    told = blocks_of("2021-01", 6, {"2021-02": (9, 4), "2021-05": (4, 9)})
    assert told.index.astype(str).tolist() == ["2021-01", "2021-03", "2021-04", "2021-06"]
    assert told.tolist() == told.index.astype(str).tolist()


def test_a_quarter_of_three_small_months_is_told_as_one():
    few = {f"2021-{month:02d}": (8, 4) for month in (1, 2, 3, 4, 5, 6)}
    assert blocks_of("2021-01", 6, few).tolist() == ["2021Q1"] * 3 + ["2021Q2"] * 3
    assert blocks_of("2021-01", 6, {**few, "2021Q2": (8, 4)}).tolist() == ["2021Q1"] * 3
    assert blocks_of("2021-01", 5, few, complete=5).tolist() == ["2021Q1"] * 3  # a quarter that is not over
    assert blocks_of("2021-01", 6, few, complete=5).tolist() == ["2021Q1"] * 3


@given(st.lists(st.integers(0, 9), min_size=12, max_size=12), st.integers(1, 11))
def test_what_a_report_told_of_a_month_no_later_one_gives_more_of(handlers, n):
    """A month told alone is never of a quarter told as one too: the difference would be the months between."""
    persons = {f"2021-{i + 1:02d}": (9, k) for i, k in enumerate(handlers)}
    persons |= {f"2021Q{q}": (9, max(handlers[3 * q - 3 : 3 * q])) for q in (1, 2, 3, 4)}
    early, late = (blocks_of("2021-01", months, persons) for months in (n, 12))
    assert late[early.index].tolist() == early.tolist()


def test_a_log_that_names_nobody_is_told_whole():
    months = pd.period_range("2021-01", periods=3, freq="M")
    nobody = {n: pd.DataFrame(index=pd.Index([], dtype="int64")) for n in (1, 3)}
    assert _join_blocks(months, months, months, nobody).tolist() == ["2021-01", "2021-02", "2021-03"]


def test_meetings_of_few_persons_are_blank_and_levels_above_the_floor_are_joined():
    sides = {"customer": 6, "supplier": 6}
    people = pd.DataFrame(
        [(f"{side}{i}", side, _level(i)) for side, n in sides.items() for i in range(n + 6)],
        columns=["person", "side", "level"],
    )
    held = [
        ("2021-01-05", 0, 5),
        ("2021-01-12", 6, 9),
        ("2021-02-02", 9, 12),
        ("2021-04-06", 0, 3),
        ("2021-09-01", 0, 6),
    ]
    place = {"file": "a.xlsx", "sheet": "S"}
    contacts = pd.DataFrame(
        [
            {**place, "row": row, "at": pd.Timestamp(on), "direct": True, "level": None, "topic": f"t{row}"}
            for row, (on, *_) in enumerate(held)
        ]
    )
    attendees = pd.DataFrame(
        [
            {**place, "row": row, "at": pd.Timestamp(on), "person": f"{side}{i}", "told_side": None}
            for row, (on, first, end) in enumerate(held)
            for side in sides
            for i in range(first, end)
        ]
    )
    ours = count_meetings(contacts, attendees, people)
    both = fold_meetings(contacts, attendees, people, pd.DataFrame(columns=["person", "hand", "kind"]))
    assert ours.loc["2021Q1"].tolist() == [1, 1, 1]
    assert both.columns.tolist() == ["operational", "above"]
    assert both.loc["2021Q1"].tolist() == [1, 2]  # five of the floor; three of each level above it, six together
    assert both["operational"].isna().tolist() == [False, True, False]  # three of each side in the second quarter


def _level(i):
    return "operational" if i < 6 else "tactical" if i < 9 else "strategic"


def test_where_one_person_did_nearly_all_there_is_but_one():
    def rows(month, shares):
        return [
            {"month": month, "side": "handler", "hand": f"p{i}", "kind": "name", "n": n} for i, n in enumerate(shares)
        ]

    counted = pd.DataFrame(rows(1, (36, 1, 1, 1, 1)) + rows(2, (30, 4, 2, 2, 2)) + rows(3, (31, 4, 2, 2, 1)))
    persons = to_table(counted, {"month": "int64", "side": "string", "hand": "string", "kind": "string", "n": "int64"})
    assert _count(persons, ["handler"], "month")["handler"].to_dict() == {1: 1, 2: 5, 3: 1}
