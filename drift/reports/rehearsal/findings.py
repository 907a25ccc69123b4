"""What a rehearsal found, as sentences for its page."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Final

from drift.rehearse.norms import find_met
from drift.rehearse.words import choose_hardest, name_clause, name_clock, name_norm, name_time, tell_reality

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drift.rehearse.rehearsal import CouldGo, Drafted
    from drift.wording import Wording

FEW: Final = 5  # clauses to keep or drop; who has five minutes talks of no more
LISTED: Final = 8  # clauses of a list on one line; the workbook has all


def tell_findings(draft: Drafted, say: Wording) -> list[str]:
    """Tell what was never and always met, what contradicts, which penalties are touched, and what changed."""
    hardest = choose_hardest(draft)
    reality = tell_reality(hardest, say) if hardest else None
    told = [reality] if reality else []
    told += _tell_met("never_item", 0.0, draft, say)
    told += [_tell_clash(draft, i, say) for i in range(len(draft.contradicts))][:2]
    told += _tell_met("decides_item", 1.0, draft, say)
    told += [_tell_penalties(draft, say)] if draft.penalties and draft.monthly else []
    changed = Counter(one.change for one in draft.changes)
    if draft.changes:
        counts = {name: changed[name] for name in ("new", "stricter", "relaxed", "gone")}
        told.append(say("rehearse.changes_item", unshown=sum(not one.shown for one in draft.changes), **counts))
    return told


def _tell_met(code: str, share: float, draft: Drafted, say: Wording) -> list[str]:
    """Tell which of the norms of enough incidents all of them met, or none did."""
    met = find_met(draft.norms, share)
    clauses = list_names((name_norm(norm, say) for norm in met), "; ", say)
    return [say(f"rehearse.{code}", clauses=clauses, n=len(met), of=draft.tested.enough)] if met else []


def list_clauses(numbers: Iterable[str | None], say: Wording) -> str:
    """Return the first clauses of a list, and how many more there are."""
    return list_names((name_clause(number, say) for number in numbers), ", ", say)


def list_names(names: Iterable[str], between: str, say: Wording) -> str:
    """Return the first names of a list, each once, and how many more there are."""
    own = [*dict.fromkeys(names)]
    more = say("rehearse.more_short", n=len(own) - LISTED) if len(own) > LISTED else ""
    return between.join(own[:LISTED]) + more


def _tell_clash(draft: Drafted, i: int, say: Wording) -> str:
    clash = draft.contradicts[i]
    return say(
        "rehearse.clash_item",
        clause=name_clause(clash.clause_id, say),
        value=name_time(clash.value, clash.unit, say),
        other=name_clause(clash.other_id, say),
        other_value=name_time(clash.other_value, clash.other_unit, say),
        document=clash.other_document,
        clock=name_clock(clash.clock, say),
    )


def _tell_penalties(draft: Drafted, say: Wording) -> str:
    linked = sum(one.months is not None for one in draft.penalties)
    touched = [one for one in draft.penalties if one.months]
    values = {"n": len(draft.penalties), "linked": linked, "touched": len(touched)}
    if not touched:
        return say("rehearse.penalty_none", **values)
    most = max(one.months or 0 for one in touched)
    clauses = list_clauses((one.clause_id for one in touched), say)
    return say("rehearse.penalty_item", months=most, clauses=clauses, **values)


def tell_could_go(draft: Drafted, say: Wording) -> list[str]:
    """Tell how many clauses there are to keep or drop, and the first few with why; the workbook has all."""
    own = draft.could_go
    if not own:
        return [say("rehearse.could_go_none")]
    by_why = groupby(own[:FEW], key=lambda one: one.why)
    told = "; ".join(_tell_why([*few], why, say) for why, few in by_why)
    return [say("rehearse.could_go_first" if len(own) > FEW else "rehearse.could_go_all", n=len(own), told=told)]


def _tell_why(few: list[CouldGo], why: tuple[str, ...], say: Wording) -> str:
    clauses = ", ".join(name_clause(one.clause_id, say) for one in few)
    return f"{clauses} ({say.join([say(f'rehearse.why.{code}') for code in why])})"


def tell_origin(draft: Drafted, say: Wording) -> str:
    """Tell where the clauses come from."""
    counts = Counter(one.origin for one in draft.origin)
    if counts["unknown"] == len(draft.origin):
        return say("rehearse.origin_unknown", n=len(draft.origin))
    return say(
        "rehearse.origin_item", n=len(draft.origin), **{name: counts[name] for name in ("floor", "desk", "unknown")}
    )
