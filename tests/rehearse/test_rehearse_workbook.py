"""The workbook of a rehearsal: every row behind the page, and no formula."""

import io

import openpyxl
import pytest
from rehearsed_relations import NOW, make_relation, make_version

from drift.rehearse.flow import rehearse
from drift.reports.rehearsal.workbook import build_workbook
from drift.wording import Wording

TEXTS = [
    "Incidents of priority 1 are resolved within 1 hour.",
    "Incidents of priority 2 are resolved within 24 hours.",
    "The supplier responds to incidents of priority 1 within 30 minutes.",
    "For every month in which a norm is not met the supplier pays a penalty of EUR 100.",
]


@pytest.fixture(scope="module")
def relation(tmp_path_factory):
    folder = make_relation(tmp_path_factory.mktemp("relation"))
    return folder, make_version(folder / "SLA v2.0 concept.xlsx", TEXTS)


def read(rehearsal, language="en"):
    book = openpyxl.load_workbook(io.BytesIO(build_workbook(rehearsal, Wording(language))))
    return {sheet.title: [[*row] for row in sheet.iter_rows(values_only=True)] for sheet in book}


def as_rows(table):
    return [dict(zip(table[0], row, strict=True)) for row in table[1:]]


def test_every_norm_has_a_row_and_its_shares_are_numbers(relation):
    folder, path = relation
    sheets = read(rehearse(folder, [path], language="en"))
    first, second = as_rows(sheets["Norms"])
    assert (first["Clause"], first["Would ask"], first["Now asks"], first["Beside now"]) == (
        *("1.1", "1 hour", "8 hours"),
        "stricter",
    )
    assert (first["Met now"], first["Met, draft"], first["Low"], first["Incidents"]) == (1, 0, -1, 96)
    assert (first["9 of 10 within"], first["Which quarter"]) == ("2 hours", "Q1 2022")
    assert second["Beside now"] == "same"
    assert as_rows(sheets["Cannot be shown"]) == [
        {"Clause": "1.3", "Why": "no column of the log tells its moment", "Column needed": "responded_at"}
    ]
    assert [row["Clause"] for row in as_rows(sheets["Penalties"])] == ["1.4"]


def test_nothing_is_a_formula_and_the_rules_are_printed(relation):
    folder, path = relation
    content = build_workbook(rehearse(folder, [path], language="nl"), Wording("nl"))
    book = openpyxl.load_workbook(io.BytesIO(content))
    every = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in every if cell.data_type == "f"] == []
    cells = [cell.value for cell in every if isinstance(cell.value, str)]
    assert any(cell.startswith("Zo niet haalbaar: in elk van de laatste twee jaren") for cell in cells)
    assert any(cell.endswith("Geoefend op het verleden; onder andere normen doen mensen anders.") for cell in cells)


def test_of_several_drafts_the_first_column_tells_which(relation, tmp_path):
    folder, path = relation
    other = make_version(tmp_path / "SLA v2.1 concept.xlsx", NOW[:1])
    sheets = read(rehearse(folder, [path, other], language="en"))
    assert [row["Draft"] for row in as_rows(sheets["Norms"])] == ["SLA 2.0", "SLA 2.0", "SLA 2.1"]
