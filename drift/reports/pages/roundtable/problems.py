"""A page a problem, to lie on the table between both sides: what happened, what the contract says, room to write."""

from __future__ import annotations

from typing import Final

from drift.charts.lanes.draw import draw_lanes
from drift.model.roundtable.prepare import Problem
from drift.reports.material import Material
from drift.reports.pages.blocks import Page, ProblemSheet
from drift.reports.pages.roundtable.clauses import tell_clauses
from drift.reports.pages.roundtable.problem import kind_of, name_problem
from drift.reports.pages.roundtable.steps import take_lanes
from drift.wording import Wording

NAME: Final = 96  # characters of a title above its own page: two lines at most
FIELDS: Final = ("all", "possible", "visits", "when")


def build_problems(material: Material) -> list[Page]:
    """Build the page of each problem; none where none was chosen."""
    table = material.analysis.judgement.problems
    several = table.problems if table else ()
    return [_build(n, len(several), one, material.say) for n, one in enumerate(several, start=1)]


def _build(number: int, total: int, problem: Problem, say: Wording) -> Page:
    title = name_problem(problem, NAME)
    clauses, note = tell_clauses(problem, say)
    sheet = ProblemSheet(
        chart=draw_lanes(take_lanes(number, problem.chain, say), say, title),
        clauses_title=say("roundtable.clauses"),
        clauses=clauses,
        clauses_note=note,
        questions_title=say("roundtable.questions"),
        questions=[say(f"roundtable.question.{code}") for code in choose_questions(problem)],
        fields=[say(f"roundtable.field.{code}") for code in FIELDS],
    )
    return Page("problem", title, [sheet], lead=_say_facts(number, total, problem, say))


def _say_facts(number: int, total: int, problem: Problem, say: Wording) -> str:
    """Tell in one line which problem it is: when, of what, how urgent, what kind, by which number it is found."""
    object_ = problem.object if problem.title else None
    facts = [
        say("roundtable.number", n=number, total=total),
        say.day(problem.opened_on),
        *([object_] if object_ else []),
        *([say("roundtable.priority", priority=problem.priority)] if problem.priority else []),
        say(f"roundtable.kind.{kind_of(problem)}"),
        *([problem.incident_id] if problem.title or problem.object or problem.category else []),
    ]
    return " · ".join(facts)


def choose_questions(problem: Problem) -> tuple[str, str]:
    """Return the two questions to begin with: by what kind of problem it is, and where no clause covers it that."""
    kind = {"sent_back": "bounced"}.get(kind_of(problem), problem.choice.kind)
    uncovered = problem.has_contract and not problem.clauses
    return (kind, "no_clause" if uncovered else f"{kind}_2")
