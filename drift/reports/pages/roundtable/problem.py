"""One problem in words: what it is called, what kind it is, and how the problems were chosen."""

from __future__ import annotations

from typing import Final

from drift.model.roundtable.chains import OPERATIONAL
from drift.model.roundtable.prepare import Problem, RoundTable
from drift.wording import Wording
from drift.wording.shorten import ELLIPSIS

TITLE_SHOWN: Final = 45  # characters of a title beside others


def name_problem(problem: Problem, length: int = TITLE_SHOWN) -> str:
    """Return what people called it, else what it was about."""
    return cut(problem.title or problem.object or problem.category or problem.incident_id, length)


def kind_of(problem: Problem) -> str:
    """Return the code of what a problem is called: one that was only referred back was not pushed up."""
    steps = problem.chain.steps
    above = any(
        step.kind == "escalated" or (step.seat and step.seat.level not in (None, OPERATIONAL)) for step in steps
    )
    referred = any(step.kind == "referred back" for step in steps)
    return "sent_back" if problem.choice.kind == "pushed_up" and referred and not above else problem.choice.kind


def cut(text: str, length: int) -> str:
    """Return a text of one line and at most so many characters, cut after a word; a mask stays whole, or goes."""
    plain = " ".join(text.split())
    if len(plain) <= length:
        return plain
    whole = plain[: length - 1]
    begun = whole.rfind("[")
    if begun > whole.rfind("]"):
        whole = whole[:begun]
    elif " " in whole and not plain[length - 1].isspace():
        whole = whole[: whole.rfind(" ")]
    return whole.rstrip(" ,;:.") + ELLIPSIS


def tell_choice(table: RoundTable, say: Wording) -> str:
    """Tell how the problems were chosen, or at which step of the rule nothing was left."""
    if table.n_recent is None:
        code = "roundtable.rule_shared" if table.problems else "roundtable.none_shared"
        return say(code, first=table.first_on, last=table.last_on)
    steps = {"recent": table.n_recent, "troubled": table.n_troubled, "known": table.n_known}
    empty = next((step for step, n in steps.items() if not n), "left")
    code = "roundtable.rule" if table.problems else f"roundtable.none_{empty}"
    return say(code, open=table.n_open, first=table.first_on, last=table.last_on, **steps)
