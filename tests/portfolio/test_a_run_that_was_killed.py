"""A run that was killed goes on where it stood: equal outputs, nothing done twice, nothing half written."""

import os
import re
import subprocess
import sys
import time

import pytest
from conftest import ROOT
from portfolios import write_versions

from drift.project.home import HOME, ROW

pytestmark = pytest.mark.long

N = 6
BEFORE_KILL = 2  # rows that are finished when it comes
PATIENCE_S = 120


def list_rows(source):
    return {path.name: path.stat().st_mtime_ns for path in (source / HOME).glob(f"{ROW}*")}


def wait_for(holds):
    end = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


def begin(source, out, *options):
    """Start a run; its workers do not look in the folder that they stand in, so the path tells them."""
    command = [sys.executable, "-m", "drift", "portfolio", source, "--out", out, "--lang", "en", "--workers", "1"]
    return subprocess.Popen(
        [*map(str, command), *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_a_run_that_was_killed_goes_on_where_it_stood(tmp_path):
    source, out, whole = (tmp_path / name for name in ("source", "out", "whole"))
    for n in range(N):
        write_versions(source / f"relation {n}", more=n)
    run = begin(source, out)
    wait_for(lambda: len(list_rows(source)) >= BEFORE_KILL)
    run.kill()
    run.communicate()
    kept = list_rows(source)
    assert BEFORE_KILL <= len(kept) < N
    assert not out.exists()

    told = begin(source, out).communicate(timeout=PATIENCE_S)[0]
    n_kept = int(re.search(rf"(\d) of {N} relations were analysed by a run before, and not again", told)[1])
    assert n_kept in (len(kept), len(kept) + 1)  # its worker ends the relation that it is busy with, and then itself
    assert kept.items() <= list_rows(source).items()
    assert not [path for path in (source / HOME).iterdir() if not path.name.startswith(ROW)]

    told = begin(source, whole, "--fresh").communicate(timeout=PATIENCE_S)[0]
    assert "analysed by a run before" not in told
    files = {path.name: path.read_bytes() for path in whole.iterdir()}
    assert sorted(files) == [f"portfolio.{kind}" for kind in ("html", "json", "parquet", "pdf", "xlsx")]
    assert {path.name: path.read_bytes() for path in out.iterdir()} == files
