"""What tests share: the sample, analysed and reported on once a run, and the option to accept new golden files."""

from __future__ import annotations

import fcntl
import gc
import logging
import os
import pickle
import re
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import drift
from drift.analysed import Analysis
from drift.cli.main import COLLECT_AFTER

ROOT = Path(__file__).parents[1]
sys.path[:0] = [
    str(ROOT / "tests"),
    str(ROOT / "benchmarks"),
]  # builders.py, learning.py

# a busy machine must fail no test: how long an example takes says nothing about what it shows
settings.register_profile("calm", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("calm")
# as a command has it: with all that tests load, walking the objects of libraries takes a tenth of the time
gc.set_threshold(*COLLECT_AFTER)

Once = Callable[[str, Callable[[Path], object]], Path]
SAMPLE = ROOT / "data" / "samples" / "github"
SORTEERCENTRUM = ROOT / "data" / "samples" / "sorteercentrum"
METRO = ROOT / "data" / "samples" / "metro"


@pytest.fixture(autouse=True, scope="session")
def own_seal(tmp_path_factory):
    """Keep what tests keep under a seal of their own: nothing is written to the home of who runs them."""
    os.environ["XDG_CONFIG_HOME"] = str(tmp_path_factory.mktemp("config"))


def pytest_addoption(parser):
    parser.addoption("--write-golden", action="store_true", help="accept what came out as what is expected")


@pytest.fixture(autouse=True)
def reading_faults():
    """Fail a test in which drift refused a file for a fault of its own; one that means it clears the list."""
    faults: list[logging.LogRecord] = []
    handler, logger = logging.Handler(), logging.getLogger("drift.sources.files")
    handler.emit = faults.append
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    yield faults
    logger.setLevel(logging.NOTSET)
    logger.removeHandler(handler)
    assert not faults, faults[0].exc_info


@pytest.fixture(scope="session")
def once(tmp_path_factory) -> Once:
    """Return a folder of this run by name; the worker that comes first fills it, the others wait for it."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own

    def find(name: str, fill: Callable[[Path], object]) -> Path:
        folder, filled = shared / name, shared / f"{name}-filled"
        with (shared / f"{name}-lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not filled.exists():
                folder.mkdir()
                fill(folder)
                filled.touch()
        return folder

    return find


def _analysis_of(path: Path, once: Once) -> Analysis:
    folder = once(path.name, lambda folder: (folder / "analysis").write_bytes(pickle.dumps(drift.analyse(path))))
    return pickle.loads((folder / "analysis").read_bytes())


@pytest.fixture(scope="session")
def sample(once) -> Analysis:
    return _analysis_of(SAMPLE, once)


@pytest.fixture(scope="session")
def sorteercentrum(once) -> Analysis:
    """The made-up relation, whose log names persons of both sides."""
    return _analysis_of(SORTEERCENTRUM, once)


@pytest.fixture(scope="session")
def metro(once) -> Analysis:
    """The made-up relation in English: a deal from above, green reports, a repair that does not last."""
    return _analysis_of(METRO, once)


@pytest.fixture(scope="session")
def reports(sample, once) -> dict[str, Path]:
    """Folders with the sample's report in both languages."""
    return {
        language: once(f"report-{language}", partial(drift.write_report, sample, language=language))
        for language in ("en", "nl")
    }


@pytest.fixture(scope="session")
def started(once) -> Callable[..., tuple[subprocess.CompletedProcess[str], Path]]:
    """Return what became of a command, and the folder it wrote to: a process of its own, once a run of the tests."""

    def find(*arguments: object) -> tuple[subprocess.CompletedProcess[str], Path]:
        from commands import start

        def fill(folder: Path) -> None:
            (folder / "done").write_bytes(pickle.dumps(start(*arguments, folder / "out")))

        folder = once(re.sub(r"\W+", "-", " ".join(map(str, arguments))), fill)
        return pickle.loads((folder / "done").read_bytes()), folder / "out"

    return find


@pytest.fixture
def compare_golden(request):
    """Compare a text with tests/golden/NAME, or accept it with --write-golden."""

    def compare(name: str, text: str) -> None:
        path = ROOT / "tests" / "golden" / name
        if request.config.getoption("--write-golden"):
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.read_text(encoding="utf-8") == text

    return compare
