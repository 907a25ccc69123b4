"""Imports go one way: a step imports only from steps to its left, so there are no cycles between steps."""

import ast
from pathlib import Path

import drift

ORDER = [
    ("terms", "errors"),
    ("wording",),
    ("project",),
    ("sources",),
    ("tables",),
    ("contract",),
    ("measures",),
    ("model",),
    ("analysis",),
    ("charts",),
    ("reports",),
    ("samples",),
    ("cli", "__main__"),
]
RANK = {name: rank for rank, names in enumerate(ORDER) for name in names}
PACKAGE = Path(drift.__file__).parent


def imports_of(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("drift."):
            yield node.module.split(".")[1]
        elif isinstance(node, ast.Import):
            yield from (alias.name.split(".")[1] for alias in node.names if alias.name.startswith("drift."))


def test_every_module_belongs_to_a_step():
    tops = {path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in PACKAGE.rglob("*.py")}
    assert tops - {"__init__"} == set(RANK)


def test_imports_go_one_way():
    backwards = []
    for path in PACKAGE.rglob("*.py"):
        own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        if own == "__init__":
            continue  # the public page names everything, lazily
        backwards += [
            f"{path.relative_to(PACKAGE)} imports {other}" for other in imports_of(path) if RANK[other] > RANK[own]
        ]
    assert backwards == []


def test_the_reader_process_imports_next_to_nothing_of_drift():
    imported = {name for path in (PACKAGE / "sources" / "opening" / "child").glob("*.py") for name in imports_of(path)}
    assert imported == {"sources", "terms"}
