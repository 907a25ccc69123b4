"""Labelled clauses -> weights: logistic regression over named features, kept as a table that people can read.

`python benchmarks/labels.py --write` makes the weights anew.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from written import Written, read_corpus

from drift.contract.parties import Names, replace_names, to_names
from drift.contract.reading.duties import read_duties
from drift.contract.reading.features import describe
from drift.contract.reading.plain import to_plain
from drift.contract.reading.targets import find_targets
from drift.contract.reading.weights import SCALES, WEIGHTS, Weights

if TYPE_CHECKING:
    from collections.abc import Sequence

MIN_CLAUSES: Final = 10  # labelled clauses a feature must stand in; with 3 whole contracts left out show no gain
DECIMALS: Final = 3  # of a weight; beyond them processors differ
PENALTY: Final = 0.3  # scikit-learn's C; 0.1 to 1 score alike, whole contracts left out
# weight of a clause: its label's number to this power, evens out how many there are of each; for the stance half way,
# because of the clauses that we wrote six in ten bind and of a contract it may be five or eight
EVENED: Final = {"stance": -0.5}
# stance: bound or not, and the modality; duty and rest: the kind of what binds and of what does not, for the words that
# tell a procedure from a report where someone is bound tell nothing of the rest
MODELS: Final = {
    "stance": lambda _: True,
    "duty": lambda clause: clause.obligation,
    "rest": lambda clause: not clause.obligation,
    "party": lambda clause: clause.obligation,
}
LABELS: Final = {"duty": "kind", "rest": "kind"}  # of a model, where its name is not the label's


@dataclass(frozen=True)
class Clause:
    """One labelled clause; `targets` are (comparator, value, unit)."""

    key: str
    language: str
    source: str
    licence: str
    section: str
    text: str
    obligation: bool
    party: str
    modality: str
    kind: str
    kind2: str
    targets: tuple[tuple[str, float, str], ...] = ()
    names: Names = ()  # of both parties

    @property
    def stance(self) -> str:
        """Whether someone is bound, and how, as one label."""
        return f"{'bound' if self.obligation else 'free'} {self.modality}"


def read_written() -> list[Clause]:
    """Return the clauses of the contracts that we wrote."""
    return [to_clause(one) for one in read_corpus()]


def to_clause(one: Written) -> Clause:
    """Return a written clause beside those of others."""
    found = one.labels
    return Clause(
        *(one.key, one.language, one.contract, "", one.section, one.text, found.obligation, found.party),
        *(found.modality, found.kind, found.kind2),
        names=to_names(one.parties),
    )


def read_labelled(path: Path) -> list[Clause]:
    """Return the labelled clauses of a table; targets are written as `<= 4 hour; >= 99.5 %`."""
    with path.open(encoding="utf-8", newline="") as stream:
        return [_to_clause(row) for row in csv.DictReader(stream)]


def _to_clause(row: dict[str, str]) -> Clause:
    targets = tuple(_to_target(part) for part in row["targets"].split(";") if part.strip())
    fields = {name: row[name] for name in ("key", "language", "source", "licence", "section", "text")}
    labels = {name: row[name] for name in ("party", "modality", "kind", "kind2")}
    return Clause(**fields, **labels, obligation=row["obligation"] == "1", targets=targets)


def _to_target(text: str) -> tuple[str, float, str]:
    match = re.fullmatch(r"\s*(>=|<=|=|>|<) (\S+) (\S+)\s*", text)
    if match is None:
        raise ValueError(text)
    return match[1], float(match[2]), match[3]


def describe_clause(clause: Clause) -> list[str]:
    """Return the features of a labelled clause."""
    plain, heading = to_plain(clause.text, clause.names), to_plain(clause.section, clause.names)
    return describe(plain, heading, find_targets(replace_names(clause.text, clause.names)), read_duties(plain))


def learn(clauses: Sequence[Clause], described: Sequence[list[str]] | None = None) -> Weights:
    """Fit one logistic regression a model; of the party only from clauses that bind someone.

    Parameters
    ----------
    clauses : labelled clauses
    described : their features, where already known
    """
    from threadpoolctl import threadpool_limits

    described = [describe_clause(clause) for clause in clauses] if described is None else described
    fits = []
    with threadpool_limits(limits=1):  # matrices are small: more threads wait for each other, ten times as long
        for model, concerns in MODELS.items():
            rows = [i for i, clause in enumerate(clauses) if concerns(clause)]
            labels = [str(getattr(clauses[i], LABELS.get(model, model))) for i in rows]
            fits.append(_fit([described[i] for i in rows], labels, EVENED.get(model, 0.0)))
    names = sorted({name for _, columns in fits for name in columns})
    widths = [len(classes) for classes, _ in fits]
    features = {
        name: np.concatenate([columns.get(name, np.zeros(n)) for (_, columns), n in zip(fits, widths, strict=True)])
        for name in names
    }
    return Weights(dict(zip(MODELS, (classes for classes, _ in fits), strict=True)), features)


def _fit(described: list[list[str]], labels: list[str], evened: float) -> tuple[tuple[str, ...], dict[str, np.ndarray]]:
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    counts = Counter(feature for features in described for feature in features)
    names = sorted(feature for feature, n in counts.items() if n >= MIN_CLAUSES)
    place = {name: i for i, name in enumerate(names)}
    cells = [(r, place[f]) for r, features in enumerate(described) for f in features if f in place]
    values = [SCALES[names[column].split(":", 1)[0]] for _, column in cells]
    rows, columns = zip(*cells, strict=True)
    matrix = csr_matrix((values, (rows, columns)), shape=(len(described), len(names)))
    # so near to the optimum that the number of threads, and so the order of sums, moves no decimal that is kept
    model = LogisticRegression(C=PENALTY, max_iter=20_000, tol=1e-8).fit(
        matrix, labels, sample_weight=_weigh(labels, evened)
    )
    weights = {name: np.round(model.coef_[:, i], DECIMALS) for name, i in place.items()}
    kept = {name: row for name, row in weights.items() if row.any()}
    return tuple(map(str, model.classes_)), {"": np.round(model.intercept_, DECIMALS), **kept}


def _weigh(labels: list[str], power: float) -> np.ndarray:
    """Return a weight a clause, 1 on average."""
    n = Counter(labels)
    weights = np.array([float(n[label]) ** power for label in labels])
    return np.asarray(weights / weights.mean())


def write_weights(weights: Weights, path: Path = WEIGHTS) -> None:
    """Write weights as a table: a feature a row, a class of a model a column."""
    heads = [f"{model}: {name}" for model, classes in weights.classes.items() for name in classes]
    with path.open("w", encoding="utf-8", newline="") as stream:
        lines = csv.writer(stream, lineterminator="\n")
        lines.writerow(["feature", *heads])
        for feature in sorted(weights.features):
            lines.writerow([feature, *(f"{value:g}" for value in weights.features[feature] + 0.0)])
