"""The two sheets for the round table: at home, one's own side prepares; together, three problems and questions."""

from __future__ import annotations

import datetime as dt
from typing import Final

from drift.analysis import Analysis
from drift.measures.work.engagement import ENGAGEMENT
from drift.model.change import AFTER_MONTHS, Change
from drift.model.comparing import AfterTable
from drift.model.roundtable.chains import AGAIN, FLOOR, Seat, Step
from drift.model.roundtable.covering import Covering
from drift.model.roundtable.prepare import Problem, RoundTable
from drift.reports.edition import sides_in_order
from drift.reports.pages.blocks import Block, Report, to_notes
from drift.sources.rows.outcomeforms import Agreed
from drift.terms import BASE_MONTHS, Edition
from drift.wording import Wording
from drift.wording.months import SHORT

STEPS_SHOWN: Final = 6  # of a chain; three chains stand side by side on one page
TEXT_SHOWN: Final = 52  # characters of a step
CLAUSES_SHOWN: Final = 3
CLAUSE_SHOWN: Final = 84  # characters of a clause
AGREED_SHOWN: Final = 3
TITLE_SHOWN: Final = 45


def add_round_table(report: Report, analysis: Analysis, edition: Edition, say: Wording) -> None:
    """Add the sheets: at home in our edition alone, together in both; without persons of two sides neither."""
    if analysis.judgement.problems is None:
        report.left_out += [say(f"roundtable.{name}") for name in (["home"] if edition == "ours" else []) + ["table"]]
        return
    if edition == "ours":
        report.pages.append({"name": "home", **build_home(analysis, analysis.judgement.problems, say)})
    report.pages.append({"name": "table", **build_table(analysis, analysis.judgement.problems, say)})


def build_home(analysis: Analysis, table: RoundTable, say: Wording) -> Block:
    """Build the sheet of one's own side; of each side for itself where nobody said whose report it is."""
    own = analysis.project.settings.own_side
    sides = (own,) if own else sides_in_order(analysis)
    if not table.problems:
        blocks: list[Block] = [to_notes([_rule(table, say), say("roundtable.choose_yourself")])]
        return {"title": say("roundtable.home_title_none"), "blocks": blocks}
    several = list(enumerate(table.problems, start=1))
    rows: list[Block] = []
    for part, tell in (("saw", _saw), ("lack", _lack), ("ask", _ask)):
        lists = [{"heading": say(f"roundtable.{part}", n=n), "items": tell(one, sides, say)} for n, one in several]
        rows.append({"kind": "lists", "lists": lists})
    named = [
        {
            "heading": say("roundtable.heading", n=n, title=_title(one), kind=_kind(one, say)),
            "items": [_opened(one, say)],
        }
        for n, one in several
    ]
    code = "home_title" if own else "home_title_neutral"
    notes = to_notes([say("roundtable.small"), say("roundtable.form", file=say("roundtable.form_name"))])
    blocks = [{"kind": "lists", "lists": named}, *rows, _write_down(table, say), notes]
    return {"title": say(f"roundtable.{code}"), "blocks": blocks}


def _write_down(table: RoundTable, say: Wording) -> Block:
    """Return a table to write in: the same three questions of each problem."""
    heads = [say("roundtable.write_problem"), *(say(f"roundtable.write_{code}") for code in ("why", "need", "other"))]
    rows = [[f"{n}. {_title(one)}", "", "", ""] for n, one in enumerate(table.problems, start=1)]
    return {
        "kind": "table",
        "caption": say("roundtable.write"),
        "heads": heads,
        "rows": rows,
        "text_columns": len(heads),
        "tight": True,
        "roomy": True,
    }


