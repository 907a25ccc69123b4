"""The corpora on which lineage is trained and judged: real ones, mapped by their authors, and those made by program."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from restructuring import in_blocks, restructure, shorten, write_short
from sklearn.feature_extraction.text import TfidfVectorizer

Pairs = set[tuple[int, int]]
COLUMNS = ["clause_id", "section", "text"]
MADE = 12  # restructurings of each base
SIZE = 220  # clauses of a restructuring
THINNED = 2  # of each real case
KEPT_SHARES = (0.7, 0.9)
NAMES = {"csf": "NIST CSF 1.1 to 2.0", "sp800-171": "NIST SP 800-171 rev 2 to 3"}
NEEDED = ("nist", "fm", "github", "ictu-checklists", "restructurings")  # folders of real cases


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


def read_ictu(path: Path) -> pd.DataFrame:
    rows = pd.read_excel(path, dtype=str, engine="calamine", header=None)
    heading = rows.index[rows[0].eq("Maatregel")][0]
    told = rows.loc[heading + 1 :, [0, 1]].set_axis(["clause_id", "text"], axis=1)
    told["section"] = told["clause_id"].where(told["text"].isna()).ffill()
    return told.dropna(subset="text").reset_index(drop=True)[COLUMNS]


def find_bases(cases: Path, nist: Case) -> dict[str, list[pd.DataFrame]]:
    """Return the specifications that are restructured, by corpus."""
    github = sorted((cases / "github" / "contract").glob("*.xlsx"))
    bare = strip(nist)
    ictu = sorted((cases / "ictu-checklists").glob("*.xlsx"))
    return {
        "nist": [bare.old, bare.new],
        "fm": [read(path) for path in sorted((cases / "fm").glob("*.xlsx"))],
        "github": [read(path) for path in github[:: len(github) // 6]],
        "ictu": [read_ictu(path) for path in (ictu[0], ictu[-1])],
        "short": [write_short(language, SIZE, seed) for seed, language in enumerate(("en", "nl", "en", "nl"))],
    }


def restructure_base(corpus: str, bases: list[pd.DataFrame]) -> list[Case]:
    made = []
    for k in range(MADE):
        base, rng = bases[k % len(bases)].reset_index(drop=True), random.Random(k)
        start = rng.randint(0, max(len(base) - SIZE, 0))
        part = base.iloc[start : start + SIZE]
        part = shorten(part, k) if k // 2 % 2 else part
        made.append(Case(corpus, f"{corpus}, restructured", *restructure(part, sum(map(ord, corpus)) * 100 + k)))
    return made


def pair_unrelated(nist: Case, bases: dict[str, list[pd.DataFrame]]) -> list[Case]:
    fm = bases["fm"][0].iloc[:500].reset_index(drop=True)
    texts = [nist.new.iloc[:500], fm, bases["github"][0], bases["github"][-1], bases["ictu"][0]]
    chosen = ((0, 1), (0, 2), (1, 2), (4, 0), (3, 0), (1, 3))
    return [
        Case("unrelated", "unrelated", texts[a].reset_index(drop=True), texts[b].reset_index(drop=True), set())
        for a, b in chosen
    ]


def read_corpora(cases: Path) -> list[Case]:
    """Return every case: what is real first, then what is made."""
    nist = read_nist(cases)
    bases = find_bases(cases, nist)
    made = [case for corpus, frames in bases.items() for case in restructure_base(corpus, frames)]
    real = [nist, strip(nist), *read_restructurings(cases)]
    thinned = [thin(case, seed) for case in real for seed in range(THINNED)]
    return [*real, *thinned, *made, *pair_unrelated(nist, bases)]


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
