import datetime as dt
from dataclasses import replace

import pandas as pd
import pytest
from builders import make_contract, make_log

import drift
from drift.model.ladder import Reach
from drift.model.reasons import _tell_sure
from drift.wording import Wording

FIRST = dt.datetime(2022, 1, 1)


@pytest.mark.parametrize(
    ("reach", "rung"),
    [
        (Reach(0, 0, 0, 0, sides=False, contacts=False), None),
        (Reach(0, 0, 0, 9, sides=False, contacts=False), None),
        (Reach(1, 1, 1, 0, sides=False, contacts=False), 0),
        (Reach(1, 0, 0, 0, sides=False, contacts=False), 0),  # undated: an inventory
        (Reach(2, 2, 2, 0, sides=False, contacts=False), 1),
        (Reach(2, 2, 1, 0, sides=False, contacts=False), 0),  # two documents of one version each
        (Reach(1, 1, 1, 9, sides=False, contacts=False), 2),
        (Reach(3, 0, 0, 9, sides=False, contacts=False), None),  # undated or drafts: no contract in time
        (Reach(2, 2, 2, 9, sides=True, contacts=False), 3),
        (Reach(2, 2, 2, 9, sides=False, contacts=True), 2),  # meetings of persons whose side nobody knows
        (Reach(2, 2, 2, 9, sides=True, contacts=True), 4),
    ],
)
def test_the_rung_is_what_the_data_reach(reach, rung):
    assert reach.rung == rung


def test_contract_only_never_tells_drift(tmp_path):
    make_contract(tmp_path, "SLA 2020-01-01", ["a"] * 6)
    make_contract(tmp_path, "SLA 2022-01-01", ["a"] * 9)
    analysis = drift.analyse(tmp_path)
    assert analysis.rung == 1
    assert analysis.indices[["engagement", "drift", "n_incidents"]].isna().all(axis=None)


def test_operations_only_have_no_rung_and_no_drift(tmp_path):
    make_log(tmp_path, FIRST, 30, updates_h=(1.0, 2.5))
    analysis = drift.analyse(tmp_path)
    assert analysis.rung is None
    assert analysis.indices["engagement"].notna().sum() == 27
    assert analysis.indices[["specification", "drift"]].isna().all(axis=None)


def test_a_base_that_begins_after_growth_is_told(tmp_path):
    make_contract(tmp_path, "SLA 2020-01-01", ["The supplier shall answer."] * 10)
    make_contract(tmp_path, "SLA 2021-01-01", ["The supplier shall answer."] * 20)
    make_log(tmp_path, FIRST, 30)
    cautions = {caution.code: caution for caution in drift.analyse(tmp_path).cautions}
    assert cautions["base_after_growth"].effect == "qualify"
    assert float(cautions["base_after_growth"].sentence.values["log"]) == pytest.approx(0.6931, abs=1e-3)
    assert [str(month) for month in cautions["not_over_yet"].periods] == ["2024-04", "2024-05", "2024-06"]


def test_a_log_too_short_for_a_base_tells_no_drift(tmp_path):
    make_contract(tmp_path, "SLA 2022-01-01", ["a"] * 6)
    make_log(tmp_path, FIRST, 9, updates_h=(1.0, 2.5))
    analysis = drift.analyse(tmp_path)
    assert not analysis.measured.base.shared
    assert analysis.indices["drift"].isna().all()
    assert analysis.indices["engagement"].notna().sum() == 6


def finding(analysis, language="en"):
    from drift.reports.material import gather
    from drift.reports.pages.scissors import build_scissors
    from drift.wording import Wording

    return build_scissors(gather(analysis, Wording(language))).lead


@pytest.mark.parametrize(
    ("name", "texts", "told"),
    [
        ("SLA", ["a"] * 6, "The contract carries no date (1 file)"),
        ("SLA concept 2022-01-01", ["a"] * 6, "The contract read is a draft (1 file)"),
        ("SLA 2022-01-01", ["[DELETED] a"] * 6, "Of the contract read (1 file) nothing is in force"),
    ],
)
def test_a_contract_that_cannot_be_placed_is_not_called_absent(tmp_path, name, texts, told):
    make_contract(tmp_path, name, texts)
    make_log(tmp_path, FIRST, 30)
    assert finding(drift.analyse(tmp_path)).startswith(told)


def test_papers_that_do_not_count_never_make_the_headline(tmp_path):
    from drift.reports.material import gather
    from drift.reports.pages.build import build_report
    from drift.wording import Wording

    make_contract(tmp_path, "SLA 2020-01-01", ["a"] * 6)
    make_contract(tmp_path, "SLA 2021-01-01", ["a"] * 7)
    make_contract(tmp_path, "DAP 2020-01-01", ["a"] * 6)
    make_contract(tmp_path, "DAP 2021-01-01", ["a"] * 60)
    report = build_report(gather(drift.analyse(tmp_path), Wording("en")))
    (page,) = (page for page in report.pages if page.name == "documents")
    assert page.title.startswith("The document SLA grew by")
    rows = page.blocks[1].rows
    assert {row[0] for row in rows} == {"SLA", "DAP (not counted)"}


@pytest.mark.parametrize(
    ("odds", "told"),
    [
        (18.7, "How sure: 18 to 1 in"),
        (1e6, "How sure: 1,000,000 to 1 in"),
        (2.4e11, "How sure: more than 1,000,000 to 1 in"),
    ],
)
def test_odds_beyond_a_million_are_told_as_more_and_not_as_a_million(odds, told):
    months = pd.period_range("2020-01", periods=30, freq="M")
    fell = pd.Series([0.0] * 14 + [1.0] * 16, index=months)
    fall = drift.weigh_evidence(fell, 0.01)
    assert fall.alarm is not None
    e_values = fall.e_values.where(fall.e_values.index != fall.alarm, odds)
    sentence = Wording("en").tell(_tell_sure(replace(fall, e_values=e_values)))
    assert sentence.startswith(told)
