"""What is true of the made-up contract: which clause became which, and which norm was tightened."""

from __future__ import annotations

from typing import Any

from drift.samples.contract_text import Clause, Paper, Version
from drift.samples.versions import list_origins


def trace(paper: Paper, old: Version, new: Version) -> list[dict[str, str | None]]:
    """Return the true lineage of two versions: one row a pair, with old and new number and what changed.

    change: same, moved (to another chapter), reworded (also where only a norm changed), split, merged, added, dropped.
    """
    olds = {clause.key: clause for clause in paper.clauses[old.name]}
    parents = list_origins(paper.scene)
    rows: list[dict[str, str | None]] = []
    gone = {clause.key for clause in paper.gone[new.name]}
    for clause in paper.clauses[new.name]:
        if clause.key in olds:
            rows.append(_pair(olds[clause.key], clause))
            continue
        origins = [key for key in parents.get(clause.key, ()) if key in gone]
        change = "merged" if len(origins) > 1 else "split" if origins else "added"
        rows += [{"old": olds[key].number, "new": clause.number, "change": change} for key in origins]
        if not origins:
            rows.append({"old": None, "new": clause.number, "change": change})
    continued = {
        key for clause in paper.clauses[new.name] if clause.key not in olds for key in parents.get(clause.key, ())
    }
    rows += [
        {"old": olds[key].number, "new": None, "change": "dropped"}
        for key in olds
        if key in gone and key not in continued
    ]
    return rows


def _pair(old: Clause, new: Clause) -> dict[str, str | None]:
    change = "same" if old.text == new.text else "reworded"
    if old.text == new.text and old.chapter != new.chapter:
        change = "moved"
    return {"old": old.number, "new": new.number, "change": change}


def list_norms(paper: Paper) -> list[dict[str, Any]]:
    """Return every norm with its value in each signed version that changed it, and whether it was tightened."""
    rows: list[dict[str, Any]] = []
    last: dict[str, Clause] = {}
    for version in paper.versions:
        if version.draft:
            continue
        for clause in paper.clauses[version.name]:
            before = last.get(clause.key)
            last[clause.key] = clause
            if clause.norm is None or before is None or before.norm == clause.norm:
                continue
            rows.append({
                "version": version.name, "old": before.number, "new": clause.number, "metric": clause.metric,
                "comparator": clause.comparator, "unit": clause.unit, "from": before.norm, "to": clause.norm,
                "tightened": _tightened(clause, before.norm),
            })  # fmt: skip
    return rows


def _tightened(clause: Clause, before: float | None) -> bool:
    """Whether a norm asks more than before; a penalty does when it rises, also where it is a ceiling."""
    rises = before is not None and clause.norm is not None and clause.norm > before
    return not rises if clause.comparator == "<=" and clause.kind != "penalty" else rises
