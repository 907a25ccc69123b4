"""What of a sentence holds where a part of it stands behind "indien", "unless" or "whether"."""

from __future__ import annotations

from drift.sources.values.steps.clauses import Clause, Mark
from drift.sources.values.steps.turns import AGREED


def drop_conditions(clauses: list[Clause]) -> list[Clause]:
    """Return the clauses in front of a condition that hold without it.

    Of the clause it stands in only what was agreed holds ("akkoord mits"), of those before it what is not under way:
    "wordt geëscaleerd, tenzij opgelost" tells nothing. All that stands before a question holds: "no agreement whether".
    """
    for n, clause in enumerate(clauses):
        mark = _condition_in(clause, first=n == 0)
        if mark is not None:
            asked = mark.kind == "question"
            before = [one for one in clauses[:n] if asked or "passive" not in one.kinds("decision_sign")]
            return [*before, _cut(clause, mark.start, asked=asked)] if mark.start else before
    return clauses


def _condition_in(clause: Clause, *, first: bool) -> Mark | None:
    """Return the word of a clause with which a condition begins."""
    for mark in clause.marks:
        if mark.kind in ("condition", "question") or (mark.kind == "condition_first" and first and mark.start == 0):
            return mark
    return None


def _cut(clause: Clause, at: int, *, asked: bool) -> Clause:
    """Return a clause before one of its words; where that begins no question, only what was agreed or denies it."""
    marks = (mark for mark in clause.marks if mark.end <= at)
    kept = tuple(mark for mark in marks if asked or mark.kind in AGREED or mark.field == "decision_sign")
    return Clause(clause.words[:at], kept, clause.joint)
