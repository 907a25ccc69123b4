"""A rehearsal as JSON."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import asdict, is_dataclass
from typing import TYPE_CHECKING, Any, Final

from drift.rehearse.words import ask_floor, tell_draft
from drift.terms import DECIMALS

if TYPE_CHECKING:
    from drift.rehearse.rehearsal import Across, Beside, Drafted, Rehearsal
    from drift.wording import Wording

RULES: Final = ("origin", "feasible", "could_go", "touched", "interval")
SHARES: Final = ("clause_id", "clock", "levels", "scope", "change", "met_now", "met_draft", "n", "low", "high")
# of a norm, and of a share of a month, under one version: key -> what it is called in the record of a draft
SET: Final = (*((name, name) for name in ("clause_id", "value", "unit")), ("met", "met_draft"), ("n", "n"))
SET_MONTH: Final = (
    ("clause_id", "clause_id"),
    ("asked", "asked"),
    ("failed", "failed_draft"),
    ("n_months", "n_months"),
)
REALITY: Final = ("clause_id", "clock", "levels", "value", "unit", "p90", "best_p90", "best_quarter", "three_of_four")


def build_rehearsal(rehearsal: Rehearsal, say: Wording) -> dict[str, Any]:
    """Return the content of NAME-rehearsal.json, schema 1; of several drafts a record each, under `drafts`."""
    records = [build_draft(draft, say) for draft in rehearsal.drafts]
    head = {"schema": 1, "relation": rehearsal.relation}
    if len(records) == 1:
        return head | records[0]
    beside = [_plain_beside(one, rehearsal) for one in rehearsal.beside]
    return head | {"drafts": records, "beside": beside, "sentence": tell_all(rehearsal, say)}


def _plain_beside(beside: Beside, rehearsal: Rehearsal) -> dict[str, Any]:
    """Return drafts norm by norm: under `drafts` of a norm one a draft, in the order of `files`; null: not set."""
    return {
        "document": beside.document,
        "now": {"version": beside.now_version, "file": beside.now_file},
        "months": {"first": beside.first, "last": beside.last},
        "files": [rehearsal.drafts[i].file for i in beside.places],
        "norms": [_plain_across(row, SET) for row in beside.norms],
        "months_failed": [_plain_across(row, SET_MONTH) for row in beside.months],
    }


def _plain_across(row: Across, names: tuple[tuple[str, str], ...]) -> dict[str, Any]:
    about = {name: getattr(row, name) for name in ("clock", "levels", "scope")}
    now, *drafts = (
        None if one is None else {key: _plain(getattr(one, name)) for key, name in names}
        for one in (row.now, *row.drafts)
    )
    return about | {"now": now, "drafts": drafts}


def tell_all(rehearsal: Rehearsal, say: Wording) -> str:
    """Tell every draft in turn."""
    return " ".join(tell_draft(draft, say) for draft in rehearsal.drafts)


def build_draft(draft: Drafted, say: Wording) -> dict[str, Any]:
    """Return one draft as JSON has it; shares are 0 to 1, times in the unit that the norm is written in."""
    touched = [one for one in draft.penalties if one.months]
    return {
        "file": draft.file,
        "document": draft.document,
        "version": draft.version,
        "now": {"version": draft.now_version, "file": draft.now_file},
        "months": {"first": draft.first, "last": draft.last, "n": draft.n_months, "incidents": draft.n_incidents},
        "tested": _plain(draft.tested),
        "norms": [_pick(norm, SHARES) for norm in draft.norms],
        "changes": _plain(draft.changes),
        "months_failed": _plain(draft.monthly),
        "penalty_clauses": {
            "n": len(draft.penalties),
            "touched": [{"clause_id": one.clause_id, "months": one.months} for one in touched],
            "not_linked": [one.clause_id for one in draft.penalties if one.months is None],
        },
        "cannot_be_shown": _plain(draft.cannot_be_shown),
        "contradicts": _plain(draft.contradicts),
        "decides_nothing": [*draft.decides_nothing],
        "never_met": [*draft.never_met],
        "reality": [_pick(norm, REALITY) for norm in draft.norms],
        "not_feasible_as_it_stands": _plain(draft.infeasible),
        "asked": _plain(draft.asked),
        "effort": _plain(draft.effort),
        "could_go": _plain(draft.could_go),
        "origin": _plain(draft.origin),
        "questions": ask_floor(draft, say),
        "rules": {name: say(f"rehearse.rule.{name}") for name in RULES},
        "caveat": say("rehearse.past"),
        "sentence": tell_draft(draft, say),
    }


def _pick(record: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: _plain(getattr(record, name)) for name in names}


def _plain(value: Any) -> Any:
    """Return a value as JSON has it: records as objects, days as text, what is no number as null."""
    if is_dataclass(value) and not isinstance(value, type):
        return _plain(asdict(value))
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, float):
        return round(value, DECIMALS) + 0.0 if math.isfinite(value) else None
    return value
