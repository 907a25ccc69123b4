"""How well the words of decisions tell what became of an item: precision and recall a step on labelled decisions.

    python benchmarks/decisions.py

benchmarks/labelled/decisions.csv has 320 decisions in Dutch and English as people write them in minutes, labelled twice
by two who had not seen the rules; both agreed on every one. The rules were mended on the first 200 (s1) and never on
the last 120 (s2): these say what to expect.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

from drift.sources.values.steps import steps_of
from drift.terms import STEPS

LABELLED = Path(__file__).parent / "labelled" / "decisions.csv"
NONE = "none"


def main() -> None:
    """Print a line a step for each part."""
    with LABELLED.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if split(row["label"]) == split(row["second"])]
    for part in ("s1", "s2"):
        own = [row for row in rows if row["id"].startswith(part)]
        print(f"{part}: {len(own)} decisions")
        for step, (right, told, true) in count(own).items():
            shares = right / max(told, 1), right / max(true, 1)
            print(f"  {step:14} precision {right}/{told} = {shares[0]:.2f}  recall {right}/{true} = {shares[1]:.2f}")


def split(label: str) -> frozenset[str]:
    """Return the steps of a label: `referred_back+denied` has two, `none` has none."""
    return frozenset(label.split("+")) - {NONE}


def count(rows: list[dict[str, str]]) -> dict[str, tuple[int, int, int]]:
    """Return for each step how often it was told rightly, told, and true."""
    right, told, true = Counter[str](), Counter[str](), Counter[str]()
    for row in rows:
        found, labelled = steps_of(row["text"]), split(row["label"])
        right.update(found & labelled)
        told.update(found)
        true.update(labelled)
    return {step: (right[step], told[step], true[step]) for step in STEPS}


if __name__ == "__main__":
    main()
