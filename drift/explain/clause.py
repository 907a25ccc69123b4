"""A clause: every version of it, through new numbers, splits and merges, and what else its number was given to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drift.contract.lineage.changes import DROPPED
from drift.explain.explained import Explained
from drift.explain.places import Places
from drift.explain.trail import walk_clauses
from drift.tables.plain import to_rows

if TYPE_CHECKING:
    import pandas as pd

    from drift.analysed import Analysis
    from drift.wording import Wording


def explain_clause(analysis: Analysis, clause_id: str, say: Wording) -> Explained:
    """Walk the clauses that ever had a number through the versions."""
    tables = analysis.tables
    walk = walk_clauses(tables["clauses"], tables["documents"], tables["lineage"], clause_id)
    there = walk["row"].notna()  # not of a version that lacks the clause
    walk.insert(4, "cell", None)
    walk.loc[there, "cell"] = Places(analysis.intake).cells("clauses", walk[there])
    facts = {
        "clause_id": clause_id,
        "document": sorted(walk["document"].unique()),
        "n_clauses": int(walk["trail"].nunique()),
        "n_versions": int(walk.loc[there, "file"].nunique()),
        "n_texts": int(walk["text"].nunique()),
    }
    sentences = [say("explain.by_words"), *_tell_numbers(walk, clause_id, say)]
    return Explained("clause", say("explain.title_clause", clause=clause_id), facts, sentences, {"versions": walk})


def _tell_numbers(walk: pd.DataFrame, clause_id: str, say: Wording) -> list[str]:
    """Return what cannot be seen from the number alone: other clauses that got it, other numbers of one clause."""
    named = walk[walk["clause_id"].eq(clause_id) & walk["trail"].gt(1)].drop_duplicates("trail")
    sentences = [
        say("explain.other_clause", file=row["file"], clause=clause_id, trail=row["trail"]) for row in to_rows(named)
    ]
    for trail in walk["trail"].unique().tolist():
        numbers = walk.loc[walk["trail"].eq(trail), "clause_id"].dropna().unique()
        others = [str(number) for number in numbers if number != clause_id]
        if others:
            sentences.append(say("explain.other_numbers", trail=trail, numbers=say.join(others)))
    ends = to_rows(walk[walk["change"].eq(DROPPED)])
    return sentences + [say("explain.dropped", file=row["file"], trail=row["trail"]) for row in ends]
