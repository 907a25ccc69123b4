"""What became of an item, by the words of a decision in minutes: fixed, sent up or back, held over, refused, agreed."""

from __future__ import annotations

from typing import Final

from drift.sources.values.steps.clauses import Clause, has_phrase, split_clauses, split_sentences
from drift.sources.values.steps.conditions import drop_conditions
from drift.sources.values.steps.turns import AGREED, denial_of, is_alone, list_unless, tell_words
from drift.sources.values.steps.ways import tell_ways
from drift.sources.vocabulary import merge_values

# of two steps in one clause the first of these: "besloten terug te verwijzen" is no decision of its own
STRONGEST: Final[tuple[str, ...]] = ("referred_back", "pushed_up", "parked", "denied", "solved", "decided")
SENT: Final = frozenset({"pushed_up", "referred_back"})
FEW: Final = 4  # words of a sentence that says when and no more: "Punt 4: volgende keer"
MIN_TOLD: Final = 3  # words behind "Besluit:" that make a decision; "geen" and "n.v.t." do not


def steps_of(text: str) -> frozenset[str]:
    """Return what a decision tells that became of its item: some of `terms.STEPS`; none where it is not sure.

    Denials: what is not fixed, sent, held over or refused is no step. What is not agreed, approved or recognised is
    denied; what is not yet or cannot be agreed is parked, and so is what is neither agreed nor refused. "No decision"
    is parked, "no decision needed" is nothing. What was agreed instead of something refused is decided.

    Time: what will, must or may be, what was suggested, what stands behind "indien" or "whether", and what a question
    asks has not happened; nor has what is being fixed (wordt opgelost). What is or will be held over or sent to a table
    counts, what may be does not: so minutes decide. What is to be discussed next time is parked.

    Tables: what lower tables or the people of the work are to end between them is referred back, what a higher one is
    to decide is pushed up. "Resolved: that", "that X be renewed" and what is due at a date (uiterlijk) are decided.

    Of several steps in one clause the strongest counts (STRONGEST). Agreed counts only where its sentence tells nothing
    else, and neither agreed nor parked where the item was sent to another table, which has it now. Else all count:
    "niet herkend, terugverwezen naar de operatie" is denied and referred back.

    Example
    -------
    >>> sorted(steps_of("Niet herkend, terugverwezen naar de operatie"))
    ['denied', 'referred_back']
    """
    sentences = [split_clauses(one) for one in split_sentences(text)]
    steps = frozenset().union(*(_tell_sentence(clauses) for clauses in sentences))
    if "decided" in steps and any(_has_sign("instead", clauses) for clauses in sentences):
        return steps - {"denied"}
    return steps - {"decided", "parked"} if steps & SENT else steps


def _tell_sentence(clauses: list[Clause]) -> frozenset[str]:
    """Return the steps of a sentence."""
    real = drop_conditions(clauses)
    steps = {step for clause, before in zip(real, [None, *real], strict=False) for step in _tell(clause, before)}
    if _has_sign("undone", clauses):
        steps.discard("solved")
    if _is_open(steps, real):
        return frozenset({"parked"})
    if "decided" in steps and _has_sign("instead", clauses):
        return frozenset({"decided"})
    words = tuple(word for clause in clauses for word in clause.words)
    if has_phrase(words, list_unless("decided", "sentence")):
        return frozenset(steps - {"decided"})
    if clauses and not steps and len(real) == len(clauses) and (_opens(clauses) or _is_set(clauses)):
        return frozenset({"decided"})
    if clauses and not steps and len(words) <= FEW and _is_next(clauses[-1]):
        return frozenset({"parked"})
    return frozenset(steps - {"decided"} or steps)


def _has_sign(sign: str, clauses: list[Clause]) -> bool:
    return any(sign in clause.kinds("decision_sign") for clause in clauses)


def _is_open(steps: set[str], clauses: list[Clause]) -> bool:
    """Return whether something was not refused and not agreed either: "neither approved nor refused"."""
    marks = [(mark.kind, denial_of(mark, clause)) for clause in clauses for mark in clause.marks]
    denied = {kind for kind, denial in marks if denial in ("not", "not_yet")}
    return "denied" in denied and ("denied" in steps or bool(AGREED & denied))


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
    return n_words >= MIN_TOLD and not told and not signs & {"not_yet", "none", "condition"}


def _is_set(clauses: list[Clause]) -> bool:
    """Return whether a sentence sets what is to be done: "Plan uiterlijk 1 mei", "That the lease be renewed"."""
    motion = clauses[0].words[:1] == ("that",) and "be" in clauses[0].words
    if not motion and not _has_sign("deadline", clauses):
        return False
    signs = ("not", "not_yet", "none", "future", "maybe", "can")
    return not any(_has_sign(sign, clauses) for sign in signs) and not any(c.kinds("decision") for c in clauses)


def _is_next(clause: Clause) -> bool:
    """Return whether a clause says when and no more: "Volgende keer"."""
    return any(mark.kind == "next" and is_alone(mark, clause) for mark in clause.marks)