def build_table(analysis: Analysis, table: RoundTable, say: Wording) -> Block:
    """Build the sheet for both sides: chains, clauses, who touched it and who did not, questions."""
    sides = sides_in_order(analysis)
    notes = [_rule(table, say), *([] if table.problems else [say("roundtable.choose_yourself")])]
    notes += [*_tell_held(analysis.remarks.tables_held, say), say("roundtable.small")]
    blocks = []
    if table.problems:
        several = list(enumerate(table.problems, start=1))
        heads = [{"n": n, "title": _title(one), "kind": _kind(one, say)} for n, one in several]
        chains = [
            {
                "heading": say("roundtable.chain", id=one.incident_id, on=one.opened_on, **head),
                "items": _chain(one, say),
            }
            for (_, one), head in zip(several, heads, strict=True)
        ]
        blocks.append({"kind": "lists", "lists": chains})
        for part, items in (
            ("clauses", [_clauses(one, say) for _, one in several]),
            ("touched", [_touched(one, sides, say) for _, one in several]),
            ("questions", [_questions(one, say) for _, one in several]),
        ):
            lists = [
                {"heading": say(f"roundtable.{part}", n=n), "items": told}
                for (n, _), told in zip(several, items, strict=True)
            ]
            blocks.append({"kind": "lists", "lists": lists})
    else:
        blocks.append({"kind": "lists", "lists": [_open_questions(say)]})
    return {"title": say(f"roundtable.title_{len(table.problems)}"), "blocks": [*blocks, to_notes(notes)]}


def _open_questions(say: Wording) -> Block:
    items = [say(f"roundtable.question.{code}") for code in ("all", "pushed_up", "no_clause")]
    return {"heading": say("roundtable.questions", n=1), "items": items}


def _rule(table: RoundTable, say: Wording) -> str:
    """Tell how the problems were chosen, or at which step of the rule nothing was left."""
    steps = {"recent": table.n_recent, "troubled": table.n_troubled, "known": table.n_known}
    empty = next((step for step, n in steps.items() if not n), "left")
    return say(
        "roundtable.rule" if table.problems else f"roundtable.none_{empty}",
        recent=table.n_recent,
        troubled=table.n_troubled,
        known=table.n_known,
        open=table.n_open,
        first=table.first_on,
        last=table.last_on,
    )


def _title(problem: Problem) -> str:
    return _cut(problem.title or problem.object or problem.category or problem.incident_id, TITLE_SHOWN)


def _kind(problem: Problem, say: Wording) -> str:
    return say(f"roundtable.kind.{_what(problem)}")


def _what(problem: Problem) -> str:
    """Return what a problem is called: one that was only referred back was not pushed up."""
    steps = problem.chain.steps
    above = any(step.kind == "escalated" or (step.seat and step.seat.level not in (None, FLOOR)) for step in steps)
    referred = any(step.kind == "referred back" for step in steps)
    return "sent_back" if problem.choice.kind == "pushed_up" and referred and not above else problem.choice.kind


def _opened(problem: Problem, say: Wording) -> str:
    return say("roundtable.opened", id=problem.incident_id, on=problem.opened_on, priority=problem.priority)


def _cut(text: str, length: int) -> str:
    plain = " ".join(text.split())
    if len(plain) <= length:
        return plain
    whole = plain[: length - 1]
    begun = whole.rfind("[")  # a mask stays whole, or goes
    return (whole[:begun] if begun > whole.rfind("]") else whole).rstrip() + "…"


def write_seat(seat: Seat, say: Wording) -> str:
    """Write a seat: its side, and its function and level as far as they may be told."""
    side = say(f"side.{seat.side}")
    if seat.small:
        return say("roundtable.seat_small", side=side)
    parts = [say(f"form.function.{seat.function.replace(' ', '_')}")] if seat.function else []
    parts += [say(f"level.{seat.level}")] if seat.level else []
    return say("roundtable.seat", side=side, parts=", ".join(parts)) if parts else side


def _chain(problem: Problem, say: Wording) -> list[str]:
    steps = problem.chain.steps
    shown = _choose_steps(steps)
    told = [_step(step, say) for step in shown]
    return [*told, *([say("roundtable.more_steps", n=len(steps) - len(shown))] if len(shown) < len(steps) else [])]


