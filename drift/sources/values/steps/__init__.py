"""What became of an item, by the words of a decision in minutes: fixed, sent up or back, held over, refused, agreed."""

from __future__ import annotations

from typing import Final

from drift.sources.values.steps.clauses import Clause, has_phrase, split_clauses, split_sentences
from drift.sources.values.steps.turns import AGREED, list_unless, tell_words
from drift.sources.values.steps.ways import tell_ways
from drift.sources.vocabulary import merge_values

# of two steps in one clause the first of these: "besloten terug te verwijzen" is no decision of its own
STRONGEST: Final[tuple[str, ...]] = ("referred_back", "pushed_up", "parked", "denied", "solved", "decided")
SENT: Final = frozenset({"pushed_up", "referred_back"})
MIN_TOLD: Final = 3  # words behind "Besluit:" that make a decision; "geen" and "n.v.t." do not


def steps_of(text: str) -> frozenset[str]:
    """Return what a decision tells that became of its item: some of `terms.STEPS`; none where it is not sure.

    Denials: what is not fixed, sent, held over or refused is no step. What is not agreed, approved or recognised is
    denied; what is not yet or cannot be agreed is parked. "No decision" is parked, "no decision needed" is nothing.

    Time: what will, must or may be, what stands behind "indien" or "whether", and what a question asks has not
    happened; nor has what is being fixed (wordt opgelost). "Wordt aangehouden" and "wordt voorgelegd aan" count: so
    minutes decide. What is to be discussed next time is parked.

    Of several steps in one clause the strongest counts (STRONGEST). Agreed counts only where its sentence tells nothing
    else, and neither agreed nor parked where the item was sent to another table, which has it now. Else all count:
    "niet herkend, terugverwezen naar de operatie" is denied and referred back.

    Example
    -------
    >>> sorted(steps_of("Niet herkend, terugverwezen naar de operatie"))
    ['denied', 'referred_back']
    """
    steps = frozenset().union(*(_tell_sentence(split_clauses(one)) for one in split_sentences(text)))
    return steps - {"decided", "parked"} if steps & SENT else steps


def _tell_sentence(clauses: list[Clause]) -> frozenset[str]:
    """Return the steps of a sentence."""
    real = _drop_conditions(clauses)
    steps = {step for clause, before in zip(real, [None, *real], strict=False) for step in _tell(clause, before)}
    if any("undone" in clause.kinds("decision_sign") for clause in clauses):
        steps.discard("solved")
    words = tuple(word for clause in clauses for word in clause.words)
    if has_phrase(words, list_unless("decided", "sentence")):
        return frozenset(steps - {"decided"})
    if not steps and len(real) == len(clauses) and _opens(clauses):
        return frozenset({"decided"})
    return frozenset(steps - {"decided"} or steps)


def _tell(clause: Clause, before: Clause | None) -> list[str]:
    """Return the strongest step of a clause, or nothing."""
    steps = {*tell_words(clause, before), *tell_ways(clause, before)}
    return [step for step in STRONGEST if step in steps][:1]


def _opens(clauses: list[Clause]) -> bool:
    """Return whether a sentence is a word for a decision, a colon and what was decided: "Besluit: wij meten eerst"."""
    if (
        len(clauses) < 2
        or clauses[1].joint != ":"
        or " ".join(clauses[0].words) not in merge_values("decision_opening")
    ):
        return False
    signs = {kind for clause in clauses[1:] for kind in clause.kinds("decision_sign")}
    told = any(clause.kinds("decision") for clause in clauses[1:])
    n_words = sum(len(clause.words) for clause in clauses[1:])
    return n_words >= MIN_TOLD and not told and not signs & {"not", "not_yet", "none", "condition"}


def _is_opening(clause: Clause) -> bool:
    return " ".join(clause.words) in merge_values("decision_opening")


def _drop_conditions(clauses: list[Clause]) -> list[Clause]:
    """Return the clauses in front of a condition that hold without it.

    Of the clause it stands in only what was agreed holds ("akkoord mits"), of those before it what is not under way:
    "wordt geëscaleerd, tenzij opgelost" tells nothing.
    """
    for n, clause in enumerate(clauses):
        at = _condition_in(clause, first=n == 0)
        if at is not None:
            before = [one for one in clauses[:n] if "passive" not in one.kinds("decision_sign")]
            return [*before, _cut(clause, at)] if at else before
    return clauses


def _condition_in(clause: Clause, *, first: bool) -> int | None:
    """Return at which word of a clause a condition begins."""
    for mark in clause.marks:
        if mark.kind == "condition" or (mark.kind == "condition_first" and first and mark.start == 0):
            return mark.start
    return None


def _cut(clause: Clause, at: int) -> Clause:
    """Return what was agreed in a clause before one of its words, with what denies it."""
    marks = (mark for mark in clause.marks if mark.end <= at)
    kept = tuple(mark for mark in marks if mark.kind in AGREED or mark.field == "decision_sign")
    return Clause(clause.words[:at], kept, clause.joint)
