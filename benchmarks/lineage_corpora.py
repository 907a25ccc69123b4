"""Real catalogues, mapped by their authors, on which lineage is judged; nothing learns from them."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from restructuring import in_blocks
from sklearn.feature_extraction.text import TfidfVectorizer

Pairs = set[tuple[int, int]]
COLUMNS = ["clause_id", "section", "text"]
KEPT_SHARES = (0.7, 0.9)
NAMES = {"csf": "NIST CSF 1.1 to 2.0", "sp800-171": "NIST SP 800-171 rev 2 to 3"}
NEEDED = ("nist", "restructurings")  # folders of real cases


@dataclass
class Case:
    """Two versions and the rows that belong together."""

    corpus: str  # left out together
    name: str
    old: pd.DataFrame
    new: pd.DataFrame
    truth: Pairs
    real: bool = False  # people wrote both versions and told what became what


def read(path: Path) -> pd.DataFrame:
    frame = pd.read_excel(path, dtype=str, engine="calamine").set_axis(COLUMNS, axis=1)
    return frame.dropna(subset="text").reset_index(drop=True)


def read_nist(cases: Path) -> Case:
    folder = cases / "nist"
    old, new = (read(next(folder.glob(f"*{revision}*"))) for revision in ("rev4", "rev5"))
    return Case("nist", "NIST SP 800-53 rev 4 to 5", old, new, read_truth(folder, old, new), real=True)


def read_truth(folder: Path, old: pd.DataFrame, new: pd.DataFrame) -> Pairs:
    """Return the rows that belong together by the mapping of the authors."""
    a, b = ({number: row for row, number in enumerate(frame["clause_id"])} for frame in (old, new))
    mapping = pd.read_csv(folder / "truth.csv", dtype=str)
    return {(a[i], b[j]) for i, j in zip(mapping["old_id"], mapping["new_id"], strict=True) if i in a and j in b}


def strip(case: Case) -> Case:
    """Return the same clauses without titles and numbers, the new ones in shuffled blocks."""
    old, new = (
        frame.assign(text=frame["text"].str.replace(r"^[^.]*\. ", "", regex=True)) for frame in (case.old, case.new)
    )
    order = in_blocks(len(new), random.Random(1))
    place = {row: k for k, row in enumerate(order)}
    frames = [frame.assign(section=frame["section"].str.split(" > ").str[0]) for frame in (old, new.iloc[order])]
    frames = [frame.assign(clause_id=None).reset_index(drop=True) for frame in frames]
    return Case(case.corpus, f"{case.name}, bare", *frames, {(i, place[j]) for i, j in case.truth}, real=True)


def measure_alike(old: pd.DataFrame, new: pd.DataFrame) -> np.ndarray:
    weights = TfidfVectorizer(sublinear_tf=True).fit_transform([*old["text"], *new["text"]])
    return (weights[: len(old)] @ weights[len(old) :].T).toarray()


def read_real(cases: Path) -> list[Case]:
    """Return the catalogues whose authors told what became what: they measure, nothing is learnt from them."""
    nist = read_nist(cases)
    return [nist, strip(nist), *read_restructurings(cases)]


def read_restructurings(cases: Path) -> list[Case]:
    """Return the catalogues that people restructured, with their authors' mapping; numbers repeat in none of them."""
    return [read_restructuring(folder) for folder in sorted((cases / "restructurings").iterdir()) if folder.is_dir()]


def read_restructuring(folder: Path) -> Case:
    old, new = (pd.read_csv(folder / f"{name}.csv", dtype=str) for name in ("old", "new"))
    return Case(folder.name, NAMES[folder.name], old, new, read_truth(folder, old, new), real=True)


def thin(case: Case, seed: int) -> Case:
    """Return a case of which blocks were taken out of either version: clauses that went, and clauses that came."""
    rng = random.Random(seed)
    kept = [_draw_blocks(len(frame), rng.choice(KEPT_SHARES), rng) for frame in (case.old, case.new)]
    places = [{row: k for k, row in enumerate(rows)} for rows in kept]
    frames = [frame.iloc[rows].reset_index(drop=True) for frame, rows in zip((case.old, case.new), kept, strict=True)]
    truth = {(places[0][i], places[1][j]) for i, j in case.truth if i in places[0] and j in places[1]}
    return Case(case.corpus, f"{case.name}, thinned", *frames, truth, real=True)


def _draw_blocks(n: int, share: float, rng: random.Random) -> list[int]:
    rows, start = [], 0
    while start < n:
        size = rng.randint(3, 10)
        if rng.random() < share:
            rows += range(start, min(start + size, n))
        start += size
    return rows
