"""How well clauses are followed: `python benchmarks/lineage.py [CASES]`; baselines in the same run.

How fast: speed.py.

CASES is the folder of real cases, else ../shared/cases.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
from beside import find_cases
from lineage_corpora import NEEDED, Case, Pairs, read, read_nist, read_restructurings, strip
from lineage_training import assign_by_tfidf, score

from drift.contract.lineage.align import align_clauses


def find(old: pd.DataFrame, new: pd.DataFrame) -> Pairs:
    both = align_clauses(old, new).dropna(subset=["old_row", "new_row"])
    return set(zip(both["old_row"].astype(int), both["new_row"].astype(int), strict=True))


def join(old: pd.DataFrame, new: pd.DataFrame) -> Pairs:
    places = {number: row for row, number in enumerate(new["clause_id"])}
    return {(row, places[number]) for row, number in enumerate(old["clause_id"]) if number in places}


def f1(pairs: Pairs, truth: Pairs) -> str:
    return "F1 {:.3f} (precision {:.2f}, recall {:.2f})".format(*score(pairs, truth))


def compare(case: Case) -> None:
    on_id = f1(join(case.old, case.new), case.truth)
    print(f"{case.name}: {f1(find(case.old, case.new), case.truth)}; join on id {on_id}")
    for least, found in zip((0.35, 0.25), assign_by_tfidf(case), strict=True):
        print(f"    TF-IDF + Hungarian at {least}: {f1(found, case.truth)}")


def check_sure(folder: Path) -> None:
    sure = pd.read_csv(folder / "sure_pairs.csv", dtype=str)
    frames = {path.stem.rpartition("_")[2]: read(path) for path in sorted(folder.glob("*.xlsx"))}
    for (old, new), part in sure.groupby(["old_version", "new_version"]):
        table = align_clauses(frames[str(old)], frames[str(new)])
        found = set(zip(table["old_id"], table["new_id"], strict=True))
        hits = sum(pair in found for pair in zip(part["old_id"], part["new_id"], strict=True))
        print(f"fm {old} to {new}: {hits} of {len(part)} sure pairs; {table['change'].value_counts().to_dict()}")


def check_unrelated(cases: Path) -> None:
    texts = {
        "nist": read(next((cases / "nist").glob("*rev5*"))),
        "fm": read(sorted((cases / "fm").glob("*.xlsx"))[0]),
        "github": read(sorted((cases / "github" / "contract").glob("corporate*"))[0]),
    }
    for old, new in (("nist", "fm"), ("fm", "github"), ("github", "nist")):
        n = min(len(texts[old]), len(texts[new]))
        print(f"unrelated {old}, {new}: {len(find(texts[old], texts[new]))} of {n} clauses matched")


def main(cases: Path) -> None:
    nist = read_nist(cases)
    for case in (nist, strip(nist), *read_restructurings(cases)):
        compare(case)
    check_sure(cases / "fm")
    check_unrelated(cases)


if __name__ == "__main__":
    main(find_cases(*NEEDED))
