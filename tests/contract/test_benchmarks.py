"""The scripts beside the package name what is there: they train its weights and judge it, seldom."""

import ast
from importlib import import_module

import pytest
from conftest import ROOT

SCRIPTS = sorted((ROOT / "benchmarks").glob("*.py"))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_what_a_benchmark_imports_is_there(script):
    imports = [node for node in ast.walk(ast.parse(script.read_text(encoding="utf-8"))) if type(node) is ast.ImportFrom]
    ours = [node for node in imports if node.module.partition(".")[0] == "drift"]
    missing = [
        f"{node.module}.{name.name}"
        for node in ours
        for name in node.names
        if not hasattr(import_module(node.module), name.name)
    ]
    assert missing == []
