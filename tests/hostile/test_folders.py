"""What a folder may hold: each entry is one account, and the rest is read."""

from __future__ import annotations

import json
import os
import socket
from pathlib import Path

import pytest
from commands import run
from good import NAME, TEXT, check_beside, put_good

import drift
from drift.errors import DriftError
from drift.project import open_project
from drift.project.plain import open_plain
from drift.sources import files as reading
from drift.sources import walking
from drift.sources.files import read_files
from drift.sources.listing import list_files
from drift.terms import FOLDER_DEPTH


def told(folder):
    put_good(folder)
    return {name: account.reason.code for name, account in check_beside(folder).items() if account.reason}


def test_a_link_is_named_and_never_followed(tmp_path):
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "self").symlink_to(tmp_path)
    (tmp_path / "zero.csv").symlink_to("/dev/zero")
    (tmp_path / "secret.csv").symlink_to("/etc/passwd")
    (tmp_path / "gone.xlsx").symlink_to("nowhere")
    assert told(tmp_path) == dict.fromkeys(("gone.xlsx", "loop", "secret.csv", "self", "zero.csv"), "skipped.link")


def test_pipes_and_sockets_are_named_and_nobody_waits_for_them(tmp_path, monkeypatch):
    os.mkfifo(tmp_path / "pipe.csv")
    os.mkfifo(tmp_path / "log.xlsx")
    monkeypatch.chdir(tmp_path)  # the path of a socket is short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s.csv")
        assert told(tmp_path) == dict.fromkeys(("log.xlsx", "pipe.csv", "s.csv"), "skipped.pipe")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root makes devices")
def test_devices_are_named(tmp_path):
    try:
        os.mknod(tmp_path / "null.csv", 0o020666, os.makedev(1, 3))
    except OSError:
        pytest.skip("no devices here")
    assert told(tmp_path) == {"null.csv": "skipped.device"}


def test_hidden_folders_and_the_settings_of_other_folders_are_named(tmp_path):
    for folder in (".git", "map", "map/.drift"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.csv").write_text(TEXT)
    (tmp_path / "map" / "drift.toml").write_text("schema = 1")
    (tmp_path / "drift.toml").write_text("schema = 1")
    reasons = {".git": "skipped.hidden", "map/.drift": "skipped.hidden", "map/drift.toml": "skipped.settings"}
    (tmp_path / "map" / "a.csv").unlink()
    assert told(tmp_path) == reasons


@pytest.fixture
def deep(tmp_path):
    """A folder with 1,200 folders in each other; removed one by one, for whoever tidies up goes as deep on the stack."""
    here, n = Path.cwd(), 1_200
    try:
        os.chdir(tmp_path)  # the whole path is longer than the system takes
        for _ in range(n):
            Path("m").mkdir()
            os.chdir("m")
        Path(NAME).write_text(TEXT)
        os.chdir(here)
        yield tmp_path
        os.chdir(tmp_path)
        for _ in range(n):
            os.chdir("m")
        Path(NAME).unlink()
        for _ in range(n):
            os.chdir("..")
            Path("m").rmdir()
    finally:
        os.chdir(here)


def test_twelve_hundred_folders_are_walked_and_the_rest_is_told_once(deep):
    put_good(deep)
    assert {name: account.reason.code for name, account in check_beside(deep).items()} == {
        "/".join("m" * (FOLDER_DEPTH + 1)): "refused.too_deep"
    }


def test_a_file_in_the_deepest_folder_is_read(tmp_path):
    folder = tmp_path.joinpath(*"m" * FOLDER_DEPTH)
    folder.mkdir(parents=True)
    put_good(folder)
    assert [file.status for file in drift.check(tmp_path).files] == ["read"]


def test_more_entries_than_a_folder_may_hold_are_counted(tmp_path, monkeypatch):
    monkeypatch.setattr(walking, "FOLDER_ENTRIES", 3)
    for i in range(9):
        (tmp_path / f"x{i}").touch()
    last = check_beside_first(tmp_path)["x2"]
    assert (last.reason.code, last.reason.values) == ("refused.too_many", {"n": 7, "most": 3})


def check_beside_first(folder):
    put_good(folder)
    return check_beside(folder)


def test_a_folder_that_vanishes_while_it_is_walked_is_one_refusal(tmp_path, monkeypatch):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.md").touch()
    look = walking.look_at

    def look_late(path, **options):
        found = look(path, **options)
        if path.name == "b":
            (path / "x.md").unlink()
            path.rmdir()
        return found

    monkeypatch.setattr(walking, "look_at", look_late)
    assert told(tmp_path) == {"a/x.md": "skipped.empty", "b": "refused.unreadable"}


@pytest.mark.parametrize("change", ["gone", "grown", "folder", "pipe", "link", "other"])
def test_what_becomes_something_else_before_it_is_read_is_one_refusal(tmp_path, monkeypatch, change):
    put_good(tmp_path)
    path = tmp_path / "x.csv"
    path.write_text(TEXT)
    (tmp_path / ".other").write_text(TEXT)
    listing = reading.list_files

    def list_early(project):
        listed = listing(project)
        if change == "grown":
            path.write_text(TEXT + TEXT)
        else:
            path.unlink()
        if change == "folder":
            path.mkdir()
        if change == "pipe":
            os.mkfifo(path)
        if change == "link":
            path.symlink_to(".other")
        if change == "other":
            (tmp_path / ".other").rename(path)
        return listed

    monkeypatch.setattr(reading, "list_files", list_early)
    accounts = check_beside(tmp_path)
    assert accounts["x.csv"].reason.code == "refused.changed"


def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "x.csv")
    with pytest.raises(OSError, match="Invalid"):
        open_plain(tmp_path / "x.csv")