def _choose_steps(steps: tuple[Step, ...]) -> list[Step]:
    """Return the steps that tell most: the first, the last, what is no mere message; in order of time."""
    order = sorted(range(len(steps)), key=lambda i: (i not in (0, len(steps) - 1), steps[i].kind == "comment", i))
    return [steps[i] for i in sorted(order[:STEPS_SHOWN])]


def _step(step: Step, say: Wording) -> str:
    at = f"{step.at.day} {SHORT[say.language][step.at.month - 1]} {step.at:%H:%M}"
    kind = say(f"roundtable.step.{step.kind.replace(' ', '_')}")
    code = "step_seat" if step.seat else "step_nobody"
    values: dict[str, object] = {"at": at, "kind": kind}
    if step.seat:
        values["seat"] = write_seat(step.seat, say)
    if step.text:
        return say(f"roundtable.{code}_text", text=_cut(step.text, TEXT_SHOWN), **values)
    return say(f"roundtable.{code}", **values)


def _clauses(problem: Problem, say: Wording) -> list[str]:
    if not problem.has_contract:
        return [say("roundtable.no_contract")]
    return [_clause(clause, say) for clause in problem.clauses[:CLAUSES_SHOWN]] or [say("roundtable.no_clause")]


def _clause(clause: Covering, say: Wording) -> str:
    values = {"document": clause.document, "id": clause.clause_id or "–", "text": _cut(clause.text, CLAUSE_SHOWN)}
    return say(f"roundtable.clause_{clause.by}", words=[*clause.words], **values)


def _touched(problem: Problem, sides: tuple[str, ...], say: Wording) -> list[str]:
    chain = problem.chain
    items = [say("roundtable.was_there", seat=write_seat(seat, say)) for seat in _by_side(chain.touched, sides)]
    items += [say("roundtable.was_not_there", seat=write_seat(seat, say)) for seat in _by_side(chain.untouched, sides)]
    if not chain.seats_known:
        return [*items, say("roundtable.unknown_seats")]
    return items if chain.untouched else [*items, say("roundtable.all_there")]


def _by_side(seats: tuple[Seat, ...], sides: tuple[str, ...]) -> list[Seat]:
    return sorted((seat for seat in seats if seat.side in sides), key=lambda seat: sides.index(seat.side))


def _questions(problem: Problem, say: Wording) -> list[str]:
    kind = {"sent_back": "bounced"}.get(_what(problem), problem.choice.kind)
    codes = ["all", kind, f"{kind}_2"]
    if problem.has_contract and not problem.clauses:
        codes.append("no_clause")
    return [say(f"roundtable.question.{code}") for code in codes]


def _saw(problem: Problem, sides: tuple[str, ...], say: Wording) -> list[str]:
    """Tell what the log has of each side: how many steps, from when to when, of which kinds."""
    items = []
    for side in sides:
        steps = [step for step in problem.chain.steps if step.seat and step.seat.side == side]
        name = _capital(say(f"side.{side}"))
        if not steps:
            items.append(say("roundtable.saw_nothing", side=name))
            continue
        code = "saw_steps_one" if len(steps) == 1 else "saw_steps"
        kinds = list(dict.fromkeys(step.kind.replace(" ", "_") for step in steps))
        days: dict[str, object] = {"first": steps[0].at.date(), "last": steps[-1].at.date(), "n": len(steps)}
        told = [say(f"roundtable.step.{kind}") for kind in kinds]
        items.append(say(f"roundtable.{code}", side=name, kinds=told, **days))
    return items


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lack(problem: Problem, sides: tuple[str, ...], say: Wording) -> list[str]:
    """Tell what the log leaves open of one problem: who did not touch it, steps of nobody, clauses."""
    chain = problem.chain
    absent = _by_side(chain.untouched, sides)
    items = [say("roundtable.lack_untouched", seats=_seats(absent, say))] if absent else []
    nobody = sum(step.seat is None and step.kind != AGAIN for step in chain.steps)
    items += [say("roundtable.lack_nobody", n=nobody)] if nobody else []
    if problem.has_contract and not problem.clauses:
        items.append(say("roundtable.lack_no_clause"))
    ids = [clause.clause_id for clause in problem.clauses[:CLAUSES_SHOWN] if clause.clause_id]
    items += [say("roundtable.lack_clauses", ids=ids)] if ids else []
    return items or [say("roundtable.lack_why")]


