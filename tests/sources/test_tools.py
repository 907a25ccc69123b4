"""For every tool a small file in its real headings, and the table it must become."""

import pandas as pd
import pytest
from builders import make_workbook
from exports import EXPORTS

from drift.project import open_project
from drift.sources.files import read_files
from drift.sources.layout.tools import choose_tool
from drift.sources.vocabulary import list_words, load_vocabularies
from drift.tables.store import build_tables


def write(folder, export):
    if isinstance(export.content, str):
        (folder / f"{export.name}{export.suffix}").write_bytes(export.content.encode(export.encoding))
    else:
        make_workbook(folder / f"{export.name}.xlsx", {"Blad1": export.content})
    return read_files(open_project(folder))


def plain(series):
    return [None if pd.isna(value) else value for value in series.tolist()]


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.name)
def test_an_export_becomes_the_table_it_is(tmp_path, export):
    readings = write(tmp_path, export)
    frame = pd.concat(readings.frames[export.table], ignore_index=True)
    assert {name: plain(frame[name]) for name in export.expected} == export.expected
    assert set(frame["tool"]) == {export.tool}
    assert {note.code for account in readings.accounts for note in account.notes} >= set(export.notes)


@pytest.mark.parametrize(
    ("name", "table", "field", "persons"),
    [
        ("remedy with the name of the customer", "incidents", "requester", [True, False]),
        ("remedy work log", "events", "actor", [True, True]),
        ("jira comments", "events", "actor", [True, True]),
    ],
)
def test_an_export_tells_who(tmp_path, name, table, field, persons):
    (export,) = (export for export in EXPORTS if export.name == name)
    frame = pd.concat(write(tmp_path, export).frames[table], ignore_index=True)
    assert frame[field].notna().tolist() == persons


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.name)
def test_every_row_of_an_export_is_accounted_for(tmp_path, export):
    (account,) = write(tmp_path, export).accounts
    tables = [sheet for sheet in account.sheets if sheet.table == export.table]
    expected = len(next(iter(export.expected.values())))
    assert sum(sheet.accepted for sheet in tables) == expected
    assert {name: sum(getattr(sheet, name) for sheet in tables) for name in export.counts} == export.counts
    assert not account.problems
    if not isinstance(export.content, str):
        assert sum(sheet.read for sheet in account.sheets) == len(export.content)


def test_every_export_goes_through_the_store(tmp_path):
    for export in EXPORTS:
        folder = tmp_path / export.name
        folder.mkdir()
        readings = write(folder, export)
        store, _ = build_tables(readings, open_project(folder))
        with store:
            assert store.fetch(export.table).num_rows == len(next(iter(export.expected.values())))


def test_a_tool_is_told_by_what_only_it_says():
    assert choose_tool(["Datum aangemeld", "Soort binnenkomst", "Behandelaarsgroep"]) == "topdesk"
    assert choose_tool(["Title", "Category", "Priority"]) == "generic"


def test_no_vocabulary_gives_one_heading_two_fields_of_a_table():
    for vocabulary in load_vocabularies():
        for heading, words in vocabulary.words.items():
            fields = [(word.table, word.field) for word in words]
            assert len({table for table, _ in fields}) == len(set(fields)), (vocabulary.tool, heading)


def test_a_vocabulary_names_every_tool_of_the_design():
    tools = {vocabulary.tool for vocabulary in load_vocabularies()}
    wanted = "servicenow topdesk jira zendesk freshdesk remedy hpsm vinst otrs glpi sap_pm maximo ultimo outlook teams"
    assert set(wanted.split()) <= tools
    assert len(list_words()) > 700
