"""The versions of the contract of a world, each a workbook: the same ever again, or longer each time."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from .catalogue import FIRST, MONTHS
from .workbook import write_sheet

CLAUSES = tomllib.loads((Path(__file__).parent / "clauses.toml").read_text(encoding="utf-8"))
HEADINGS = ("Clause no", "Section", "Clause text")
BEFORE = 3  # months by which the first version is older than the log
EARLY, LATE = 10, 10  # no later version in the first and the last months of the log


@dataclass(frozen=True)
class Version:
    """One version: its number, the day from which it holds, its clauses by section."""

    number: int
    effective_on: pd.Timestamp
    clauses: list[tuple[str, str]]


def draw_versions(grows: bool, rng: np.random.Generator) -> list[Version]:
    """Return two or three versions; those of a contract that grows hold more and more, evenly spread."""
    n_later = int(rng.integers(1, 3))
    months = np.sort(rng.choice(np.arange(EARLY, MONTHS - LATE, 6), n_later, replace=False))
    starts = [FIRST - BEFORE, *(FIRST + int(month) for month in months)]
    base, later = list_clauses(CLAUSES["base"]), list_clauses(CLAUSES["later"])
    versions = []
    for number, start in enumerate(starts):
        added = later[: len(later) * number // n_later] if grows else []
        clauses = [*base, *added]
        if grows and number == n_later:
            clauses = [(section, CLAUSES["tighter"].get(text, text)) for section, text in clauses]
        versions.append(Version(number + 1, start.start_time, clauses))
    return versions


def list_clauses(entries: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(entry["section"], text) for entry in entries for text in entry["texts"]]


def write_versions(folder: Path, versions: list[Version]) -> None:
    """Write each version under its date, clauses numbered within their section."""
    for version in versions:
        sections = list(dict.fromkeys(section for section, _ in version.clauses))
        rows = []
        for number, section in enumerate(sections, start=1):
            texts = [text for at, text in version.clauses if at == section]
            rows += [(f"{number}.{at}", section, text) for at, text in enumerate(texts, start=1)]
        name = f"SLA v{version.number}.0 final {version.effective_on:%Y-%m-%d}.xlsx"
        write_sheet(folder / name, "Agreement", [HEADINGS, *rows])
