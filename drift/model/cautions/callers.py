"""Callers who left: how many, against the base, and what may be why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.errors import Note
from drift.model.cautions.caution import Caution
from drift.wording.values import Share, show_count

if TYPE_CHECKING:
    from drift.model.callers import CallersLeft

CODE: Final = "callers_left"


def find_leavers(callers: CallersLeft) -> list[Caution]:
    """Tell that callers left, or that nobody can tell whether they did: they may call through a portal, or renamed."""
    before, now, told = callers.before, callers.now, callers.told
    if before is None or now is None or told is None:
        return []
    reasons = _list_reasons(callers)
    suffix = "_open" if callers.state == "unknown" else "_why" if reasons else ""
    low, high = (max(round(100 * end), 0) for end in callers.rise_told)
    values = {
        "n": told.n,
        "months": list(pd.period_range(told.first, told.last, freq="M")),
        "silent": show_count(callers.n_silent),
        "after": Share(told.share),
        "before": Share(before.share),
        "low": low,
        "high": high,
        "reasons": reasons,
    }
    sentence = Note(f"caution.{CODE}{suffix}", values)
    if not callers.risen:
        later = {"n": now.n, "months": list(pd.period_range(now.first, now.last, freq="M")), "share": Share(now.share)}
        sentence = Note(f"caution.{CODE}_once", {"told": sentence, **later})
    return [Caution(CODE, "qualify", tuple(told.then), sentence)]


def _list_reasons(callers: CallersLeft) -> list[Note]:
    """Return what may be why: portals, another tool, milestones, a scope that fell."""
    reasons = []
    if callers.portal:
        ends = {"before": Share(callers.portal.before), "after": Share(callers.portal.after)}
        reasons.append(Note("callers.portal", ends))
    if callers.tool_turns:
        reasons.append(Note("callers.tools", {"months": list(callers.tool_turns)}))
    if callers.milestones:
        reasons.append(Note("callers.milestones", {"n": len(callers.milestones), "days": list(callers.milestones)}))
    if callers.scope_fell:
        reasons.append(Note("callers.scope", {"months": list(callers.scope_fell)}))
    return reasons
