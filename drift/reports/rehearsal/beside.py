"""The page of several drafts: each norm under the version in force and each draft, and what each would have done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.rehearse.feasible import list_judged
from drift.rehearse.norms import find_met
from drift.rehearse.rehearsal import MonthlyNorm
from drift.rehearse.words import name_clause, name_clock, name_draft, name_share, name_time, name_version
from drift.reports.pages.blocks import Page, Quiet, Table
from drift.reports.rehearsal.page import NAME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from drift.rehearse.rehearsal import Across, Beside, Drafted, HeldNorm, Rehearsal
    from drift.reports.pages.blocks import Block
    from drift.wording import Wording

ROOMS: Final = (30, 24, 18, 14, 11, 8, 6, 4)  # norms that the page tries to hold, until it fits
POINTS: Final = 100  # of a share
COLUMNS: Final = 4  # drafts of one table; more stand in a next one


def build_comparison(rehearsal: Rehearsal, say: Wording, room: int) -> Page:
    """Return the page of several drafts beside each other, a column a draft; so many norms a table at most."""
    drafts = rehearsal.drafts
    heads = ["", *(name_draft(one, say) for one in drafts)]
    rows = [[say(f"rehearse.beside.{name}"), *(tell(one, say) for one in drafts)] for name, tell in TOTALS.items()]
    totals = Table(say("rehearse.beside.caption", n=len(drafts)), heads, rows, 1)
    norms: list[Block] = [table for one in rehearsal.beside for table in _list_tables(one, rehearsal, say, room)]
    notes = Quiet([say("rehearse.past"), say("rehearse.beside.how")])
    return Page(NAME, say("rehearse.beside.title", n=len(drafts)), [*norms, totals, notes])


def _list_tables(beside: Beside, rehearsal: Rehearsal, say: Wording, room: int) -> Iterator[Table]:
    """Return the norms of drafts that were held against the same months; none where the log shows no norm of any."""
    rows = [*beside.norms, *beside.months]
    caption = say("rehearse.beside.norms", first=pd.Period(beside.first, "M"), last=pd.Period(beside.last, "M"))
    left = len(rows) - room
    caption = f"{caption} {say('rehearse.more', n=left)}." if left > 0 else caption
    now = say("rehearse.beside.now", version=name_version(beside.now_version, say))
    for i in range(0, len(beside.places) if rows else 0, COLUMNS):
        own = slice(i, i + COLUMNS)
        heads = [say("rehearse.head.norm"), now]
        heads += [name_draft(rehearsal.drafts[place], say) for place in beside.places[own]]
        cells = [[name_row(row, say), *(tell_cell(one, say) for one in (row.now, *row.drafts[own]))] for row in rows]
        yield Table(caption, heads, cells[:room], len(heads))


def name_row(row: Across, say: Wording) -> str:
    """Name a norm by what it binds: repair, priority 1."""
    parts = [name_clock(row.clock, say)]
    parts += [say("rehearse.levels", levels=row.levels)] if row.levels else []
    parts += [row.scope] if row.scope else []
    return ", ".join(parts)


def tell_cell(one: HeldNorm | MonthlyNorm | None, say: Wording) -> str:
    """Tell a norm under one version: what it asks and how many met it, or in how many months it failed."""
    if one is None:
        return say("rehearse.beside.not_set")
    clause = name_clause(one.clause_id, say)
    if isinstance(one, MonthlyNorm):
        values = {"asked": name_asked(one.asked, say), "failed": one.failed_draft, "n": one.n_months}
        return say("rehearse.beside.month_cell", clause=clause, **values)
    asked = name_time(one.value, one.unit, say)
    if not one.n:
        return say("rehearse.beside.cell_none", clause=clause, asked=asked)
    return say("rehearse.beside.cell", clause=clause, asked=asked, met=name_share(one.met_draft, say), n=one.n)


def name_asked(share: float, say: Wording) -> str:
    """Write a share that is asked, as a contract does: 95 %, 99.5 %."""
    points = round(share * POINTS, 1)
    return say.percent(share, 0 if points.is_integer() else 1)


def _of(n: int, of: int, say: Wording) -> str:
    """Write how many of those that could be tested; a dash where none could."""
    return say("rehearse.beside.of", n=n, of=of) if of else say.show(None)


def _count_failed(draft: Drafted, say: Wording) -> str:
    known = [norm for norm in draft.monthly if norm.n_months]
    worst = max(known, key=lambda norm: norm.failed_draft, default=None)
    return say.show(None) if worst is None else _of(worst.failed_draft, worst.n_months, say)


def _count_changes(change: str) -> Callable[[Drafted, Wording], str]:
    return lambda one, say: _of(sum(norm.change == change for norm in one.norms), len(one.norms), say)


TOTALS: Final[dict[str, Callable[[Drafted, Wording], str]]] = {
    "shown": lambda one, say: _of(one.tested.shown, one.tested.clauses, say),
    "stricter": _count_changes("stricter"),
    "relaxed": _count_changes("relaxed"),
    "never": lambda one, say: _of(len(find_met(one.norms, 0.0)), one.tested.enough, say),
    "nothing": lambda one, say: _of(len(find_met(one.norms, 1.0)), one.tested.enough, say),
    "infeasible": lambda one, say: _of(len(one.infeasible), len(list_judged(one.norms, one.asked)), say),
    "failed": _count_failed,
    "unshown": lambda one, say: say.number(len({other.clause_id for other in one.cannot_be_shown})),
    "clashes": lambda one, say: say.number(len(one.contradicts)),
    "reports": lambda one, say: say.number(round(one.effort.times_a_year)),
}
