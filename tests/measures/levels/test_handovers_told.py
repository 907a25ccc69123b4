"""Hand-overs told of a whole log: by quarter, on the page, in the sheet and for programs; null with its reason."""

import pandas as pd
import pytest
from tables_of_levels import analyse, meet_floor

from drift.reports.level_record import build_handovers
from drift.reports.pages.levels.fates import list_handovers
from drift.reports.record import build_record
from drift.reports.workbook.levels import list_levels
from drift.wording import Wording


def events_of(teams, every=3):
    """Return steps of an incident a day for three years; every so many days one goes to the second team and back."""
    rows = []
    for i, day in enumerate(pd.date_range("2020-01-01", "2022-12-31", freq="D")):
        way = [teams[0], teams[1], teams[0]] if i % every == 0 else [teams[0]]
        for hour, team in enumerate(way):
            at = day + pd.Timedelta(hours=9.5 + hour)
            rows.append({"incident_id": f"M{i:05}", "at": at, "group": team, "actor": f"Monteur S{i % 6}"})
    return pd.DataFrame(rows).assign(tool="topdesk", kind="comment", file="stappen.csv", sheet="", row=range(len(rows)))


@pytest.fixture(scope="module")
def lined():
    return analyse(meet_floor(), events=events_of(("Monteurs", "Beheer 2e lijn")))


def test_a_quarter_tells_tickets_handed_over_come_back_and_solved_by_the_first_line(lined):
    found = lined.measured.levels
    assert (found.no_handovers, found.no_lines) == (None, None)
    quarter = found.handovers.set_index("quarter").loc[pd.Period("2021Q1")]
    assert quarter.tolist() == [90, 30, 60, 30, 90, 60]
    assert found.handovers["quarter"].iloc[-1] == pd.Period("2022Q3")  # the last has not had its sixty days


def test_the_page_the_sheet_and_the_json_tell_the_same(lined):
    sums = lined.measured.levels.handovers.drop(columns="quarter").sum()
    assert sums["handovers"] == 2 * sums["handed"] == 2 * sums["came_back"]
    say = Wording("en")
    told = list_handovers(lined, say)
    assert len(told) == 1
    assert f"({sums['handovers']} hand-overs)" in told[0]
    front, lined_ones = (say.number(int(sums[name])) for name in ("front", "lined"))
    assert f"{front} of {lined_ones} without the second or third" in told[0]
    assert f"({sums['handovers']} keer doorgegeven)" in list_handovers(lined, Wording("nl"))[0]
    record = build_handovers(lined)
    assert record[4] == {"quarter": "2021-Q1"} | dict(
        zip(("with_team", "handed", "handovers", "came_back", "lined", "front"), (90, 30, 60, 30, 90, 60), strict=True)
    )
    sheet = next(sheet for sheet in list_levels(lined, Wording("en")) if sheet.name == "handovers")
    assert sheet.frame["handovers"].sum() == sums["handovers"]


def test_without_lines_the_first_line_is_null_with_its_reason_and_the_rest_stands():
    analysis = analyse(meet_floor(), events=events_of(("Monteurs", "Beheer")))
    assert analysis.measured.levels.no_lines.code == "handovers.none.lines"
    record = build_record(analysis, Wording("en"))
    assert record["handovers"][4]["handovers"] == 60
    assert (record["handovers"][4]["lined"], record["handovers"][4]["front"]) == (None, None)
    assert "second or third line" in record["reasons"]["lines"]
    assert "first line" not in list_handovers(analysis, Wording("en"))[0]
