"""Write docs/licences.md: what drift needs, and what its pins bring along, each with its licence.

Run in an environment that holds the pins and every group: python docs/make_licences.py
"""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "licences.md"
PIN = re.compile(r"^([\w.-]+)==(\S+)$", re.MULTILINE)
# by its own LICENSE file: what tells it nowhere else in a few words, and what not everybody installs
READ = {
    "cffi": "MIT-0",
    "duckdb": "MIT",
    "hatchling": "MIT",
    "hypothesis": "MPL-2.0",
    "matplotlib": "PSF-2.0 (Matplotlib)",
    "pillow": "MIT-CMU",
    "py4j": "BSD-3-Clause",
    "pyspark": "Apache-2.0",
    "trove-classifiers": "Apache-2.0",
    "tzdata": "Apache-2.0",
}
HEAD = """# Licences of what drift uses

Made by `python docs/make_licences.py` from what each package tells of itself; drift itself is Apache-2.0 (LICENSE), its
samples CC0-1.0. A star marks what `pip install contract-drift` asks for by name; the rest comes with these, or serves
extras, tests and the site alone. Versions are those of constraints.txt, tested together. All are permissive but
those under MPL-2.0, which asks to share changes of their files (hypothesis, pathspec, pikepdf, certifi: tests and site
alone), and an editor's helper of docutils under GPL (site alone); nothing of either is in the wheel.

| package | version | licence |
|---|---|---|
"""


def main() -> None:
    """Write a row a pin."""
    direct = list_direct()
    lines = [
        f"| {name}{' *' if normalise(name) in direct else ''} | {version} | {find_licence(name)} |"
        for name, version in list_pins()
    ]
    PAGE.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def list_pins() -> list[tuple[str, str]]:
    """Return names and versions of constraints.txt."""
    return PIN.findall((ROOT / "constraints.txt").read_text(encoding="utf-8"))


def list_direct() -> set[str]:
    """Return the packages that pyproject.toml names as needed by everybody."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {normalise(re.split(r"[\[>=<]", one)[0]) for one in project["dependencies"]}


def normalise(name: str) -> str:
    """Return a name as an index compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def find_licence(name: str) -> str:
    """Return the licence that a package tells of itself, in a few words."""
    if normalise(name) in READ:
        return READ[normalise(name)]
    try:
        told = metadata(name)
    except PackageNotFoundError:
        raise SystemExit(f"{name} is not installed: its licence cannot be read") from None
    if told["License-Expression"]:
        return str(told["License-Expression"])
    classes = [text.rpartition(" :: ")[2] for text in told.get_all("Classifier", []) if text.startswith("License ::")]
    names = [name for name in dict.fromkeys(classes) if name != "OSI Approved"]
    if names:
        return ", ".join(names)
    short = (told["License"] or "").strip().splitlines()
    return short[0][:60] if short else "not told"


if __name__ == "__main__":
    main()
