"""The supplier's reports: true figures and what was planted on top, in two layouts, all of it read."""

import dataclasses
import json

import numpy as np
import pandas as pd
import pytest
from conftest import SORTEERCENTRUM

import drift
from drift.samples.dice import Dice, seed_dice
from drift.samples.files.folder import write_relation
from drift.samples.files.kpi_reports import NAMES
from drift.samples.norms.reports import list_reports
from drift.samples.relation import make_relation


@pytest.fixture(scope="module")
def told():
    return json.loads((SORTEERCENTRUM / "truth.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def restore(told):
    """One row a month: what the report says of restoring, and what is true of it."""
    return pd.DataFrame({month: own["restore"] for month, own in told["reports"]["by_month"].items()}).T


def test_every_row_is_read_as_the_report_of_its_month(told, sorteercentrum):
    read = sorteercentrum.tables["norm_reports"]
    assert (read["unit"] == "%").all()
    found = read.set_index(["period", "indicator"])[["norm", "result"]].astype(object)
    expected = {
        (month, NAMES[indicator]): (line["norm"], line["reported"])
        for month, own in told["reports"]["by_month"].items()
        for indicator, line in own.items()
    }
    assert len(read) == len(expected) == 84 * 3
    assert {key: tuple(None if pd.isna(one) else one for one in row) for key, *row in found.itertuples()} == expected


def test_both_layouts_stand_in_it_and_the_later_one_has_sign_and_verdict(sorteercentrum):
    read = sorteercentrum.tables["norm_reports"]
    tabs = read[read["period"] >= "2022"]
    assert read.groupby("file")["sheet"].nunique().tolist() == [1, 1, 1, 1, 12, 12, 12]
    assert (tabs["comparator"] == ">=").all()
    assert (tabs["verdict"] == np.where(tabs["result"] >= tabs["norm"], "behaald", "niet behaald")).all()
    assert read.loc[read["period"] < "2022", ["comparator", "verdict"]].isna().all(axis=None)


def test_no_report_is_taken_for_a_contract_and_nothing_is_refused(sorteercentrum):
    intake = sorteercentrum.intake
    own = [file for file in intake.files if file.file.startswith("rapportage/")]
    assert [file.status for file in own] == ["read"] * 7
    assert not any(file.problems for file in own)
    assert {sheet.table for file in own for sheet in file.sheets} == {"norm_reports"}
    assert not any("rapportage" in str(doubt.at) for doubt in intake.doubts)


def test_a_report_says_the_true_share_and_what_was_planted(restore):
    assert (restore["reported"] == (restore["true"] + restore["gap"]).astype(float).round(1)).all()
    asked = np.select([restore.index >= "2022", restore.index >= "2021"], [8.0, 4.0], 0.0)
    assert restore["gap"].tolist() == pytest.approx(np.minimum(asked, 100 - restore["true"].astype(float)), abs=1e-4)
    assert restore["reported"].max() == 100
    years = restore.astype(float).groupby(restore.index.str[:4])[["true", "reported"]].mean().round(1)
    assert years.to_dict("index") == {
        "2018": {"true": 96.4, "reported": 96.4},
        "2019": {"true": 95.9, "reported": 95.9},
        "2020": {"true": 96.8, "reported": 96.8},
        "2021": {"true": 94.7, "reported": 97.7},
        "2022": {"true": 79.0, "reported": 87.0},
        "2023": {"true": 74.2, "reported": 82.2},
        "2024": {"true": 83.0, "reported": 91.0},
    }


def test_the_true_share_is_that_of_the_verdicts_under_the_version_in_force(told, restore):
    names, signed = told["verdicts"]["versions"], [one for one in told["versions"] if not one["draft"]]
    for month, row in restore.iterrows():
        version = [one["version"] for one in signed if one["effective_on"] <= f"{month}-01"][-1]
        number = f"M{month[2:4]}{month[5:]} "
        signs = [
            own[names.index(version)] for key, own in told["verdicts"]["restore"].items() if key.startswith(number)
        ]
        assert (row["n"], row["true"]) == (len(signs), pytest.approx(100 * signs.count("1") / len(signs), abs=1e-4))


def test_the_norm_in_the_report_stays_where_the_contract_moved_on(told, restore):
    assert told["reported_norms_differ"] == [
        {"indicator": "restore", "first": "2022-01", "last": "2022-12", "printed": 85, "contract": 90},
        {"indicator": "restore", "first": "2023-01", "last": "2024-12", "printed": 85, "contract": 95},
    ]
    assert restore.loc[:"2020-12", ["norm", "contract_norm"]].isna().all(axis=None)
    assert (restore.loc["2021-01":, "norm"] == 85).all()


def test_it_was_green_for_half_a_year_while_the_norm_of_the_contract_was_not_met(restore):
    half = restore.loc["2022-09":"2023-02"]
    assert (half["reported"] >= half["norm"]).all()
    assert (half["true"] < half["contract_norm"]).all()
    assert (restore.loc["2023-12":, "reported"] >= 85).all()


def test_what_no_ticket_shows_never_falls_short_of_its_norm_once_reports_are_groomed(told):
    lines = {(month, name): own[name] for month, own in told["reports"]["by_month"].items() for name in NAMES}
    unseen = {key: line for key, line in lines.items() if key[1] != "restore"}
    assert all("true" not in line and line["norm"] == line["contract_norm"] for line in unseen.values())
    short = [month for (month, _), line in unseen.items() if line["reported"] < line["norm"]]
    assert len(short) > 3
    assert max(short) < "2021"
    assert max(line["reported"] for line in unseen.values()) <= 100


@pytest.mark.parametrize(
    ("scenario", "months", "n_rows"),
    [("healthy", 84, 4 * 3 + 36 * 3), ("paper only", 62, 4 * 3 + 14 * 3), ("portal", 25, 9)],
)
def test_other_scenarios_report_what_is_true(scenario, months, n_rows, tmp_path):
    relation = make_relation(scenario, months=months, seed=7)
    lines = [line for line in list_reports(relation) if line.indicator == "restore"]
    assert [line.reported for line in lines] == [round(line.true, 1) for line in lines]
    assert all(line.norm == line.contract_norm for line in lines)
    write_relation(relation, tmp_path)
    intake = drift.check(tmp_path)
    assert (intake.total("accepted", "norm_reports"), intake.total("rejected")) == (n_rows, 0)


def test_a_month_without_incidents_reports_no_share():
    relation = make_relation("healthy", months=24)
    silent = [one for one in relation.tickets if f"{one.opened_at:%Y-%m}" != "2018-05"]
    changed = dataclasses.replace(relation, tickets=tuple(silent))
    line = next(one for one in list_reports(changed) if f"{one.month:%Y-%m}" == "2018-05")
    assert (line.true, line.n, line.reported) == (None, 0, None)


def test_later_streams_move_no_other():
    seven = np.random.SeedSequence(2018).spawn(7)
    dice = seed_dice(2018)
    assert [dice[name].share() for name in list(dice)[:7]] == [Dice(one).share() for one in seven]
    assert list(dice)[7:] == ["reports", "deals", "fates"]