def _ask(problem: Problem, sides: tuple[str, ...], say: Wording) -> list[str]:
    """Tell whom to ask: who was there, who was not, and the other side where the report is one side's own."""
    there, absent = (_by_side(seats, sides) for seats in (problem.chain.touched, problem.chain.untouched))
    items = [say("roundtable.ask_there", seats=_seats(there, say))] if there else []
    items += [say("roundtable.ask_not_there", seats=_seats(absent, say))] if absent else []
    if len(sides) == 1:
        other = "customer" if sides[0] == "supplier" else "supplier"
        items.append(say("roundtable.ask_other", side=say(f"side.{other}")))
    return items or [say("roundtable.unknown_seats")]


def _seats(seats: list[Seat], say: Wording) -> str:
    return "; ".join(write_seat(seat, say) for seat in seats)


def _tell_held(held: tuple[AfterTable, ...], say: Wording) -> list[str]:
    """Tell what the last table agreed on, and what happened since."""
    if not held:
        return []
    last = held[-1]
    withheld = ENGAGEMENT not in last.changes  # in the shared edition, where only one side's updates measure it
    return [*_tell_agreed(last, say), *([] if withheld else [tell_since(last, say)])]


def _tell_agreed(since: AfterTable, say: Wording) -> list[str]:
    told = [one for one in (_agreed(agreed, say) for agreed in since.held.agreed) if one]
    if not told:
        return []
    shown = told[:AGREED_SHOWN]
    if len(told) > len(shown):
        shown.append(say("roundtable.agreed_more", n=len(told) - len(shown)))
    return [say("roundtable.agreed", on=since.held.held_on, agreed="; ".join(shown))]


def _agreed(agreed: Agreed, say: Wording) -> str:
    parts = [say("roundtable.asked_for", what=say(f"form.{agreed.asked_for}"))] if agreed.asked_for else []
    parts += [_cut(agreed.possibilities, TEXT_SHOWN)] if agreed.possibilities else []
    visitor, host = (
        " ".join(
            [
                *([say(f"form.function.{function.replace(' ', '_')}")] if function else []),
                *([f"({say(f'side.{side}')})"] if side else []),
            ]
        )
        for side, function in (
            (agreed.visitor_side, agreed.visitor_function),
            (agreed.host_side, agreed.host_function),
        )
    )
    if visitor and host:
        on: dict[str, dt.date] = {"on": agreed.visit_on} if agreed.visit_on else {}
        parts.append(say("roundtable.visits_on" if on else "roundtable.visits", visitor=visitor, host=host, **on))
    what = ", ".join(parts)
    return say("roundtable.agreed_one", problem=_cut(agreed.problem or "–", TITLE_SHOWN), what=what) if what else ""


def tell_since(since: AfterTable, say: Wording) -> str:
    """Tell what happened since a table: engagement and its components, each with its interval."""
    known = {name: change for name, change in since.changes.items() if change is not None}
    if ENGAGEMENT not in known:
        if since.n_after >= AFTER_MONTHS:
            return say("roundtable.since_no_before", on=since.held.held_on, needed=BASE_MONTHS)
        return say("roundtable.since_early", on=since.held.held_on, n=since.n_after, needed=AFTER_MONTHS)
    changes = "; ".join(_change(name, change, say) for name, change in known.items())
    return say("roundtable.since", on=since.held.held_on, n=since.n_after, changes=changes)


def _change(name: str, change: Change, say: Wording) -> str:
    interval = {"change": say.change(change.log), "low": say.change(change.low), "high": say.change(change.high)}
    if name == ENGAGEMENT:
        return say("roundtable.since_index", **interval)
    levels = {"level_before": say.percent(change.before.level), "level_after": say.percent(change.after.level)}
    return say("roundtable.since_change", measure=_lower(say(f"measure.{name}.name")), **levels, **interval)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
