"""Which fault of the machine is behind what a library raised; a fault of something else is none."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys

import duckdb
import numpy as np
import pyarrow as pa
import pytest
from trying import ROOT

from drift.cli.stopped import find_cause, find_shortage
from drift.errors import DriftError
from drift.writing.faults import find_fault, tell_fault, temporary_place


def raise_of_duckdb():
    with duckdb.connect(config={"memory_limit": "2MB", "temp_directory": "", "threads": 1}) as engine:
        engine.execute("select list(range) from range(5000000)").fetchall()


def raise_with_cause():
    try:
        raise OSError(errno.EMFILE, "Too many open files")
    except OSError as fault:
        raise ValueError("a plugin could not be loaded") from fault


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (lambda: np.empty(1 << 50), "error.memory"),
        (lambda: pa.allocate_buffer(1 << 60), "error.memory"),
        (lambda: bytearray(1 << 62), "error.memory"),
        (raise_of_duckdb, "error.memory"),
        (raise_with_cause, "error.open_files"),
    ],
)
def test_what_a_library_raises_is_told_as_the_fault_it_is(act, code):
    with pytest.raises(Exception) as raised:  # noqa: PT011  each library has its own
        act()
    assert find_fault(raised.value).note.code == code


def _os_error(number, path=None):
    return OSError(number, os.strerror(number), path)


@pytest.mark.parametrize(
    ("raised", "code"),
    [
        (ImportError("libx.so: failed to map segment from shared object"), "error.memory"),
        (RuntimeError("can't start new thread"), "error.memory"),
        (_os_error(errno.EAGAIN), "error.memory"),
        (_os_error(errno.ENOSPC), "error.temporary"),
        (_os_error(errno.ENOSPC, "/elsewhere/out/a.pdf"), "error.full"),
        (_os_error(errno.EFBIG), "error.file_limit"),
        (_os_error(errno.EACCES, f"{temporary_place()}/drift-abcdefgh"), "error.temporary"),
        (FileNotFoundError(2, "No usable temporary directory found in ['/tmp']"), "error.temporary"),
    ],
)
def test_a_fault_of_the_machine_is_known_by_number_or_words(raised, code):
    assert find_cause(raised).note.code == code


@pytest.mark.parametrize(
    "raised",
    [
        ValueError("out of memory, says a cell of somebody"),
        KeyError("no space left on device"),
        RuntimeError("Query interrupted"),
        _os_error(errno.ENOENT, "/in/log.xlsx"),
        _os_error(errno.EACCES, "/in/log.xlsx"),
        BrokenPipeError(errno.EPIPE, "Broken pipe"),
    ],
)
def test_another_fault_is_not_blamed_on_the_machine(raised):
    assert find_cause(raised) is None


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EFBIG, errno.ENAMETOOLONG, errno.EIO])
def test_what_cannot_be_written_names_its_folder_in_both_languages(tmp_path, number, language):
    from drift.wording import Wording

    error = tell_fault(_os_error(number), tmp_path)
    assert isinstance(error, DriftError)
    sentence = Wording(language).tell(error.note)
    assert str(tmp_path) in sentence
    assert os.strerror(number) in sentence
    assert "\n" not in sentence


def test_without_a_limit_of_memory_nothing_is_short():
    assert find_shortage() is None


TWICE = """
import os, signal
from drift.writing.ending import receive, undisturbed
from drift.writing.temporary import TemporaryFolder
from pathlib import Path
import sys
signal.signal(signal.SIGTERM, receive)
folder = TemporaryFolder(Path(sys.argv[1]))
with undisturbed():
    os.kill(os.getpid(), signal.SIGTERM)
    print("still here", flush=True)
    os.kill(os.getpid(), signal.SIGTERM)
    print("not any more", flush=True)
"""


def test_a_second_signal_ends_a_run_at_once_and_takes_its_folders_along(tmp_path):
    command = [sys.executable, "-W", "error", "-c", TWICE, str(tmp_path)]
    run = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert (run.returncode, run.stdout, run.stderr) == (128 + signal.SIGTERM, "still here\n", "")
    assert [*tmp_path.iterdir()] == []


SWALLOWED = """
import os, signal, sys, time
import drift.writing.ending as ending
from drift.writing.temporary import TemporaryFolder
from pathlib import Path
ending.GRACE_S = 0.2
signal.signal(signal.SIGTERM, ending.receive)
folder = TemporaryFolder(Path(sys.argv[1]))
try:
    os.kill(os.getpid(), signal.SIGTERM)
except BaseException:
    pass  # as a library may do
time.sleep(20)
"""


def test_a_run_whose_interruption_was_swallowed_ends_all_the_same(tmp_path):
    command = [sys.executable, "-W", "error", "-c", SWALLOWED, str(tmp_path)]
    run = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=15)
    assert run.returncode == 128 + signal.SIGTERM
    assert [*tmp_path.iterdir()] == []
