"""The round table and the analyst: its problems, what was agreed, what happened since, and his own words."""

from __future__ import annotations

import pandas as pd

from drift.analysed import Analysis
from drift.model.comparing import AfterTable
from drift.model.roundtable.prepare import Problem
from drift.reports.workbook.sheet import Sheet, write_place
from drift.reports.workbook.tickets import Tickets
from drift.wording import Wording


def list_problems(analysis: Analysis, tickets: Tickets, say: Wording) -> Sheet:
    """Return the problems for the table, each with its clauses and who touched it; its number leads to its row."""
    problems = analysis.judgement.problems.problems if analysis.judgement.problems else ()
    frame = pd.DataFrame([_problem(problem, say) for problem in problems])
    keys = [f"{problem.choice.tool}\n{problem.incident_id}" for problem in problems]
    return Sheet("table", frame, {}, {"incident_id": tickets.find(keys)})


def _problem(problem: Problem, say: Wording) -> dict[str, object]:
    chain = problem.chain
    clauses = [f"{one.document} {one.clause_id or '–'} ({', '.join(one.words)})" for one in problem.clauses]
    return {
        "incident_id": problem.incident_id,
        "chosen_as": say(f"roundtable.kind.{problem.choice.kind}"),
        "is_also": ", ".join(
            say(f"roundtable.kind.{kind}") for kind in problem.choice.kinds if kind != problem.choice.kind
        ),
        "opened_on": problem.opened_on,
        "title": problem.title,
        "object": problem.object,
        "category": problem.category,
        "priority": problem.priority,
        "n_steps": len(chain.steps),
        "touched": "; ".join(_seat(seat.side, seat.function, seat.level, say) for seat in chain.touched),
        "untouched": "; ".join(_seat(seat.side, seat.function, seat.level, say) for seat in chain.untouched),
        "speaks_of_it": "; ".join(clauses),
    }


def _seat(side: str | None, function: str | None, level: str | None, say: Wording) -> str:
    """Write what is known of a seat: side, function, level."""
    codes = {"side": side, "form.function": function, "level": level}
    return ", ".join(say(f"{kind}.{code}") for kind, code in codes.items() if code)


def list_agreements(analysis: Analysis, say: Wording) -> Sheet:
    """Return what each table made of its problems, as the outcome form was filled in."""
    rows = [
        {
            "held_on": since.held.held_on,
            "problem": agreed.problem,
            "asked_for": agreed.asked_for and say(f"form.{agreed.asked_for}"),
            "possibilities": agreed.possibilities,
            "visitor": _seat(agreed.visitor_side, agreed.visitor_function, None, say) or None,
            "host": _seat(agreed.host_side, agreed.host_function, None, say) or None,
            "visit_on": agreed.visit_on,
        }
        for since in analysis.remarks.tables_held
        for agreed in since.held.agreed
    ]
    return Sheet("agreements", pd.DataFrame(rows))


def list_since(analysis: Analysis) -> Sheet:
    """Return engagement and its components before and after each table, with the 95 % interval of the change.

    The change is told in ln; of a share, whose change is told in points, that difference beside it.
    """
    rows = [row for since in analysis.remarks.tables_held for row in _since(since)]
    logs, points = ("log", "low", "high"), ("points", "points_low", "points_high")
    columns = ["held_on", "measure", "since_before", "since_after", "n_before", "n_after", *logs, *points]
    styles = dict.fromkeys(logs, "ln")
    styles |= dict.fromkeys(("since_before", "since_after", *points), "share")
    return Sheet("since", pd.DataFrame(rows, columns=columns), styles, coded=("measure",))


def _since(since: AfterTable) -> list[tuple[object, ...]]:
    return [
        (
            *(since.held.held_on, name, change.before.level, change.after.level),
            *(change.before.n, change.after.n, change.log, change.low, change.high),
            *((told.value, told.low, told.high) if (told := change.points) else (None, None, None)),
        )
        for name, change in since.changes.items()
        if change is not None
    ]


def list_remarks(analysis: Analysis, say: Wording) -> Sheet:
    """Return the analyst's own words: the page they belong to, the day of a quote, and where he wrote them."""
    rows = [(say(f"page.{one.page}"), one.on, one.text, write_place(one.at)) for one in analysis.remarks.comments]
    return Sheet("remarks", pd.DataFrame(rows, columns=["page", "on", "sentence", "place"]))
