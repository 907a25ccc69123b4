"""A report that its record disowns: told, and written anew."""

from __future__ import annotations

import hashlib
import json

import pytest

from drift.reports.writing import find_mixed, tell_former
from drift.wording import Wording

RECORD = "run.json"


@pytest.fixture
def former(tmp_path):
    """A folder with a report that is whole."""
    names = ("acme.pdf", "acme.json", "acme-roundtable.xlsx")
    for name in names:
        (tmp_path / name).write_text(name)
    outputs = [{"file": name, "sha256": hashlib.sha256(name.encode()).hexdigest()} for name in names]
    (tmp_path / RECORD).write_text(json.dumps({"versions": {"drift": "1"}, "outputs": outputs}))
    return tmp_path


def test_a_whole_report_is_told_of_in_no_word(former, caplog):
    tell_former(former, RECORD, Wording("en"))
    assert find_mixed(former, RECORD) == []
    assert caplog.messages == []


def test_files_of_another_run_are_named(former, caplog):
    (former / "acme.pdf").write_text("another run")
    tell_former(former, RECORD, Wording("en"))
    assert caplog.messages == [
        f"note: {former}: the former report here was not finished, or was changed since: "
        "1 file does not belong to its run.json (acme.pdf); it is written anew"
    ]


def test_a_form_that_was_filled_in_and_a_file_that_was_taken_away_are_no_mixture(former):
    (former / "acme-roundtable.xlsx").write_text("filled in")
    (former / "acme.json").unlink()
    assert find_mixed(former, RECORD) == []


def test_a_record_of_a_stranger_leads_nowhere(former):
    outside = former.parent / "outside.txt"
    outside.write_text("x")
    (former / "linked.pdf").symlink_to(outside)
    (former / "\x1b[2J.pdf").write_text("x")
    names = ["../outside.txt", str(outside), "linked.pdf", "\x1b[2J.pdf", "missing.pdf", ".", "a" * 400]
    outputs = [{"file": name, "sha256": "0"} for name in names]
    (former / RECORD).write_text(json.dumps({"versions": {"drift": "1"}, "outputs": outputs}))
    assert find_mixed(former, RECORD) == []


def test_what_a_dead_run_left_is_removed_and_told(former, caplog):
    (former / ".drift-abcdefgh").mkdir(mode=0o700)
    tell_former(former, RECORD, Wording("nl"))
    assert caplog.messages == [
        f"notitie: {former}: een eerdere keer is hier afgebroken; wat daarvan achterbleef is opgeruimd"
    ]
    assert not (former / ".drift-abcdefgh").exists()
