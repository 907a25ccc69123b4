"""Declared scope is taken off the paper: a contract that grows with its work has not grown."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from builders import make_contract, make_workbook

import drift
from drift.errors import UsageError
from drift.measures.paper.scope import measure_scope
from drift.reports.material import gather
from drift.reports.pages.build import build_report
from drift.reports.pages.scissors import build_scissors
from drift.sources.rows.scope import Declared
from drift.wording import Wording

DUTY = "The supplier shall answer within {} hours."
MONTHS = pd.period_range("2020-01", "2021-12", freq="M")


def make_doubled(folder):
    make_contract(folder, "SLA 2019-01-01", [DUTY.format(i) for i in range(2, 12)])
    make_contract(folder, "SLA 2021-06-15", [DUTY.format(i) for i in range(2, 12)] * 2)


def write_scope(folder, rows):
    return make_workbook(folder / "omvang.xlsx", {"Omvang": [["Datum", "Eenheid", "Aantal"], *rows]})


def test_of_one_unit_and_one_day_the_last_amount_holds():
    days = (dt.date(2020, 1, 1), dt.date(2021, 1, 1), dt.date(2021, 1, 1))
    declared = [Declared(on, "scanners", amount) for on, amount in zip(days, (10, 15, 20), strict=True)]
    amounts = measure_scope(declared, MONTHS, MONTHS[:12]).amounts["scanners"]
    assert amounts.loc["2021-01"] == 20


def test_a_paper_that_grows_with_its_declared_scope_has_not_grown(tmp_path):
    make_doubled(tmp_path)
    text = "".join(
        f'[[scope]]\non = {on}\nunit = "scanners"\namount = {n}\n' for on, n in (("2019-01-01", 20), ("2021-06-01", 40))
    )
    (tmp_path / "drift.toml").write_text(text)
    analysis = drift.analyse(tmp_path)
    assert analysis.indices[["specification", "control"]].abs().max().max() == pytest.approx(0, abs=1e-12)
    assert analysis.verdict.state == "paper held"
    # a document alone is told as it is
    assert analysis.measured.paper.specification.by_document["SLA"].iloc[-1] == pytest.approx(np.log(2))
    told = str(build_scissors(gather(analysis, Wording("en")))).replace("\\xa0", " ")
    assert "The declared scope changed by +100 % since the base (scanners 20 → 40)" in told
    assert "none was declared" not in told


def test_a_workbook_declares_the_scope_and_a_wrong_row_is_rejected_with_its_cell(tmp_path):
    make_doubled(tmp_path)
    rows = [
        ["2019-01-01", "locaties", 10],
        ["15-06-2021", "locaties", "20"],
        ["ooit", "locaties", 5],
        ["2021-01-01", "", 5],
    ]
    write_scope(tmp_path, [*rows, ["2021-01-01", "locaties", "veel"], ["2021-01-01", "locaties", 0]])
    analysis = drift.analyse(tmp_path)
    assert analysis.indices["specification"].iloc[-1] == pytest.approx(0, abs=1e-12)
    assert "declared scope" in str(build_report(gather(analysis, Wording("en"))).pages[-1])
    account = next(file for file in analysis.intake.files if file.file == "omvang.xlsx")
    assert [(sheet.table, sheet.accepted, sheet.rejected) for sheet in account.sheets] == [("scope", 2, 4)]
    told = [(str(problem.at.cell), problem.expected) for problem in account.problems]
    assert told == [
        ("A4", "expected.moment"),
        ("B5", "expected.unit"),
        ("C6", "expected.amount"),
        ("C7", "expected.amount"),
    ]


def test_without_a_declaration_the_report_says_so(tmp_path):
    make_doubled(tmp_path)
    analysis = drift.analyse(tmp_path)
    assert analysis.measured.paper.scope is None
    assert analysis.indices["specification"].iloc[-1] == pytest.approx(np.log(2))
    assert "none was declared" in str(build_scissors(gather(analysis, Wording("en"))))


def test_a_declaration_that_begins_after_the_last_month_is_told_as_that(tmp_path):
    make_doubled(tmp_path)
    write_scope(tmp_path, [["2027-03-01", "locaties", 10], ["2026-02-01", "locaties", 8]])
    analysis = drift.analyse(tmp_path)
    assert (analysis.measured.paper.scope, analysis.measured.paper.scope_from) == (None, dt.date(2026, 2, 1))
    for language, sentence in (
        ("en", "it is declared from 1 February 2026 on, later than the last month here, so nothing is subtracted"),
        ("nl", "die is pas opgegeven vanaf 1 februari 2026, na de laatste maand van dit rapport"),
    ):
        told = str(build_scissors(gather(analysis, Wording(language))))
        assert sentence in told
        assert "none was declared" not in told


def test_a_declaration_beside_a_contract_without_a_date_is_not_called_none(tmp_path):
    make_contract(tmp_path, "SLA", [DUTY.format(i) for i in range(2, 12)])
    write_scope(tmp_path, [["2021-03-01", "locaties", 10]])
    told = str(build_scissors(gather(drift.analyse(tmp_path), Wording("en"))))
    assert "it is declared, but the contract has no date to hold it against" in told


def test_units_weigh_alike_and_an_amount_holds_until_the_next():
    declared = [
        Declared(dt.date(2021, 3, 31), "users", 400.0),
        Declared(dt.date(2020, 6, 1), "users", 100.0),
        Declared(dt.date(2019, 1, 1), "sites", 3.0),
        Declared(dt.date(2024, 1, 1), "sites", 900.0),  # after the last month
    ]
    scope = measure_scope(declared, MONTHS, MONTHS[:12])
    assert scope is not None
    assert scope.log[:"2021-02"].abs().max() == pytest.approx(0, abs=1e-12)  # the first amount holds before its date
    assert scope.log["2021-03":].to_numpy() == pytest.approx(np.log(4) / 2)
    assert scope.change() == pytest.approx(np.log(2))


def test_nothing_declared_in_time_is_nothing_declared():
    assert measure_scope([], MONTHS, MONTHS[:12]) is None
    assert measure_scope([Declared(dt.date(2024, 1, 1), "sites", 9.0)], MONTHS, MONTHS[:12]) is None


@pytest.mark.parametrize("amount", ["0", "-3", '"many"', "inf"])
def test_an_amount_that_is_none_is_refused(tmp_path, amount):
    make_doubled(tmp_path)
    (tmp_path / "drift.toml").write_text(f'[[scope]]\non = 2021-01-01\nunit = "sites"\namount = {amount}\n')
    with pytest.raises(UsageError):
        drift.analyse(tmp_path)


def test_a_unit_is_one_however_it_is_spelled():
    declared = [Declared(dt.date(2019, 1, 1), "scanners", 100.0), Declared(dt.date(2021, 1, 1), " Scanners ", 200.0)]
    scope = measure_scope(declared, MONTHS, MONTHS[:12])
    assert scope is not None
    assert list(scope.amounts) == ["scanners"]
    assert scope.change() == pytest.approx(np.log(2))
