"""The sheets of the norms: every norm with its limit or its reason, every verdict that versions do not share."""

import dataclasses
import datetime as dt

import openpyxl
import pandas as pd
import pytest

from drift.measures.norms.findings import NormFindings
from drift.reports.material import gather
from drift.reports.workbook import judgements, write_workbook
from drift.reports.workbook.judgements import is_disputed, list_judgements
from drift.reports.workbook.norms import list_met, list_norms
from drift.reports.workbook.tickets import choose_tickets
from drift.wording import Wording, load_texts

pytestmark = pytest.mark.long


@pytest.fixture(scope="module", params=["nl", "en"])
def book(request, sorteercentrum, tmp_path_factory):
    path = tmp_path_factory.mktemp("norms") / "book.xlsx"
    write_workbook(gather(sorteercentrum, Wording(request.param)), path)
    return request.param, openpyxl.load_workbook(path)


def rows(book, language, name):
    """Return the rows of a sheet under the codes of its columns."""
    texts = load_texts(language)
    codes = {text: code.removeprefix("column.") for code, text in texts.items() if code.startswith("column.")}
    sheet = book[texts[f"sheet.{name}"]]
    heads, *body = sheet.iter_rows(values_only=True)
    return [dict(zip([codes[head] for head in heads], row, strict=True)) for row in body]


def test_every_norm_stands_there_with_its_limit_or_the_reason(book, sorteercentrum):
    language, workbook = book
    norms, told = sorteercentrum.measured.norms, rows(workbook, language, "norms")
    shares = norms.monthly.drop_duplicates(["file", "sheet", "row"])
    assert len(told) == len(norms.bound) + len(norms.unbound) + len(shares)
    held = [row for row in told if row["countable"]]
    assert len(held) == len(norms.bound) + len(shares)
    assert all(row["reason"] is None and row["clock"] is not None for row in held)
    reasons = {text for code, text in load_texts(language).items() if code.startswith("norm.reason.")}
    assert {row["reason"] for row in told if not row["countable"]} <= reasons
    one = next(row for row in told if (row["version"], row["clause_id"], row["countable"]) == ("1.0", "3.6", True))
    unit = {"nl": "werkdag", "en": "working day"}[language]
    assert (one["value"], one["unit"], one["for_levels"], one["months"], one["in_force"]) == (10, unit, "3", 12, False)
    assert (one["effective_on"], one["ends_on"]) == (dt.datetime(2018, 1, 1), dt.datetime(2019, 1, 1))
    answer = {"nl": "gereageerd", "en": "responded"}[language]
    needed = next(row for row in told if (row["version"], row["clause_id"]) == ("1.0", "3.1"))
    assert (needed["column_needed"], needed["countable"]) == (answer, False)


def test_the_number_of_a_norm_leads_to_its_clause(book):
    language, workbook = book
    texts = load_texts(language)
    sheet, clauses = workbook[texts["sheet.norms"]], workbook[texts["sheet.clauses"]]
    at, target = ([cell.value for cell in page[1]].index(texts["column.clause_id"]) for page in (sheet, clauses))
    for row in sheet.iter_rows(min_row=2):
        place = int(row[at].hyperlink.location.rsplit("A", 1)[1])
        assert clauses[place][target].value == row[at].value


def test_the_matrix_holds_every_share_and_the_change_of_the_versions_in_force(book, sorteercentrum):
    language, workbook = book
    norms, told = sorteercentrum.measured.norms, rows(workbook, language, "norms_met")
    assert [row["share_met"] for row in told] == pytest.approx(norms.met["share"].tolist(), abs=1e-8)
    assert [row["n"] for row in told] == norms.met["n"].tolist()
    changed = [row for row in told if row["from_year"] is not None]
    assert all(row["in_force"] and row["from_year"] == 2018 for row in changed)
    assert len(changed) == len(norms.splits)
    for row in changed:
        assert row["points_all"] == pytest.approx(row["points_work"] + row["points_norm"], abs=1e-8)


def test_a_norm_that_decided_nothing_is_marked_and_another_of_its_row_is_not(sorteercentrum):
    norms = sorteercentrum.measured.norms
    dead = norms.bound.tail(1).assign(months=40, n=12)
    measured = dataclasses.replace(sorteercentrum.measured, norms=dataclasses.replace(norms, dead=dead))
    sheet = list_norms(dataclasses.replace(sorteercentrum, measured=measured), Wording("en"))
    marked = sheet.frame[sheet.frame["decided_nothing"]]
    assert marked[["version", "clause_id"]].to_numpy().tolist() == dead[["version", "clause_id"]].to_numpy().tolist()


