import datetime as dt

import pytest
from builders import make_contract, make_log

import drift
from drift.model.verdict import find_rung, judge

FIRST = dt.datetime(2022, 1, 1)


@pytest.mark.parametrize(
    ("n_versions", "n_incidents", "most", "rung"),
    [(0, 0, 0, None), (0, 9, 0, None), (1, 0, 1, 0), (2, 0, 2, 1), (1, 9, 1, 2)],
)
def test_the_rung_is_what_the_data_reach(n_versions, n_incidents, most, rung):
    assert find_rung(n_versions, n_incidents, most) == rung


def test_two_documents_of_one_version_each_are_an_inventory():
    assert find_rung(2, 0, 1) == 0


def test_no_verdict_is_given_and_it_says_so():
    verdict = judge()
    assert verdict.state is None
    assert verdict.sentence.code == "verdict.none"


def test_contract_only_never_tells_drift(tmp_path):
    make_contract(tmp_path, "SLA 2020-01-01", ["a"] * 6)
    make_contract(tmp_path, "SLA 2022-01-01", ["a"] * 9)
    analysis = drift.analyse(tmp_path)
    assert analysis.rung == 1
    assert analysis.indices[["engagement", "drift", "n_incidents"]].isna().all(axis=None)


def test_operations_only_have_no_rung_and_no_drift(tmp_path):
    make_log(tmp_path, FIRST, 30)
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
    make_log(tmp_path, FIRST, 9)
    analysis = drift.analyse(tmp_path)
    assert not analysis.shared_base
    assert analysis.indices["drift"].isna().all()
    assert analysis.indices["engagement"].notna().sum() == 6
