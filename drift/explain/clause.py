"""A clause: every version of it, through new numbers, splits and merges, and what else its number was given to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drift.explain.explained import Explained
from drift.explain.places import Places
from drift.explain.trail import DROPPED, walk_clauses
from drift.tables.plain import to_rows

if TYPE_CHECKING:
    import pandas as pd

    from drift.analysis import Analysis
    from drift.wording import Wording


def explain_clause(analysis: Analysis, clause_id: str, say: Wording) -> Explained:
    """Walk the clauses that ever had a number through the versions."""
    tables = analysis.tables
    walk = walk_clauses(tables["clauses"], tables["documents"], tables["lineage"], clause_id)
    known = walk["row"].notna()
    walk.insert(4, "cell", None)
    walk.loc[known, "cell"] = Places(analysis.intake).cells("clauses", walk[known])
    facts = {
        "clause_id": clause_id,
        "document": sorted(walk["document"].unique()),
        "n_clauses": int(walk["trail"].nunique()),
        "n_versions": int(walk.loc[known, "file"].nunique()),
        "n_texts": int(walk["text"].nunique()),
    }
    told = [say("explain.by_words"), *_tell_numbers(walk, clause_id, say)]
    return Explained("clause", say("explain.title_clause", clause=clause_id), facts, told, {"versions": walk})


def _tell_numbers(walk: pd.DataFrame, clause_id: str, say: Wording) -> list[str]:
    """Return what cannot be seen from the number alone: other clauses that got it, other numbers of one clause."""
    told = []
    rows = to_rows(walk)
    seen: set[int] = set()
    for row in rows:
        if row["clause_id"] == clause_id and row["trail"] not in seen:
            seen.add(row["trail"])
            if row["trail"] > 1:
                told.append(say("explain.other_clause", file=row["file"], clause=clause_id, trail=row["trail"]))
    for trail in dict.fromkeys(row["trail"] for row in rows):
        numbers = [row["clause_id"] for row in rows if row["trail"] == trail and isinstance(row["clause_id"], str)]
        others = [number for number in dict.fromkeys(numbers) if number != clause_id]
        if others:
            told.append(say("explain.other_numbers", trail=trail, numbers=say.join(others)))
    ends = [row for row in rows if row["change"] == DROPPED]
    return told + [say("explain.dropped", file=row["file"], trail=row["trail"]) for row in ends]
