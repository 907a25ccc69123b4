"""What the workbook of a rehearsal holds: a list of rows a sheet, ready to be written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from drift.rehearse.record import RULES
from drift.rehearse.words import (
    ask_floor,
    name_change,
    name_clock,
    name_draft,
    name_quarter,
    name_reason,
    name_time,
    name_version,
    tell_asked,
    tell_draft,
    tell_effort,
    tell_infeasible,
)
from drift.reports.rehearsal.beside import name_row, tell_cell
from drift.wording.case import capitalise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from drift.rehearse.rehearsal import Drafted, HeldNorm, Rehearsal
    from drift.wording import Wording

Row = dict[str, Any]  # heading (rehearse.head.NAME) -> value
SHARES = ("met_now", "met_draft", "low", "high")  # written as per cent


@dataclass(frozen=True)
class SheetRows:
    """One sheet: its code (rehearse.sheet.NAME), its columns and rows; heads: of columns that are no code."""

    name: str
    columns: tuple[str, ...]
    rows: list[Row]
    heads: dict[str, str] = field(default_factory=dict)


def list_sheets(rehearsal: Rehearsal, say: Wording) -> list[SheetRows]:
    """Return the sheets; where there are several drafts, the first column tells which."""
    several = len(rehearsal.drafts) > 1
    made: list[tuple[str, Callable[[Drafted, Wording], Iterator[Row]]]] = [
        ("overview", _overview),
        ("norms", _norms),
        ("months", _months),
        ("changes", _changes),
        ("unshown", _unshown),
        ("penalties", _penalties),
        ("clauses", _clauses),
    ]
    sheets = []
    for name, make in made:
        rows = [
            ({"draft": name_draft(draft, say)} if several else {}) | row
            for draft in rehearsal.drafts
            for row in make(draft, say)
        ]
        if rows:
            sheets.append(SheetRows(name, tuple(dict.fromkeys(key for row in rows for key in row)), rows))
    return [sheets[0], *_list_beside(rehearsal, say), *sheets[1:]]


def _list_beside(rehearsal: Rehearsal, say: Wording) -> Iterator[SheetRows]:
    """Return the norms under the version in force and each draft, a row a norm and a column a version."""
    rows: list[Row] = []
    heads: dict[str, str] = {}
    for one in rehearsal.beside:
        versions = {one.now_file or "": say("rehearse.beside.now", version=name_version(one.now_version, say))}
        versions |= {rehearsal.drafts[i].file: name_draft(rehearsal.drafts[i], say) for i in one.places}
        heads |= versions
        for row in (*one.norms, *one.months):
            cells = (tell_cell(cell, say) for cell in (row.now, *row.drafts))
            rows.append({"what": one.document, "norm": name_row(row, say), **dict(zip(versions, cells, strict=True))})
    if rows:
        yield SheetRows("beside", ("what", "norm", *heads), rows, heads)


def _overview(draft: Drafted, say: Wording) -> Iterator[Row]:
    questions = say("rehearse.questions_head")
    yield {"what": capitalise(say("rehearse.draft")), "told": tell_draft(draft, say)}
    for told in tell_infeasible(draft, say):
        yield {"what": say("rehearse.norms"), "told": told}
    for told in tell_asked(draft, say):
        yield {"what": say("rehearse.asked_head"), "told": told}
    for told in tell_effort(draft, say):
        yield {"what": say("rehearse.effort_head"), "told": told}
    for told in ask_floor(draft, say):
        yield {"what": questions, "told": told}
    for rule in RULES:
        yield {"what": say("rehearse.rule_head"), "told": say(f"rehearse.rule.{rule}")}


def _norms(draft: Drafted, say: Wording) -> Iterator[Row]:
    for norm in draft.norms:
        yield {
            "clause_id": norm.clause_id,
            "clock": name_clock(norm.clock, say),
            "levels": norm.levels or norm.scope or None,
            "change": name_change(norm.change, say),
            "was": _was(norm, say),
            "asked": name_time(norm.value, norm.unit, say),
            "met_now": norm.met_now,
            "met_draft": norm.met_draft,
            "low": norm.low,
            "high": norm.high,
            "n": norm.n,
            **{name: _time(norm, name, say) for name in ("p90", "best_p90")},
            "best_quarter": name_quarter(norm.best_quarter, say),
            "three_of_four": _time(norm, "three_of_four", say),
        }


def _was(norm: HeldNorm, say: Wording) -> str | None:
    return None if norm.was_value is None else name_time(norm.was_value, norm.was_unit or norm.unit, say)


def _time(norm: HeldNorm, name: str, say: Wording) -> str | None:
    value = getattr(norm, name)
    return None if value is None else name_time(value, norm.unit, say)


def _months(draft: Drafted, say: Wording) -> Iterator[Row]:
    for norm in draft.monthly:
        yield {
            "clause_id": norm.clause_id,
            "clock": name_clock(norm.clock, say),
            "asked": say.percent(norm.asked, 1),
            "n_months": norm.n_months,
            "failed_now": norm.failed_now,
            "failed_draft": norm.failed_draft,
            "months": ", ".join(norm.months),
        }


def _changes(draft: Drafted, say: Wording) -> Iterator[Row]:
    for one in draft.changes:
        shown = say("yes" if one.shown else "no")
        yield {
            "clause_id": one.clause_id,
            "change": name_change(one.change, say),
            "old": one.old,
            "new": one.new,
            "shown": shown,
        }


def _unshown(draft: Drafted, say: Wording) -> Iterator[Row]:
    for one in draft.cannot_be_shown:
        yield {"clause_id": one.clause_id, "reason": name_reason(one.reason, None, say), "column": one.column}
    for clash in draft.contradicts:
        values = {"value": name_time(clash.value, clash.unit, say), "clock": name_clock(clash.clock, say)}
        values |= {"clause": clash.clause_id or "", "other": clash.other_id or "", "document": clash.other_document}
        values["other_value"] = name_time(clash.other_value, clash.other_unit, say)
        yield {"clause_id": clash.clause_id, "reason": say("rehearse.clash_item", **values), "column": None}


def _penalties(draft: Drafted, say: Wording) -> Iterator[Row]:
    for one in draft.penalties:
        why = None if one.months is not None else say("rehearse.not_linked")
        yield {"clause_id": one.clause_id, "months": one.months, "why": why}


def _clauses(draft: Drafted, say: Wording) -> Iterator[Row]:
    could = {one.clause_id: one.why for one in draft.could_go}
    for one in draft.origin:
        why = ", ".join(say(f"rehearse.why.{code}") for code in could.get(one.clause_id, ()))
        yield {
            "clause_id": one.clause_id,
            "origin": say(f"rehearse.origin.{one.origin}"),
            "why": say(f"rehearse.origin.{one.why}"),
            "could_go": why or None,
        }
