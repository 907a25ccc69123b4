import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drift.tables.calendar import date_versions, span_log, states_at_month_ends


def documents(*rows):
    return pd.DataFrame(
        [
            {"document": d, "effective_on": on and dt.date.fromisoformat(on), "file": f, "status": s}
            for d, on, f, s in rows
        ]
    )


def months(first, last):
    return pd.period_range(first, last, freq="M")


def openings(*dates):
    return pd.Series(pd.to_datetime(list(dates)))


def test_a_version_is_in_force_at_the_end_of_the_month_it_begins_in():
    dated, notes = date_versions(documents(("SLA", "2024-01-31", "a", None), ("SLA", "2024-03-01", "b", None)))
    states = states_at_month_ends(dated, months("2023-12", "2024-04"))["SLA"]
    assert states.where(states.notna(), None).tolist() == [None, "a", "a", "b", "b"]
    assert notes == []


def test_of_two_versions_of_one_day_the_later_file_name_wins_and_is_told():
    dated, notes = date_versions(documents(("SLA", "2024-01-01", "b", None), ("SLA", "2024-01-01", "a", None)))
    assert states_at_month_ends(dated, months("2024-01", "2024-01"))["SLA"].tolist() == ["b"]
    assert [(note.code, note.at.file) for note in notes] == [("note.same_day", "a")]


@pytest.mark.parametrize("row", [("SLA", "2024-02-01", "draft", "draft"), ("SLA", None, "undated", None)])
def test_a_draft_and_a_version_without_a_date_are_never_in_force(row):
    dated, _ = date_versions(documents(("SLA", "2024-01-01", "a", "signed"), row))
    assert states_at_month_ends(dated, months("2024-01", "2024-03"))["SLA"].tolist() == ["a"] * 3


def test_documents_do_not_end_each_others_versions():
    dated, _ = date_versions(documents(("SLA", "2024-01-01", "a", None), ("DAP", "2024-02-01", "d", None)))
    states = states_at_month_ends(dated, months("2024-02", "2024-02"))
    assert states.loc["2024-02"].tolist() == ["d", "a"]


def test_months_that_the_log_does_not_cover_whole_are_incomplete():
    daily = pd.Series(pd.date_range("2022-03-24 19:11", "2026-08-20 14:43", freq="D"))
    span = span_log(daily, pd.Timestamp("2026-08-21 00:37"))
    assert [str(month) for month in span.complete[[0, -1]]] == ["2022-04", "2026-07"]
    assert [str(month) for month in span.months[[0, -1]]] == ["2022-03", "2026-08"]


def test_a_month_is_settled_when_its_last_incident_has_had_its_days():
    daily = pd.Series(pd.date_range("2024-01-01", "2024-06-30", freq="D"))
    span = span_log(daily, pd.Timestamp("2024-06-30"))
    assert str(span.settled(60)[-1]) == "2024-04"
    assert str(span.settled(1)[-1]) == "2024-05"


def test_a_quiet_log_is_not_called_incomplete_for_its_rhythm():
    weekly = pd.Series(pd.date_range("2024-01-05", "2024-06-28", freq="7D"))
    span = span_log(weekly, pd.Timestamp("2024-06-28"))
    assert [str(month) for month in span.complete[[0, -1]]] == ["2024-01", "2024-06"]


@given(st.lists(st.integers(0, 700), min_size=30, max_size=60), st.integers(100, 700))
def test_later_months_do_not_move_which_earlier_months_are_complete(days, cut):
    openings = pd.Timestamp("2020-01-01") + pd.to_timedelta(pd.Series(sorted(days)), unit="D")
    early = openings[openings <= pd.Timestamp("2020-01-01") + pd.Timedelta(days=cut)]
    if len(early) < 2 or early.iloc[-1].to_period("M") < early.iloc[0].to_period("M") + 2:
        return  # the first two months tell the rhythm of the begin
    whole, part = span_log(openings, openings.iloc[-1]), span_log(early, early.iloc[-1])
    before = part.months[:-1]  # the last one is still going on
    assert list(part.complete.intersection(before)) == list(whole.complete.intersection(before))