VERDICTS = pd.DataFrame(
    [
        ("a", "1.0", True, True), ("a", "2.0", True, False),  # both versions agree, and it was within
        ("b", "1.0", True, True), ("b", "2.0", False, False),  # they do not
        ("c", "1.0", False, True), ("c", "2.0", False, False),  # missed what was in force
        ("d", "1.0", None, True), ("d", "2.0", None, False),  # nobody knows
        ("e", "1.0", None, True), ("e", "2.0", False, False),  # missed a later one alone, and no other is known
    ],
    columns=["incident_id", "version", "met", "then"],
).assign(tool="topdesk", document="SLA", clock="restore")  # fmt: skip


def test_only_incidents_on_which_versions_differ_or_that_missed_the_norm_of_their_time_are_listed():
    chosen = VERDICTS[is_disputed(VERDICTS)]
    assert chosen["incident_id"].tolist() == ["b", "b", "c", "c"]


def plant(analysis, verdicts):
    """Return an analysis with these judgements."""
    empty = {
        "clause_id": "3.4",
        "elapsed": 5.0,
        "waited": 0.5,
        "limit": 4.0,
        "limit_unit": "hour",
        "met_stopped": None,
        "why": None,
    }
    return dataclasses.replace(analysis, tables={**analysis.tables, "judgements": verdicts.assign(**empty)})


def test_an_incident_leads_to_its_row_and_has_the_moment_it_opened(sorteercentrum):
    tickets = choose_tickets(sorteercentrum)
    two = tickets.incidents.iloc[[40, 7]]
    named = VERDICTS.assign(
        incident_id=VERDICTS["incident_id"].map({"b": two["incident_id"].iloc[0], "c": two["incident_id"].iloc[1]}),
        tool=two["tool"].iloc[0],
    ).dropna(subset="incident_id")
    sheet = list_judgements(plant(sorteercentrum, named), tickets)
    assert sheet.frame["opened_at"].tolist() == [two["opened_at"].iloc[i] for i in (1, 1, 0, 0)]
    assert sheet.links["incident_id"] == [("incidents", row) for row in (7, 7, 40, 40)]
    assert sheet.frame["met"].tolist() == [False, False, True, False]


def test_of_many_the_latest_whole_incidents_are_listed_and_the_others_counted(sorteercentrum, monkeypatch):
    monkeypatch.setattr(judgements, "MOST_ROWS", 3)
    tickets = choose_tickets(sorteercentrum)
    ids = dict(zip("bc", tickets.incidents["incident_id"].iloc[[7, 40]], strict=True))
    named = VERDICTS.assign(incident_id=VERDICTS["incident_id"].map(ids), tool=tickets.incidents["tool"].iloc[0])
    sheet = list_judgements(plant(sorteercentrum, named.dropna(subset="incident_id")), tickets)
    assert sheet.frame["incident_id"].tolist() == [ids["c"]] * 2
    assert (sheet.rest.values["n"], sheet.rest.values["of"]) == (2, 4)


def test_where_there_are_no_judgements_there_is_no_sheet_of_them(sorteercentrum):
    tables = {name: frame for name, frame in sorteercentrum.tables.items() if name != "judgements"}
    sheet = list_judgements(dataclasses.replace(sorteercentrum, tables=tables), choose_tickets(sorteercentrum))
    assert len(sheet.frame) == 0


def test_the_edition_for_both_has_none_of_these_sheets(sorteercentrum, tmp_path):
    write_workbook(gather(sorteercentrum, Wording("en"), "shared"), tmp_path / "b.xlsx")
    names = set(openpyxl.load_workbook(tmp_path / "b.xlsx").sheetnames)
    assert not names & {load_texts("en")[f"sheet.{name}"] for name in ("norms", "norms_met", "judgements")}


def test_a_relation_without_norms_has_no_matrix(quiet):
    measured = dataclasses.replace(quiet.measured, norms=NormFindings())
    assert len(list_met(dataclasses.replace(quiet, measured=measured)).frame) == 0
