"""What people write: by the contract, in complaint, or a diagnosis instead of "it stands still"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drift.measures.work.questions import Question, ask

if TYPE_CHECKING:
    import ibis

CLAUSE_TALK, COMPLAINTS, DIAGNOSIS = "clause_talk", "complaints", "diagnosis"


def ask_talk(judged: ibis.Table) -> dict[str, Question]:
    """Ask whether the title or a step complains, and whether one argues by the contract; known where there is text."""
    return {COMPLAINTS: ask(judged, judged.complaint), CLAUSE_TALK: ask(judged, judged.clause)}


def ask_diagnosis(judged: ibis.Table) -> Question:
    """Ask of incidents of persons whether the title tells more than that it stands still."""
    return ask(judged, judged.diagnosed, judged.by_people & judged.caller_number.notnull())
