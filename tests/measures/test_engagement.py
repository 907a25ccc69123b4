"""Planted logs whose attention is known by construction."""

import datetime as dt

import numpy as np
import pytest
from builders import make_contract, make_log, make_workbook

import drift
from drift.charts.shown import show_measures

FIRST = dt.datetime(2022, 1, 1)


def analyse(folder, **log):
    make_contract(folder, "SLA 2022-01-01", ["Supplier shall repair within 4 hours."] * 6)
    make_log(folder, FIRST, 32, **log)
    return drift.analyse(folder)


def attention(analysis):
    rows = analysis.measures[analysis.measures["measure"] == "attention_while_open"]
    return rows.set_index("period")["value"]


def test_an_update_every_hour_is_attention_all_the_time(tmp_path):
    assert attention(analyse(tmp_path, open_h=4.0, updates_h=(1, 2, 3))).unique().tolist() == [1.0]


@pytest.mark.long
def test_before_the_first_update_the_first_hour_counts_because_opening_does(tmp_path):
    assert attention(analyse(tmp_path, open_h=4.0, updates_h=(3.5,))).unique().tolist() == [0.375]  # 0-1, 3.5-4


@pytest.mark.long
def test_two_updates_close_together_count_once(tmp_path):
    share = attention(analyse(tmp_path, open_h=4.0, updates_h=(2.0, 2.5)))
    assert share.unique().tolist() == pytest.approx([2.5 / 4])  # 0-1, 2-3.5


@pytest.mark.long
def test_updates_after_the_end_count_for_nothing(tmp_path):
    assert attention(analyse(tmp_path, open_h=2.0, updates_h=(3.0, 5.0))).unique().tolist() == [0.5]


@pytest.mark.long
def test_an_update_at_the_opening_is_the_opening(tmp_path):
    assert attention(analyse(tmp_path, open_h=2.0, updates_h=(0.0,))).unique().tolist() == [0.5]


@pytest.mark.long
def test_an_incident_counts_only_what_happened_within_sixty_days(tmp_path):
    share = attention(analyse(tmp_path, open_h=24 * 90, updates_h=(24 * 70,)))
    assert share.unique().tolist() == pytest.approx([1 / (24 * 60)])


@pytest.mark.long
def test_incidents_without_open_time_are_unknown_and_too_many_empty_the_month(tmp_path):
    analysis = analyse(tmp_path, open_h=0.0)
    assert attention(analysis).empty
    assert analysis.indices["engagement"].isna().all()
    assert analysis.judgement.changes["attention_while_open"] is None


def test_a_fall_that_was_planted_is_found_in_the_change_and_in_drift(tmp_path):
    analysis = analyse(tmp_path, quiet_from=18, updates_h=(1.0, 2.0))
    change = analysis.judgement.changes["attention_while_open"]
    assert change.before.level == pytest.approx(0.75)
    # six incidents a month at 0.25, pulled towards the base by one at 0.75, which is the level of the base
    assert attention(analysis)["2023-07":].unique().tolist() == [0.25]
    late = np.exp(analysis.indices["engagement"]["2023-07":].dropna())
    assert late.tolist() == pytest.approx([(6 * 0.25 + 0.75) / 7 / 0.75] * 11)
    assert change.clear
    late = analysis.indices["drift"].dropna().iloc[-6:]
    assert (late > 0.8).all()


@pytest.mark.long
def test_attention_at_its_ceiling_throughout_the_first_year_is_shown_and_makes_no_index(tmp_path):
    analysis = analyse(tmp_path, quiet_from=18, updates_h=(1.0, 2.0, 3.0))
    assert attention(analysis)[["2022-12", "2023-07"]].tolist() == [1.0, 0.25]
    assert analysis.measured.components == ()
    assert analysis.indices["engagement"].isna().all()


@pytest.mark.long
def test_a_log_without_updates_has_no_engagement_and_says_so(tmp_path):
    make_contract(tmp_path, "SLA 2022-01-01", ["a"] * 6)
    log = make_log(tmp_path, FIRST, 20, updates_h=())
    analysis = drift.analyse(tmp_path)
    assert log.exists()
    assert analysis.indices["engagement"].isna().all()
    assert show_measures(analysis.measured).frames["time_to_restore"][
        "value"
    ].dropna().unique().tolist() == pytest.approx([4.0])


@pytest.mark.long
def test_a_log_that_tells_no_end_knows_no_open_time(tmp_path):
    make_contract(tmp_path, "SLA 2022-01-01", ["a"] * 6)
    rows = [["Incident", "Title", "Opened"]]
    rows += [[f"I{i}", "x", FIRST + dt.timedelta(days=4 * i)] for i in range(200)]
    make_workbook(tmp_path / "log.xlsx", {"Log": rows})
    analysis = drift.analyse(tmp_path)
    counted = analysis.measured.counted
    assert counted.n > 150
    assert (counted.n_known, counted.n_endless) == (0, counted.n)
    assert show_measures(analysis.measured).frames["time_to_restore"].dropna().empty


@pytest.mark.long
def test_an_end_that_cannot_be_read_is_unknown_and_a_blank_one_is_open(tmp_path):
    make_contract(tmp_path, "SLA 2022-01-01", ["a"] * 6)
    ends = ["see mail", None, dt.timedelta(hours=3)]
    rows = [["Incident", "Title", "Opened", "Resolved"]]
    for i in range(300):
        opened, end = FIRST + dt.timedelta(days=3 * i), ends[i % 3]
        rows.append([f"I{i}", "x", opened, opened + end if isinstance(end, dt.timedelta) else end])
    make_workbook(tmp_path / "log.xlsx", {"Log": rows})
    counted = drift.analyse(tmp_path).measured.counted
    assert counted.n_known == pytest.approx(2 * counted.n / 3, abs=1)
    assert counted.n_endless == counted.n - counted.n_known
