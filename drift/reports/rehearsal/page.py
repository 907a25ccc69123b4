"""The page of a draft: one side of paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.rehearse.feasible import list_judged
from drift.rehearse.words import (
    ask_floor,
    name_change,
    name_clause,
    name_norm,
    name_quarter,
    name_reason,
    name_share,
    name_time,
    tell_asked,
    tell_draft,
    tell_effort,
    tell_infeasible,
    title_of,
)
from drift.reports.pages.blocks import Items, Lists, Page, Quiet, Table
from drift.reports.rehearsal.findings import tell_could_go, tell_findings, tell_origin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drift.rehearse.rehearsal import Drafted, HeldNorm
    from drift.reports.pages.blocks import Block
    from drift.wording import Wording

NAME: Final = "rehearsal"
ROOM: Final = (7, 6, 5, 4, 3, 2)  # norms and items that a page tries to hold, until it fits
POINTS: Final = 100  # of a share


def build_page(draft: Drafted, say: Wording, room: int) -> Page:
    """Return the page of a draft, with so many rows of each kind at most."""
    findings = [*tell_infeasible(draft, say), *tell_findings(draft, say)][: room + 1]
    questions = Items(say("rehearse.questions_head"), ask_floor(draft, say), 1.2)
    effort = Items(say("rehearse.effort_head"), [*tell_effort(draft, say), *tell_could_go(draft, say)])
    asked = Items(say("rehearse.asked_head"), [*tell_asked(draft, say), tell_origin(draft, say)])
    parts = [Items(say("rehearse.found_head"), findings, 1.2)] if findings else []
    unshown = _unshown(draft, say, room)
    parts += [Items(say("rehearse.unshown_head"), unshown)] if unshown else []
    blocks: list[Block] = [_norms(draft, say, room)] if draft.norms else []
    blocks += [Lists([*parts, asked]), Lists([questions, effort])]
    rules = ["feasible"] if list_judged(draft.norms, draft.asked) else []
    rules += ["origin"] if any(one.origin != "unknown" for one in draft.origin) else []
    blocks.append(Quiet([say("rehearse.past_more"), *(say(f"rehearse.rule.{rule}") for rule in rules)]))
    return Page(NAME, title_of(draft, say), blocks, lead=tell_draft(draft, say))


def _norms(draft: Drafted, say: Wording, room: int) -> Table:
    code = "rehearse.caption" if any(norm.met_now is not None for norm in draft.norms) else "rehearse.caption_one"
    heads = ("norm", "change", "was", "asked", "met_now", "met_draft", "difference", "n", "p90", "best_p90")
    rows = [_row(norm, say) for norm in order_norms(draft.norms)[:room]]
    caption = say(code, first=pd.Period(draft.first, "M"), last=pd.Period(draft.last, "M"))
    left = len(draft.norms) - len(rows)
    caption = f"{caption} {say('rehearse.more', n=left)}." if left > 0 else caption
    return Table(caption, [say(f"rehearse.head.{name}") for name in heads], rows, 4, tight=True)


def order_norms(norms: Sequence[HeldNorm]) -> list[HeldNorm]:
    """Return the norms, what would have been met less often first, then what was met least."""
    return sorted(norms, key=lambda norm: (_step(norm) or 0.0, 1.0 if norm.met_draft is None else norm.met_draft))


def _step(norm: HeldNorm) -> float | None:
    return None if norm.met_now is None or norm.met_draft is None else norm.met_draft - norm.met_now


def _row(norm: HeldNorm, say: Wording) -> list[str]:
    was = None if norm.was_value is None else name_time(norm.was_value, norm.was_unit or norm.unit, say)
    best = name_time(norm.best_p90, norm.unit, say)
    quarter = name_quarter(norm.best_quarter, say)
    return [
        name_norm(norm, say),
        name_change(norm.change, say),
        was or say.show(None),
        name_time(norm.value, norm.unit, say),
        *(name_share(share, say) for share in (norm.met_now, norm.met_draft)),
        _difference(norm, say),
        say.number(norm.n),
        name_time(norm.p90, norm.unit, say),
        best if quarter is None else f"{best} ({quarter})",
    ]


def _difference(norm: HeldNorm, say: Wording) -> str:
    step = _step(norm)
    if step is None or norm.low is None or norm.high is None:
        return say.show(None)
    if norm.low == norm.high == 0:
        return say.number(0)
    low, high = (say.number(POINTS * bound) for bound in (norm.low, norm.high))
    return say("rehearse.interval", difference=say.number(POINTS * step), low=low, high=high)


def _unshown(draft: Drafted, say: Wording, room: int) -> list[str]:
    """Return what nobody can measure: by reason, those that a column would show first."""
    reasons: dict[tuple[bool, str, str], list[str]] = {}
    for one in draft.cannot_be_shown:
        key = (one.column is None, one.reason, one.column or "")
        reasons.setdefault(key, []).append(name_clause(one.clause_id, say))
    ordered = sorted(reasons.items(), key=lambda item: (item[0][0], -len(item[1]), item[0]))
    told = [
        say("rehearse.unshown_item", clause=_join(numbers, room, say), why=name_reason(reason, column or None, say))
        for (_, reason, column), numbers in ordered
    ]
    left = len(told) - room
    return [*told[:room], say("rehearse.more_reasons", n=left)] if left > 0 else told


def _join(numbers: list[str], room: int, say: Wording) -> str:
    own = list(dict.fromkeys(numbers))
    more = say("rehearse.more_short", n=len(own) - room) if len(own) > room else ""
    return ", ".join(own[:room]) + more
