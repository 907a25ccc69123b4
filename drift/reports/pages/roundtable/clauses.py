"""The clauses that speak of a problem: two of them whole, each with why it stands there."""

from __future__ import annotations

from typing import Final

from drift.model.roundtable.covering import Covering
from drift.model.roundtable.prepare import Problem
from drift.reports.pages.blocks import Clause
from drift.reports.pages.roundtable.problem import cut
from drift.wording import Wording

WHOLE: Final = 580  # characters of a clause; only a longer one is cut
SENTENCE: Final = 0.6  # of them that must be left where it is cut after a sentence
TWO: Final = 2
KINDS: Final = ("named", "priority", "words")  # what a table asks first: what was said, then the norm


def tell_clauses(problem: Problem, say: Wording) -> tuple[list[Clause], str]:
    """Return the clauses of a problem, and in one line which others there are, or why there is none."""
    if not problem.has_contract:
        return [], say("roundtable.no_contract")
    if not problem.clauses:
        return [], say("roundtable.no_clause")
    chosen = choose_clauses(problem.clauses)
    others = [_place(one, say) for one in problem.clauses if one not in chosen]
    more = say("roundtable.more_clauses", places=others) if others else ""
    return [_tell(one, say) for one in chosen], more


def choose_clauses(clauses: tuple[Covering, ...]) -> list[Covering]:
    """Return the first that people named, that sets the norm and that was found by words; of more the first two."""
    first_of_kind = {one.by: one for one in reversed(clauses)}
    chosen = sorted((one for one in clauses if one is first_of_kind[one.by]), key=lambda one: KINDS.index(one.by))
    return [*chosen, *(one for one in clauses if one not in chosen)][:TWO]


def _place(clause: Covering, say: Wording) -> str:
    if clause.clause_id is None:
        return clause.document
    return say("roundtable.clause_place", document=clause.document, id=clause.clause_id)


def _tell(clause: Covering, say: Wording) -> Clause:
    place, text = _place(clause, say), " ".join(clause.text.split())
    if len(text) > WHOLE:
        text = say("roundtable.clause_cut", text=cut_clause(text), place=place)
    return Clause(place, text, say(f"roundtable.because_{clause.by}", words=[*clause.words]))


def cut_clause(text: str, length: int = WHOLE) -> str:
    """Return the beginning of a clause: up to the end of a sentence, else of a word."""
    ends = text.rfind(". ", 0, length) + 1
    return text[:ends] if ends >= SENTENCE * length else cut(text, length)
