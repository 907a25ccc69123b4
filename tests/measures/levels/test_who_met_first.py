"""Who met first around a version: the flag is right where the lists cover the floor, and never raised where not."""

import datetime as dt

import pandas as pd
import pytest

from drift.measures.levels.met import Met
from drift.measures.levels.order import find_order

SIGNED = pd.Timestamp("2021-06-30")
FLOOR, TABLE, BOARD = "operational", "tactical", "strategic"


def contacts(*rows):
    """Return contacts from (days from the signature, level[, file])."""
    rows = [(days, level, *(more or ("lijst.xlsx",))) for days, level, *more in rows]
    frame = pd.DataFrame(rows, columns=["days", "level", "file"])
    at = SIGNED + pd.to_timedelta(frame["days"], unit="D")
    frame = frame.assign(contact=range(len(frame)), at=at, direct=True, both=True).sort_values("at")
    return Met(frame, pd.DataFrame(columns=["contact", "person", "side", "function", "level"]))


def papers(**more):
    row = {
        "document": "SLA",
        "version": "2.0",
        "file": "sla.xlsx",
        "effective_on": SIGNED.date(),
        "role": "sla",
        "status": None,
    }
    return pd.DataFrame([{**row, **more}])


HISTORY = "version history"
NOBODY = pd.DataFrame(columns=["document", "file", "kind", "clause_version", "role", "status", "on", "row"])


def look(met, documents=None, governance=NOBODY):
    found = find_order(met, papers() if documents is None else documents, governance)
    return found[0] if found else None


AROUND = [(-120, FLOOR), (-40, BOARD), (-20, TABLE), (15, FLOOR)]


def test_a_version_made_while_the_floor_did_not_meet_is_top_down():
    found = look(contacts(*AROUND))
    assert (found.top_down, found.order, found.covered) == (True, (BOARD, TABLE, FLOOR), True)


def test_one_talk_on_the_floor_before_it_makes_it_none():
    found = look(contacts(*AROUND, (-89, FLOOR)))
    assert (found.top_down, found.order[0]) == (False, FLOOR)


@pytest.mark.parametrize(
    "rows",
    [
        [(-40, BOARD), (-20, TABLE), (15, FLOOR)],  # the list begins after
        [(-120, FLOOR), (-40, BOARD), (-20, TABLE)],  # and ends before
        [(-400, FLOOR), (-40, BOARD), (-20, TABLE), (15, FLOOR)],  # tells of the floor too long before
        [(-120, FLOOR, "een.xlsx"), (-40, BOARD), (-20, TABLE), (15, FLOOR, "twee.xlsx")],  # two lists, a hole between
        [(-40, BOARD), (-20, TABLE)],  # a calendar of the contract manager
    ],
)
def test_where_nothing_covers_the_floor_nobody_can_tell(rows):
    found = look(contacts(*rows))
    assert (found.top_down, found.covered) == (None, False)


def test_where_the_board_did_not_meet_it_is_none_if_its_list_covers_the_time():
    rows = [(-200, BOARD), (-120, FLOOR), (-20, TABLE), (15, FLOOR), (200, BOARD)]
    assert look(contacts(*rows)).top_down is False


def test_where_no_contact_of_the_board_is_known_nobody_can_tell():
    assert look(contacts((-120, FLOOR), (-20, TABLE), (15, FLOOR))).top_down is None


def test_the_day_of_the_approver_counts_and_not_that_it_takes_effect():
    governance = pd.DataFrame(
        [
            {
                "document": "SLA",
                "clause_version": "2.0",
                "role": "approver",
                "status": None,
                "kind": HISTORY,
                "on": dt.date(2021, 6, 1),
            },
            {
                "document": "SLA",
                "clause_version": "2.0",
                "role": "author",
                "status": None,
                "kind": HISTORY,
                "on": dt.date(2021, 4, 1),
            },
            {
                "document": "SLA",
                "clause_version": "1.0",
                "role": "approver",
                "status": None,
                "kind": HISTORY,
                "on": dt.date(2020, 6, 1),
            },
        ]
    )
    found = look(contacts(*AROUND, (-20, FLOOR)), governance=governance)
    assert found.signed_on == dt.date(2021, 6, 1)
    assert found.top_down is False  # on 1 June the contract table had not met yet


def test_a_draft_and_a_document_of_the_floor_itself_have_no_row():
    assert look(contacts(*AROUND), papers(status="draft")) is None
    assert look(contacts(*AROUND), papers(role="dap")) is None


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA])
def test_a_version_without_a_number_is_called_by_its_own_history_or_by_its_day(missing):
    row = {"document": "SLA", "file": "sla.xlsx", "clause_version": "3.0", "role": "approver", "kind": HISTORY}
    other = row | {"file": "later.xlsx", "clause_version": "4.0", "on": dt.date(2021, 6, 20), "row": 9}
    history = pd.DataFrame([row | {"status": None, "on": dt.date(2021, 6, 1), "row": 4}, other])
    told = look(contacts(*AROUND), papers(version=missing), history)
    assert (told.version, told.signed_on) == ("3.0", dt.date(2021, 6, 1))
    untold = look(contacts(*AROUND), papers(version=missing))
    assert (untold.version, untold.signed_on) == ("2021-06-30", SIGNED.date())
