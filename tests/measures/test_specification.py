"""Planted contracts whose size is known by construction."""

import numpy as np
import pytest
from builders import make_contract

import drift

DUTY = "The supplier shall answer within {} hours."


def test_doubling_every_clause_is_ln_2(tmp_path):
    make_contract(tmp_path, "SLA 2016-01-01", [DUTY.format(i) for i in range(2, 12)])
    make_contract(tmp_path, "SLA 2018-06-15", [DUTY.format(i) for i in range(2, 12)] * 2)
    indices = drift.analyse(tmp_path).indices
    assert indices["specification"].iloc[-1] == pytest.approx(np.log(2))
    assert indices["control"].iloc[-1] == pytest.approx(np.log(2))
    assert indices.loc["2018-05", "specification"] == pytest.approx(0, abs=1e-12)
    assert indices.loc["2018-06", "specification"] == pytest.approx(np.log(2))


def test_a_stock_with_a_base_below_five_is_listed_as_absent_and_size_stands_in(tmp_path):
    make_contract(tmp_path, "SLA 2020-01-01", ["Supplier is kind.", DUTY.format(4)] * 3)
    make_contract(tmp_path, "SLA 2021-01-01", ["Supplier is kind."] * 12)
    specification = drift.analyse(tmp_path).specification
    assert specification.absent == ("obligations", "targets")
    assert specification.size_stands_in
    assert specification.control.iloc[-1] == pytest.approx(specification.index.values.iloc[-1])


def test_working_agreements_are_the_operations_own_paper(tmp_path):
    make_contract(tmp_path, "SLA 2020-01-01", [DUTY.format(i) for i in range(2, 9)])
    make_contract(tmp_path, "DAP 2020-01-01", ["a"] * 5)
    make_contract(tmp_path, "DAP 2021-01-01", ["a"] * 50)
    analysis = drift.analyse(tmp_path)
    assert analysis.indices["specification"].abs().max() == pytest.approx(0, abs=1e-12)
    assert analysis.specification.by_document["DAP"].iloc[-1] == pytest.approx(np.log(10))


def test_a_draft_is_not_counted(tmp_path):
    make_contract(tmp_path, "SLA def 2020-01-01", [DUTY.format(i) for i in range(2, 9)])
    make_contract(tmp_path, "SLA concept 2020-06-01", ["a"] * 90)
    analysis = drift.analyse(tmp_path)
    assert analysis.stocks.total["clauses"].dropna().unique().tolist() == [7.0]


def test_two_documents_add_up(tmp_path):
    make_contract(tmp_path, "SLA 2020-01-01", [DUTY.format(i) for i in range(2, 9)])
    make_contract(tmp_path, "Bestek 2020-03-01", ["a b c"] * 4)
    total = drift.analyse(tmp_path).stocks.total
    assert total["clauses"].astype(int).tolist() == [7, 7, 11]
    assert total["words"].astype(int).tolist() == [49, 49, 61]
