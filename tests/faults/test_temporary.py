"""Folders of a moment: whose they are, and when they go."""

from __future__ import annotations

import os
import stat
import subprocess
import sys

import pytest
from trying import ROOT

from drift.setup.folder import forget_folder
from drift.writing.temporary import LOCK, MARK, PREFIX, TemporaryFolder, remove_leftovers

MAKE = """
import os, sys
from pathlib import Path
from drift.writing.temporary import TemporaryFolder
folder = TemporaryFolder(Path(sys.argv[1]))
(folder.path / "names.parquet").write_text("Jansen")
(folder.path / "deep").mkdir()
(folder.path / "deep" / "er").write_text("Jansen")
print(folder.path, flush=True)
if sys.argv[2] == "killed":
    os.kill(os.getpid(), 9)
if sys.argv[2] == "alive":
    sys.stdin.read()
"""


def start(folder, end):
    command = [sys.executable, "-c", MAKE, str(folder), end]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd=ROOT)


@pytest.mark.parametrize("end", ["killed", "ended"])
def test_what_a_dead_run_left_goes_and_what_a_living_one_has_stays(tmp_path, end):
    with start(tmp_path, "alive") as living:
        path = living.stdout.readline().strip()
        with start(tmp_path, end) as dead:
            dead.communicate()
        assert len([*tmp_path.iterdir()]) == (2 if end == "killed" else 1)
        assert remove_leftovers(tmp_path) == (1 if end == "killed" else 0)
        assert [str(folder) for folder in tmp_path.iterdir()] == [path]
        living.communicate()
    assert [*tmp_path.iterdir()] == []


def test_a_folder_is_its_owners_alone_and_vanishes(tmp_path):
    with TemporaryFolder(tmp_path) as path:
        assert stat.S_IMODE(path.stat().st_mode) == 0o700
        assert stat.S_IMODE((path / LOCK).stat().st_mode) == 0o600
        (path / "rows").write_text("x")
    assert [*tmp_path.iterdir()] == []


def test_a_fault_inside_names_the_folder_it_is_about(tmp_path):
    with pytest.raises(OSError, match="full") as raised, TemporaryFolder(tmp_path):
        raise OSError(28, "full")
    assert raised.value.filename.startswith(str(tmp_path / ".drift-"))


def _own_folder(tmp_path, mark=MARK):
    path = tmp_path / f".{PREFIX}abcdefgh"
    path.mkdir(mode=0o700)
    (path / LOCK).write_bytes(mark)
    (path / "names.parquet").write_text("Jansen")
    return path


def test_only_what_carries_our_mark_is_removed(tmp_path):
    path = _own_folder(tmp_path, b"the notes of somebody else")
    assert remove_leftovers(tmp_path) == 0
    (path / LOCK).write_bytes(MARK)
    assert remove_leftovers(tmp_path) == 1
    assert not path.exists()


def test_a_folder_without_a_lock_stays_unless_a_run_made_it_and_it_is_empty(tmp_path):
    ours, full, theirs = (tmp_path / f".{PREFIX}{name}" for name in ("abcdefgh", "abcdefgi", "of-the-relation"))
    for path in (ours, full, theirs):
        path.mkdir(mode=0o700)
    (full / "file").touch()
    assert remove_leftovers(tmp_path) == 1
    assert {path.name for path in tmp_path.iterdir()} == {full.name, theirs.name}


def test_a_folder_put_in_the_place_of_ours_stays(tmp_path, monkeypatch):
    """Somebody who may write beside us swaps it at the instant between looking and removing."""
    import drift.writing.temporary as temporary

    ours = _own_folder(tmp_path)
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / LOCK).write_bytes(MARK)
    (theirs / "work").write_text("a year of it")
    lock = temporary._try_lock

    def swap(handle):
        ours.rename(tmp_path / "away")
        theirs.rename(ours)
        return lock(handle)

    monkeypatch.setattr(temporary, "_try_lock", swap)
    assert remove_leftovers(tmp_path) == 0
    assert (ours / "work").read_text() == "a year of it"


def test_what_dead_runs_left_beside_the_key_is_forgotten_too(tmp_path):
    (tmp_path / ".drift").mkdir()
    (tmp_path / ".drift" / "key").write_text("0" * 32)
    _own_folder(tmp_path / ".drift")
    assert forget_folder(tmp_path) == 1
    assert [*tmp_path.iterdir()] == []


def test_no_link_is_followed(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    mine = _own_folder(tmp_path / "elsewhere")
    kept = tmp_path / "kept"
    kept.write_bytes(MARK)
    out = tmp_path / "out"
    out.mkdir()
    (out / f".{PREFIX}abcdefgh").symlink_to(mine)  # a link in the place of a folder
    linked = out / f".{PREFIX}abcdefgi"
    linked.mkdir(mode=0o700)
    (linked / LOCK).symlink_to(kept)  # a link in the place of a lock
    assert remove_leftovers(out) == 0
    assert (mine / "names.parquet").read_text() == "Jansen"
    (out / "again").mkdir()
    dead = _own_folder(out / "again")
    (dead / "link").symlink_to(mine)  # a link within a folder that goes
    assert remove_leftovers(out / "again") == 1
    assert (mine / "names.parquet").read_text() == "Jansen"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_in_the_place_of_a_lock_is_not_waited_for(tmp_path):
    path = tmp_path / f".{PREFIX}abcdefgh"
    path.mkdir(mode=0o700)
    os.mkfifo(path / LOCK)
    assert remove_leftovers(tmp_path) == 0


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root can give a folder away")
def test_a_folder_of_somebody_else_stays(tmp_path):
    path = _own_folder(tmp_path)
    os.chown(path, 12345, 12345)
    assert remove_leftovers(tmp_path) == 0
    assert (path / "names.parquet").exists()
