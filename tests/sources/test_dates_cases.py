"""The small inputs of time that lie beside the project, each as its README says."""

import pandas as pd
import pytest
from shared_cases import small_case

import drift
from drift.project import open_project
from drift.sources.files import read_files

EXPECTED = {  # folder -> first opening
    "date_compact14": "2023-01-03 22:20:17",
    "date_dot": "2023-01-03 23:09",
    "date_epoch_s": "2023-01-03 23:49:11",
    "date_iso_basic": "2023-01-03 21:16:02",
    "date_iso_basic2": "2023-01-03 21:33:28",
    "date_jira_ampm": "2023-01-03 23:44",
    "date_jira_dmy": "2023-01-04 00:11",
    "date_nlmonth": "2023-01-04 01:10",
    "date_sn_slash": "2023-01-03 23:20:49",
    "date_weekday": "2023-01-03 23:57",
}


def read(folder):
    readings = read_files(open_project(folder))
    return pd.concat(readings.frames["incidents"]), [note for file in readings.accounts for note in file.notes]


@pytest.mark.parametrize("name", EXPECTED)
def test_sixty_incidents_are_read_in_each_way_of_writing(name):
    incidents, _ = read(small_case(name))
    assert len(incidents) == 60
    assert incidents["opened_at"].iloc[0] == pd.Timestamp(EXPECTED[name])
    assert incidents["resolved_at"].notna().all()
    assert (incidents["resolved_utc"] >= incidents["opened_utc"]).all()
    assert incidents["opened_at"].dt.to_period("M").between(pd.Period("2023-01"), pd.Period("2023-04")).all()


def test_placeholders_are_twelve_without_an_end():
    incidents, notes = read(small_case("sentinel_dates"))
    assert (len(incidents), int(incidents["resolved_at"].isna().sum())) == (60, 12)
    (told,) = [note for note in notes if note.code == "note.no_dates"]
    assert [(note.values["found"], note.values["n"]) for note in told.values["values"]] == [
        ("9999-12-31", 6),
        ("1970-01-01", 6),
    ]


def test_a_duration_of_days_gives_the_end():
    incidents, _ = read(small_case("timedelta_text"))
    assert len(incidents) == 60
    assert incidents["resolved_at"].iloc[0] == pd.Timestamp("2023-01-04 03:21")
    assert incidents["resolved_at"].notna().all()


@pytest.mark.long
def test_one_far_end_moves_neither_the_months_nor_the_time_to_restore():
    plain, far = (drift.analyse(small_case(name)) for name in ("none_future", "one_future_resolved"))
    for analysis in (plain, far):
        months = analysis.measured.months
        assert (len(months), str(months[-1])) == (30, "2023-06")
    hours = [
        analysis.measures[analysis.measures["measure"] == "time_to_restore"].set_index("period")["value"]
        for analysis in (plain, far)
    ]
    differs = hours[0].fillna(-1) != hours[1].fillna(-1)
    assert differs.sum() == 1  # the month of that incident, which is one incident fewer
    (told,) = [note for note in far.intake.every_note if note.code == "note.stray_stamp"]
    assert dict(told.values)["cell"] == "C702"


def test_a_month_without_incidents_is_zero_and_not_unknown():
    analysis = drift.analyse(small_case("zero_months"))
    opened = analysis.measured.opened
    assert opened.sum() == 198
    assert [opened[month] for month in ("2022-03", "2022-08", "2023-02")] == [0.0, 0.0, 0.0]
