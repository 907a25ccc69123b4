"""Every odd file has the account that somebody read and believed."""

import json
import shutil
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from make import make

from drift.project import open_project
from drift.sources.files import read_files
from drift.wording import Wording

EXPECTED = json.loads((HERE / "expected.json").read_text(encoding="utf-8"))
COUNTS = ("accepted", "rejected", "blank", "heading", "note")
OF_THE_TABLE = {
    "note.no_date",
    "note.unused",
    "note.no_type",
    "note.no_end",
}  # notes on what was read, not on reading it


@pytest.fixture(scope="module")
def readings(tmp_path_factory):
    folder = tmp_path_factory.mktemp("odd")
    make(folder)
    for path in (HERE / "saved").iterdir():
        shutil.copy(path, folder)
    return read_files(open_project(folder))


@pytest.fixture(scope="module")
def accounts(readings):
    return {account.file: account for account in readings.accounts}


def rows_of(readings, table, file):
    return next(frame for frame in readings.frames[table] if len(frame) and frame["file"].iloc[0] == file)


def test_every_file_is_expected_and_every_expected_file_is_there(accounts):
    assert sorted(accounts) == sorted(EXPECTED)
    assert len(accounts) > 50


@pytest.mark.parametrize("file", EXPECTED)
def test_a_file_has_its_expected_account(accounts, file):
    account, expected = accounts[file], EXPECTED[file]
    assert (account.status, account.reason and account.reason.code) == (expected["status"], expected.get("reason"))
    assert [sheet.sheet for sheet in account.sheets] == list(expected.get("sheets", {}))
    for sheet in account.sheets:
        counts = expected["sheets"][sheet.sheet]
        assert sheet.table == counts["table"]
        assert {name: getattr(sheet, name) for name in COUNTS} == {name: counts.get(name, 0) for name in COUNTS}
        assert sheet.read == sum(getattr(sheet, name) for name in COUNTS) + sheet.repeated
    assert sorted({note.code for note in account.notes} - OF_THE_TABLE) == expected.get("notes", [])
    assert [problem.at.cell or problem.at.sheet for problem in account.problems] == expected.get("problems", [])


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_account_can_be_told(accounts, language):
    say = Wording(language)
    told = [say.tell(note) for account in accounts.values() for note in [account.reason, *account.notes] if note]
    told += [say(problem.expected, **problem.values) for account in accounts.values() for problem in account.problems]
    assert all(told)


def test_a_clause_number_is_written_as_excel_shows_it(readings):
    assert rows_of(readings, "clauses", "numbers_shown.xlsx")["clause_id"].tolist() == ["1.09", "1.10", "1.11", "4.10"]
    assert rows_of(readings, "clauses", "libreoffice.xlsx")["clause_id"].tolist() == ["4.10", "4.10", "4.11", "4.12"]


def test_a_clause_struck_through_is_not_in_force(readings):
    assert rows_of(readings, "clauses", "struck.xlsx")["in_force"].tolist() == [True, True, False]
    assert rows_of(readings, "clauses", "struck_within.xlsx")["in_force"].tolist() == [False, True]
    assert rows_of(readings, "clauses", "libreoffice.xlsx")["in_force"].tolist() == [True, True, False, True]


def test_text_that_looks_like_a_formula_stays_text(readings):
    assert rows_of(readings, "clauses", "injection.xlsx")["text"].tolist() == ["=cmd|' /C calc'!A0", "+31 6 12345678"]
    assert rows_of(readings, "incidents", "injection.csv")["title"].tolist() == ["=cmd|' /C calc'!A0", "Scanner defect"]


def test_an_old_encoding_keeps_every_accent(readings):
    assert rows_of(readings, "incidents", "cp1252.csv")["title"].iloc[0] == "Coördinatie € 5 – één"
    assert rows_of(readings, "incidents", "utf16.csv")["title"].iloc[0] == "Band staat stil"
    assert rows_of(readings, "incidents", "libreoffice_meldingen.csv")["title"].tolist() == [
        "Band staat stil",
        "Scanner €5 één",
    ]


def test_a_workbook_of_1904_has_its_own_dates(readings):
    assert str(rows_of(readings, "incidents", "epoch_1904.xlsx")["opened_at"].iloc[0]) == "2024-03-05 12:00:00"


def test_the_same_workbook_reads_the_same_in_every_format(readings):
    for table, columns in {"clauses": ["section", "text"], "incidents": ["incident_id", "title", "opened_at"]}.items():
        frames = [
            rows_of(readings, table, f"libreoffice.{ending}")[columns]
            .replace("; Norm .*", "", regex=True)
            .to_dict("list")
            for ending in ("xlsx", "xlsm", "ods", "xls")
        ]  # 98.5 % is 0.985 where the formatting cannot be read, and a note says that it cannot
        assert frames[1:] == frames[:1] * 3


def test_the_folder_describes_every_file(accounts):
    text = (HERE / "README.md").read_text(encoding="utf-8")
    names = {file.partition("!")[0] for file in accounts} - {"libreoffice.xlsm", "libreoffice.ods", "libreoffice.xls"}
    assert {name for name in names if f"`{name}`" not in text} == set()
