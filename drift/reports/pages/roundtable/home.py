"""The sheet for at home: what the log has of each side, what it leaves open, whom to ask."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from drift.model.roundtable.chains import AGAIN, Seat
from drift.model.roundtable.prepare import Problem, RoundTable
from drift.reports.edition.tell import sides_in_order
from drift.reports.material import Material
from drift.reports.pages.blocks import Items, Lists, Notes, Page, Table
from drift.reports.pages.roundtable.problem import (
    CLAUSES_SHOWN,
    kind_of,
    name_problem,
    seats_in_order,
    tell_choice,
    write_seat,
)
from drift.wording import Wording
from drift.wording.case import capitalise

Tell = Callable[[Problem, tuple[str, ...], Wording], list[str]]


def build_home(material: Material) -> Page | None:
    """Build the sheet of one's own side; of each side for itself where nobody said whose report it is."""
    analysis, say = material.analysis, material.say
    table, own = analysis.judgement.problems, analysis.project.settings.own_side
    if table is None:
        return None
    if not table.problems:
        notes = Notes([tell_choice(table, say), say("roundtable.choose_yourself")])
        return Page("home", say("roundtable.home_title_none"), [notes])
    sides = (own,) if own else sides_in_order(analysis)
    several = list(enumerate(table.problems, start=1))
    heads = Lists([_head(n, one, say) for n, one in several])
    parts = [
        Lists([Items(say(f"roundtable.{part}", n=n), tell(one, sides, say)) for n, one in several])
        for part, tell in PARTS.items()
    ]
    notes = Notes([say("roundtable.small"), say("roundtable.form", file=say("roundtable.form_name"))])
    title = say("roundtable.home_title" if own else "roundtable.home_title_neutral")
    return Page("home", title, [heads, *parts, _to_write(table, say), notes])


def _head(n: int, problem: Problem, say: Wording) -> Items:
    kind = say(f"roundtable.kind.{kind_of(problem)}")
    opened = say("roundtable.opened", id=problem.incident_id, on=problem.opened_on, priority=problem.priority)
    return Items(say("roundtable.heading", n=n, title=name_problem(problem), kind=kind), [opened])


def _to_write(table: RoundTable, say: Wording) -> Table:
    """Return a table to write in: the same three questions of each problem."""
    heads = [say(f"roundtable.write_{code}") for code in ("problem", "why", "need", "other")]
    rows = [
        [say("roundtable.numbered", n=n, title=name_problem(one)), "", "", ""]
        for n, one in enumerate(table.problems, start=1)
    ]
    return Table(say("roundtable.write"), heads, rows, text_columns=len(heads), tight=True, roomy=True)


def _saw(problem: Problem, sides: tuple[str, ...], say: Wording) -> list[str]:
    """Tell what the log has of each side: how many steps, from when to when, of which kinds."""
    items = []
    for side in sides:
        steps = [step for step in problem.chain.steps if step.seat and step.seat.side == side]
        name = capitalise(say(f"side.{side}"))
        if not steps:
            items.append(say("roundtable.saw_nothing", side=name))
            continue
        kinds = dict.fromkeys(step.kind for step in steps)
        names = [say(f"roundtable.step.{kind}") for kind in kinds]
        days = {"first": steps[0].at.date(), "last": steps[-1].at.date()}
        code = "saw_steps_one" if len(steps) == 1 else "saw_steps"
        items.append(say(f"roundtable.{code}", side=name, n=len(steps), kinds=names, **days))
    return items


def _lack(problem: Problem, sides: tuple[str, ...], say: Wording) -> list[str]:
    """Tell what the log leaves open of one problem: who did not touch it, steps of nobody, clauses."""
    absent = seats_in_order(problem.chain.untouched, sides)
    items = [say("roundtable.lack_untouched", seats=_write_seats(absent, say))] if absent else []
    nobody = sum(step.seat is None and step.kind != AGAIN for step in problem.chain.steps)
    items += [say("roundtable.lack_nobody", n=nobody)] if nobody else []
    if problem.has_contract and not problem.clauses:
        items.append(say("roundtable.lack_no_clause"))
    ids = [clause.clause_id for clause in problem.clauses[:CLAUSES_SHOWN] if clause.clause_id]
    items += [say("roundtable.lack_clauses", ids=ids)] if ids else []
    return items or [say("roundtable.lack_why")]


def _ask(problem: Problem, sides: tuple[str, ...], say: Wording) -> list[str]:
    """Tell whom to ask: who was there, who was not, and the other side where the report is one side's own."""
    there, absent = (seats_in_order(seats, sides) for seats in (problem.chain.touched, problem.chain.untouched))
    items = [say("roundtable.ask_there", seats=_write_seats(there, say))] if there else []
    items += [say("roundtable.ask_not_there", seats=_write_seats(absent, say))] if absent else []
    if len(sides) == 1:
        other = "customer" if sides[0] == "supplier" else "supplier"
        items.append(say("roundtable.ask_other", side=say(f"side.{other}")))
    return items or [say("roundtable.unknown_seats")]


def _write_seats(seats: list[Seat], say: Wording) -> str:
    return "; ".join(write_seat(seat, say) for seat in seats)


PARTS: Final[dict[str, Tell]] = {"saw": _saw, "lack": _lack, "ask": _ask}
