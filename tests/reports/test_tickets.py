"""The ticket sheets of a large log: the latest rows, and a sentence on where the others are."""

import openpyxl
import pandas as pd
import pytest
from openpyxl.utils import range_boundaries

from drift.reports.material import gather
from drift.reports.workbook import tickets, write_workbook
from drift.wording import Wording

INCIDENTS, UPDATES = 120, 150


@pytest.fixture
def few(monkeypatch):
    monkeypatch.setattr(tickets, "MOST_INCIDENTS", INCIDENTS)
    monkeypatch.setattr(tickets, "MOST_UPDATES", UPDATES)


@pytest.fixture
def book(few, sorteercentrum, tmp_path):  # noqa: ARG001  the sheets are cut
    write_workbook(gather(sorteercentrum, Wording("en")), tmp_path / "few.xlsx")
    return openpyxl.load_workbook(tmp_path / "few.xlsx")


def body(sheet, n):
    heads, *rows = sheet.iter_rows(values_only=True, max_row=n + 1)
    return pd.DataFrame(rows, columns=heads)


@pytest.mark.usefixtures("few")
def test_of_a_large_log_the_latest_incidents_and_their_latest_updates_are_chosen(sorteercentrum):
    chosen = tickets.choose_tickets(sorteercentrum)
    incidents, events = sorteercentrum.tables["incidents"], sorteercentrum.tables["events"]
    left = incidents.drop(chosen.incidents.index)
    assert len(chosen.incidents) == INCIDENTS
    assert chosen.n_incidents == len(incidents)
    assert chosen.cut
    assert chosen.incidents["opened_at"].is_monotonic_increasing
    assert left["opened_at"].max() <= chosen.incidents["opened_at"].min()
    its = events[events["incident_id"].isin(chosen.incidents["incident_id"])]
    assert len(chosen.updates) == min(UPDATES, len(its))
    assert chosen.n_updates == len(events)
    kept = its.loc[chosen.updates.index]
    assert its.drop(chosen.updates.index)["at_utc"].max() <= kept["at_utc"].min()


def test_a_sheet_that_leaves_rows_out_says_how_many_and_where_they_are(book, sorteercentrum):
    n = len(sorteercentrum.tables["incidents"])
    sheet = book["Incidents"]
    assert sheet.max_row == INCIDENTS + 3
    assert [cell.value for cell in sheet[INCIDENTS + 2]] == [None] * sheet.max_column
    told = sheet.cell(INCIDENTS + 3, 1).value
    assert told == Wording("en")("about.rest_incidents", n=INCIDENTS, of=n, others=n - INCIDENTS)
    assert f"{n:,}" in told
    assert f"{n - INCIDENTS:,}" in told
    assert range_boundaries(sheet.auto_filter.ref)[3] == INCIDENTS + 1  # the sentence is no row of the table
    overview = {row[0]: row[1] for row in book["Overview"].iter_rows(values_only=True)}
    assert overview["Incidents"].endswith(told)
    assert overview["Updates"].endswith(book["Updates"].cell(UPDATES + 3, 1).value)


def test_only_months_of_which_every_incident_is_there_lead_to_them(book):
    months, opened = book["Months"], body(book["Incidents"], INCIDENTS)["opened"]
    column = [cell.value for cell in months[1]].index("incidents opened")
    links = {f"{row[0].value:%Y-%m}": row[column].hyperlink for row in months.iter_rows(min_row=2)}
    first, *others = opened.dt.strftime("%Y-%m").unique()
    assert len(others) > 0
    assert links[first] is None
    for month, link in links.items():
        assert (link is not None) == (month in others)
        if link:
            row = int(link.location.rsplit("A", 1)[1]) - 2
            assert f"{opened[row]:%Y-%m}" == month
            assert f"{opened[row - 1]:%Y-%m}" < month


def test_a_log_that_is_small_stands_there_whole_and_says_nothing(sorteercentrum):
    chosen = tickets.choose_tickets(sorteercentrum)
    assert len(chosen.incidents) == chosen.n_incidents
    assert len(chosen.updates) == chosen.n_updates
    assert tickets.list_updates(sorteercentrum, chosen).rest is None
    assert tickets.list_incidents(sorteercentrum, chosen, Wording("nl")).rest is None
