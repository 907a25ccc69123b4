"""What tests share: the sample, analysed and reported on once, and the option to accept new golden files."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import drift
from drift.analysis import Analysis

ROOT = Path(__file__).parents[1]
sys.path[:0] = [
    str(ROOT / "tests"),
    str(ROOT / "benchmarks"),
]  # builders.py, learning.py

# a busy machine must fail no test: how long an example takes says nothing about what it shows
settings.register_profile("calm", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("calm")

SAMPLE = ROOT / "data" / "samples" / "github"
SORTEERCENTRUM = ROOT / "data" / "samples" / "sorteercentrum"


def pytest_addoption(parser):
    parser.addoption("--write-golden", action="store_true", help="accept what came out as what is expected")


@pytest.fixture(scope="session")
def sample() -> Analysis:
    return drift.analyse(SAMPLE)


@pytest.fixture(scope="session")
def sorteercentrum() -> Analysis:
    """The made-up relation, whose log names persons of both sides."""
    return drift.analyse(SORTEERCENTRUM)


@pytest.fixture(scope="session")
def reports(sample, tmp_path_factory) -> dict[str, Path]:
    """Folders with the sample's report in both languages."""
    folders = {language: tmp_path_factory.mktemp(f"report-{language}") for language in ("en", "nl")}
    for language, folder in folders.items():
        drift.write_report(sample, folder, language=language)
    return folders


@pytest.fixture
def compare_golden(request):
    """Compare a text with tests/golden/NAME, or accept it with --write-golden."""

    def compare(name: str, text: str) -> None:
        path = ROOT / "tests" / "golden" / name
        if request.config.getoption("--write-golden"):
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.read_text(encoding="utf-8") == text

    return compare
