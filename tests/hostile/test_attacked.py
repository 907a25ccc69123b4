"""What somebody who did not build it found: each was no clear line, or a wrong one."""

import os
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from good import ROWS, TEXT

import drift
from drift.cli.main import cli

CONTRACTS = Path(__file__).parents[2] / "benchmarks" / "labelled" / "contracts"


def test_a_text_whose_heading_stands_in_no_row_is_read_or_told_as_what_it_is():
    intake = drift.check(CONTRACTS / "nl" / "catering.txt")
    assert [(file.status, file.reason) for file in intake.files] == [("read", None)]


def test_a_byte_order_mark_is_no_part_of_the_first_heading_whatever_follows(tmp_path):
    (tmp_path / "log.csv").write_bytes(b"\xef\xbb\xbf" + TEXT.replace("kapot", "kap\xf6t").encode("latin-1"))
    (file,) = drift.check(tmp_path).files
    (sheet,) = file.sheets
    assert (sheet.table, sheet.accepted) == ("incidents", ROWS)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes in folders")
def test_a_pipe_that_is_asked_for_is_not_the_folder_it_stands_in(tmp_path):
    os.mkfifo(tmp_path / "x.csv")
    done = CliRunner().invoke(cli, ["check", str(tmp_path / "x.csv"), "--lang", "en"])
    assert (done.exit_code, done.stderr) == (2, f"drift: {tmp_path / 'x.csv'} is neither a file nor a folder\n")


@pytest.mark.parametrize("command", [["check", ""], ["report", ".", "--out", " "], ["forget", ""]])
def test_an_empty_path_is_not_the_folder_one_stands_in(command):
    done = CliRunner().invoke(cli, command)
    assert done.exit_code == 2
    assert "the path is empty" in done.stderr
