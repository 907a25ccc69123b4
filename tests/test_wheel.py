"""What goes into the wheel: the package as it runs, no labelled clauses and nothing that learns from them."""

import csv
import re
import tomllib
from collections import Counter
from pathlib import Path

import drift

PACKAGE = Path(drift.__file__).parent
ROOT = PACKAGE.parent
FILES = [path for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts]


def test_the_wheel_is_the_package_folder_and_nothing_else():
    hatch = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]
    targets = hatch["build"]["targets"]
    assert targets["wheel"] == {"packages": ["drift"]}
    assert [name for name in targets["sdist"]["only-include"] if (ROOT / name).is_dir()] == ["drift"]
    assert all((ROOT / name).exists() for name in targets["sdist"]["only-include"])


def test_the_version_is_told_once_and_alike():
    told = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\nversion: {drift.__version__}\n" in told
    (top,) = re.findall(r"\A# Changelog\n\n## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    assert top == drift.__version__
    day = re.findall(r"date-released: \"(\S+)\"", told)[0]
    assert f"## {drift.__version__} ({day})" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_it_holds_what_runs_and_the_mark_of_types():
    kinds = Counter(path.suffix for path in FILES)
    assert set(kinds) == {".py", ".toml", ".typ", ".json", ".csv", ".typed", ".css", ".js", ".html", ".svg", ".txt"}
    assert {path.parents[1].name for path in FILES if path.suffix == ".txt"} == {"scenes"}
    assert (PACKAGE / "py.typed").read_bytes() == b""
    needed = ("wording/nl.toml", "wording/en.toml", "reports/template.typ", "model/evidence/one_look.json")
    assert all((PACKAGE / name).is_file() for name in needed)


def test_its_tables_are_weights_and_hold_no_clause():
    tables = {path.relative_to(PACKAGE).as_posix(): path for path in FILES if path.suffix == ".csv"}
    assert set(tables) == {"contract/reading/weights.csv", "contract/reading/reading_error.csv"}
    for path in tables.values():
        with path.open(encoding="utf-8", newline="") as stream:
            longest = max(len(cell.split()) for row in csv.reader(stream) for cell in row)
        assert longest <= 8, path.name  # a clause is a sentence


def test_what_learns_stands_beside_the_package():
    learning = {path.name for path in (ROOT / "benchmarks").glob("*.py") if "LogisticRegression" in path.read_text()}
    assert learning
    assert learning.isdisjoint(path.name for path in FILES)
    sources = [path.read_text(encoding="utf-8") for path in FILES if path.suffix == ".py"]
    assert not any("LogisticRegression" in source or "import benchmarks" in source for source in sources)
    assert max(path.stat().st_size for path in FILES) < 1_000_000
