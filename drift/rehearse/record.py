"""A rehearsal as JSON."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import asdict, is_dataclass
from typing import TYPE_CHECKING, Any, Final

from drift.rehearse.words import ask_floor, tell_draft
from drift.terms import DECIMALS

if TYPE_CHECKING:
    from drift.rehearse.rehearsal import Drafted, Rehearsal
    from drift.wording import Wording

RULES: Final = ("origin", "feasible", "could_go", "touched", "interval")
SHARES: Final = ("clause_id", "clock", "levels", "scope", "change", "met_now", "met_draft", "n", "low", "high")
REALITY: Final = ("clause_id", "clock", "levels", "value", "unit", "p90", "best_p90", "best_quarter", "three_of_four")


def build_rehearsal(rehearsal: Rehearsal, say: Wording) -> dict[str, Any]:
    """Return the content of NAME-rehearsal.json, schema 1; of several drafts a record each, under `drafts`."""
    records = [build_draft(draft, say) for draft in rehearsal.drafts]
    head = {"schema": 1, "relation": rehearsal.relation}
    if len(records) == 1:
        return head | records[0]
    return head | {"drafts": records, "sentence": tell_all(rehearsal, say)}


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
