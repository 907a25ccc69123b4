"""The problems of the round table as both sides may see them: number, title, clauses and days; nobody in small groups.

A problem must be known again by both sides: that is what the table is for. So its number, its title and its clauses
stand. What people wrote, the hour of each step and other incidents do not, and who had a part in it is told by group
only as long as no group of that side is small: else whoever is told by the side alone would be of the small one.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from drift.model.comparing import AfterTable
from drift.model.roundtable.chains import AGAIN, Chain, Seat, Step
from drift.model.roundtable.prepare import Problem, RoundTable
from drift.sources.rows.outcomeforms import Agreed


def share_problems(table: RoundTable) -> RoundTable:
    """Return the problems, and none of the counts by which they were chosen."""
    return RoundTable(
        problems=tuple(_share_problem(problem) for problem in table.problems),
        n_recent=None,
        n_troubled=None,
        n_known=None,
        n_open=None,
        first_on=table.first_on,
        last_on=table.last_on,
    )


def _share_problem(problem: Problem) -> Problem:
    return Problem(
        choice=replace(problem.choice, case=0, open_s=0),
        incident_id=problem.incident_id,
        title=problem.title,
        object=problem.object,
        category=problem.category,
        priority=problem.priority,
        opened_on=problem.opened_on,
        chain=_share_chain(problem.chain),
        clauses=problem.clauses,
        has_contract=problem.has_contract,
    )


def _share_chain(chain: Chain) -> Chain:
    seats = {*chain.touched, *chain.untouched, *(step.seat for step in chain.steps if step.seat)}
    small = {seat.side for seat in seats if seat.small}
    touched = {_widen(seat, small) for seat in chain.touched}
    untouched = {_widen(seat, small) for seat in chain.untouched if seat.side not in small}
    steps = tuple(_share_step(step, small) for step in chain.steps if step.kind != AGAIN)
    return Chain(steps, tuple(sorted(touched, key=_order)), tuple(sorted(untouched, key=_order)), chain.seats_known)


def _order(seat: Seat) -> tuple[str, str, str]:
    return (seat.side, seat.level or "", seat.function or "")


def _widen(seat: Seat, small: set[str]) -> Seat:
    return Seat(seat.side) if seat.side in small else seat


def _share_step(step: Step, small: set[str]) -> Step:
    day = dt.datetime.combine(step.at.date(), dt.time())
    return Step(day, step.kind, step.seat and _widen(step.seat, small), None)


def share_agreed(held: AfterTable) -> AfterTable:
    """Return a table that was held: what was agreed, and which side visits which."""
    agreed = tuple(
        Agreed(
            problem=one.problem,
            asked_for=one.asked_for,
            possibilities=one.possibilities,
            visitor_side=one.visitor_side,
            visitor_function=None,
            host_side=one.host_side,
            host_function=None,
            visit_on=one.visit_on,
        )
        for one in held.held.agreed
    )
    return replace(held, held=replace(held.held, agreed=agreed))
