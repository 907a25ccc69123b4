"""The words of a rehearsal: what a norm is called, what a time is, and the sentences and questions made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.compare.words import name_unit
from drift.rehearse.feasible import list_judged
from drift.rehearse.norms import CASES, find_met
from drift.wording.case import capitalise

if TYPE_CHECKING:
    from drift.rehearse.rehearsal import Drafted, HeldNorm
    from drift.wording import Wording

SHORT: Final = 1  # decimals of a time
NEARLY: Final = 0.01  # of all, or of none
COLUMN: Final = "no_column"
CALENDARS: Final = "calendars"


def name_clock(clock: str, say: Wording) -> str:
    """Name what a clock measures."""
    return say(f"norms.page.clock.{clock}")


def name_time(value: float | None, unit: str, say: Wording) -> str:
    """Write a time in its unit: 4 hours, 9.1 hours; a dash where none is known."""
    if value is None:
        return say.show(None)
    short = round(value, SHORT)
    written = say.number(short, 0 if short.is_integer() else SHORT)
    return say("rehearse.time", value=written, unit=name_unit(unit, short, say))


def name_quarter(quarter: str | None, say: Wording) -> str | None:
    """Name a quarter."""
    return None if quarter is None else say.show(pd.Period(quarter))


def name_norm(norm: HeldNorm, say: Wording) -> str:
    """Name a norm by its clause, clock and levels: 3.4, repair, priority 1."""
    parts = [name_clause(norm.clause_id, say), name_clock(norm.clock, say)]
    parts += [say("rehearse.levels", levels=norm.levels)] if norm.levels else []
    parts += [norm.scope] if norm.scope else []
    return ", ".join(parts)


def name_share(share: float | None, say: Wording) -> str:
    """Write a share; one that is nearly whole, or nearly none, is not written as if it were."""
    if share is None:
        return say.show(None)
    return say.percent(share, 0 if share in (0.0, 1.0) or NEARLY < share < 1 - NEARLY else SHORT)


def name_clause(number: str | None, say: Wording) -> str:
    """Return the number of a clause; words where it has none."""
    return number or say("rehearse.unnumbered")


def name_version(version: str | None, say: Wording) -> str:
    """Return what a version is called; words where the document is new."""
    return say("rehearse.no_version") if version is None else version or say("rehearse.unnamed")


def name_draft(draft: Drafted, say: Wording) -> str:
    """Name a draft: SLA 4.0; where two are called so, by its file."""
    return draft.apart or f"{draft.document} {name_version(draft.version, say)}"


def tell_draft(draft: Drafted, say: Wording) -> str:
    """Tell in a few sentences what a draft would have done, and that the past is no promise."""
    counts = {name: sum(norm.change == name for norm in draft.norms) for name in ("stricter", "relaxed", "new")}
    code = "held" if any(counts.values()) else "held_same" if draft.norms else "held_none"
    held = say(
        f"rehearse.{code}",
        draft=name_draft(draft, say),
        now=name_version(draft.now_version, say),
        n_months=draft.n_months,
        shown=draft.tested.shown,
        of=draft.tested.clauses,
        **counts,
    )
    parts = [held]
    failed = max(draft.monthly, key=lambda norm: norm.failed_draft, default=None)
    if failed is not None and failed.n_months:
        code = "rehearse.failed" if failed.failed_now is None else "rehearse.failed_beside"
        values = {"n": failed.failed_draft, "of": failed.n_months, "now": failed.failed_now}
        parts.append(say(code, clause=name_clause(failed.clause_id, say), **values))
    tested = draft.tested
    found = {
        "unshown": tested.clauses - tested.shown - tested.reported,
        "reported": tested.reported,
        "never": len(find_met(draft.norms, 0.0)),
        "nothing": len(find_met(draft.norms, 1.0)),
        "clashes": len(draft.contradicts),
    }
    parts += [say(f"rehearse.{code}", n=n, of=tested.enough) for code, n in found.items() if n]
    parts += [say("rehearse.too_few")] if draft.norms and not tested.enough else []
    of = len(list_judged(draft.norms, draft.asked))
    parts += [say("rehearse.infeasible", n=len(draft.infeasible), of=of)] if draft.infeasible else []
    return capitalise(" ".join([*parts, say("rehearse.past")]))


def choose_hardest(draft: Drafted) -> HeldNorm | None:
    """Return the norm of enough incidents that fewest met; None where every incident met all."""
    known = [norm for norm in draft.norms if norm.met_draft is not None and norm.n >= CASES and norm.three_of_four]
    hardest = min(known, key=lambda norm: norm.met_draft or 0.0, default=None)
    return None if hardest is None or hardest.met_draft == 1.0 else hardest


def tell_reality(norm: HeldNorm, say: Wording) -> str | None:
    """Tell what is asked beside what was: nine of ten, and the best quarter; None: too few incidents."""
    if norm.p90 is None:
        return None
    asked = name_time(norm.value, norm.unit, say)
    p90 = name_time(norm.p90, norm.unit, say)
    if norm.best_p90 is None:
        return say("rehearse.reality", norm=name_norm(norm, say), asked=asked, p90=p90)
    best, quarter = name_time(norm.best_p90, norm.unit, say), name_quarter(norm.best_quarter, say)
    return say("rehearse.reality_best", norm=name_norm(norm, say), asked=asked, p90=p90, best=best, quarter=quarter)


def ask_floor(draft: Drafted, say: Wording) -> list[str]:
    """Return three questions for the floor of both sides: of what was hardest, of what cannot be seen, of the paper."""
    return [_ask_hardest(draft, say), _ask_unseen(draft, say), _ask_paper(draft, say)]


def _ask_hardest(draft: Drafted, say: Wording) -> str:
    hardest = choose_hardest(draft)
    if hardest is None:
        return say("rehearse.ask.first")
    took = name_time(hardest.three_of_four, hardest.unit, say)
    asked = name_time(hardest.value, hardest.unit, say)
    return say("rehearse.ask.hardest", norm=name_norm(hardest, say), asked=asked, took=took)


def _ask_unseen(draft: Drafted, say: Wording) -> str:
    missing = [one for one in draft.cannot_be_shown if one.reason == COLUMN] or [*draft.cannot_be_shown]
    if not missing:
        return say("rehearse.ask.seen")
    return say("rehearse.ask.unseen", clause=name_clause(missing[0].clause_id, say))


def _ask_paper(draft: Drafted, say: Wording) -> str:
    times = draft.effort.times_a_year
    return say("rehearse.ask.reports", n=round(times)) if times >= 1 else say("rehearse.ask.unsaid")


def tell_asked(draft: Drafted, say: Wording) -> list[str]:
    """Tell who wrote and approved a draft, whether operations are among them, and who spoke since."""
    asked = draft.asked
    told = [
        say(f"rehearse.asked.{role}", functions=say.join([name_function(one, say) for one in functions]))
        for role, functions in (("authors", asked.authors), ("approvers", asked.approvers))
        if functions
    ]
    told.append(say(f"rehearse.asked.{asked.operations if asked.shown_by != CALENDARS else 'not_in_calendars'}"))
    if asked.contacts is not None and asked.since is not None:
        counts = {f"n_{level}": n for level, n in asked.contacts.items()}
        code = "contacts" if asked.until is None else "contacts_until"
        told.append(say(f"rehearse.asked.{code}", since=asked.since, until=asked.until, **counts))
    return told


def name_function(function: str, say: Wording) -> str:
    """Name a function; as written where it is none of ours."""
    return say.word(f"function.{function.replace(' ', '_')}", default=function)


def tell_effort(draft: Drafted, say: Wording) -> list[str]:
    """Tell what the draft asks to be reported."""
    effort = draft.effort
    if not effort.clauses:
        return [say("rehearse.effort.none")]
    if not effort.times_a_year:
        told = [say("rehearse.effort.duties_untold", n=len(effort.clauses))]
    else:
        values = {"n": len(effort.clauses), "times": round(effort.times_a_year), "untold": effort.untold}
        told = [say("rehearse.effort.duties" if effort.untold else "rehearse.effort.duties_told", **values)]
    told += [say("rehearse.effort.daily", n=effort.daily)] if effort.daily else []
    if effort.now_times_a_year:
        told.append(say("rehearse.effort.now", times=round(effort.now_times_a_year)))
    if effort.hours is not None:
        told.append(say("rehearse.effort.hours", n=round(effort.hours)))
    return told


def tell_infeasible(draft: Drafted, say: Wording) -> list[str]:
    """Tell which norms are not feasible as they stand, by the rule, and what would make them so."""
    told = []
    for one in draft.infeasible:
        first, last = (name_share(share, say) for share in one.met_years)
        values = {"clause": name_clause(one.clause_id, say), "first": first, "last": last}
        values |= {"asked": name_time(one.value, one.unit, say), "would": name_time(one.would_be, one.unit, say)}
        told.append(say("rehearse.not_feasible", **values))
    return told


def name_reason(reason: str, column: str | None, say: Wording) -> str:
    """Tell why a norm cannot be shown, with the column that would be needed."""
    why = say.word(f"norm.reason.{reason}", f"rehearse.reason.{reason}", default=reason)
    return f"{why} ({column})" if column else why


def name_change(change: str, say: Wording) -> str:
    """Name a change: new, stricter."""
    return say(f"rehearse.change.{change}")


def title_of(draft: Drafted, say: Wording) -> str:
    """Return the title of the page of a draft."""
    return capitalise(say("rehearse.title", draft=name_draft(draft, say)))
