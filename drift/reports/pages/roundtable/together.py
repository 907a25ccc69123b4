"""The sheet for the table: what happened, which clauses speak of it, who touched it, questions to open with."""

from __future__ import annotations

import datetime as dt
from typing import Final

from drift.model.roundtable.chains import Step
from drift.model.roundtable.covering import Covering
from drift.model.roundtable.prepare import Problem
from drift.reports.edition.tell import sides_in_order
from drift.reports.material import Material
from drift.reports.pages.blocks import Items, Lists, Notes, Page
from drift.reports.pages.roundtable.held import tell_held
from drift.reports.pages.roundtable.problem import (
    CLAUSES_SHOWN,
    TEXT_SHOWN,
    cut,
    kind_of,
    name_problem,
    seats_in_order,
    tell_choice,
    write_seat,
)
from drift.wording import Wording
from drift.wording.months import SHORT

STEPS_SHOWN: Final = 5  # of a chain; three chains stand side by side on one page
CLAUSE_SHOWN: Final = 84  # characters of a clause
OPEN_QUESTIONS: Final = ("all", "pushed_up", "no_clause")  # where no problem was chosen


def build_together(material: Material) -> Page | None:
    """Build the sheet for both sides: chains, clauses, who touched it and who did not, questions."""
    analysis, say = material.analysis, material.say
    table = analysis.judgement.problems
    if table is None:
        return None
    choose = [] if table.problems else [say("roundtable.choose_yourself")]
    held = tell_held(analysis.remarks.tables_held, say)
    notes = Notes([tell_choice(table, say), *choose, *held, say("roundtable.small")])
    columns = [
        _problem_lists(n, one, sides_in_order(analysis), say) for n, one in enumerate(table.problems, start=1)
    ] or [[_questions(1, OPEN_QUESTIONS, say)]]
    rows = [Lists(parts) for parts in zip(*columns, strict=True)]
    return Page("table", say(f"roundtable.title_{len(table.problems)}"), [*rows, notes])


def _problem_lists(n: int, problem: Problem, sides: tuple[str, ...], say: Wording) -> list[Items]:
    """Return what the sheet tells of one problem, from above to below."""
    return [
        _chain(n, problem, say),
        Items(say("roundtable.clauses", n=n), _clauses(problem, say)),
        Items(say("roundtable.touched", n=n), _touched(problem, sides, say)),
        _questions(n, _choose_questions(problem), say),
    ]


def _chain(n: int, problem: Problem, say: Wording) -> Items:
    """Return what happened step by step, under the name of the problem."""
    kind, steps = say(f"roundtable.kind.{kind_of(problem)}"), problem.chain.steps
    about = {"id": problem.incident_id, "on": problem.opened_on}
    heading = say("roundtable.chain", n=n, title=name_problem(problem), kind=kind, **about)
    chosen = _choose_steps(steps)
    more = [say("roundtable.more_steps", n=len(steps) - len(chosen))] if len(chosen) < len(steps) else []
    return Items(heading, [*(_step(step, say) for step in chosen), *more])


def _choose_steps(steps: tuple[Step, ...]) -> list[Step]:
    """Return the steps that tell most: the first, the last, what is no mere message; in order of time."""
    order = sorted(range(len(steps)), key=lambda i: (i not in (0, len(steps) - 1), steps[i].kind == "comment", i))
    return [steps[i] for i in sorted(order[:STEPS_SHOWN])]


def _step(step: Step, say: Wording) -> str:
    code = f"roundtable.step_{'seat' if step.seat else 'nobody'}{'_text' if step.text else ''}"
    return say(
        code,
        at=f"{step.at.day} {SHORT[say.language][step.at.month - 1]}" + _hour(step.at),
        kind=say(f"roundtable.step.{step.kind}"),
        seat=write_seat(step.seat, say) if step.seat else "",
        text=cut(step.text or "", TEXT_SHOWN),
    )


def _clauses(problem: Problem, say: Wording) -> list[str]:
    if not problem.has_contract:
        return [say("roundtable.no_contract")]
    return [_clause(clause, say) for clause in problem.clauses[:CLAUSES_SHOWN]] or [say("roundtable.no_clause")]


def _clause(clause: Covering, say: Wording) -> str:
    values = {"document": clause.document, "id": clause.clause_id or "–", "text": cut(clause.text, CLAUSE_SHOWN)}
    return say(f"roundtable.clause_{clause.by}", words=[*clause.words], **values)


def _touched(problem: Problem, sides: tuple[str, ...], say: Wording) -> list[str]:
    chain = problem.chain
    there, absent = (seats_in_order(seats, sides) for seats in (chain.touched, chain.untouched))
    items = [say("roundtable.was_there", seat=write_seat(seat, say)) for seat in there]
    items += [say("roundtable.was_not_there", seat=write_seat(seat, say)) for seat in absent]
    if not chain.seats_known:
        return [*items, say("roundtable.unknown_seats")]
    return items if chain.untouched else [*items, say("roundtable.all_there")]


def _choose_questions(problem: Problem) -> tuple[str, ...]:
    kind = {"sent_back": "bounced"}.get(kind_of(problem), problem.choice.kind)
    uncovered = problem.has_contract and not problem.clauses
    return ("all", kind, f"{kind}_2", *(("no_clause",) if uncovered else ()))


def _questions(n: int, codes: tuple[str, ...], say: Wording) -> Items:
    return Items(say("roundtable.questions", n=n), [say(f"roundtable.question.{code}") for code in codes])


def _hour(at: dt.datetime) -> str:
    """Write the hour; nothing of a step of which the day alone is told."""
    return f" {at:%H:%M}" if at.time() != dt.time() else ""
