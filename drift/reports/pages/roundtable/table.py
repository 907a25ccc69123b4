"""The page of the round table: how it goes, and what each side prepares at home of every problem."""

from __future__ import annotations

import datetime as dt
from typing import Final

from drift.model.roundtable.prepare import Problem, RoundTable
from drift.reports.material import Material
from drift.reports.pages.blocks import AtHome, Block, Fields, HomeProblem, Page
from drift.reports.pages.roundtable.held import tell_held
from drift.reports.pages.roundtable.problem import kind_of, name_problem, tell_choice
from drift.reports.pages.roundtable.problems import FIELDS
from drift.reports.pages.roundtable.seats import is_told, say_seats
from drift.terms import SIDES
from drift.wording import Wording
from drift.wording.case import capitalise
from drift.wording.months import SHORT

NAME: Final = 64  # characters of a title in its column: two lines
KINDS_SHOWN: Final = 3  # of steps of one side
QUESTIONS: Final = ("problem", "why", "need")  # that each side answers at home


def build_table(material: Material) -> Page | None:
    """Build the page: of one's own side, of each side beside the other where nobody said whose report it is."""
    analysis, say = material.analysis, material.say
    table, own = analysis.judgement.problems, analysis.project.settings.own_side
    if table is None:
        return None
    own = own if material.edition == "ours" else None  # a page for both is of neither
    sides: tuple[str, ...] = (own,) if own else SIDES
    held = tell_held(analysis.remarks.tables_held, say)
    if not table.problems:
        codes = ("choose_yourself", "lead_none")
        lead = " ".join([tell_choice(table, say), *(say(f"roundtable.{code}") for code in codes)])
        return Page("table", say("roundtable.title"), _let_choose(sides, held, say), lead=lead)
    lead = say("roundtable.lead_own", side=say(f"side.{own}")) if own else say("roundtable.lead")
    return Page("table", say("roundtable.title"), [_prepare_all(table, sides, held, say)], lead=lead)


def _prepare_all(table: RoundTable, sides: tuple[str, ...], held: list[str], say: Wording) -> AtHome:
    """Return the rows of the problems, with room for short answers."""
    columns = ("head_log", "head_write") if len(sides) == 1 else ()
    return AtHome(
        heads=[say(f"roundtable.{code}") for code in ("head_problem", *columns)] + _name_columns(sides, say),
        problems=[_prepare(n, one, sides, say) for n, one in enumerate(table.problems, start=1)],
        questions=[say(f"roundtable.write_{code}") for code in QUESTIONS],
        notes=[*held, tell_choice(table, say), _say_form(say)],
    )


def _let_choose(sides: tuple[str, ...], held: list[str], say: Wording) -> list[Block]:
    """Return the questions of both rounds, about a problem that people choose themselves."""
    columns = ("head_write",) if len(sides) == 1 else ()
    home = AtHome(
        heads=[say(f"roundtable.{code}") for code in ("own_problem", *columns)] + _name_columns(sides, say),
        problems=[HomeProblem("", say("roundtable.own_when"), [""] * len(sides))],
        questions=[say(f"roundtable.ask_{code}") for code in QUESTIONS],
        notes=[],
    )
    fields = [say(f"roundtable.field.{code}") for code in FIELDS]
    return [home, Fields(say("roundtable.together"), fields, [*held, _say_form(say)])]


def _name_columns(sides: tuple[str, ...], say: Wording) -> list[str]:
    """Return the headings of both sides; a page of one side needs none."""
    return [capitalise(say(f"side.{side}")) for side in sides] if len(sides) > 1 else []


def _say_form(say: Wording) -> str:
    return " ".join(say(f"roundtable.{code}") for code in ("form", "small"))


def _prepare(number: int, problem: Problem, sides: tuple[str, ...], say: Wording) -> HomeProblem:
    nobody = sum(step.seat is None and step.kind != "again" for step in problem.chain.steps)
    about = [say("roundtable.about", on=problem.opened_on, kind=say(f"roundtable.kind.{kind_of(problem)}")) + "."]
    about += [say("roundtable.uncovered")] if problem.has_contract and not problem.clauses else []
    about += [say("roundtable.nobody", n=nobody)] if nobody else []
    title = say("roundtable.numbered", n=number, title=name_problem(problem, NAME))
    return HomeProblem(title, " ".join(about), [_tell_side(problem, side, say) for side in sides])


def _tell_side(problem: Problem, side: str, say: Wording) -> str:
    """Tell what the log has of one side, what it leaves open, and whom to ask."""
    return " ".join([_tell_steps(problem, side, say), *_tell_people(problem, side, say)])


def _tell_steps(problem: Problem, side: str, say: Wording) -> str:
    steps = [step for step in problem.chain.steps if step.seat and step.seat.side == side]
    if not steps:
        return say("roundtable.saw_nothing")
    kinds = [*dict.fromkeys(step.kind for step in steps if step.kind != "comment")] or ["comment"]
    first, last = steps[0].at.date(), steps[-1].at.date()
    code = "saw_one" if len(steps) == 1 else "saw_day" if first == last else "saw_steps"
    words = [say(f"roundtable.step.{kind}") for kind in kinds[:KINDS_SHOWN]]
    return say(f"roundtable.{code}", n=len(steps), first=_day(first, say), last=_day(last, say), kinds=words)


def _tell_people(problem: Problem, side: str, say: Wording) -> list[str]:
    """Tell whom of a side to ask: who was there, and who was not, as far as either may be told."""
    chain = problem.chain
    there = say_seats(chain.touched, side, say)
    absent = [who for who in say_seats(chain.untouched, side, say) if who not in there]
    told = [say("roundtable.ask_there", who=there) if there else say("roundtable.ask_someone")]
    if absent:
        told.append(say("roundtable.not_there", who=absent))
    elif any(seat.side == side and not is_told(seat) for seat in chain.untouched):
        told.append(say("roundtable.not_there_others"))
    return told


def _day(day: dt.date, say: Wording) -> str:
    return say("roundtable.day", day=day.day, month=SHORT[say.language][day.month - 1])
