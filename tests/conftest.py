"""What tests share: two relations, analysed and reported on once a run, and the option to accept new golden files."""

from __future__ import annotations

import datetime as dt
import fcntl
import gc
import logging
import os
import pickle
import re
import shutil
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
    str(ROOT / "windows"),
]  # builders.py, learning.py, make_folder.py

# a busy machine must fail no test: how long an example takes says nothing about what it shows
settings.register_profile("calm", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("calm")
# as a command has it: with all that tests load, walking the objects of libraries takes a tenth of the time
gc.set_threshold(*COLLECT_AFTER)

Once = Callable[[str, Callable[[Path], object]], Path]
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
def real_folder(once) -> Path:
    """Return a copy of a real relation without persons, in English, in which nothing happened.

    97 versions of three documents and 819 incidents. Its files are of others and lie beside the project: a test of it
    is skipped where they are not there.
    """
    from shared_cases import copy_case, shared_path

    shared_path("cases/github")

    def fill(folder: Path) -> None:
        copy_case("github", folder / "github")
        shutil.copyfile(ROOT / "docs" / "cases" / "github.toml", folder / "github" / "drift.toml")

    return once("real-files", fill) / "github"


@pytest.fixture(scope="session")
def sample(real_folder, once) -> Analysis:
    return _analysis_of(real_folder, once)


@pytest.fixture(scope="session")
def sorteercentrum(once) -> Analysis:
    """The made-up relation, whose log names persons of both sides."""
    return _analysis_of(SORTEERCENTRUM, once)


@pytest.fixture(scope="session")
def metro(once) -> Analysis:
    """The made-up relation in English: a deal from above, green reports, a repair that does not last."""
    return _analysis_of(METRO, once)


@pytest.fixture(scope="session")
def quiet(once) -> Analysis:
    """A made-up relation without persons in which nothing happens: a contract signed twice, four years alike."""
    from builders import make_contract, make_log

    def fill(folder: Path) -> None:
        texts = ["The supplier shall restore faults within 4 hours.", "The supplier shall report each month."] * 4
        for day in ("2018-01-01", "2019-06-01"):
            make_contract(folder / "acme", f"SLA {day}", texts)
        make_log(folder / "acme", dt.datetime(2018, 1, 1), 48, a_month=8, updates_h=(1.0, 2.0, 2.9))

    return _analysis_of(once("quiet-files", fill) / "acme", once)


def _reports_of(analysis: Analysis, name: str, once: Once) -> dict[str, Path]:
    return {
        language: once(f"{name}-{language}", partial(drift.write_report, analysis, language=language))
        for language in ("en", "nl")
    }


@pytest.fixture(scope="session")
def reports(sorteercentrum, once) -> dict[str, Path]:
    """Folders with the made-up relation's report in both languages."""
    return _reports_of(sorteercentrum, "report", once)


@pytest.fixture(scope="session")
def quiet_reports(quiet, once) -> dict[str, Path]:
    """Folders with the report of the relation in which nothing happens in both languages."""
    return _reports_of(quiet, "quiet-report", once)


@pytest.fixture(scope="session")
def real_reports(sample, once) -> dict[str, Path]:
    """Folders with the real relation's report in both languages."""
    return _reports_of(sample, "real-report", once)


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