def test_a_file_of_a_terabyte_of_nothing_is_refused_at_once(tmp_path):
    with (tmp_path / "x.csv").open("wb") as stream:
        stream.truncate(1 << 40)
    assert told(tmp_path) == {"x.csv": "refused.memory"}


def test_names_are_shown_without_what_steers_and_stay_apart(tmp_path):
    for name in ("a\nb.md", "ab.md", "a\u202eb.md", "a\x1b[2Jb.md", "A.md", "a.md", "punt.", "blank ", "\n"):
        (tmp_path / name).touch()
    assert [*told(tmp_path)] == [
        "?", "A.md", "ab.md", "a[2Jb.md", "a.md", "ab.md (2)", "ab.md (3)", "blank ", "punt.",
    ]  # fmt: skip


def test_a_name_of_255_bytes_and_one_that_is_no_text_are_read(tmp_path):
    (tmp_path / ("x" * 251 + ".csv")).write_text(TEXT)
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.csv")).write_text(TEXT)
    put_good(tmp_path)
    accounts = check_beside(tmp_path)
    assert [(name[-5:], account.status) for name, account in accounts.items()] == [
        ("x.csv", "read"),
        ("\ufffd.csv", "read"),
    ]


def test_a_path_that_looks_like_a_member_of_an_archive_is_told_apart_from_it(tmp_path):
    import zipfile

    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("b.csv", TEXT)
    (tmp_path / "a.zip!").mkdir()
    (tmp_path / "a.zip!" / "b.csv").write_text(TEXT)
    put_good(tmp_path)
    assert {name: account.status for name, account in check_beside(tmp_path).items()} == {
        "a.zip!/b.csv": "read", "a.zip!/b.csv (2)": "read",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\x00" * 5_000, "refused.unknown"),
        (b"{", "refused.text"),
        (b"[" * 200_000, "refused.text"),
        (b'{"a":' * 200_000, "refused.text"),
        (b'{"outputs": ' + b"9" * 5_000 + b"}", "refused.text"),
        (b"\xff\xfe{\x00", "refused.text"),
        (b'{"versions": {"drift": "1"}, "outputs": [{"file": "goed.csv"}]}', "refused.text"),
        (b" " * 2_000_000, "refused.text"),
    ],
    ids=["binary", "half", "nested list", "nested object", "giant number", "utf-16", "some other", "blanks"],
)
def test_a_record_of_a_run_in_a_folder_hides_nothing(tmp_path, content, code):
    (tmp_path / "map").mkdir()
    for folder in (tmp_path, tmp_path / "map"):
        (folder / "run.json").write_bytes(content)
    assert told(tmp_path) == {"map/run.json": code, "run.json": code}


