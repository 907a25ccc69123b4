"""A run that is ended, or has no room: nothing readable is left, and one line tells what to do."""

from __future__ import annotations

import datetime as dt
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from builders import make_contract, make_log
from trying import ROOT

START = "import sys; from drift.cli.main import main; sys.argv[0] = 'drift'; main()"


@pytest.fixture(scope="module")
def relation(tmp_path_factory) -> Path:
    """A small relation: one version, eighteen months."""
    folder = tmp_path_factory.mktemp("acme")
    make_contract(folder, "SLA 2020-01-01", ["De opdrachtnemer herstelt storingen binnen 4 uur."])
    make_log(folder, dt.datetime(2020, 1, 1), 18, a_month=3)
    return folder


def start(tmp_path: Path, *arguments: object, limit: Callable[[], None] | None = None, **streams):
    """Start a command whose folder for temporary files is its own; warnings are errors."""
    (tmp_path / "tmp").mkdir(exist_ok=True)
    env = os.environ | {"TMPDIR": str(tmp_path / "tmp"), "LC_ALL": "C", "OMP_NUM_THREADS": "1", "PYTHONPATH": str(ROOT)}
    pipe = subprocess.PIPE
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", START, *map(str, arguments)],
        **{"stdout": pipe, "stderr": pipe, "text": True, "env": env, "preexec_fn": limit} | streams,
    )


def ours_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if "drift-" in path.name) if folder.exists() else []


def wait_for(what: Callable[[], bool], process) -> None:
    while not what():
        assert process.poll() is None, process.communicate()
        time.sleep(0.005)


@pytest.mark.parametrize(("name", "moment"), [("INT", "store"), ("HUP", "writing")])
def test_a_run_ended_by_a_signal_leaves_nothing_and_says_so_in_one_line(relation, tmp_path, name, moment):
    number, out = getattr(signal, f"SIG{name}"), tmp_path / "out"
    with start(tmp_path, "report", relation, "--fresh", "--out", out) as run:
        if moment == "store":
            wait_for(lambda: bool([*(tmp_path / "tmp").glob("drift-*/*.parquet")]), run)
        else:
            wait_for(lambda: bool(ours_in(out)), run)
        run.send_signal(number)
        _, errors = run.communicate()
    assert run.returncode == 128 + number
    assert errors == "drift: ended before it was done; nothing half written is left\n"
    assert ours_in(tmp_path / "tmp") == []
    assert not out.exists() or [*out.iterdir()] == []


def test_what_a_killed_run_left_goes_at_the_next_start(relation, tmp_path):
    with start(tmp_path, "report", relation, "--fresh", "--out", tmp_path / "out") as run:
        wait_for(lambda: bool([*(tmp_path / "tmp").glob("drift-*/*.parquet")]), run)
        run.kill()
    before = ours_in(tmp_path / "tmp")
    assert len(before) == 1
    with start(tmp_path, "check", relation) as again:
        wait_for(lambda: before != ours_in(tmp_path / "tmp"), again)
        again.terminate()
        again.communicate()
    assert again.returncode == 128 + signal.SIGTERM
    assert ours_in(tmp_path / "tmp") == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
@pytest.mark.parametrize("arguments", [["--help"], ["forget", "."]])
def test_a_full_disk_behind_stdout_is_one_line(tmp_path, arguments):
    with Path("/dev/full").open("w") as full, start(tmp_path, *arguments, stdout=full, cwd=tmp_path) as run:
        _, errors = run.communicate()
    assert run.returncode == 1
    assert errors == (
        "drift: what is printed cannot be written (No space left on device); "
        "make room where it goes, or send it elsewhere\n"
    )


def test_whoever_stops_reading_ends_a_command_in_silence(tmp_path):
    read, write = os.pipe()
    os.close(read)
    with start(tmp_path, "--help", stdout=write) as run:
        _, errors = run.communicate()
    os.close(write)
    assert (run.returncode, errors) == (1, "")


def test_a_command_without_stdout_works(tmp_path):
    with start(tmp_path, "forget", tmp_path, preexec_fn=lambda: os.close(1)) as run:
        _, errors = run.communicate()
    assert (run.returncode, errors) == (0, "")


def limit_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (400 << 20, 400 << 20))


def limit_files() -> None:
    resource.setrlimit(resource.RLIMIT_NOFILE, (9, 9))


def limit_size() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024))


@pytest.mark.parametrize(
    ("limit", "told"),
    [(limit_memory, "400 MB of memory"), (limit_files, "Too many open files"), (limit_size, "may not become as large")],
)
def test_too_little_of_the_machine_is_one_line_that_blames_no_file(relation, tmp_path, limit, told):
    with start(tmp_path, "check", relation, limit=limit) as run:
        _, errors = run.communicate()
    assert run.returncode == 1
    assert told in errors
    assert errors.startswith("drift: ")
    assert errors.count("\n") == 1
    assert ours_in(tmp_path / "tmp") == []
