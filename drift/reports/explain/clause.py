"""A clause: every version of every document that has its number, and what changed to the version before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drift.reports.explain.explained import Explained
from drift.reports.explain.trail import UNRELATED_BELOW, follow_number
from drift.reports.places import Places
from drift.wording.values import Share

if TYPE_CHECKING:
    from drift.analysis import Analysis
    from drift.wording import Wording


def explain_clause(analysis: Analysis, clause_id: str, say: Wording) -> Explained:
    """Walk a clause number through the versions."""
    tables = analysis.tables
    trail = follow_number(tables["clauses"], tables["documents"], clause_id)
    trail.insert(3, "cell", Places(analysis.intake).cells("clauses", trail))
    told = [say("explain.by_number")]
    unrelated = trail[trail["change"] == "unrelated"]
    told += [
        say("explain.unrelated", file=file, likeness=Share(likeness), limit=Share(UNRELATED_BELOW))
        for file, likeness in zip(unrelated["file"], unrelated["likeness"], strict=True)
    ]
    facts = {
        "clause_id": clause_id,
        "document": sorted(trail["document"].unique()),
        "n_versions": int(trail["file"].nunique()),
        "n_texts": int(trail["text"].nunique()),
    }
    return Explained("clause", say("explain.title_clause", clause=clause_id), facts, told, {"versions": trail})