def test_a_record_that_is_a_folder_is_walked(tmp_path):
    (tmp_path / "run.json").mkdir()
    (tmp_path / "run.json" / "x.md").touch()
    assert told(tmp_path) == {"run.json/x.md": "skipped.empty"}


def test_a_strangers_record_does_not_hide_the_files_it_lists(tmp_path):
    import hashlib

    outputs = [{"file": NAME, "sha256": hashlib.sha256(TEXT.encode()).hexdigest()}]
    keys = ("schema", "relation", "options", "inputs")
    run = {**dict.fromkeys(keys), "versions": {"drift": "0.1.0"}, "outputs": outputs}
    (tmp_path / "run.json").write_text(json.dumps(run))
    assert told(tmp_path) == {"run.json": "skipped.own"}


def test_any_fault_in_reading_one_file_is_one_refused_file(tmp_path, monkeypatch, reading_faults):
    read = reading.read_sheets

    def fail(contents, account, *others):
        if account.file == "x.csv":
            raise ZeroDivisionError
        return read(contents, account, *others)

    monkeypatch.setattr(reading, "read_sheets", fail)
    (tmp_path / "x.csv").write_text(TEXT)
    assert told(tmp_path) == {"x.csv": "refused.fault"}
    assert [fault.exc_info[0] for fault in reading_faults] == [ZeroDivisionError]
    reading_faults.clear()


@pytest.mark.parametrize("fault", [MemoryError, OSError])
def test_memory_and_disk_are_no_fault_of_a_file(tmp_path, monkeypatch, fault):
    def fail(*_):
        raise fault

    monkeypatch.setattr(reading, "read_sheets", fail)
    put_good(tmp_path)
    with pytest.raises(fault):
        read_files(open_project(tmp_path))


def test_a_folder_in_which_nothing_is_read_is_exit_1_and_one_line(tmp_path):
    (tmp_path / "a.csv").symlink_to("/etc/passwd")
    (tmp_path / "leeg.csv").touch()
    with pytest.raises(DriftError) as raised:
        drift.analyse(tmp_path)
    assert (raised.value.note.code, raised.value.exit_code) == ("error.all_skipped", 1)
    done = run("check", str(tmp_path), "--lang", "en")
    line = f"{tmp_path}: there is nothing to read; what stands there, 2 files, is passed over (a.csv: a link;"
    assert done.exit_code == 1
    assert line in " ".join(done.stderr.split())
    assert not drift.check(tmp_path).all_read


@pytest.mark.skipif(os.geteuid() != 0, reason="only root becomes somebody else")
def test_what_is_closed_to_this_user_is_refused_and_the_others_are_read(tmp_path):
    put_good(tmp_path)
    for name, mode in (("closed", 0), ("unlisted", 0o111), ("unentered", 0o444)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.csv").write_text(TEXT)
        (tmp_path / name).chmod(mode)
    (tmp_path / "closed.csv").write_text(TEXT)
    (tmp_path / "closed.csv").chmod(0)
    for folder in (tmp_path, *tmp_path.parents[:-2]):
        folder.chmod(folder.stat().st_mode | 0o055)
    os.seteuid(65534)
    try:
        listed = {account.file: account for _, account, _ in list_files(open_project(tmp_path))}
    finally:
        os.seteuid(0)
    assert listed.pop(NAME).status == "read"
    assert {name: account.reason.values["detail"] for name, account in listed.items()} == dict.fromkeys(
        ("closed", "closed.csv", "unentered/a.csv", "unlisted"), "Permission denied"
    )
