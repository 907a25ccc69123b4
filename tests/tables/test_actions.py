"""An action that lists carry over is one row over its life: where it stood first, with what was told of it last."""

import pandas as pd
import pytest

from drift.sources.people import People
from drift.sources.readings import join_files
from drift.tables.actions import join_actions
from drift.tables.columns import PERSONS, TABLES, schema_of


def list_actions(*rows):
    """Return a table of actions of some rows: file, day of its minutes, text and status."""
    frame = schema_of("actions").empty_table().to_pandas()
    told = pd.DataFrame(rows, columns=["file", "at", "text", "status"])
    told["at"] = pd.to_datetime(told["at"])
    told = told.assign(at_utc=told["at"], seen_at=told["at"], n_seen=1, row=range(1, len(rows) + 1), number=None)
    return told.reindex(columns=[*frame])


def test_a_row_that_comes_back_word_for_word_is_the_same_action_and_the_last_status_counts():
    actions = list_actions(
        ("2.docx", "2021-02-01", "Spare belts on site", "done"),
        ("1.docx", "2021-01-04", "Spare belts on  site", "open"),
        ("1.docx", "2021-01-04", "Ask the works council", "open"),
        ("3.docx", "2021-03-01", "SPARE belts on site.", None),
    )
    joined = join_actions(actions)
    assert joined[["file", "text", "status", "n_seen"]].to_numpy().tolist() == [
        ["1.docx", "Spare belts on  site", "done", 3],
        ["1.docx", "Ask the works council", "open", 1],
    ]
    assert joined["at"].dt.strftime("%m-%d").tolist() == ["01-04", "01-04"]
    assert joined["seen_at"].dt.strftime("%m-%d").tolist() == ["03-01", "01-04"]


def test_the_order_in_which_files_are_read_changes_nothing():
    rows = [(f"{i}.docx", f"2021-0{i}-01", "Spare belts on site", status)
            for i, status in ((1, "open"), (2, "open"), (3, "dropped"))]  # fmt: skip
    one, other = (join_actions(list_actions(*ordered)).drop(columns="row") for ordered in (rows, rows[::-1]))
    pd.testing.assert_frame_equal(one, other)


def test_a_list_without_a_date_is_kept_and_tells_how_its_actions_stand_now():
    joined = join_actions(
        list_actions(("list.xlsx", None, "Spare belts", "done"), ("m.docx", "2021-02-01", "Spare belts", "open"))
    )
    assert joined[["file", "status"]].to_numpy().tolist() == [["m.docx", "done"]]
    assert joined["at"].tolist() == [pd.Timestamp("2021-02-01")]  # the first day that is told


def test_what_is_agreed_again_after_it_was_done_is_another_action():
    actions = list_actions(
        ("1.docx", "2021-01-04", "Order spare belts", "open"),
        (
            "2.docx",
            "2021-02-01",
            "Order spare belts",
            "done",
        ),  # carried over: its number is another, its due day is not
        ("3.docx", "2021-06-07", "Order spare belts", "done"),
        ("3.docx", "2021-06-07", "Order spare belts", "done"),
        ("4.docx", "2021-07-05", "Order spare belts", "done"),  # carried over with its number
        ("5.docx", "2021-08-02", "Order spare belts", "done"),  # neither number nor day: of the last one
    )
    actions["number"] = ["2101-1", "2102-4", "2106-1", "2106-2", "2106-2", None]
    actions["due"] = ["18/01/2021", "18/01/2021", "14/06/2021", "21/06/2021", "12/07/2021", None]
    joined = join_actions(actions)
    assert joined[["number", "n_seen"]].to_numpy().tolist() == [["2101-1", 2], ["2106-1", 1], ["2106-2", 3]]


def test_an_open_action_that_is_numbered_anew_and_put_off_stays_one():
    actions = list_actions(
        ("1.docx", "2021-01-04", "Order spare belts", "open"), ("2.docx", "2021-02-01", "Order spare belts", "done")
    ).assign(number=["1", "7"], due=["18/01/2021", "15/02/2021"])
    assert join_actions(actions)[["status", "n_seen"]].to_numpy().tolist() == [["done", 2]]


def test_no_actions_are_no_actions():
    assert join_actions(schema_of("actions").empty_table().to_pandas()).empty


@pytest.mark.parametrize("table", ["decisions", "actions"])
def test_what_was_said_in_meetings_is_a_table_that_is_joined_and_names_nobody(table):
    assert join_files([], People(None)).frames[table] == ()
    texts = {column.name for column in TABLES[table]}
    assert {"text", "at", "at_utc", "refers_to"} <= texts
    assert PERSONS.get(table, ()) == (("owner",) if table == "actions" else ())
