"""Reports on next to nothing: what is missing is told as it is, in whole sentences."""

import datetime as dt

import pytest
from builders import INCIDENTS, make_contract, make_workbook

import drift
from drift.reports.material import gather
from drift.reports.pages.build import build_report
from drift.wording import Wording


def verdict_page(analysis, language):
    return next(page for page in build_report(gather(analysis, Wording(language))).pages if page.name == "scissors")


@pytest.fixture(scope="module")
def little(tmp_path_factory):
    """Three incidents beside a contract without a date."""
    folder = tmp_path_factory.mktemp("little")
    make_contract(folder, "SLA", ["The supplier shall answer within 4 hours."])
    opened = dt.datetime(2024, 3, 5, 9)
    rows = [
        [f"M{i}", "deur klemt", opened + dt.timedelta(days=i), opened + dt.timedelta(days=i, hours=2)] for i in range(3)
    ]
    make_workbook(folder / "log.xlsx", {"Log": [INCIDENTS, *rows]})
    return drift.analyse(folder)


def test_a_title_goes_on_after_its_colon_and_has_no_full_stop(little):
    titles = {language: verdict_page(little, language).title for language in ("nl", "en")}
    assert titles["nl"].startswith("Te weinig gegevens voor een oordeel: het logboek heeft 0 maanden")
    assert titles["en"].startswith("Not enough data for a verdict: the log has 0 months")
    assert not [title for title in titles.values() if title.endswith(".")]


def test_a_contract_without_a_date_is_not_called_none(little):
    told = str(verdict_page(little, "en"))
    assert "the contract that was read has no date" in told
    assert "Outside the ladder: operations, and a contract without a place in time" in told
    assert "no contract was read" not in told


def test_without_any_contract_that_is_said(tmp_path):
    rows = [["M1", "deur klemt", dt.datetime(2024, 3, 5, 9), dt.datetime(2024, 3, 5, 11)]]
    make_workbook(tmp_path / "log.xlsx", {"Log": [INCIDENTS, *rows]})
    told = str(verdict_page(drift.analyse(tmp_path), "en"))
    assert "no contract was read" in told
    assert "Outside the ladder: operations without a contract" in told


def test_a_caution_goes_on_after_what_it_does(little):
    pages = {page.name: page for page in build_report(gather(little, Wording("nl"))).pages}
    assert "Houdt het oordeel tegen: het logboek heeft" in str(pages["method"])
