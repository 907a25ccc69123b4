"""How well the readings of clauses agree with labelled clauses, and the reading error that follows from it.

Run: python benchmarks/labels.py [OTHER.csv ...] [--write]

Without a file: cross-validation on the contracts that we wrote, whole contracts left out; then what is learnt from all
of them on clauses of real contracts, which nothing is learnt from (../shared/labels, where it is). With files of
labelled clauses: the weights that ship with drift, scored on them. `--write` writes weights.csv and reading_error.csv
of drift/contract/reading anew; the reading error is that of the real clauses.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from beside import SHARED
from learning import Clause, describe_clause, learn, read_labelled, read_written, write_weights
from plain_rules import find_targets as plain_targets
from plain_rules import is_binding, read_modality
from sklearn.metrics import f1_score

from drift.contract.reading.classify import decide
from drift.contract.reading.duties import read_duties
from drift.contract.reading.plain import to_plain
from drift.contract.reading.targets import find_targets
from drift.contract.reading.weights import WEIGHTS, Weights, read_weights

FOLDS = 8
REAL = () if SHARED is None else tuple(SHARED / "labels" / name for name in ("real.csv", "unseen.csv"))
COUNTED: dict[str, Callable[[dict[str, object]], int]] = {
    "obligations": lambda row: int(bool(row["obligation"])),
    "targets": lambda row: int(row["n_targets"]),
    "reporting_duties": lambda row: int(bool(row["obligation"]) and row["kind"] == "reporting"),
    "penalties": lambda row: int(
        row["kind"] == "penalty" and (bool(row["obligation"]) or row["modality"] == "permission")
    ),
    "procedures": lambda row: int(bool(row["obligation"]) and row["kind"] == "procedure"),
}


def main() -> None:
    files = [Path(name) for name in sys.argv[1:] if not name.startswith("--")]
    if files:
        others = [clause for file in files for clause in read_other(file)]
        print(f"the weights that ship with drift, on {len(others)} clauses")
        report(others, read_with(read_weights(), others))
        return
    clauses = read_written()
    described = [describe_clause(clause) for clause in clauses]
    print(f"cross-validation of {len(clauses)} written clauses, whole contracts left out")
    report(clauses, cross_validate(clauses, described))
    weights, here = learn(clauses, described), [path for path in REAL if path.exists()]
    if "--write" in sys.argv:
        write_weights(weights)
    if not here:
        print("no real clauses beside the project: nothing is scored on them, and reading_error.csv stays as it is")
        return
    real = [clause for path in here for clause in read_labelled(path)]
    found = read_with(weights, real)
    print(f"learnt from the written clauses, on {len(real)} real ones")
    report(real, found)
    for source in sorted({clause.source for clause in real}):
        chosen = [i for i, clause in enumerate(real) if clause.source == source]
        report_group(source, [real[i] for i in chosen], [found[i] for i in chosen])
    errors = find_errors(real, found)
    print(errors.to_string(index=False))
    if "--write" in sys.argv:
        errors.to_csv(WEIGHTS.with_name("reading_error.csv"), index=False, lineterminator="\n")


def read_other(path: Path) -> list[Clause]:
    """Return labelled clauses, in the columns of real.csv or with targets as JSON."""
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    if "language" in frame:
        return read_labelled(path)
    return [
        Clause(
            *(row.key, row.lang, row.source, row.licence, row.section, row.text, row.obligation == "1", row.party),
            *(row.modality, row.kind, row.kind2),
            tuple((t["comparator"], float(t["value"]), t["unit"]) for t in json.loads(row.targets)),
        )
        for row in frame.itertuples()
    ]


def read_with(weights: Weights, clauses: Sequence[Clause]) -> list[dict[str, object]]:
    return [decide_one(clause, describe_clause(clause), weights) for clause in clauses]


def decide_one(clause: Clause, described: list[str], weights: Weights) -> dict[str, object]:
    targets = find_targets(clause.text)
    binding, party, modality, kind = decide(read_duties(to_plain(clause.text, clause.names)), weights.score(described))
    found = [(target.comparator, target.value, target.unit) for target in targets]
    return {
        "obligation": binding,
        "party": party,
        "modality": modality,
        "kind": kind,
        "targets": found,
        "n_targets": len(found),
    }


def cross_validate(clauses: Sequence[Clause], described: list[list[str]]) -> list[dict[str, object]]:
    """Predict each fold from all others; a contract lies in one fold whole."""
    contracts = sorted({clause.source for clause in clauses})
    np.random.default_rng(0).shuffle(contracts)
    fold = {name: i % FOLDS for i, name in enumerate(contracts)}
    out: list[dict[str, object]] = [{} for _ in clauses]
    for part in range(FOLDS):
        inside = [i for i, clause in enumerate(clauses) if fold[clause.source] != part]
        weights = learn([clauses[i] for i in inside], [described[i] for i in inside])
        for i in sorted({*range(len(clauses))} - {*inside}):
            out[i] = decide_one(clauses[i], described[i], weights)
    return out


def report(clauses: Sequence[Clause], found: list[dict[str, object]]) -> None:
    for language in ("en", "nl"):
        chosen = [i for i, clause in enumerate(clauses) if clause.language == language]
        report_group(language, [clauses[i] for i in chosen], [found[i] for i in chosen])
    report_group("all", clauses, found)


def report_group(name: str, clauses: Sequence[Clause], found: list[dict[str, object]]) -> None:
    if not clauses:
        return
    plain = [(is_binding(c.text, m), m) for c in clauses for m in [read_modality(c.text)]]
    bound = [clause.obligation for clause in clauses]
    kinds = [clause.kind for clause in clauses]
    got = [str(row["kind"]) for row in found]
    most = Counter(kinds).most_common(1)[0][0]
    either = [k in (c.kind, c.kind2) for k, c in zip(got, clauses, strict=True)]
    modality = [row["modality"] == c.modality for row, c in zip(found, clauses, strict=True)]
    party = [row["party"] == c.party for row, c in zip(found, clauses, strict=True) if c.obligation]
    plainly = np.mean([m == c.modality for (_, m), c in zip(plain, clauses, strict=True)])
    simple = [[(t.comparator, t.value, t.unit) for t in plain_targets(c.text)] for c in clauses]
    duty = macro(bound, [row["obligation"] for row in found])
    print(
        f"  {name:12} n {len(clauses):4}"
        f"  duty F1 {duty:.3f} (plain {macro(bound, [b for b, _ in plain]):.3f},"
        f" majority {macro(bound, [True] * len(bound)):.3f})"
        f"  kind F1 {macro(kinds, got):.3f} (majority {macro(kinds, [most] * len(kinds)):.3f})"
        f" either {np.mean(either):.3f}"
        f"  modality {np.mean(modality):.3f} (plain {plainly:.3f})  party {np.mean(party):.3f}"
        f"  targets F1 {match_targets(clauses, [row['targets'] for row in found]):.3f}"
        f" (plain {match_targets(clauses, simple):.3f})"
    )


def macro(truth: Sequence[object], found: Sequence[object]) -> float:
    """Return the mean F1 over the classes that the truth holds."""
    classes = sorted({str(name) for name in truth})
    return float(f1_score([*map(str, truth)], [*map(str, found)], average="macro", labels=classes, zero_division=0))


def match_targets(clauses: Sequence[Clause], found: list[list[tuple[str, float, str]]]) -> float:
    hits = n_found = n_true = 0
    for clause, targets in zip(clauses, found, strict=True):
        hits += sum((Counter(clause.targets) & Counter(targets)).values())
        n_found, n_true = n_found + len(targets), n_true + len(clause.targets)
    return 2 * hits / (n_found + n_true) if n_found + n_true else float("nan")


def find_errors(clauses: Sequence[Clause], found: list[dict[str, object]]) -> pd.DataFrame:
    """Return for each stock how the count compares with the truth, and how it errs a clause."""
    rows = []
    for measure, count in COUNTED.items():
        t = np.array([count(as_row(clause)) for clause in clauses], float)
        c = np.array([count(row) for row in found], float)
        ratio = c.sum() / t.sum()
        log_se = np.sqrt(((c / c.sum() - t / t.sum()) ** 2).sum())
        clause_sd = np.sqrt(((c - ratio * t) ** 2).mean())
        rows.append((measure, len(t), int(t.sum()), int(c.sum()), np.log(ratio), log_se, clause_sd))
    columns = ["measure", "n_clauses", "truth", "counted", "log_ratio", "log_se", "clause_sd"]
    return pd.DataFrame(rows, columns=columns).round(4)


def as_row(clause: Clause) -> dict[str, object]:
    labels = {name: getattr(clause, name) for name in ("obligation", "kind", "modality")}
    return {**labels, "n_targets": len(clause.targets)}


if __name__ == "__main__":
    main()
