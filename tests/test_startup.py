"""What a command loads: what it does not use costs a person a second at every question."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys

import pytest
from builders import make_contract, make_log

from drift.kept import recall

ENGINE = ("ibis", "duckdb", "sqlglot")
OUTPUTS = ("matplotlib", "xlsxwriter", "typst", "drift.reports.workbook", "drift.reports.pdf")
SCIENCE = ("scipy", "sklearn", "holidays", "openpyxl")
FLOW = ("drift.analysis", "drift.contract.contract", "drift.measures.relation")
CODE = """
import sys
from drift.cli.main import cli
try:
    cli(sys.argv[2:])
except SystemExit as left:
    assert not left.code, left.code
print([name for name in sys.argv[1].split() if name in sys.modules], file=sys.stderr)
"""


@pytest.fixture(scope="module")
def relation(tmp_path_factory):
    """A folder of which the analysis is kept."""
    folder = tmp_path_factory.mktemp("started")
    make_contract(folder, "SLA v1 2023-01-01", ["Leverancier dient te leveren."] * 6)
    make_contract(folder, "SLA v2 2024-01-01", ["Leverancier dient te leveren."] * 8)
    make_log(folder, dt.datetime(2023, 1, 1), 14)
    recall(folder)
    return folder


def list_loaded(names, *arguments):
    """Run a command in a process of its own; return which of these it loaded."""
    command = [sys.executable, "-c", CODE, " ".join(names), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stderr.strip().splitlines()[-1]


@pytest.mark.parametrize("how", [(), ("--json",)])
def test_check_loads_neither_engine_nor_flow(relation, how):
    assert list_loaded((*ENGINE, *OUTPUTS, *SCIENCE, *FLOW), "check", relation, *how) == "[]"


@pytest.mark.parametrize("what", [("drift", "2023-09"), ("incident", "I001-002"), ("clause", "1.1")])
def test_what_is_kept_is_explained_without_what_found_it(relation, what):
    assert list_loaded((*ENGINE, *OUTPUTS, *SCIENCE, *FLOW), "explain", relation, *what) == "[]"


def test_compare_loads_neither_engine_nor_outputs(relation):
    old, new = sorted(relation.glob("SLA*.xlsx"))
    assert list_loaded((*ENGINE, *OUTPUTS, *FLOW, "openpyxl"), "compare", old, new) == "[]"


def test_the_page_starts_without_what_reads_and_draws():
    names = ("pandas", *ENGINE, *OUTPUTS, *SCIENCE, *FLOW)
    code = f"import sys, drift.app.serving; print([name for name in {names!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_planted_import_is_seen(relation):
    assert list_loaded(("pandas", "ibis"), "check", relation) == "['pandas']"
