import datetime as dt

import numpy as np
import pandas as pd
import pytest
from builders import make_contract, make_workbook
from handmade import incident, make_casebook

import drift
from drift.measures.catalogue import measure_named
from drift.measures.work.counts import count_sums, pick_sums
from drift.measures.work.formulas import measure_hours, measure_means


def counts_of(hours_by_month):
    months = pd.period_range("2022-01", periods=len(hours_by_month), freq="M")
    logs = [np.log(hours) for hours in hours_by_month]
    rows = {"n": [len(x) for x in logs], "known": [len(x) for x in logs]}
    rows |= {"total": [x.sum() for x in logs], "squares": [(x**2).sum() for x in logs]}
    return pd.DataFrame(rows | {"period": months})


def test_the_time_to_restore_is_a_geometric_mean():
    counts = counts_of([[1.0, 4.0], [2.0, 8.0, 2.0, 8.0]])
    shares = measure_hours(counts, pd.PeriodIndex(counts["period"]))
    assert shares.value.tolist() == pytest.approx([2.0, 4.0])


def test_a_month_with_one_incident_has_the_doubt_of_the_others():
    counts = counts_of([[1.0, 4.0], [3.0]])
    within = 2 * np.log(2) ** 2  # sum of squares in the first month, one degree of freedom
    assert measure_hours(counts, pd.PeriodIndex(counts["period"])).variance.tolist() == pytest.approx(
        [within / 2, within]
    )


def test_ten_times_slower_is_one_factor_of_ten_whatever_the_unit():
    counts = counts_of([[1.0, 2.0, 3.0], [10.0, 20.0, 30.0]])
    shares = measure_hours(counts, pd.PeriodIndex(counts["period"]))
    assert shares.log.iloc[1] - shares.log.iloc[0] == pytest.approx(np.log(10))


def count_downtime(*incidents):
    with make_casebook(incidents) as casebook:
        return pick_sums(count_sums(casebook.flags), measure_named("downtime"))


def test_downtime_is_a_mean_over_the_incidents_of_which_it_is_told_zero_included():
    told = (90.0, 0.0, 30.0, 0.0, None)
    counts = count_downtime(*(incident(f"I{i}", downtime_min=minutes) for i, minutes in enumerate(told)))
    assert counts[["n", "known", "total", "squares"]].to_numpy().tolist() == [[5, 4, 2.0, 2.5]]
    shares = measure_means(counts, pd.PeriodIndex(counts["period"]))
    assert shares.value.tolist() == [0.5]
    assert shares.known.tolist() == [0.8]
    assert shares.variance.tolist() == pytest.approx([(2.5 - 4 * 0.25) / 3 / 4 / 0.25])  # of the mean, over its square


def test_downtime_counts_within_the_cut_only():
    assert count_downtime(incident("I1", downtime_min=90 * 24 * 60.0))["total"].tolist() == [60 * 24]


def test_a_log_without_a_corrective_incident_counts_none():
    with make_casebook([incident("I1", type="change")]) as casebook:
        assert casebook.counts.endings.empty


@pytest.mark.parametrize(
    ("heading", "cell"), [("Stilstand (uur)", 1.5), ("Downtime (min)", 90), ("Storingsduur", "1:30")]
)
def test_a_column_of_downtime_is_an_outcome_of_its_own(tmp_path, heading, cell):
    make_contract(tmp_path, "SLA 2022-01-01", ["Supplier shall repair within 4 hours."] * 6)
    rows = [["Incident", "Title", "Opened", "Resolved", heading]]
    for i in range(300):
        opened = dt.datetime(2022, 1, 1) + dt.timedelta(days=3 * i)
        rows.append([f"I{i}", "x", opened, opened + dt.timedelta(hours=4), cell])
    make_workbook(tmp_path / "log.xlsx", {"Log": rows})
    analysis = drift.analyse(tmp_path)
    found = analysis.measures[analysis.measures["measure"] == "downtime"]
    assert found["value"].unique().tolist() == [1.5]
    assert "downtime" in analysis.measured.operations.outcomes
    assert "time_to_restore" in analysis.measured.operations.outcomes
