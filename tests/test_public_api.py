import pickle
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
    "analyse_all",
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


@pytest.mark.parametrize(("language", "told"), [("en", "did you mean cut_days?"), ("nl", "is cut_days bedoeld?")])
def test_an_error_prints_as_a_sentence_and_comes_whole_out_of_another_process(monkeypatch, language, told):
    monkeypatch.setenv("LC_ALL", language)
    with pytest.raises(drift.DriftError) as one:
        drift.analyse_tables({}, settings={"cut_day": 30})
    assert str(one.value).endswith(told)
    with pytest.raises(drift.DriftError) as other:
        drift.analyse_tables({"xyz": 1})
    for refused in (one, other):
        back = pickle.loads(pickle.dumps(refused.value))
        assert (type(back), back.note, str(back)) == (refused.type, refused.value.note, str(refused.value))
    with pytest.raises(drift.DriftError, match=r"^settings = \[1\]"):
        drift.analyse_tables({}, settings=[1])


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
