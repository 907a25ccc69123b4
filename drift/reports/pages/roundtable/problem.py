"""One problem in words: what it is called, which seats touched it, and how it was chosen."""

from __future__ import annotations

from typing import Final

from drift.model.roundtable.chains import OPERATIONAL, Seat
from drift.model.roundtable.prepare import Problem, RoundTable
from drift.wording import Wording

TITLE_SHOWN: Final = 45  # characters of a title
TEXT_SHOWN: Final = 52  # characters of what people wrote
CLAUSES_SHOWN: Final = 3  # of a problem


def name_problem(problem: Problem) -> str:
    """Return what people called it, else what it was about."""
    return cut(problem.title or problem.object or problem.category or problem.incident_id, TITLE_SHOWN)


def kind_of(problem: Problem) -> str:
    """Return the code of what a problem is called: one that was only referred back was not pushed up."""
    steps = problem.chain.steps
    above = any(
        step.kind == "escalated" or (step.seat and step.seat.level not in (None, OPERATIONAL)) for step in steps
    )
    referred = any(step.kind == "referred back" for step in steps)
    return "sent_back" if problem.choice.kind == "pushed_up" and referred and not above else problem.choice.kind


def cut(text: str, length: int) -> str:
    """Return a text of one line and at most so many characters; a mask stays whole, or goes."""
    plain = " ".join(text.split())
    if len(plain) <= length:
        return plain
    whole = plain[: length - 1]
    begun = whole.rfind("[")
    return (whole[:begun] if begun > whole.rfind("]") else whole).rstrip() + "…"


def write_seat(seat: Seat, say: Wording) -> str:
    """Write a seat: its side, and its function and level as far as they may be told."""
    side = say(f"side.{seat.side}")
    if seat.small:
        return say("roundtable.seat_small", side=side)
    parts = [write_function(seat.function, say)] if seat.function else []
    parts += [say(f"level.{seat.level}")] if seat.level else []
    return say("roundtable.seat", side=side, parts=", ".join(parts)) if parts else side


def write_function(function: str, say: Wording) -> str:
    """Write a function as the outcome form has it."""
    return say(f"form.function.{function}")


def seats_in_order(seats: tuple[Seat, ...], sides: tuple[str, ...]) -> list[Seat]:
    """Return the seats of these sides, in their order."""
    return sorted((seat for seat in seats if seat.side in sides), key=lambda seat: sides.index(seat.side))


def tell_choice(table: RoundTable, say: Wording) -> str:
    """Tell how the problems were chosen, or at which step of the rule nothing was left."""
    if table.n_recent is None:
        code = "roundtable.rule_shared" if table.problems else "roundtable.none_shared"
        return say(code, first=table.first_on, last=table.last_on)
    steps = {"recent": table.n_recent, "troubled": table.n_troubled, "known": table.n_known}
    empty = next((step for step, n in steps.items() if not n), "left")
    code = "roundtable.rule" if table.problems else f"roundtable.none_{empty}"
    return say(code, open=table.n_open, first=table.first_on, last=table.last_on, **steps)
