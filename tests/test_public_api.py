import subprocess
import sys

import pytest

import drift

PUBLIC = [
    "Address",
    "Analysis",
    "DriftError",
    "Evidence",
    "Intake",
    "Simulated",
    "align_clauses",
    "analyse",
    "analyse_tables",
    "check",
    "classify_clauses",
    "simulate",
    "weigh_evidence",
    "write_report",
]


def test_the_public_names_are_these():
    assert sorted(drift.__all__) == PUBLIC
    assert all(getattr(drift, name) is not None for name in PUBLIC)


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="has no attribute 'nonsense'"):
        drift.nonsense  # noqa: B018


def test_import_drift_loads_no_heavy_library():
    heavy = ["pandas", "numpy", "ibis", "duckdb", "matplotlib", "pyarrow", "pydantic", "rich", "scipy", "typst"]
    code = f"import sys, drift; print([name for name in {heavy} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_help_loads_no_heavy_library():
    code = (
        "import sys\nfrom click.testing import CliRunner\nfrom drift.cli.main import cli\n"
        "assert CliRunner().invoke(cli, ['--help']).exit_code == 0\n"
        "print([name for name in ('pandas', 'numpy', 'ibis', 'pydantic', 'rich') if name in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
